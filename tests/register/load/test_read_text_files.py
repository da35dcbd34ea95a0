"""CSV files: delimiters, encodings, quotation marks, and what stands above and between the rows."""

import codecs
from pathlib import Path

import pytest

from requests_app.register.load.row import UnreadableError
from tests.register.load.files import HEADINGS, WHOLE, csv_file, read, row, text_file

HEADING_LINE = ",".join(HEADINGS)
LINE = ",".join(WHOLE.values())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_any_delimiter_is_found_by_the_headings_it_gives(tmp_path: Path, delimiter: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_name="Mock, Mock; Mock | Co"), delimiter=delimiter))
    assert found.clean
    assert found.reading.source.delimiter == delimiter
    assert found.names() == ["Mock, Mock; Mock | Co"]


def test_a_delimiter_that_the_file_states_is_taken(tmp_path: Path) -> None:
    text = "sep=;\r\n" + f"{HEADING_LINE}\r\n{LINE}\r\n".replace(",", ";")
    found = read(text_file(tmp_path, text))
    assert found.clean
    assert [each.row for each in found.given] == [2]


@pytest.mark.parametrize(
    ("encoding", "mark", "told"),
    [
        ("utf-8", b"", False),
        ("utf-8", codecs.BOM_UTF8, False),
        ("utf-16-le", codecs.BOM_UTF16_LE, False),
        ("utf-16-be", codecs.BOM_UTF16_BE, False),
        ("utf-16-le", b"", True),
        ("utf-16-be", b"", True),
        ("cp1252", b"", True),
    ],
)
def test_each_encoding_gives_the_same_letters(tmp_path: Path, encoding: str, mark: bytes, told: bool) -> None:
    text = f"{HEADING_LINE}\r\n{LINE.replace('Mock Catalog', 'Café Señor')}\r\n"
    found = read(text_file(tmp_path, mark + text.encode(encoding)))
    assert found.names() == ["Café Señor Company"]
    assert bool(found.warnings) is told


def test_bytes_that_no_encoding_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="0x81"):
        read(text_file(tmp_path, f"{HEADING_LINE}\n{LINE}\n".encode() + b"\x81"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_like(tmp_path: Path, end: str) -> None:
    found = read(text_file(tmp_path, end.join([HEADING_LINE, LINE, LINE])))
    assert found.clean
    assert [each.row for each in found.given] == [2, 3]


def test_rows_count_records_and_lines_count_lines(tmp_path: Path) -> None:
    broken = LINE.replace("100 Sample St", '"1 A St\n2nd floor\nSuite 3"')
    bad = LINE.replace("2025-02-11", "soon")
    found = read(text_file(tmp_path, f"{HEADING_LINE}\n{broken}\n\n{bad}"))
    assert found.party(2).street == "1 A St, 2nd floor, Suite 3"
    assert [(each.row, each.line) for each in found.faults] == [(4, 6)]


def test_blank_rows_and_blank_cells_at_the_end_are_no_rows(tmp_path: Path) -> None:
    lines = [f"{HEADING_LINE},,", "", f"{LINE},,", ",,,,,,", "   ", f"{LINE},,,,,"]
    found = read(text_file(tmp_path, "\n".join(lines)))
    assert found.clean
    assert found.reading.rows == 2
    assert [each.row for each in found.given] == [3, 6]


def test_what_stands_above_the_headings_is_not_read(tmp_path: Path) -> None:
    lines = ["Third parties of 2025,,", "", "Do not show in website,,,Name of the address", HEADING_LINE, LINE]
    found = read(text_file(tmp_path, "\n".join(lines)))
    assert found.clean
    assert [each.row for each in found.given] == [5]


def test_more_cells_than_headings_are_a_fault(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "\n".join([HEADING_LINE, f"{LINE},more", LINE])))
    assert [(each.row, each.value) for each in found.faults] == [(2, "more")]
    assert [each.row for each in found.given] == [3]


def test_a_short_row_lacks_the_cells_it_lacks(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, f"{HEADING_LINE}\nMock Co,1 St,Fresno"))
    assert [each.column for each in found.faults] == ["category", "disclosed_on", "direct_marketing"]


def test_quotation_marks_that_do_not_pair_up_are_a_fault_and_reading_goes_on(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "\n".join([HEADING_LINE, f'"Mock" Best{LINE}', LINE])))
    assert [(each.row, each.line) for each in found.faults] == [(2, 2)]
    assert [each.row for each in found.given] == [3]


def test_a_quotation_mark_that_never_closes_is_a_fault(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "\n".join([HEADING_LINE, LINE, f'"{LINE}', LINE])))
    assert [each.row for each in found.given] == [2]
    assert [(each.row, each.line) for each in found.faults] == [(3, 3)]


def test_a_nul_is_named_with_its_row(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, "\n".join([HEADING_LINE, LINE, LINE.replace("Mock", "Mo\0ck")])))
    assert [(each.row, each.column) for each in found.faults] == [(3, "third_party_name")]
    assert "NUL" in found.faults[0].says


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x1f\x8b\x08\0\0", "compressed"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xef\xbb\xbf  \r\n<?xml version='1.0'?>", "XML"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n \r\n", "empty"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b'{"third_party_name": "Mock"}', "JSON"),
        (b"just a sentence\nand another", "Headings found: “just a sentence”"),
    ],
)
def test_other_files_are_refused_for_what_they_are(tmp_path: Path, start: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(text_file(tmp_path, start))


def test_how_far_a_file_is_read_is_known_to_the_end(tmp_path: Path) -> None:
    path = text_file(tmp_path, "\n".join([HEADING_LINE, *[LINE] * 100]))
    found = read(path)
    assert found.reading.bytes_read == path.stat().st_size


def test_of_a_million_faults_ten_thousand_are_kept_and_the_others_counted(tmp_path: Path) -> None:
    bad = LINE.replace("2025-02-11", "soon")
    found = read(text_file(tmp_path, "\n".join([HEADING_LINE, *[bad] * 10_005])))
    assert len(found.faults) == 10_000
    assert found.reading.remarks.faults_left_out == 5
    assert found.reading.remarks.refuse


def test_blanks_before_quotation_marks_belong_to_no_cell(tmp_path: Path) -> None:
    text = 'third_party_name, street, city, category, year\nMock, "1 A St, Suite 5", "Fresno", "Email", 2025\n'
    found = read(text_file(tmp_path, text))
    assert found.clean
    assert (found.names(), found.party(2).street) == (["Mock"], "1 A St, Suite 5")


def test_marks_that_are_doubled_within_a_cell_do_not_open_one(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, row(third_party_name='The, "Best" "Deals"'), row(street=' "x" y')))
    assert found.clean
    assert found.names()[0] == 'The, "Best" "Deals"'


def test_the_sign_by_which_dos_ends_a_file_is_no_row(tmp_path: Path) -> None:
    found = read(text_file(tmp_path, f"{HEADING_LINE}\r\n{LINE}\r\n\x1a"))
    assert found.clean
    assert found.reading.rows == 1


@pytest.mark.parametrize("end", ["\n", "\r\r\n"])
def test_headings_that_stand_once_more_are_told_and_left_out(tmp_path: Path, end: str) -> None:
    found = read(text_file(tmp_path, end.join([HEADING_LINE, LINE, HEADING_LINE, LINE.replace("Mock", "Other")])))
    assert not found.faults
    assert [each.says for each in found.warnings] == ["The headings stand here once more; this row was left out."]
    assert found.reading.rows == 2


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ('"Mock, Inc." ,100 Sample St', "Mock, Inc."),
        ('"Mock, Inc."\t ,"100 Sample St"', "Mock, Inc."),
        ('"The ""Best"" , Co" , "100 Sample St" ', 'The "Best" , Co'),
        (' "Mock, Inc." ,100 Sample St', "Mock, Inc."),
        ('"Mock"Inc ,100 Sample St', None),
        ('"Mock\nInc." ,"100 "" , \nSample St" ', "Mock\nInc."),
    ],
)
def test_blanks_behind_a_quoted_cell_say_nothing(tmp_path: Path, cells: str, name: str | None) -> None:
    found = read(text_file(tmp_path, f"name,street\n{cells}\nB Co,2 B St\nC Co\n"))
    behind = 2 if "\n" in cells else 0
    assert found.names() == ([name] if name else []) + ["B Co", "C Co"]
    assert [(each.row, each.column) for each in found.faults] == ([] if name else [(2, "name")])
    assert [each.line for each in found.warnings][-1] == 4 + behind


def test_a_tab_that_parts_cells_is_no_blank(tmp_path: Path) -> None:
    text = f"{HEADING_LINE}\n{LINE}\n".replace(",", "\t").replace("100 Sample St", '"100 Sample St"\t"Fresno" ', 1)
    found = read(text_file(tmp_path, text.replace("\tFresno", "", 1)))
    assert (found.party(2).street, found.party(2).city) == ("100 Sample St", "Fresno")


def test_blanks_are_left_out_behind_what_is_read_at_a_time(tmp_path: Path) -> None:
    line = f'"Mock" ,"{"1 A St " * 40}" \n'
    found = read(text_file(tmp_path, "name,street\n" + line * 8000))
    assert (len(found.given), found.faults) == (8000, [])
