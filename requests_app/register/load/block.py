"""Some records of a file in a row: a million are quick to go over where nothing is done to each by itself."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from requests_app.register.load.damage import Damage

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Block:
    """Records in a row, the first of them numbered as a spreadsheet counts.

    `first_line` is the physical line on which it begins, and `lines` how many they take; both for text files alone.
    `texts` are the lines themselves where none has a quotation mark: there each delimiter ends a cell.
    """

    def __init__(
        self, first_row: int, cells: list[list[str]], *, first_line: int | None = None, lines: int = 0
    ) -> None:
        self.first_row, self.first_line, self.lines = first_row, first_line, lines
        self.texts: list[str] = []
        self.delimiter = ""
        self.damage: Damage | None = None
        """What is wrong with the record behind the last one, which is left out."""
        self._cells: list[list[str]] | None = cells

    @classmethod
    def of_texts(cls, first_row: int, texts: list[str], delimiter: str, *, first_line: int) -> "Block":
        """Return a block of lines without quotation marks and line ends."""
        block = cls(first_row, [], first_line=first_line, lines=len(texts))
        block.texts, block.delimiter, block._cells = texts, delimiter, None
        return block

    def __len__(self) -> int:
        return len(self.texts or self.cells)

    @cached_property
    def cells(self) -> list[list[str]]:
        """The cells of each record; none for a blank line."""
        if self._cells is None:
            return [text.split(self.delimiter) for text in self.texts]
        return self._cells

    def record(self, place: int) -> list[str]:
        """Return the cells of one record."""
        return self.texts[place].split(self.delimiter) if self.texts else self.cells[place]

    @property
    def rows(self) -> range:
        """The number of each record."""
        return range(self.first_row, self.first_row + len(self))

    def row(self, place: int) -> int:
        """Return the number of the record at a place of the block."""
        return self.first_row + place

    def line(self, place: int) -> int | None:
        """Return the physical line on which the record at a place begins, or would begin behind the last."""
        if self.first_line is None:
            return None
        if self.lines == len(self):
            return self.first_line + place
        return self.first_line + self._lines_before[place]

    @cached_property
    def _lines_before(self) -> list[int]:
        """How many lines lie before each record: line breaks in cells make records longer than one."""
        before = [0]
        for cells in self.cells:
            breaks = sum(len(_LINE_BREAK.findall(cell)) for cell in cells)
            before.append(before[-1] + 1 + breaks)
        return before

    def below(self, place: int) -> "Block":
        """Return the records from a place on."""
        line = self.line(place)
        if line is None or self.first_line is None:
            return Block(self.row(place), self.cells[place:])
        if self.texts:
            return Block.of_texts(self.row(place), self.texts[place:], self.delimiter, first_line=line)
        lines = self.lines - (line - self.first_line)
        return Block(self.row(place), self.cells[place:], first_line=line, lines=lines)

    def without_lines_behind(self) -> "Block":
        """Return the block without lines that were read behind its last record."""
        return Block(self.first_row, self.cells, first_line=self.first_line, lines=self._lines_before[-1])
