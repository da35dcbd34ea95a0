"""A record whose quotation marks do not pair up: in which of its cells that begins, and what to do about it."""

from collections.abc import Iterable
from typing import NamedTuple

LONGEST_CELL = 1 << 17
"""Letters of a cell beyond which the csv module reads no further."""
SHOWN = 40
"""Letters of the cell that are shown, so that it is found."""
_TOO_LONG = "limit"
"""A word of the csv module's complaint about a cell that is too long."""
_UNCLOSED = "end of data"
"""Words of its complaint about a quotation mark that is never closed."""
_QUOTE = '"'


class Damage(NamedTuple):
    """What is wrong with a record. `place` is that of the cell in which it begins; `begins` is how that cell begins."""

    row: int
    line: int
    place: int
    begins: str
    says: str
    ends_reading: bool
    """Whether nobody can tell any more where a record begins."""


def damage_of(error: str, lines: Iterable[str], delimiter: str, *, row: int, line: int) -> Damage:
    """Return the damage behind a complaint of the csv module. `lines` are those of the record, and any behind it."""
    place, begins, quoted = _cell_at_fault(lines, delimiter)
    says = _UNPAIRED
    if _TOO_LONG in error:
        says = _NEVER_CLOSED_FAR if quoted else _TOO_LONG_CELL
    elif _UNCLOSED in error:
        says = _NEVER_CLOSED
    return Damage(row, line, place, begins, says, ends_reading=_TOO_LONG in error)


_NEVER_CLOSED = (
    "A quotation mark opens this cell and never closes it, up to the end of the file; nothing behind it was read. "
    "Close it at the end of the cell, or remove it."
)
_NEVER_CLOSED_FAR = (
    f"A quotation mark opens this cell, which is longer than {LONGEST_CELL:,} letters: perhaps it never closes. "
    "Close it at the end of the cell, or remove it. Nothing behind this row was read."
)
_TOO_LONG_CELL = f"This cell is longer than {LONGEST_CELL:,} letters. Shorten it. Nothing behind this row was read."
_UNPAIRED = "The quotation marks of this cell do not pair up. Write one within a cell twice, and put the cell in two."


def _cell_at_fault(lines: Iterable[str], delimiter: str) -> tuple[int, str, bool]:
    """Return the place of the first cell that is not whole, how it begins, and whether a quotation mark opens it."""
    place, letters, quoted, begins = 0, 0, False, ""
    for text in lines:
        at = 0
        while at < len(text):
            if not quoted:
                begins = text[at : at + SHOWN].splitlines()[0]
                quoted, letters = text.startswith(_QUOTE, at), 0
            end = closing(text, at + (not letters)) if quoted else text.find(delimiter, at)
            letters += (end if end >= 0 else len(text)) - at
            if end < 0 or letters > LONGEST_CELL:
                break
            behind = end + 1 if quoted else end
            if not text.startswith(delimiter, behind):
                return place, begins, True
            place, at, quoted = place + 1, behind + len(delimiter), False
        if not quoted or letters > LONGEST_CELL:
            break
    return place, begins, quoted


def closing(text: str, at: int) -> int:
    """Return where the quotation mark stands that closes a cell, doubled ones left out; -1 where none does."""
    while (end := text.find(_QUOTE, at)) >= 0 and text.startswith(_QUOTE, end + 1):
        at = end + 2
    return end
