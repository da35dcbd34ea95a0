"""What the register's pages refuse with a sentence: against evidence, to a merged third party, signs none can store."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from requests_app import handling
from requests_app.register.evidence.media import ALL
from requests_app.register.load.way import Asked
from requests_app.register.merge import merge
from requests_app.register.models import Business, Disclosure, DisclosureEvent, EvidenceDocument, RegisterLoad
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.register.documents import a_docx

pytestmark = pytest.mark.django_db
HOME = "/staff/register/outfitters/"
GIVEN = {"year": 2025, "categories": ["telephone"], "use": "direct_marketing", "knowledge": "knows"}


@pytest.fixture
def business() -> Business:
    return builders.a_business()


@pytest.fixture
def kim(as_user: Callable[[User], Client]) -> Client:
    return as_user(builders.a_person("kim", REGISTER_KEEPER))


@pytest.fixture
def row(business: Business) -> Disclosure:
    """Return a disclosure with two hand-overs of a file behind it."""
    row = builders.a_disclosure(builders.a_third_party(business))
    load = RegisterLoad.objects.create(
        business=business, file_name="log.csv", digest="0" * 64, size=1, actor="cli", asked_at=builders.NOW
    )
    for day, line in (("2025-01-05", 2), ("2025-03-09", 3)):
        DisclosureEvent.objects.create(load=load, disclosure=row, disclosed_on=day, row=line)
    return row


def at(row: Disclosure) -> str:
    return f"{HOME}third-parties/{row.third_party_id}/disclosures/{row.pk}/"


@pytest.mark.parametrize("how", [{}, {"show": "1"}])
def test_a_disclosure_with_hand_overs_is_not_removed(row: Disclosure, kim: Client, how: dict[str, str]) -> None:
    answer = kim.post(f"{at(row)}remove/", how)

    assert answer.status_code == 400
    assert "2 hand-overs from “log.csv” lie behind it" in answer.content.decode()
    assert Disclosure.objects.filter(pk=row.pk).exists()


def test_a_disclosure_with_hand_overs_offers_to_undo_its_file_and_no_removal(row: Disclosure, kim: Client) -> None:
    load = RegisterLoad.objects.get()
    shown = " ".join(kim.get(at(row)).content.decode().split())
    refused = kim.post(f"{at(row)}remove/").content.decode()

    assert "This disclosure stays: 2 hand-overs from “log.csv” lie behind it, and they are evidence." in shown
    assert f'<a href="{HOME}files/{load.pk}/"> Open “log.csv”, where it can be undone </a>' in shown
    assert "Remove this disclosure" not in shown
    assert "danger" not in refused


def test_one_hand_over_lies_behind_a_disclosure(row: Disclosure, kim: Client) -> None:
    DisclosureEvent.objects.filter(row=3).delete()

    assert "1 hand-over from “log.csv” lies behind it, and it is evidence." in kim.get(at(row)).content.decode()


def test_a_disclosure_without_hand_overs_can_be_removed(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business))

    assert "Remove this disclosure" in kim.get(at(row)).content.decode()


@pytest.mark.parametrize("how", [{}, {"show": "1"}])
def test_a_disclosure_stays_in_the_year_of_its_hand_overs(row: Disclosure, kim: Client, how: dict[str, str]) -> None:
    answer = kim.post(at(row), {**GIVEN, **how, "year": 2024})

    assert answer.status_code == 400
    assert "This disclosure stays in 2025" in answer.content.decode()
    row.refresh_from_db()
    assert row.year == 2025


def test_a_disclosure_shows_the_hand_overs_behind_it(row: Disclosure, kim: Client) -> None:
    shown = " ".join(kim.get(at(row)).content.decode().split())

    assert "2 hand-overs, from" in shown
    assert f'href="{HOME}files/{RegisterLoad.objects.get().pk}/"' in shown


@pytest.mark.parametrize("page", ["disclosures/new/", "edit/", "row/"])
def test_a_merged_third_party_takes_nothing_any_more(business: Business, kim: Client, page: str) -> None:
    one = builders.a_third_party(business, "Old Lists LLC")
    into = builders.a_third_party(business, "New Lists Inc.", street="9 Else St")
    merge(one=one, into=into, actor="cli", at=builders.NOW)
    given = {**GIVEN, "legal_name": "Old Lists LLC", "relation": "unaffiliated", "city": "Sparks", "street": "1 New St"}

    answer = kim.post(
        f"{HOME}third-parties/{one.pk}/{page}", {**given, "state": "NV", "postal_code": "89431", "nature_clear": "on"}
    )

    assert answer.status_code == 400
    assert "Old Lists LLC was merged into New Lists Inc." in answer.content.decode()
    assert not Disclosure.objects.exists()
    one.refresh_from_db()
    assert one.city == "Reno"


def test_every_kind_of_document_fits_its_column() -> None:
    longest = EvidenceDocument._meta.get_field("media_type").max_length  # noqa: SLF001 - Django's public name
    assert max(len(each.media_type) for each in ALL) <= (longest or 0)


@pytest.mark.django_db(transaction=True)
def test_a_word_document_is_kept(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    given = {"upload": SimpleUploadedFile("letter.docx", a_docx()), "kind": "letter", "title": "Letter"}

    assert (
        "The document is kept."
        in kim.post(f"{HOME}third-parties/{party.pk}/documents/", given, follow=True).content.decode()
    )


def test_a_finding_of_no_category_leads_to_the_first_box(business: Business, kim: Client) -> None:
    row = builders.a_disclosure(builders.a_third_party(business), categories=[])

    assert f"{at(row)}#id_categories_0" in kim.get(f"{HOME}findings/?year=2025").content.decode()
    assert 'id="id_categories_0"' in kim.get(at(row)).content.decode()


def test_a_sign_that_no_name_has_finds_nothing(business: Business, kim: Client) -> None:
    builders.a_register(business)
    assert "No third party is like that." in kim.get(f"{HOME}?q=%00").content.decode()


@pytest.mark.django_db(transaction=True)
def test_an_answer_that_cannot_be_stored_is_refused_with_a_sentence(business: Business, kim: Client) -> None:
    asked = Asked(dry_run=True)
    load = handling.start_load(
        upload=SimpleUploadedFile("log.csv", b"third_party_name,category\nReed,email\n"),
        business=business,
        asked=asked,
        by=User.objects.get(username="kim"),
        now=builders.NOW,
    )
    answer = kim.post(f"{HOME}files/{load.pk}/", {"do": "again", "word:\0": "-"}, follow=True)
    assert "a sign that cannot be stored" in answer.content.decode()


def test_of_two_open_forms_the_second_is_told_before_it_overwrites_the_first(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    address = f"/staff/register/outfitters/third-parties/{party.pk}/edit/"
    whole = {"legal_name": party.legal_name, "street": party.street, "state": "NV", "relation": "unaffiliated"}
    handling.save_register_row(row=party, by=User.objects.get(username="kim"), now=builders.NOW)
    party.street = "1 New St"
    handling.save_register_row(row=party, by=User.objects.get(username="kim"), now=builders.NOW)
    opened = kim.get(address).context["seen"]
    assert kim.post(address, {**whole, "city": "Sparks", "seen": opened}).status_code == 302

    second = kim.post(address, {**whole, "city": "Elko", "seen": opened})

    assert second.status_code == 400
    assert "kim changed this while your page was open" in second.content.decode()
    assert 'value="Elko"' in second.content.decode()
    party.refresh_from_db()
    assert party.city == "Sparks"
    assert kim.post(address, {**whole, "city": "Elko", "seen": second.context["seen"]}).status_code == 302
    party.refresh_from_db()
    assert party.city == "Elko"


def test_a_row_changed_while_it_was_open_in_the_listing_is_told_too(business: Business, kim: Client) -> None:
    party = builders.a_third_party(business)
    handling.save_register_row(row=party, by=User.objects.get(username="kim"), now=builders.NOW)
    page = kim.get(f"{HOME}?open={party.pk}")
    [line] = [line for line in page.context["lines"] if line.form]
    assert f'name="seen" value="{line.seen}"' in page.content.decode()
    party.street = "1 New St"
    handling.save_register_row(row=party, by=User.objects.get(username="kim"), now=builders.NOW)

    late = kim.post(f"{HOME}third-parties/{party.pk}/row/", {"street": "9 Late St", "seen": line.seen})

    assert "changed this while your page was open" in late.content.decode()
    party.refresh_from_db()
    assert party.street == "1 New St"
