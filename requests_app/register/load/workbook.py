"""Workbooks (.xlsx): the one visible sheet that has the headings, its values as text, a row at a time."""

import warnings
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import cast
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib names its exception like a variable

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from requests_app.register.load.block import Block
from requests_app.register.load.headings import NAMES, likeness, recognised
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import Remark, Remarks, UnreadableError, unreadable
from requests_app.register.load.sheetrows import Merges, Sheet, values, with_formulas
from requests_app.register.load.source import HEAD
from requests_app.register.load.zipped import Scan, scan_sheet

UNFIT = (
    *(BadZipFile, SyntaxError, ZlibError, KeyError, ValueError, OSError, TypeError, AttributeError, IndexError),
    *(NotImplementedError, RuntimeError, OverflowError, EOFError),
)
"""What the library raises for a workbook that is not put together as it should be; a fault in XML is a SyntaxError."""
_DAMAGED = "The workbook is damaged and cannot be read to its end. Open it in a spreadsheet program and save it again."
_AT_ONCE = 500
MOST_NAMED = 20
"""Hidden rows that one sentence names."""
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)


class WorkbookFile:
    """An .xlsx file, open at the sheet with the headings."""

    kind = "xlsx"
    encoding = ""
    delimiter = ""

    def __init__(self, path: Path, mapping: Mapping) -> None:
        """Choose the sheet; raises `UnreadableError` where none fits, and asks where several do."""
        self.path = path
        self._file = path.open("rb")
        self._bytes_read = 0
        try:
            with warnings.catch_warnings(action="ignore"):
                self._book = load_workbook(self._file, read_only=True, data_only=True)
                sheets = [cast("Sheet", each) for each in self._book.worksheets if isinstance(each, ReadOnlyWorksheet)]
                self._chosen, self._unseen = _choose(sheets, mapping)
        except UNFIT as error:
            self._file.close()
            raise unreadable(_DAMAGED) from error
        except UnreadableError:
            self._file.close()
            raise
        self._chosen.reset_dimensions()
        self.sheet = self._chosen.title
        self.epoch = _EPOCH_1904 if self._book.epoch == CALENDAR_MAC_1904 else _EPOCH_1900

    @property
    def bytes_read(self) -> int:
        return self._bytes_read if self._file.closed else self._file.tell()

    def close(self) -> None:
        self._bytes_read = self.bytes_read
        self._book.close()
        self._file.close()

    def blocks(self, remarks: Remarks) -> Iterator[Block]:
        """Give the rows. A value merged over rows is given in each of them; a broken sheet ends with a fault."""
        for title in self._unseen:
            says = f"The hidden sheet “{title}” was not read."
            remarks.warn(Remark(row=None, column="", value=title, says=says))
        row = 1
        try:
            scan = scan_sheet(self.path, self._chosen._worksheet_path)  # noqa: SLF001 - openpyxl's only name for it
            rows = (
                with_formulas(self.path, self._chosen, scan.last_row)
                if scan.formulas
                else values(self._chosen, scan.last_row)
            )
            merges = Merges(scan.merged, remarks)
            _tell_hidden_rows(scan, remarks)
            while batch := _next(rows):
                filled = [merges.filled(each, cells) for each, cells in enumerate(batch, start=row)]
                if row == 1:
                    _tell_hidden_columns(scan, filled, remarks)
                yield Block(row, filled)
                row += len(batch)
        except UNFIT:
            remarks.fault(Remark(row=row, column="", value="", says=_DAMAGED))


def _tell_hidden_rows(scan: Scan, remarks: Remarks) -> None:
    """Warn of rows that a filter or a person hid: nobody who looks at the workbook sees them, and they count."""
    if scan.hidden_rows:
        named = ", ".join(map(str, scan.hidden_rows[:MOST_NAMED]))
        more = " and more" if len(scan.hidden_rows) > MOST_NAMED else ""
        says = (
            f"Rows that are hidden in the workbook were read as well: {named}{more}. Remove those that do not belong "
            "to the register."
        )
        remarks.warn(Remark(row=scan.hidden_rows[0], column="", value="", says=says))


def _tell_hidden_columns(scan: Scan, first_rows: list[list[str]], remarks: Remarks) -> None:
    """Warn of hidden columns, those beside which nothing stands left out."""
    width = max((place for cells in first_rows for place, cell in enumerate(cells, start=1) if cell), default=0)
    letters = [get_column_letter(each) for each in scan.hidden_columns if each <= width]
    if letters:
        says = f"Hidden in the workbook, and read as well: what begins with column {', '.join(letters)}. Look at it."
        remarks.warn(Remark(row=None, column="", value=", ".join(letters), says=says))


def _next(rows: Iterator[list[str]]) -> list[list[str]]:
    """Take some rows. The library warns of what it does not know; none of that is about values."""
    with warnings.catch_warnings(action="ignore"):
        return list(islice(rows, _AT_ONCE))


def _choose(sheets: list[Sheet], mapping: Mapping) -> tuple[Sheet, list[str]]:
    """Return the sheet to read, and the titles of hidden ones that look like a register too."""
    if mapping.sheet:
        for sheet in sheets:
            if sheet.title == mapping.sheet:
                return sheet, []
        titles = ", ".join(f"“{sheet.title}”" for sheet in sheets)
        says = f"There is no sheet “{mapping.sheet}”. The workbook has: {titles}."
        raise unreadable(says, column="sheet", value=mapping.sheet)
    fit = [sheet for sheet in sheets if _looks_like_a_register(sheet, mapping)]
    seen = [sheet for sheet in fit if sheet.sheet_state == "visible"]
    hidden = [sheet.title for sheet in fit if sheet.sheet_state != "visible"]
    if len(seen) > 1:
        titles = ", ".join(f"“{sheet.title}”" for sheet in seen)
        says = f"Several sheets look like a register: {titles}. Which one is to be read?"
        raise UnreadableError(Remarks(questions=[Remark(row=None, column="sheet", value=titles, says=says)]))
    if seen:
        return seen[0], hidden
    if hidden:
        says = f"Only a hidden sheet, “{hidden[0]}”, has the headings of a register. Show it, and save the workbook."
        raise unreadable(says, column="sheet", value=hidden[0])
    visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if len(visible) == 1:
        return visible[0], []
    titles = ", ".join(f"“{sheet.title}”" for sheet in visible) or "none"
    says = f"No sheet has a column with the names of third parties. Visible sheets: {titles}."
    raise unreadable(says, column="sheet")


def _looks_like_a_register(sheet: Sheet, mapping: Mapping) -> bool:
    """Whether a row near the top has a column of names and another heading of ours, and a row follows it."""
    sheet.reset_dimensions()
    head = [cells for cells in islice(values(sheet), HEAD + 1) if any(cells)]
    mapped = {heading for heading, ours in mapping.columns.items() if ours in NAMES}
    for cells in head[:-1]:
        named = any(cell in mapped or ((like := likeness(cell)) and like.ours in NAMES) for cell in cells if cell)
        if named and (recognised(cells, mapping.columns) > 1 or sum(map(bool, cells)) == 1):
            return True
    return False
