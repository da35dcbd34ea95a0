"""Files as a whole, through `load_register`: what is no register, and what makes no difference to one that is."""

import codecs
import json
from pathlib import Path

import pytest

from requests_app.register.models import ThirdParty
from tests.register.load.commands import configure, load
from tests.register.load.files import HEADINGS, WHOLE, csv_file, lines, row, text_file

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"  \r\n\t\r\n", "empty"),
        ((",".join(HEADINGS) + "\r\n" + "," * 10 + "\r\n").encode(), "no row below"),
        (b"%PDF-1.7\n", "PDF"),
        (OLE + bytes(5000), ".xls"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(200), ".xls"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(200), ".xls"),
        (OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b'[\n  {"third_party_name": "x"}\n]', "JSON"),
        (b"\xef\xbb\xbf\r\n<table><tr><td>third_party_name</td></tr></table>", "web page"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (lines(WHOLE).encode() + b'"open,1 St', "never closes"),
    ],
)
def test_what_is_no_register_is_refused_with_one_sentence(tmp_path: Path, content: bytes, word: str) -> None:
    answer = load(text_file(tmp_path, content))

    assert (len(answer.told["faults"]), answer.told["questions"]) == (1, [])
    assert word in answer.says("faults")
    assert len(json.dumps(answer.told)) < 2000
    assert not ThirdParty.objects.exists()


@pytest.mark.django_db(transaction=True)  # these take long enough to be watched from another connection
@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("a" * 20_000_000, "No column holds the names"),
        (lines(WHOLE, row(third_party_name='"' + "x\n" * 10_000_000 + '"'), WHOLE), "longer than"),
        (lines(row(street="x" * 20_000_000)), "at most 300"),
    ],
)
def test_a_cell_of_twenty_megabytes_is_one_fault_and_a_short_answer(tmp_path: Path, content: str, word: str) -> None:
    test_what_is_no_register_is_refused_with_one_sentence(tmp_path, content.encode(), word)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_delimiters_line_ends_and_encodings_with_a_mark_change_nothing(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    text = lines(row(third_party_name="Café Übung"), row(category="Telephone number"), delimiter=delimiter, end=end)

    answer = load(text_file(tmp_path, text, encoding=encoding))

    assert (answer.told["rows"], answer.counts, answer.told["warnings"]) == (2, ([2, 0, 0], [2, 0, 0]), [])
    assert {each.legal_name for each in ThirdParty.objects.all()} == {"Café Übung", "Mock Catalog Company"}


def test_rows_count_as_a_spreadsheet_shows_them_and_lines_as_an_editor_does(tmp_path: Path) -> None:
    blank = dict.fromkeys(HEADINGS, "")
    answer = load(
        csv_file(tmp_path, row(street="1 A St\nSuite 2\nFloor 3"), blank, row(disclosed_on="bad"), *[blank] * 40)
    )

    (fault,) = answer.told["faults"]
    assert (answer.told["rows"], fault["row"], fault["line"]) == (2, 4, 6)


def test_empty_columns_say_nothing_and_a_nameless_full_one_is_told(tmp_path: Path) -> None:
    headings, cells = ",".join(HEADINGS), ",".join(WHOLE.values())
    empty = load(text_file(tmp_path, f"{headings},,,\n{cells},,,\n"))
    full = load(text_file(tmp_path, f"{headings},,list\n{cells},x,Spring\n"))

    assert (empty.told["rows"], empty.told["warnings"]) == (1, [])
    assert "column 12 (without a heading)" in full.says("warnings")


def test_what_is_wrong_with_the_headings_is_told_with_their_line(tmp_path: Path) -> None:
    text = 'Register of\n"third\nparties"\n' + lines(WHOLE).replace("city", "street")

    (fault,) = load(text_file(tmp_path, text)).told["faults"]

    assert (fault["row"], fault["line"], fault["column"]) == (3, 4, "street")
