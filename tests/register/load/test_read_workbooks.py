"""Workbooks: typed cells, both date systems, merged cells, several sheets, and archives that are something else."""

from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import UnreadableError
from requests_app.register.load.zipped import scan_sheet
from tests.register.load.files import HEADINGS, WHOLE, read, saved, workbook

ROW = tuple(WHOLE.values())


def cells(**changed: object) -> list[object]:
    """Return the cells of a whole row, some of them changed."""
    return list((WHOLE | changed).values())


def test_numbers_and_truth_values_are_read_as_they_look(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, HEADINGS, cells(zip=93721.0, direct_marketing=True, same_brand_affiliate=0)))
    assert found.clean
    assert found.party(2).postal_code == "93721"


def test_a_zip_code_that_became_a_number_is_mended(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, HEADINGS, cells(zip=2110, state="MA")))
    assert found.party(2).postal_code == "02110"
    assert [each.value for each in found.warnings] == ["2110"]


@pytest.mark.parametrize("epoch", [None, CALENDAR_MAC_1904])
def test_days_are_the_same_in_both_date_systems(tmp_path: Path, epoch: datetime | None) -> None:
    book = Workbook()
    book.epoch = epoch or book.epoch
    rows = [HEADINGS, cells(disclosed_on=date(2025, 3, 31)), cells(disclosed_on=datetime(2025, 12, 31, 23, 59))]  # noqa: DTZ001 - a workbook knows no zones
    found = read(workbook(tmp_path, *rows, book=book))
    assert found.clean
    assert [each.on for each in found.given] == [date(2025, 3, 31), date(2025, 12, 31)]


@pytest.mark.parametrize(("epoch", "day"), [(None, "2025-03-31"), (CALENDAR_MAC_1904, "2029-04-01")])
def test_a_bare_number_is_the_day_its_workbook_means_and_told(tmp_path: Path, epoch: datetime | None, day: str) -> None:
    book = Workbook()
    book.epoch = epoch or book.epoch
    found = read(workbook(tmp_path, HEADINGS, cells(disclosed_on=45747), book=book))
    assert str(found.given[0].on) == day
    assert day in found.warnings[0].says


@pytest.mark.parametrize("value", [2025, 1, 0, -5, 45747000, time(10, 30), True, "#N/A", "45747 days"])
def test_a_cell_that_is_no_day_is_a_fault(tmp_path: Path, value: object) -> None:
    found = read(workbook(tmp_path, HEADINGS, cells(disclosed_on=value)))
    assert [(each.row, each.column) for each in found.faults] == [(2, "disclosed_on")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!"])
def test_a_failed_formula_is_a_fault_and_never_a_name(tmp_path: Path, error: str) -> None:
    found = read(workbook(tmp_path, HEADINGS, cells(third_party_name=error)))
    assert found.places == [(2, "third_party_name", error)]


def test_cells_merged_over_columns_are_refused_by_their_range(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(ROW)
    sheet.merge_cells("B2:D2")
    found = read(saved(tmp_path, book))
    assert "B2:D2" in found.faults[0].says


def test_a_title_merged_above_the_headings_does_no_harm(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for each in (["Disclosures"], ["To whom", "", "", "", "", "", "", "What"], HEADINGS, ROW):
        sheet.append(each)
    for merged in ("A1:K1", "A2:G2", "H2:K2"):
        sheet.merge_cells(merged)
    found = read(saved(tmp_path, book))
    assert found.clean
    assert [each.row for each in found.given] == [4]


def test_formatting_below_the_rows_is_not_gone_through(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, ROW, [], ROW)
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(5, 5000))
    rewritten(path, "xl/worksheets/sheet1.xml", "</sheetData>", f"{blank}</sheetData>")
    found = read(path)
    assert found.clean
    assert [each.row for each in found.given] == [2, 4]
    assert scan_sheet(path, "xl/worksheets/sheet1.xml").last_row == 4


@pytest.mark.parametrize("rows", [1, 40, 3000, 9000])
def test_the_last_row_is_found_wherever_the_sheet_is_cut(tmp_path: Path, rows: int) -> None:
    path = workbook(tmp_path, HEADINGS, *[ROW] * rows)
    assert scan_sheet(path, "xl/worksheets/sheet1.xml").last_row == rows + 1
    assert read(path).reading.rows == rows


def test_rows_without_numbers_are_all_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, ROW, ROW)
    for number in (1, 2, 3):
        rewritten(path, "xl/worksheets/sheet1.xml", f'<row r="{number}">', "<row>")
    assert scan_sheet(path, "xl/worksheets/sheet1.xml").last_row is None
    assert read(path).reading.rows == 2


def test_two_sheets_that_fit_are_asked_about_and_a_named_one_is_read(tmp_path: Path) -> None:
    book = Workbook()
    other = book.create_sheet("Another")
    for sheet in (book.worksheets[0], other):
        sheet.append(HEADINGS)
        sheet.append(ROW)
    other.append(ROW)
    path = saved(tmp_path, book)
    with pytest.raises(UnreadableError) as refused:
        read(path)
    assert [each.value for each in refused.value.remarks.questions] == ["“Sheet”, “Another”"]
    assert read(path, mapping=Mapping(sheet="Another")).reading.rows == 2


def test_a_register_on_a_hidden_sheet_alone_is_not_read_unseen(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Notes"])
    hidden = book.create_sheet("old")
    hidden.append(HEADINGS)
    hidden.append(ROW)
    hidden.sheet_state = "hidden"
    with pytest.raises(UnreadableError, match="hidden sheet, “old”"):
        read(saved(tmp_path, book))


def test_a_workbook_without_headings_says_which_it_found(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Headings found: “Fruit”, “Price”"):
        read(workbook(tmp_path, ["Fruit", "Price"], ["Apple", 1]))


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="blank"):
        read(saved(tmp_path, Workbook()))


def test_a_blank_text_of_a_formula_is_a_blank_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, cells(country="=A1"))
    rewritten(path, "xl/worksheets/sheet1.xml", '<c r="F2">', '<c r="F2" t="str">')
    found = read(path)
    assert found.clean
    assert found.party(2).country == ""


def test_a_formula_in_place_of_yes_or_no_is_told_once(tmp_path: Path) -> None:
    asked = HEADINGS.index("direct_marketing")
    cells = [*ROW[:asked], '=IF(1,"yes","no")', *ROW[asked + 1 :]]
    (fault,) = read(workbook(tmp_path, HEADINGS, cells)).faults
    assert fault.column == "direct_marketing"
    assert "formula that was saved without its value" in fault.says


def test_a_formula_in_a_column_that_is_not_read_does_no_harm(tmp_path: Path) -> None:
    found = read(workbook(tmp_path, [*HEADINGS, "Row number"], [*ROW, "=ROW()"]))
    assert not found.faults


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "OpenDocument"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.bin": "x"}, "binary"),
        ({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}, "not a workbook"),
        ({"register.csv": "third_party_name"}, "not a workbook"),
        ({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}, "damaged"),
        (
            {
                "[Content_Types].xml": "<x/>",
                "xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" '
                'conformance="strict"/>',
            },
            "“Strict Open XML Spreadsheet”, which is not read. Open it, choose Save As",
        ),
        ({"[Content_Types].xml": "not XML", "xl/workbook.xml": "<x/>"}, "damaged"),
    ],
)
def test_other_archives_are_refused_for_what_they_are(tmp_path: Path, parts: dict[str, str], says: str) -> None:
    path = tmp_path / "register.xlsx"
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    with pytest.raises(UnreadableError, match=says):
        read(path)


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, ROW)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.xml", b" " * (30 << 20))
    with pytest.raises(UnreadableError, match="unpacks to far more"):
        read(path)


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, ROW)
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><worksheet'
    rewritten(path, "xl/worksheets/sheet1.xml", "<worksheet", bomb)
    with pytest.raises(UnreadableError, match="damaged"):
        read(path)


def test_a_sheet_that_breaks_off_is_a_fault_and_not_a_shorter_register(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, *[ROW] * 2000)
    rewritten(path, "xl/worksheets/sheet1.xml", "</sheetData>", "<row>")
    found = read(path)
    assert found.faults[-1].says.startswith("The workbook is damaged")


def rewritten(path: Path, part: str, old: str, new: str) -> None:
    """Change the text of one part of a workbook."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part].decode()
    parts[part] = parts[part].decode().replace(old, new).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for each in (HEADINGS, ROW, cells(third_party_name="Hidden Co"), ROW):
        sheet.append(each)
    for number in (3, 9):
        sheet.row_dimensions[number].hidden = True
    for column in ("H", "Z"):
        sheet.column_dimensions[column].hidden = True
    found = read(saved(tmp_path, book))
    assert found.names()[1] == "Hidden Co"
    columns, rows = found.warnings
    assert (rows.row, "as well: 3." in rows.says) == (3, True)
    assert columns.value == "H"
