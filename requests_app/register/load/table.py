"""A source with its headings found: what is above them is left out, what is below are the rows."""

from collections.abc import Iterator
from itertools import chain

from requests_app.register.load.block import Block
from requests_app.register.load.columns import Columns
from requests_app.register.load.damage import Damage
from requests_app.register.load.headings import NAMES, likeness, recognised
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import Remark, Remarks, UnreadableError, unreadable
from requests_app.register.load.source import HEAD, Source
from requests_app.register.load.ticked import named

_HEADINGS_DOWN = 3
"""Different headings among the names of third parties from which on a table stands on its side."""


class Table:
    """The columns of a source, and its records below the headings, blank ones too."""

    def __init__(self, source: Source, mapping: Mapping, remarks: Remarks) -> None:
        """Find the headings; raises `UnreadableError` where there are none, or no row below them."""
        blocks = source.blocks(remarks)
        begun = _begun(blocks)
        head = [(block, at, cells) for block in begun for at, cells in enumerate(block.cells)][:HEAD]
        damaged = [each.damage for each in begun if each.damage]
        place = _place_of_headings([cells for _, _, cells in head], mapping, damaged)
        block, at, headings = head[place]
        row = block.row(at)
        self.columns = Columns(_trimmed(headings), mapping, row=row, line=block.line(at))
        # What is wrong with lines above the headings is not wrong with the register.
        remarks.faults[:] = [each for each in remarks.faults if each.row is None or each.row >= row]
        self.first = [cells for _, _, cells in head[place + 1 :]]
        self.columns.find_ticked(self.first)
        self._remarks = remarks
        for damage in damaged:
            self._tell(damage)
        self._blocks = chain(_below(begun, row), self._telling(blocks))

    def check(self) -> None:
        """Raise `UnreadableError` where the headings cannot be read, with what is wrong with the rows near them."""
        try:
            self.columns.check()
        except UnreadableError as error:
            error.remarks.faults[:0] = self._remarks.faults
            raise
        name_at = next(self.columns.places[each] for each in NAMES if each in self.columns.places)
        names = {like.ours for row in self.first if (like := likeness("".join(row[name_at : name_at + 1])))}
        if len(names - {*NAMES}) >= _HEADINGS_DOWN:
            says = (
                "The headings seem to stand below one another, with a column for each third party. Turn the table, so "
                "that each has a row (in a spreadsheet: Paste special, Transpose)."
            )
            raise unreadable(says, column=self.columns.headings[name_at], row=self.columns.row, line=self.columns.line)

    def blocks(self) -> Iterator[Block]:
        """Give the records below the headings; raises `UnreadableError` where none of them holds anything."""
        blank: list[Block] = []
        for block in self._blocks:
            if any(any(map(str.strip, cells)) for cells in block.cells):
                return self._whole(chain(blank, [block], self._blocks))
            blank.append(block)
        if self._remarks.faults:
            # There are rows: none of them could be read.
            raise UnreadableError(self._remarks)
        says = "There are headings, and no row below them."
        raise unreadable(says, row=self.columns.row, line=self.columns.line)

    def _whole(self, blocks: Iterator[Block]) -> Iterator[Block]:
        columns = self.columns
        return named(blocks, columns.ticked, columns.headings, self._remarks) if columns.ticked else blocks

    def _telling(self, blocks: Iterator[Block]) -> Iterator[Block]:
        for block in blocks:
            if block.damage:
                self._tell(block.damage)
            yield block

    def _tell(self, damage: Damage) -> None:
        """Tell of a damaged record by its heading; above the headings it is not wrong with the register."""
        if damage.row > self.columns.row:
            headings = self.columns.headings[damage.place : damage.place + 1]
            self._remarks.fault(_fault(damage, next(filter(None, headings), f"column {damage.place + 1}")))


def _begun(blocks: Iterator[Block]) -> list[Block]:
    """Take the blocks that hold the records near the top."""
    begun: list[Block] = []
    while sum(map(len, begun)) < HEAD and (block := next(blocks, None)) is not None:
        begun.append(block)
    return begun


def _below(blocks: list[Block], row: int) -> Iterator[Block]:
    """Give what lies below a row."""
    for block in blocks:
        above = row - block.first_row + 1
        if above < len(block):
            yield block if above <= 0 else block.below(above)


def _fault(damage: Damage, column: str) -> Remark:
    return Remark(row=damage.row, line=damage.line, column=column, value=damage.begins, says=damage.says)


def _place_of_headings(head: list[list[str]], mapping: Mapping, damaged: list[Damage]) -> int:
    """Return the first of the records near the top with a column of names and the most headings of ours."""
    filled = [place for place, cells in enumerate(head) if any(map(str.strip, cells))]
    if not filled and damaged:
        raise UnreadableError(Remarks(faults=[_fault(each, f"column {each.place + 1}") for each in damaged]))
    if not filled:
        says = "The file holds nothing but blank cells."
        raise unreadable(says)
    mapped = {heading for heading, ours in mapping.columns.items() if ours in NAMES}

    def rank(place: int) -> tuple[bool, int, int]:
        cells = head[place]
        named = any(cell in mapped or ((like := likeness(cell)) and like.ours in NAMES) for cell in cells if cell)
        return named, recognised(cells, mapping.columns), -place

    return max(filled, key=rank)


def _trimmed(cells: list[str]) -> list[str]:
    """Return the headings without blank ones at the end."""
    width = max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return cells[:width]
