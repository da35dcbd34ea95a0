"""What a file really is, whatever its name says; and the reader for it."""

import re
from pathlib import Path

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import unreadable
from requests_app.register.load.source import Source
from requests_app.register.load.textfile import TextFile
from requests_app.register.load.workbook import WorkbookFile
from requests_app.register.load.zipped import check_archive

_START = 4096
_AS_XLSX = "Open it in a spreadsheet program and save it as .xlsx or as CSV."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = f"This is an old .xls workbook (or another old Office file), which is not read. {_AS_XLSX}"
_BEFORE_OLE = tuple(bytes.fromhex(sign) for sign in ("09000400", "09020600", "09040600", "09080800", "09081000"))
"""How .xls files began before they were wrapped."""
_JSON = re.compile(rb"[\[{]\s*[\[{\"]")
_SIGNS = (
    (b"%PDF", "This is a PDF, not a spreadsheet. Load the spreadsheet it was made from."),
    (b"{\\rtf", f"This is a text document, not a spreadsheet. {_AS_XLSX}"),
    (b"\x1f\x8b", "This file is compressed. Unpack it, and load what is in it."),
    (b"7z\xbc\xaf\x27\x1c", "This is an archive. Unpack it, and load the spreadsheet in it."),
    (b"Rar!", "This is an archive. Unpack it, and load the spreadsheet in it."),
    (b"\x89PNG", "This is a picture, not a spreadsheet."),
    (b"\xff\xd8\xff", "This is a picture, not a spreadsheet."),
    (b"GIF8", "This is a picture, not a spreadsheet."),
    (b"PAR1", "This is a Parquet file. Save its rows as CSV."),
    (b"SQLite format 3", "This is a database, not a spreadsheet. Save its rows as CSV."),
    (b"<", f"This is a web page or XML, not a spreadsheet, though its name may say so. {_AS_XLSX}"),
)


def open_source(path: Path, mapping: Mapping) -> Source:
    """Open a CSV file or a workbook; raises `UnreadableError` for everything else, saying what it is."""
    with path.open("rb") as file:
        start = file.read(_START)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        says = "The file is empty."
        raise unreadable(says)
    if start.startswith(_OLE):
        raise unreadable(_ole(path))
    if start.startswith(_BEFORE_OLE):
        raise unreadable(_OLD)
    seen = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    says = next((says for sign, says in _SIGNS if seen.startswith(sign)), "")
    if not says and _JSON.match(seen):
        says = "This is JSON, not a spreadsheet. Save its rows as CSV."
    if says:
        raise unreadable(says)
    if start.startswith(b"PK"):
        check_archive(path)
        return WorkbookFile(path, mapping)
    return TextFile(path, mapping.columns)


def _ole(path: Path) -> str:
    """Old .xls files and encrypted workbooks come in the same wrapping."""
    with path.open("rb") as file:
        inside = file.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in inside:
        return "This workbook is protected by a password. Open it, remove the password and save it again."
    return _OLD
