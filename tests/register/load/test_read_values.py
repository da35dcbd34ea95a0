"""Single values: names, answers, years, exclusions, postal codes; and what is told of them."""

from pathlib import Path

import pytest
from django.db.models import CharField
from hypothesis import given
from hypothesis import strategies as st

from requests_app.register.load.cells import compact, lines, without_guard
from requests_app.register.load.party import LONGEST
from requests_app.register.models import DisclosureEvent, ThirdParty
from requests_app.statute import EXCLUSIONS, Knowledge, Relation, Use
from tests.register.load.files import csv_file, read, row


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Mock\u00a0Co", "Mock Co"),
        ("  Mock  Co \t", "Mock Co"),
        ("\u200bMo\u200bck Co\ufeff", "Mock Co"),
        ("'=cmd|x", "=cmd|x"),
        ("''+1 Co", "'+1 Co"),
        ("'Tis the Season", "'Tis the Season"),
        ("O'Mock & Söhne, Ltd.", "O'Mock & Söhne, Ltd."),
        ("חברת דוגמה", "חברת דוגמה"),
        ("Mock 🛒 & 中文", "Mock 🛒 & 中文"),
        ("Mock\nCompany", "Mock\nCompany"),
        ("NA Mock", "NA Mock"),
    ],
)
def test_names_are_cleaned_of_what_nobody_sees_and_nothing_else(tmp_path: Path, cell: str, name: str) -> None:
    assert read(csv_file(tmp_path, row(third_party_name=cell))).names() == [name]


@pytest.mark.parametrize("blank", ["", " ", "N/A", "n/a ", "NA", "na", "N/a", "-", "None", "unknown", "\u00a0"])
def test_a_name_that_is_none_is_a_fault(tmp_path: Path, blank: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_name=blank)))
    assert [(each.row, each.column) for each in found.faults] == [(2, "third_party_name")]


@pytest.mark.parametrize("blank", ["N/A", "n/a", "NA", "N/a", "na", "N/A ", "-", "TBD", "Unknown"])
def test_the_spellings_of_nothing_are_no_part_of_an_address(tmp_path: Path, blank: str) -> None:
    found = read(csv_file(tmp_path, row(street=blank, city=blank, state=blank, zip=blank, country=blank)))
    party = found.party(2)
    assert {party.street, party.city, party.state, party.postal_code, party.country} == {""}
    assert "postal address missing" in found.warnings[0].says


def test_an_address_that_is_missing_is_told_once_a_third_party(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, *[row(street="", products_or_services=str(i)) for i in range(5)]))
    assert [each.row for each in found.warnings] == [2]


def test_a_second_line_of_the_street_is_kept(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(street_2="Suite 5"))).party(2).street == "100 Sample St, Suite 5"


def test_an_address_in_one_cell_is_parted_where_it_is_sure(tmp_path: Path) -> None:
    whole = {"name": "Mock", "address": "1 A St, Ste. 2, San Jose, CA, 95112, USA"}
    other = {"name": "Mock B", "address": "65 Fictional Street, London"}
    found = read(csv_file(tmp_path, whole, other))
    party = found.party(2)
    assert (party.street, party.city, party.state, party.postal_code) == ("1 A St, Ste. 2", "San Jose", "CA", "95112")
    assert found.party(3).street == "65 Fictional Street, London"
    assert found.party(3).city == ""


@pytest.mark.parametrize(
    ("state", "zip_code", "kept", "told"),
    [
        ("MA", "2110", "02110", True),
        ("Massachusetts", "2110", "02110", True),
        ("NJ", "8540-1234", "08540-1234", True),
        ("PR", "901", "00901", True),
        ("CA", "93721.0", "93721", True),
        ("NJ", "8540.0", "08540", True),
        ("CA", "937211234", "93721-1234", True),
        ("CA", "93721-1234", "93721-1234", False),
        ("CA", "9372", "9372", True),
        ("MA", "901", "901", True),
        ("CA", "ABCDE", "ABCDE", True),
        ("CA", "", "", False),
    ],
)
def test_zip_codes_are_mended_where_a_state_makes_it_sure(
    tmp_path: Path, state: str, zip_code: str, kept: str, told: bool
) -> None:
    found = read(csv_file(tmp_path, row(state=state, zip=zip_code)))
    assert found.party(2).postal_code == kept
    assert bool(found.warnings) is told


@pytest.mark.parametrize("zip_code", ["8.54E+03", "9.3721e4", "8,54E+03"])
def test_a_zip_code_in_scientific_notation_is_a_fault(tmp_path: Path, zip_code: str) -> None:
    assert read(csv_file(tmp_path, row(zip=zip_code))).places == [(2, "zip", zip_code)]


@pytest.mark.parametrize(
    ("country", "state", "code"),
    [("Canada", "ON", "M5V 2T6"), ("UK", "", "W1D 4PS"), ("Netherlands", "", "1012 TL"), ("Israel", "", "6701101")],
)
def test_postal_codes_abroad_are_left_alone(tmp_path: Path, country: str, state: str, code: str) -> None:
    found = read(csv_file(tmp_path, row(country=country, state=state, zip=code)))
    assert found.clean
    assert (found.party(2).postal_code, found.party(2).country) == (code, country)


def test_four_digits_abroad_are_kept_and_told(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(country="New Zealand", state="", zip="6023")))
    assert found.party(2).postal_code == "6023"
    assert "not in the United States" in found.warnings[0].says


@pytest.mark.parametrize("country", ["America", "the United States", "U S A"])
def test_a_spelling_of_the_united_states_that_notices_do_not_know_becomes_us(tmp_path: Path, country: str) -> None:
    found = read(csv_file(tmp_path, row(country=country, state="NJ", zip="8540")))
    assert (found.party(2).country, found.party(2).postal_code) == ("US", "08540")


@pytest.mark.parametrize("column", ["same_brand_affiliate", "inferable", "nature_clear", "products_known"])
def test_only_a_sure_answer_is_taken_in_any_column(tmp_path: Path, column: str) -> None:
    assert read(csv_file(tmp_path, row(**{column: "maybe"}))).places == [(2, column, "maybe")]
    assert not read(csv_file(tmp_path, row(**{column: ""}))).faults


def test_what_a_file_says_of_affiliation_is_told_apart(tmp_path: Path) -> None:
    names = ("A", "B", "C", "D")
    said = (("yes", ""), ("no", ""), ("", ""), ("no", "affiliate"))
    rows = [
        row(third_party_name=name, same_brand_affiliate=same, relation=relation)
        for name, (same, relation) in zip(names, said, strict=True)
    ]
    parties = read(csv_file(tmp_path, *rows)).reading.parties
    relations = [(each.relation, each.same_brand) for each in parties]
    assert relations == [
        (Relation.SAME_BRAND_AFFILIATE, True),
        (None, False),
        (None, None),
        (Relation.AFFILIATE, False),
    ]


def test_answers_that_contradict_each_other_are_faults(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(relation="affiliate", same_brand_affiliate="yes"))).faults
    assert read(csv_file(tmp_path, row(use="none", direct_marketing="yes"))).faults
    assert read(csv_file(tmp_path, row(year="2024"))).places == [(2, "year", "2024")]


def test_words_of_closed_lists_are_taken_in_any_case_and_others_refused(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(direct_marketing="", use="Digital advertising", knowledge="SHOULD_KNOW")))
    assert found.terms(2).use is Use.DIGITAL_ADVERTISING
    assert found.terms(2).knowledge is Knowledge.SHOULD_KNOW
    assert read(csv_file(tmp_path, row(use="newsletter"))).places == [(2, "use", "newsletter")]


@pytest.mark.parametrize("clause", EXCLUSIONS)
def test_each_exclusion_is_claimed_by_clause_or_title(tmp_path: Path, clause: str) -> None:
    for written in (clause, EXCLUSIONS[clause].title, clause.strip("()").replace(")(", "").upper() + "_CODE"):
        assert read(csv_file(tmp_path, row(exclusion=written))).terms(2).exclusion_clause == clause


def test_conditions_are_answered_by_name(tmp_path: Path) -> None:
    cells = row(exclusion="(d)(1)(A)", exclusion_conditions="contract: yes; no_marketing_use = no")
    found = read(csv_file(tmp_path, cells))
    assert found.terms(2).exclusion_conditions == (("contract", True), ("no_marketing_use", False))


@pytest.mark.parametrize("conditions", ["treaty: yes", "contract", "contract: perhaps", "contract: yes: no"])
def test_conditions_that_cannot_be_answered_so_are_faults(tmp_path: Path, conditions: str) -> None:
    cells = row(exclusion="(d)(1)(A)", exclusion_conditions=conditions)
    assert read(csv_file(tmp_path, cells)).places == [(2, "exclusion_conditions", conditions)]


def test_an_exclusion_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(exclusion="vendor"))).places == [(2, "exclusion", "vendor")]
    assert read(csv_file(tmp_path, row(exclusion="", exclusion_conditions="contract: yes"))).faults


def test_the_brands_of_the_business_are_known_and_no_others(tmp_path: Path) -> None:
    path = csv_file(tmp_path, row(brand="outfit"), row(brand="Infit"))
    found = read(path, brands=["Outfit"])
    assert found.terms(2).brand == "Outfit"
    assert found.places == [(3, "brand", "Infit")]


def test_rows_with_a_year_have_it_and_dated_rows_keep_their_own(tmp_path: Path) -> None:
    rows = [row(year="2024", disclosed_on=""), row(disclosed_on="", year=""), row(year="")]
    found = read(csv_file(tmp_path, *rows), year=2023)
    assert [found.terms(each.row).year for each in found.given] == [2024, 2023, None]
    assert [each.on is None for each in found.given] == [True, True, False]


def test_neither_date_nor_year_is_a_fault(tmp_path: Path) -> None:
    assert [each.column for each in read(csv_file(tmp_path, row(disclosed_on="N/A"))).faults] == ["disclosed_on"]


@pytest.mark.parametrize("year", ["25", "FY2025", "2003", "2200", "twenty"])
def test_a_year_that_is_none_is_a_fault(tmp_path: Path, year: str) -> None:
    assert read(csv_file(tmp_path, row(disclosed_on="", year=year))).places == [(2, "year", year)]


def test_a_span_lies_in_the_year_of_its_row(tmp_path: Path) -> None:
    spans = [("2025-01-05", "2025-06-30"), ("2025-06-30", "2025-01-05"), ("2024-12-31", "2025-01-05")]
    rows = [row(disclosed_on="", year="2025", disclosed_from=first, disclosed_to=last) for first, last in spans]
    found = read(csv_file(tmp_path, *rows))
    assert [each.row for each in found.given] == [2]
    assert [each.column for each in found.faults] == ["disclosed_to", "disclosed_to"]


def test_every_fault_of_a_row_is_named(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(zip="8.54E+03", disclosed_on="soon", direct_marketing="x", category="")))
    assert {each.column for each in found.faults} == {"zip", "disclosed_on", "direct_marketing", "category"}


@pytest.mark.parametrize("column", ["third_party_name", "street", "city", "state", "country", "opt_out"])
def test_a_text_longer_than_the_register_holds_is_a_fault(tmp_path: Path, column: str) -> None:
    assert [each.column for each in read(csv_file(tmp_path, row(**{column: "x" * 301}))).faults] == [column]


def test_the_longest_texts_are_those_of_the_tables() -> None:
    elsewhere = {"zip": (ThirdParty, "postal_code"), "list": (DisclosureEvent, "list_name")}
    for name, longest in LONGEST.items():
        model, column = elsewhere.get(name, (ThirdParty, name))
        field = model._meta.get_field(column)  # noqa: SLF001 - Django's own name
        assert isinstance(field, CharField)
        assert field.max_length == longest


def test_a_note_is_kept_as_it_was_written(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(note=" Contract 7:\r\n\r\n- list  A\r\n- list B ")))
    assert found.terms(2).note == "Contract 7:\n\n- list  A\n- list B"


def test_a_list_is_named_with_its_row(tmp_path: Path) -> None:
    assert read(csv_file(tmp_path, row(list="Spring 2025"))).given[0].list_name == "Spring 2025"


@given(st.text(max_size=40))
def test_the_guard_against_formulas_is_taken_off_once(text: str) -> None:
    guarded = f"'{text}" if text.lstrip("'")[:1] in set("=+-@\t\r") and text.lstrip("'") else text
    assert without_guard(guarded) == text


@given(st.text(max_size=60))
def test_cleaning_a_text_twice_is_cleaning_it_once(text: str) -> None:
    cleaned = lines(f"x{text}x")
    assert [line for each in cleaned for line in lines(f"x{each}x")] == [f"x{each}x" for each in cleaned]


@given(st.text(max_size=60))
def test_case_and_blanks_make_no_other_word(word: str) -> None:
    assert compact(word) == compact(f" {word}- ")
