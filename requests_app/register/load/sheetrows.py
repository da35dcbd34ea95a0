"""The rows of a sheet as texts: typed cells written out, formulas by their value, merged cells filled."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from requests_app.register.load.cells import Unread
from requests_app.register.load.row import Remark, Remarks
from requests_app.register.load.zipped import Range

_FORMULA_IN_SIGHT = 100


class Sheet(Protocol):
    """What is used of openpyxl's read-only worksheet."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None:
        """Forget how large the sheet says it is."""

    def iter_rows(self, *, max_row: int | None = None, values_only: bool = False) -> Iterator[tuple[object, ...]]:
        """Give each row, as values or as cells."""


def values(sheet: Sheet, last_row: int | None = None) -> Iterator[list[str]]:
    """Give each row of a sheet without formulas, up to `last_row`."""
    for cells in sheet.iter_rows(max_row=last_row, values_only=True):
        yield [value if type(value) is str else written(value) for value in cells]


def with_formulas(path: Path, sheet: Sheet, last_row: int | None) -> Iterator[list[str]]:
    """Give each row; a formula by the value it was saved with, and one that was never calculated as `Unread`."""
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=False)
        formulas = cast("Sheet", book[sheet.title])
        formulas.reset_dimensions()
        shown = sheet.iter_rows(max_row=last_row)
        holding = formulas.iter_rows(max_row=last_row, values_only=True)
        for row, (cells, held) in enumerate(zip(shown, holding, strict=True), start=1):
            yield [_value(cell, holds, row, place) for place, (cell, holds) in enumerate(zip(cells, held, strict=True))]
        book.close()


def _value(cell: object, holds: object, row: int, place: int) -> str:
    if not isinstance(cell, ReadOnlyCell | EmptyCell):
        return ""
    # A formula whose value is a text of no letters is saved with the type of texts and no value.
    if cell.value is not None or cell.data_type == "str" or holds is None or not _is_formula(holds):
        return written(cell.value)
    address = f"{get_column_letter(place + 1)}{row}"
    text = holds.text if isinstance(holds, ArrayFormula) else holds
    says = (
        f"Cell {address} holds a formula that was saved without its value. "
        "Open the workbook in a spreadsheet program and save it again, or write the value itself."
    )
    return Unread(str(text)[:_FORMULA_IN_SIGHT], says)


def _is_formula(holds: object) -> bool:
    return isinstance(holds, ArrayFormula | DataTableFormula) or (isinstance(holds, str) and holds.startswith("="))


def written(value: object) -> str:
    """Return a typed value as text: days as ISO dates, whole numbers without a point, TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - beyond, floats skip numbers
        return str(int(value))
    return str(value)


class Merges:
    """Fills the value of merged cells into every row they span.

    Cells merged over columns leave open which column is meant: that is told as a fault, naming the range, unless the
    range is a title over a single row without other cells.
    """

    def __init__(self, ranges: frozenset[Range], remarks: Remarks) -> None:
        self._starts: dict[int, list[Range]] = {}
        for each in sorted(ranges):
            self._starts.setdefault(each.first_row, []).append(each)
        self._open: dict[int, tuple[int, str]] = {}
        self._remarks = remarks

    def filled(self, row: int, cells: list[str]) -> list[str]:
        """Return the row's cells with what is merged into them."""
        if not self._starts and not self._open:
            return cells
        for each in self._starts.pop(row, []):
            self._begin(each, cells)
        for column, (last_row, value) in list(self._open.items()):
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = value
            if row >= last_row:
                del self._open[column]
        return cells

    def _begin(self, merged: Range, cells: list[str]) -> None:
        place = merged.first_column - 1
        value = cells[place] if place < len(cells) else ""
        if not value:
            return
        if merged.first_column == merged.last_column:
            self._open[merged.first_column] = (merged.last_row, value)
        elif sum(map(bool, cells)) > 1:
            says = (
                f"The cells {merged.name} are merged over several columns, so it is not sure which is meant. "
                "Split them, and write the value where it belongs."
            )
            self._remarks.fault(Remark(row=merged.first_row, column="", value=value, says=says))
