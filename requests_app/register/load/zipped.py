"""The archive a workbook is: refused where it is another thing, or unpacks to more than any register needs."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from requests_app.register.load.row import unreadable

LARGEST_PART = 1 << 30
LARGEST_TEXTS = 1 << 27
"""Bytes of the shared texts, which are held in memory."""
LARGEST_IN_ALL = 3 << 30
HIGHEST_RATIO = 250
"""Unpacked to packed, of a part of more than `SMALL` bytes; a sheet full of equal rows has about 60."""
SMALL = 20 << 20
_ENCRYPTED = 1
_BOOK = "xl/workbook.xml"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_CHUNK = 1 << 20
_OVERLAP = 512
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=\"\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)\"")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*\bhidden=\"(?:1|true)\"[^>]*>")
_FIRST_OF_COLUMNS = re.compile(rb"\smin=\"(\d+)\"")
MOST_HIDDEN = 1000
"""Hidden rows whose numbers are kept."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_CONTENT = (b"<v>", b"<v ", b"<is>", b"<is ", b"<f>", b"<f ", b"<f/")
_ROW_NUMBER = re.compile(rb"\sr=\"(\d+)\"")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LETTERS = 26


class Range(NamedTuple):
    """Merged cells: columns and rows from 1, both ends counted."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int
    name: str


class Scan(NamedTuple):
    """What has to be known of a sheet before its rows are read, and stands behind or among them."""

    merged: frozenset[Range]
    formulas: bool
    last_row: int | None
    """The last row that holds anything, where the sheet numbers its rows; below it is formatting alone."""
    hidden_rows: tuple[int, ...] = ()
    """The first of them, in order."""
    hidden_columns: tuple[int, ...] = ()
    """The first of each group of them that is hidden together."""


def check_archive(path: Path) -> None:
    """Raise `UnreadableError` unless the file is a workbook that unpacks to a bearable size."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            kind = archive.read("mimetype")[:100] if "mimetype" in names and "content.xml" in names else b""
            is_strict = any(_is_strict(archive, part) for part in parts if part.filename == _BOOK)
    except (BadZipFile, OSError, ValueError, zlib.error, RuntimeError, NotImplementedError):
        says = "The file is damaged: it begins like a workbook and does not go on like one. Save it again."
        raise unreadable(says) from None
    _check_kind(names, kind)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        says = "This workbook is protected by a password. Open it, remove the password and save it again."
        raise unreadable(says)
    if is_strict:
        says = (
            "This workbook was saved as “Strict Open XML Spreadsheet”, which is not read. Open it, choose Save As, and "
            "save it as “Excel Workbook (.xlsx)” or as CSV."
        )
        raise unreadable(says)
    too_large = (
        sum(part.file_size for part in parts) > LARGEST_IN_ALL
        or any(part.file_size > LARGEST_PART for part in parts)
        or any(part.file_size > LARGEST_TEXTS for part in parts if "sharedStrings" in part.filename)
        or any(part.file_size > SMALL and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts)
        or len(names) < len(parts)
    )
    if too_large:
        says = (
            "This workbook unpacks to far more than a register can be. Save the sheet with the register alone as CSV."
        )
        raise unreadable(says)


def _is_strict(archive: ZipFile, part: ZipInfo) -> bool:
    """Whether the workbook is in the strict kind of the format, whose words are those of another namespace."""
    if part.flag_bits & _ENCRYPTED:
        return False
    with archive.open(part) as book:
        return _STRICT in book.read(_CHUNK)


def _check_kind(names: set[str], kind: bytes) -> None:
    if b"opendocument" in kind:
        says = "This is an OpenDocument file, which is not read. Save it as .xlsx or as CSV."
    elif "xl/workbook.bin" in names:
        says = "This is a binary workbook (.xlsb), which is not read. Save it as .xlsx or as CSV."
    elif "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        says = "This is an archive or a document, not a workbook. Load the spreadsheet itself, as .xlsx or as CSV."
    else:
        return
    raise unreadable(says)


def scan_sheet(path: Path, part: str) -> Scan:
    """Look through a sheet for merged cells and formulas without building it up.

    Raises `UnreadableError` for a sheet in UTF-16, which no spreadsheet program writes.
    """
    merged: set[Range] = set()
    hidden_rows, hidden_columns = set[int](), set[int]()
    formulas = False
    rows = _LastRow()
    kept = b""
    with ZipFile(path) as archive, archive.open(part.lstrip("/")) as sheet:
        while chunk := sheet.read(_CHUNK):
            if not kept and chunk.startswith(_UTF16):
                says = "The sheet is written in UTF-16. Open the workbook and save it again."
                raise unreadable(says)
            text = kept + chunk
            formulas = formulas or _FORMULA.search(text) is not None
            merged.update(_range(*found.groups()) for found in _MERGED.finditer(text))
            rows.look_at(text)
            if b"hidden=" in text and len(hidden_rows) < MOST_HIDDEN:
                hidden_rows.update(_numbers(_HIDDEN_ROW, _ROW_NUMBER, text))
                hidden_columns.update(_numbers(_HIDDEN_COLUMN, _FIRST_OF_COLUMNS, text))
            kept = text[-_OVERLAP:]
    spanned = [each.last_row for each in merged if rows.number and each.first_row <= rows.number]
    last = max([rows.number, *spanned]) if rows.number else None
    shown = tuple(sorted(row for row in hidden_rows if last is None or row <= last))
    return Scan(frozenset(merged), formulas, last, shown, tuple(sorted(hidden_columns)))


def _numbers(tag: re.Pattern[bytes], number: re.Pattern[bytes], text: bytes) -> Iterator[int]:
    """Give the number that each such tag of a text bears."""
    for each in tag.finditer(text):
        found = number.search(each[0])
        if found:
            yield int(found[1])


class _LastRow:
    """Finds the number of the last row with a value, text or formula in a sheet that is looked at piece by piece."""

    def __init__(self) -> None:
        self.number: int | None = None
        self._begun: int | None = None

    def look_at(self, text: bytes) -> None:
        """Look at the next piece, which overlaps the one before by more than a tag's length."""
        content = max(map(text.rfind, _CONTENT))
        if content >= 0:
            self.number = _number_before(text, content, self._begun)
        self._begun = _number_before(text, len(text), self._begun)


def _number_before(text: bytes, end: int, otherwise: int | None) -> int | None:
    """Return the number of the last row that begins before `end`; None where it has none."""
    start = text.rfind(b"<row", 0, end)
    if start < 0:
        return otherwise
    close = text.find(b">", start)
    number = _ROW_NUMBER.search(text, start, close) if close >= 0 else None
    return int(number[1]) if number else otherwise if close < 0 else None


def _range(first: bytes, top: bytes, last: bytes, bottom: bytes) -> Range:
    name = f"{first.decode()}{top.decode()}:{last.decode()}{bottom.decode()}"
    return Range(_column(first), int(top), _column(last), int(bottom), name)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - ord("A") + 1
    return number
