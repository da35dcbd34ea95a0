"""A source with its headings found: what is above them is left out, what is below are the rows."""

from collections.abc import Iterator
from itertools import chain, islice

from requests_app.register.load.columns import Columns
from requests_app.register.load.headings import NAMES, likeness, recognised
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import Remarks, unreadable
from requests_app.register.load.source import HEAD, Record, Source


class Table:
    """The columns of a source, and its records below the headings, blank ones too."""

    def __init__(self, source: Source, mapping: Mapping, remarks: Remarks) -> None:
        """Find the headings; raises `UnreadableError` where there are none, or no row below them."""
        records = source.records(remarks)
        head = list(islice(records, HEAD))
        place = _place_of_headings(head, mapping)
        self.columns = Columns(_trimmed(head[place].cells), mapping, row=head[place].row)
        # What is wrong with lines above the headings is not wrong with the register.
        remarks.faults[:] = [each for each in remarks.faults if each.row is None or each.row >= self.columns.row]
        self.first = head[place + 1 :]
        self._records = records

    def rows(self) -> Iterator[Record]:
        """Give the records below the headings; raises `UnreadableError` where none of them holds anything."""
        below = chain(self.first, self._records)
        for record in below:
            if any(map(str.strip, record.cells)):
                return chain([record], below)
        says = "There are headings, and no row below them."
        raise unreadable(says, row=self.columns.row)


def _place_of_headings(head: list[Record], mapping: Mapping) -> int:
    """Return the first of the records near the top with a column of names and the most headings of ours."""
    filled = [place for place, record in enumerate(head) if any(map(str.strip, record.cells))]
    if not filled:
        says = "The file holds nothing but blank cells."
        raise unreadable(says)
    mapped = {heading for heading, ours in mapping.columns.items() if ours in NAMES}

    def rank(place: int) -> tuple[bool, int, int]:
        cells = head[place].cells
        named = any(cell in mapped or ((like := likeness(cell)) and like.ours in NAMES) for cell in cells if cell)
        return named, recognised(cells, mapping.columns), -place

    return max(filled, key=rank)


def _trimmed(cells: list[str]) -> list[str]:
    """Return the headings without blank ones at the end."""
    width = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:width]
