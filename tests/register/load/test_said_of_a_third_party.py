"""What a cell says of a third party in words of its own: no examples known, an address elsewhere, a country."""

from pathlib import Path

import pytest

from tests.register.load.commands import configure, load, notice
from tests.register.load.files import csv_file, read, row


@pytest.mark.parametrize(
    "words", ["checked, not known", "Checked; not known", "checked - Not known", "checked, unknown"]
)
def test_examples_that_were_looked_for_in_vain_are_no_examples(tmp_path: Path, words: str) -> None:
    party = read(csv_file(tmp_path, row(products_or_services=words))).party(2)
    assert (party.products, party.products_known) == ((), False)


def test_examples_beside_these_words_are_known(tmp_path: Path) -> None:
    party = read(csv_file(tmp_path, row(products_or_services="Socks\nchecked, not known"))).party(2)
    assert (party.products, party.products_known) == (("Socks",), None)


def test_an_answer_that_contradicts_them_is_a_fault(tmp_path: Path) -> None:
    cells = row(products_or_services="checked, not known", products_known="yes")
    assert read(csv_file(tmp_path, cells)).places == [(2, "products_known", "yes")]


NO_ADDRESS = (
    *("same as above", "Same", "same address", "ditto", "see website", "See our website for the address", "as above"),
    *("https://example.com/contact", "www.example.com", "example.com", "privacy@example.com", "on file", "see row 5"),
    *("no address", "pending", "[none]", "N/A N/A", "not on file", "none given", "-/-", "xxx", "n/a (see website)"),
    *("address unknown", "No street address", "N/A - online only", "x", "0", "Address not provided", "TBA", "(none)"),
)


@pytest.mark.parametrize("street", NO_ADDRESS)
def test_a_text_that_only_says_where_an_address_is_is_none(tmp_path: Path, street: str) -> None:
    found = read(csv_file(tmp_path, row(street=street)))
    assert found.party(2).street == ""
    assert [(each.row, each.column, each.value) for each in found.warnings] == [(2, "street", street)]
    assert "postal address missing" in found.warnings[0].says
    assert f"“{street}” is no address" in found.warnings[0].says


@pytest.mark.parametrize(
    "street",
    [
        *("P.O. Box 5", "See Street 5", "St.James Square", "Old Mill, High Street", "Seestrasse", "Idemitsu Tower"),
        *("123 Main St., www.example.com", "Samestown Road", "Above Bar", "The Website Building, Row 5"),
        *("Na Hoku Way", "Pending Lane", "Nonesuch Road", "N/A, Building 4", "Missing Mountain Rd", "No. 5 Address Rd"),
    ],
)
def test_unusual_addresses_stay(tmp_path: Path, street: str) -> None:
    found = read(csv_file(tmp_path, row(street=street)))
    assert found.party(2).street == street
    assert found.clean


def test_a_city_that_says_ditto_is_missing(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(city="ditto")))
    assert found.party(2).city == ""
    assert "city: “ditto” is no address" in found.warnings[0].says


@pytest.mark.parametrize(
    ("country", "state"), [("CA", "California"), ("de", "Delaware"), ("GA", "Georgia"), ("IN", "Indiana")]
)
def test_a_country_that_reads_as_a_state_is_told(tmp_path: Path, country: str, state: str) -> None:
    found = read(csv_file(tmp_path, row(country=country)))
    assert [(each.column, each.value) for each in found.warnings] == [("country", country)]
    assert state in found.warnings[0].says


def test_one_beside_a_postal_code_with_letters_is_plain(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(city="Toronto", state="ON", zip="M5V 2T6", country="CA"))).clean


@pytest.mark.parametrize(
    "state",
    [
        "Calif.",
        "N.Y.",
        "DC",
        "D.C.",
        "Wash.",
        "Fla.",
        "Tex.",
        "Ill.",
        "california",
        "New York",
        "P.R.",
    ],
)
def test_a_state_that_is_one_of_ours_however_it_is_spelled_is_kept_as_written(tmp_path: Path, state: str) -> None:
    found = read(csv_file(tmp_path, row(state=state, country="")))
    assert found.clean
    assert found.party(2).state == state


@pytest.mark.parametrize("state", ["Kalifornia", "Penna.", "XX", "\u0421A", "ON"])
@pytest.mark.parametrize("country", ["", "US"])
def test_a_state_that_is_none_is_told_where_no_other_country_is_named(tmp_path: Path, state: str, country: str) -> None:
    found = read(csv_file(tmp_path, row(state=state, country=country)))
    assert [(each.row, each.column, each.value) for each in found.warnings if each.column != "zip"] == [
        (2, "state", state)
    ]
    assert found.party(2).state == state
    assert read(csv_file(tmp_path, row(state=state, country="Canada"))).clean


def test_what_is_said_of_one_third_party_is_told_once_whatever_else_its_rows_say(tmp_path: Path) -> None:
    of_one = [row(zip="2110", state="MA", products_or_services=f"Example {number}") for number in range(9)]
    other = row(third_party_name="Fictional Travel Club", zip="2110", state="MA")
    found = read(csv_file(tmp_path, *of_one, other))
    assert [(each.row, each.column) for each in found.warnings] == [(2, "zip"), (11, "zip")]
    assert "More rows of this third party say the same." in found.warnings[0].says
    assert "More rows" not in found.warnings[1].says


@pytest.mark.django_db
def test_a_notice_prints_no_words_of_ours_as_a_product(tmp_path: Path) -> None:
    configure()
    assert load(csv_file(tmp_path, row(products_or_services="checked, not known"))).status == 0
    (recipient,) = notice()["recipients"]
    assert recipient["products"] == []
