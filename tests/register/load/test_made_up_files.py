"""More files of the given kinds, through `load_register`: what must come out was written down first."""

import codecs
from pathlib import Path

import pytest
from django.core.management import CommandError

from requests_app.register.models import Disclosure, DisclosureEvent, ThirdParty
from tests.register.load.commands import BUSINESS, configure, load, mapped, notice, run
from tests.register.load.files import WHOLE, csv_file, lines, row, text_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def test_a_year_counts_for_rows_without_a_date_alone(tmp_path: Path) -> None:
    file = csv_file(tmp_path, row(disclosed_on=""), row(third_party_name="Dated", disclosed_on="2023-05-05"))

    assert load(file, "--year", "2024").status == 0
    found = {each.third_party.legal_name: each.year for each in Disclosure.objects.all()}
    assert found == {"Mock Catalog Company": 2024, "Dated": 2023}
    assert DisclosureEvent.objects.count() == 1


def test_a_row_without_date_and_year_is_a_fault(tmp_path: Path) -> None:
    assert load(csv_file(tmp_path, WHOLE, row(disclosed_on="N/A"))).places("faults") == [(3, "disclosed_on", "")]


@pytest.mark.parametrize("year", ["1999", "0", "-1", "99999", "MMXXV"])
def test_a_year_that_is_none_is_wrong_usage(tmp_path: Path, year: str) -> None:
    with pytest.raises(CommandError, match="is no year from 2004"):
        run("load_register", str(csv_file(tmp_path, WHOLE)), "--business", BUSINESS, f"--year={year}")


def test_a_mapping_that_names_a_few_headings_leaves_the_others_to_be_guessed(tmp_path: Path) -> None:
    file = text_file(tmp_path, lines(WHOLE).replace("third_party_name", "Wer").replace("zip", "Postal code"))

    assert "No column holds the names" in load(file).says("faults")
    assert load(file, *mapped(tmp_path, columns={"Wer": "third_party_name"})).counts == ([1, 0, 0], [1, 0, 0])
    assert ThirdParty.objects.get().postal_code == "93721"


def test_a_mapping_saved_with_a_mark_is_read(tmp_path: Path) -> None:
    options = mapped(tmp_path, categories={"device id": None, "STUFF": "email"})
    Path(options[1]).write_bytes(codecs.BOM_UTF8 + Path(options[1]).read_bytes())

    assert load(csv_file(tmp_path, row(category="Device ID; stuff")), *options).status == 0
    found = Disclosure.objects.get()
    assert (found.categories, found.unreported_data) == (["email"], ["Device ID"])


def test_a_date_column_that_is_said_not_to_be_read_leaves_the_year_to_be_given(tmp_path: Path) -> None:
    options = mapped(tmp_path, columns={"disclosed_on": None})

    assert "--year" in load(csv_file(tmp_path, WHOLE), *options).says("faults")
    assert load(csv_file(tmp_path, WHOLE), *options, "--year", "2024").status == 0


# -- cells ------------------------------------------------------------------------------------------------------------


def read_one(folder: Path, column: str, cell: str) -> tuple[list[str], list[str], list[str]]:
    """Load a row with one cell changed; return the columns of its faults, warnings and questions."""
    answer = load(csv_file(folder, row(**{column: cell})))
    faults, warnings, questions = ([each for _, each, _ in answer.places(kind)] for kind in KINDS)
    return faults, warnings, questions


KINDS = ("faults", "warnings", "questions")
QUIET: tuple[list[str], list[str], list[str]] = ([], [], [])


@pytest.mark.parametrize(
    ("written", "state", "kept"),
    [
        ("2110", "MA", "02110"),
        ("2110.0", "Massachusetts", "02110"),
        ("2110-1234", "MA", "02110-1234"),
        ("021101234", "MA", "02110-1234"),
        ("601", "PR", "00601"),
        ("501", "NY", "00501"),
        ("21101234", "MA", "02110-1234"),
        ("21101234.0", "MA", "02110-1234"),
        ("6011234", "PR", "00601-1234"),
        ("02110-", "MA", "02110"),
        ("2,110", "MA", "02110"),
        ("93,721", "CA", "93721"),
        ("93721,0", "CA", "93721"),
        ("CA 93721", "CA", "93721"),
        ("502", "NY", "502"),
        ("93721123", "CA", "93721123"),
        ("NV 93721", "CA", "NV 93721"),
        ("'02110", "MA", "02110"),
        ('="02110"', "MA", "02110"),
        ('"93721"', "CA", "93721"),
        ("02110 1234", "MA", "02110-1234"),
        ("02110\N{EN DASH}1234", "MA", "02110-1234"),
        ("9372", "CA", "9372"),
        ("O2110", "MA", "O2110"),
    ],
)
def test_a_zip_code_is_mended_where_it_is_sure_and_always_told(
    tmp_path: Path, written: str, state: str, kept: str
) -> None:
    answer = load(csv_file(tmp_path, row(zip=written, state=state)))

    assert (answer.rows("warnings"), ThirdParty.objects.get().postal_code) == ([2], kept)


@pytest.mark.parametrize("written", ["8.54E+03", "8.54E3", "8,54E+03", "9.37e+04", "+9.37E+04"])
def test_a_number_beyond_knowing_is_a_fault(tmp_path: Path, written: str) -> None:
    assert read_one(tmp_path, "zip", written) == (["zip"], [], [])


@pytest.mark.parametrize(
    "nothing",
    ["N/A ", "n.a.", "NA", "nan", "<NA>", "N/A, N/A", "Not provided", "#N/A N/A", "--", "\\N", "(null)", "UNK"],
)
def test_a_spelling_of_nothing_is_printed_in_no_address(tmp_path: Path, nothing: str) -> None:
    assert read_one(tmp_path, "street", nothing) == ([], ["street"], [])
    assert notice()["blocked"] == ["Mock Catalog Company: postal address missing"]


@pytest.mark.parametrize("day", ["2025-02-30", "31/12/2025", "2025", "March 2025", "1/1/1970", "45747", "Q1", "today"])
def test_a_day_that_is_not_sure_is_a_fault(tmp_path: Path, day: str) -> None:
    assert read_one(tmp_path, "disclosed_on", day) == (["disclosed_on"], [], [])


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("Email; Telephone number|DOB", QUIET),
        ("Email\nTelephone number\n", QUIET),
        ("Email; N/A", QUIET),
        ("(e)(6)(A)(i); email", QUIET),
        ("Email, Telephone number", ([], [], ["category"])),
        ("Email / Phone", ([], [], ["category"])),
        ("Email; unknown", ([], [], ["category"])),
        ("Email; ?", ([], [], ["category"])),
        ("unknown", (["category"], [], [])),
        ("Purchase history", ([], [], ["category"])),
    ],
)
def test_category_words_are_sure_or_asked_about(
    tmp_path: Path, word: str, told: tuple[list[str], list[str], list[str]]
) -> None:
    assert read_one(tmp_path, "category", word) == told


@pytest.mark.parametrize(
    ("word", "clause"),
    [
        ("(d)(1)(A)", "(d)(1)(A)"),
        ("d1a", "(d)(1)(A)"),
        ("1798.83(d)(5)", "(d)(5)"),
        ("Civ. Code § 1798.83, subd. (d)(1)(E)", "(d)(1)(E)"),
        ("D1A_SERVICE_PROVIDER", "(d)(1)(A)"),
        ("Consumer reporting agency", "(d)(2)"),
        ("no", ""),
        ("N/A", ""),
    ],
)
def test_an_exclusion_is_claimed_by_its_clause_however_it_is_cited(tmp_path: Path, word: str, clause: str) -> None:
    assert load(csv_file(tmp_path, row() | {"exclusion": word})).status == 0
    assert Disclosure.objects.get().exclusion_clause == clause
    # Claimed without its conditions it does not hold, so the recipient is named.
    assert [each["name"] for each in notice()["recipients"]] == ["Mock Catalog Company"]


@pytest.mark.parametrize("word", ["(d)(9)", "(d)(2)(B)", "(d)(1)", "(d)(1)(A), (d)(3)", "yes", "d", "(e)(6)"])
def test_an_exclusion_that_is_none_or_two_is_a_fault(tmp_path: Path, word: str) -> None:
    answer = load(csv_file(tmp_path, row() | {"exclusion": word}))

    assert answer.places("faults") == [(2, "exclusion", word)]


@pytest.mark.parametrize(
    "cells",
    [
        {
            "third_party_name": "شركة القوائم",
            "street": "شارع الزهور",
            "city": "دبي",
            "state": "",
            "zip": "",
            "country": "UAE",
        },
        {"third_party_name": 'חברה\u200f בע"מ', "city": "תל אביב", "state": "", "zip": "6701101", "country": "Israel"},
        {"third_party_name": "𠮷野家 🌻", "city": "東京", "state": "", "zip": "〒100-0001", "country": "Japan"},
        {
            "third_party_name": "Maß GmbH",
            "city": "München",
            "state": "Bayern",
            "zip": "D-80331",
            "country": "Deutschland",
        },
    ],
)
def test_names_and_addresses_abroad_stay_letter_for_letter(tmp_path: Path, cells: dict[str, str]) -> None:
    assert load(csv_file(tmp_path, row(**cells))).told["warnings"] == []

    (recipient,) = notice()["recipients"]
    assert recipient["name"] == cells["third_party_name"]
    assert recipient["address"].endswith(cells["country"])


def test_a_third_party_that_got_nothing_is_taken_alone(tmp_path: Path) -> None:
    alone = dict.fromkeys(WHOLE, "") | {"third_party_name": "Alone Inc.", "category": "(no disclosure)"}

    assert load(csv_file(tmp_path, WHOLE, alone)).counts == ([2, 0, 0], [1, 0, 0])


@pytest.mark.parametrize("told", [{"disclosed_on": "2025-01-01"}, {"direct_marketing": "yes"}])
def test_a_row_that_says_both_is_a_fault(tmp_path: Path, told: dict[str, str]) -> None:
    alone = dict.fromkeys(WHOLE, "") | {"third_party_name": "Alone Inc.", "category": "(no disclosure)"} | told

    assert load(csv_file(tmp_path, WHOLE, alone)).rows("faults") == [3]


def test_an_address_that_another_row_has_is_not_missing(tmp_path: Path) -> None:
    blank = dict.fromkeys(("street", "city", "state", "zip", "country"), "")
    known = load(csv_file(tmp_path, row(**blank, category="Email"), WHOLE, row(city="", category="Telephone number")))
    assert (known.told["warnings"], known.counts) == ([], ([1, 0, 0], [3, 0, 0]))

    elsewhere = load(csv_file(tmp_path, WHOLE, row(street="2 Other St"), row(**blank, category="SSN")))
    assert elsewhere.rows("warnings") == [4]
    assert "Mock Catalog Company: postal address missing" in elsewhere.says("warnings")


@pytest.mark.parametrize("sums", ["Total", "TOTALS:", "Grand total", "Total: 6 third parties", "Number of rows: 6"])
def test_a_row_that_sums_the_others_up_is_no_third_party(tmp_path: Path, sums: str) -> None:
    alone = "Company,Street,City,State,Zip\nA Co,1 A St,Fresno,CA,93721\n"

    assert load(text_file(tmp_path, f"{alone}{sums},,,,\n")).places("faults") == [(3, "Company", sums)]
    assert load(text_file(tmp_path, f"{alone}{sums},2 A St,Fresno,CA,93721\n")).status == 0


@pytest.mark.parametrize("name", ["Total Wine", "Sumner Lists", "Counts & Co", "Totally Mail"])
def test_a_name_that_only_begins_so_is_one(tmp_path: Path, name: str) -> None:
    assert read_one(tmp_path, "third_party_name", name) == QUIET


def test_a_name_of_two_lines_is_printed_on_one(tmp_path: Path) -> None:
    file = csv_file(tmp_path, row(third_party_name="Mock Catalog\r\nCompany", city="\nFresno"))

    assert load(file).told["warnings"] == []
    (recipient,) = notice()["recipients"]
    assert (recipient["name"], recipient["address"]) == ("Mock Catalog Company", "100 Sample St, Fresno, CA 93721")


@pytest.mark.parametrize(
    "address",
    ["1 A St, Fresno CA 93721", "1 A St, Fresno, CA 93721", "1 A St\nFresno, CA 93721", "1 A St, Fresno CA, 93721"],
)
def test_an_address_in_one_cell_is_parted_where_it_ends_with_state_and_zip(tmp_path: Path, address: str) -> None:
    load(text_file(tmp_path, f'name,address,category,year\nMock,"{address}",Email,2025\n'))

    assert notice()["recipients"][0]["address"] == "1 A St, Fresno, CA 93721"


def test_of_two_ways_to_spell_a_letter_the_one_of_one_sign_is_kept(tmp_path: Path) -> None:
    file = csv_file(tmp_path, row(third_party_name="Cafe\u0301"), row(third_party_name="Caf\u00e9", category="Email"))

    assert load(file).counts == ([1, 0, 0], [2, 0, 0])
    assert ThirdParty.objects.get().legal_name == "Caf\u00e9"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({"city": "Fresno, CA", "state": ""}, "Fresno, CA 93721"),
        ({"city": "Fresno, CA 93721", "state": "N/A", "zip": ""}, "Fresno, CA 93721"),
        ({"city": "Fresno, California", "state": ""}, "Fresno, California 93721"),
        ({"city": "Fresno", "state": "ca"}, "Fresno, CA 93721"),
        ({"city": "Paris, Centre", "state": "", "zip": "75001", "country": "France"}, "Paris, Centre, 75001, France"),
    ],
)
def test_a_state_behind_a_city_is_read_as_such(tmp_path: Path, said: dict[str, str], printed: str) -> None:
    assert load(csv_file(tmp_path, row(**said))).status == 0
    assert notice()["recipients"][0]["address"] == f"100 Sample St, {printed}"


def test_one_name_at_one_place_in_two_spellings_is_told_and_kept(tmp_path: Path) -> None:
    others = (row(street=street, category="Email") for street in ("100 SAMPLE STREET", "200 Sample St"))
    answer = load(csv_file(tmp_path, WHOLE, *others))

    assert answer.places("warnings") == [(3, "street", "100 SAMPLE STREET")]
    assert "row 2" in answer.says("warnings")
    assert answer.counts[0] == [3, 0, 0]
