"""The keys under which one person's receipts meet, and what makes no difference to them."""

import unicodedata
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from requests_app import handling
from requests_app.requests.keys import email_key, name_key, names_agree, post_key
from requests_app.requests.models import Receipt
from tests.builders import NOW, a_business, asked_by_post

ANA = {
    "name": "Ana Ruiz",
    "street": "12 North Elm Street, Apt. 4",
    "city": "Fresno",
    "state": "CA",
    "postal_code": "93701",
    "country": "",
}


def key(**changes: str) -> str:
    return post_key(**{**ANA, **changes})


@pytest.mark.parametrize(
    "written",
    [" Jane.Doe@Example.ORG ", "JANE.DOE@example.org", "jane.doe@example.org"],
)
def test_case_and_blanks_make_no_difference_to_an_email_address(written: str) -> None:
    assert email_key(written) == email_key("jane.doe@example.org")


def test_how_an_accent_is_composed_makes_no_difference_to_an_email_address() -> None:
    assert email_key(unicodedata.normalize("NFD", "núñez@example.org")) == email_key("NÚÑEZ@example.org")


@pytest.mark.parametrize("other", ["jane.doe+shop@example.org", "janedoe@example.org", "jane.doe@example.com"])
def test_a_tag_a_dot_and_another_domain_are_another_address(other: str) -> None:
    assert email_key(other) != email_key("jane.doe@example.org")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "ANA  RUIZ"},
        {"name": "\uff21\uff4e\uff41 Ruiz"},
        {"street": "12 N. Elm St #4"},
        {"street": "12 n elm st\nunit 4"},
        {"street": "12 NORTH ELM STREET APARTMENT 4"},
        {"postal_code": "93701-1234"},
        {"postal_code": "937011234"},
        {"city": "FRESNO"},
        {"city": "Frseno"},
        {"state": "California"},
        {"country": "United States"},
    ],
    ids=str,
)
def test_the_same_place_written_otherwise_has_the_same_key(changes: dict[str, str]) -> None:
    assert key(**changes) == key()


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Bo Ruiz"},
        {"name": "Ana Núñez"},
        {"street": "14 North Elm Street, Apt. 4"},
        {"street": "12 South Elm Street, Apt. 4"},
        {"street": "12 North Elm Street, Apt. 5"},
        {"street": "12 North Elm Street"},
        {"street": "12 North Elm Court, Apt. 4"},
        {"postal_code": "93702"},
    ],
    ids=str,
)
def test_another_name_door_or_place_has_another_key(changes: dict[str, str]) -> None:
    assert key(**changes) != key()


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u02bc", ""])
def test_signs_inside_a_name_make_no_difference(apostrophe: str) -> None:
    assert key(name=f"O{apostrophe}Brien") == key(name="O'Brien")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Marjorie Sm??th"},
        {"street": "1?4 Oak St"},
        {"postal_code": "959?9"},
        {"street": ""},
        {"name": "\u200b"},
        {"postal_code": "", "city": "", "state": ""},
    ],
    ids=str,
)
def test_what_cannot_be_read_or_is_missing_is_a_key_to_nobody(changes: dict[str, str]) -> None:
    assert key(**changes) == ""


def test_without_a_zip_code_the_city_and_state_tell_places_apart() -> None:
    assert key(postal_code="", city="Fresno") != key(postal_code="", city="Lodi") != ""


def test_a_street_never_runs_over_into_a_name() -> None:
    assert key(name="Ana Ruiz 12", street="Elm St") != key(name="Ana Ruiz", street="12 Elm St")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Jane Doe", "jane doe", True),
        ("Jane Doe", "J. Doe", True),
        ("Jane Doe", "Doe, Jane", True),
        ("Jane Doe", "Jane Mary Doe", True),
        ("Jane Doe", "", True),
        ("Jane Doe", "Doe", True),
        ("Jane Doe", "John Doe", False),
        ("Jane Doe", "Jane Roe", False),
        ("Jane Doe", "J. D.", False),
        ("Ana Ruiz", "Bo Ruiz", False),
    ],
)
def test_names_agree_where_one_person_may_write_both(one: str, other: str, agree: bool) -> None:
    assert names_agree(one, other) is agree
    assert names_agree(other, one) is agree


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=12))
def test_no_text_breaks_a_key_and_each_is_the_same_twice(name: str, street: str, code: str) -> None:
    place = {"name": name, "street": street, "city": "", "state": "", "postal_code": code, "country": ""}

    assert post_key(**place) == post_key(**place)
    assert names_agree(name, name) or len(name_key(name)) == 64
    assert len(email_key(street)) in {0, 64}


@pytest.mark.parametrize(
    ("one", "other"),
    [("José Núñez", "Jose Nunez"), ("Łukasz Sørby", "lukasz sorby"), ("İpek", "ipek"), ("Ёлка", "Елка")],
)
def test_accents_make_no_difference_to_a_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
    assert key(name=one) == key(name=other)
    assert names_agree(one, other)


@pytest.mark.parametrize(("one", "other"), [("कि", "का"), ("กำ", "กี"), ("בָּ", "כָּ")])
def test_a_mark_that_is_a_letter_of_its_own_tells_names_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_domain_in_its_own_letters_is_the_domain() -> None:
    assert email_key("ana@XN--bcher-kva.example") == email_key("ana@bücher.example")
    assert email_key("ana@xn--\u00e9.example") != email_key("ana@xn--0.example") != ""


@pytest.mark.django_db
def test_receipts_from_before_get_the_keys_that_new_ones_get() -> None:
    mail = handling.receive(business=a_business(), asked=asked_by_post(requester_name="José Núñez"), received_at=NOW)
    receipt = mail.receipts.get()
    as_new = (receipt.email_key, receipt.name_key, receipt.post_key)
    Receipt.objects.update(name_key="old", post_key="old")

    import_module("requests_app.migrations.0016_keys_without_accents").renew_keys(apps, None)

    receipt.refresh_from_db()
    assert (receipt.email_key, receipt.name_key, receipt.post_key) == as_new
