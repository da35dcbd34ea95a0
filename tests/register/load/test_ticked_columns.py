"""Files with a column for each category and a mark where it was disclosed."""

from pathlib import Path

import pytest

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.preview import guess
from tests.register.load.files import Read, read, text_file, workbook

PARTY = "Third party,Street,City,State,Zip,Date"
A, B = "A Co,1 A St,Fresno,CA,93721,2025-01-02", "B Co,2 B St,Fresno,CA,93721,2025-01-03"


def ticked(folder: Path, headings: str, *rows: str, mapping: Mapping | None = None, year: int | None = None) -> Read:
    return read(text_file(folder, "\n".join((headings, *rows))), mapping=mapping, year=year)


def categories(found: Read) -> list[tuple[str, ...]]:
    return [found.terms(each.row).categories for each in found.given]


@pytest.mark.parametrize("tick", ["x", "X", "✓", "yes", "1", "TRUE", " x "])
@pytest.mark.parametrize("blank", ["", "no", "0", "FALSE"])
def test_what_is_marked_was_disclosed(tmp_path: Path, tick: str, blank: str) -> None:
    found = ticked(
        tmp_path, f"{PARTY},Name and address,E-mail,Phone", f"{A},{tick},{blank},{tick}", f"{B},{blank},{tick},{blank}"
    )
    assert categories(found) == [("name_address", "telephone"), ("email",)]
    assert not found.faults
    (warning,) = found.warnings
    assert warning.says == (
        "These columns are read as one category each, disclosed where it is marked: Name and address, E-mail, Phone. "
        "Where a cell is blank or says no, it was not. Check them."
    )


@pytest.mark.parametrize("heading", ["Email (Y/N)", "Email (x)", "Email?", "3. Email shared", "Email [mark with x]"])
def test_what_says_nothing_around_a_word_is_left_out(tmp_path: Path, heading: str) -> None:
    found = ticked(tmp_path, f"{PARTY},{heading}", f"{A},x", f"{A},?")
    assert categories(found)[0] == ("email",)
    assert found.places == [(3, heading, "?")]


def test_a_workbook_may_mark_them_by_true(tmp_path: Path) -> None:
    file = workbook(tmp_path, ("Company", "Year", "Email", "SSN"), ("A Co", 2025, True, None), ("B Co", 2025, None, 1))
    assert categories(read(file)) == [("email",), ("ssn",)]


def test_a_mark_far_below_counts_as_well(tmp_path: Path) -> None:
    rows = [f"Co {number},1 A St,Fresno,CA,93721,2025-01-02,x," for number in range(50)]
    found = ticked(tmp_path, f"{PARTY},Email,Phone", *rows, f"{B},,x")
    assert categories(found)[-2:] == [("email",), ("telephone",)]


def test_what_is_no_mark_is_named_and_is_no_silent_no(tmp_path: Path) -> None:
    found = ticked(tmp_path, f"{PARTY},Email,Phone", f"{A},x,", f"{B},maybe,x", f"{B},-,x", f"{A},x,#REF!")
    assert found.places == [(3, "Email", "maybe"), (4, "Email", "-"), (5, "Phone", "#REF!")]


def test_a_row_that_marks_nothing_is_a_fault_and_a_blank_one_none(tmp_path: Path) -> None:
    found = ticked(tmp_path, f"{PARTY},Email,Phone", f"{A},x,", ",,,,,,,", f"{B},,", "")
    assert found.places == [(4, "Email", "")]
    assert "No category is marked" in found.faults[0].says


def test_a_marked_word_that_is_none_of_the_27_is_asked_about(tmp_path: Path) -> None:
    lines = f"{PARTY},Email,Browsing history", f"{A},x,x"
    asked = ticked(tmp_path, *lines)
    assert [(each.row, each.value) for each in asked.questions] == [(2, "Browsing history")]

    mapping = Mapping(values={"category": {"Browsing history": None}})
    answered = ticked(tmp_path, *lines, mapping=mapping)
    assert answered.terms(2).unreported_data == ("Browsing history",)


def test_a_person_may_say_that_a_column_is_a_category_or_is_not_read(tmp_path: Path) -> None:
    lines = f"{PARTY},Email,Wohnort,Phone", f"{A},x,x,x"
    mapping = Mapping(columns={"Wohnort": "category", "Phone": None}, values={"category": {"Wohnort": "name_address"}})
    assert categories(ticked(tmp_path, *lines, mapping=mapping)) == [("name_address", "email")]


def test_addresses_of_contacts_are_no_marks(tmp_path: Path) -> None:
    found = ticked(tmp_path, "Third party,Email,Phone", "A Co,ads@example.com,555-0100", "B Co,,no", "C Co,,555-0101")
    assert found.reading.parties_alone
    assert "Not read, for nothing tells what they mean: Email, Phone" in found.warnings[0].says


def test_beside_a_column_of_categories_marks_are_not_read(tmp_path: Path) -> None:
    found = ticked(tmp_path, f"{PARTY},Category,Email", f"{A},Phone,x")
    assert categories(found) == [("telephone",)]


@pytest.mark.parametrize("mapping", [None, Mapping(columns={"Category": "category"})])
def test_a_column_of_categories_is_none_to_tick_whatever_stands_in_it(tmp_path: Path, mapping: Mapping | None) -> None:
    found = ticked(tmp_path, f"{PARTY},Category", f"{A},Phone", f"{B},1", mapping=mapping)
    assert categories(found) == [("telephone",)]
    assert [(each.row, each.value) for each in found.questions] == [(3, "1")]


def test_cells_beyond_the_headings_and_repeated_headings_are_told_as_elsewhere(tmp_path: Path) -> None:
    headings = f"{PARTY},Email,Phone"
    found = ticked(tmp_path, headings, f"{A},x,,stray", headings, f"{B},x")
    assert found.places == [(2, "", "stray")]
    assert [each.row for each in found.given] == [4]
    assert found.warnings[-1].row == 3


def test_a_preview_shows_them_as_categories(tmp_path: Path) -> None:
    seen = guess(text_file(tmp_path, f"{PARTY},Email,Phone\n{A},x,\n"))
    assert seen.headings == ("Third party", "Street", "City", "State", "Zip", "Date", "Email", "Phone")
    assert (seen.columns["Email"], seen.columns["Phone"]) == ("category", "category")
    assert read(text_file(tmp_path, f"{PARTY},Email,Phone\n{A},x,\n"), mapping=Mapping(columns=seen.columns)).terms(
        2
    ).categories == ("email",)
