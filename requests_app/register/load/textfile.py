"""Text files of rows: any delimiter, any encoding, streamed a record at a time."""

import csv
import re
from collections.abc import Generator, Iterator
from datetime import date
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from requests_app.register.load.block import Block
from requests_app.register.load.encodings import Encoding, encoding_of
from requests_app.register.load.headings import recognised
from requests_app.register.load.row import Remark, Remarks
from requests_app.register.load.source import HEAD

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", "\x1f")
LONGEST_CELL = 1 << 17
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_BUFFER = 1 << 20
_TOO_LONG = "limit"
"""A word of the csv module's complaint about a cell that is too long."""
AT_ONCE = 1 << 20
"""Letters that are read at a time."""
_LINE_END = re.compile(r"\r\n|\r|\n")


class TextFile:
    """A CSV file, open from its first record."""

    kind = "csv"
    sheet = ""
    epoch: date | None = None

    def __init__(self, path: Path, columns: dict[str, str | None]) -> None:
        """Find out encoding and delimiter; raises `UnreadableError` where the bytes fit no encoding."""
        guess: Encoding = encoding_of(path)
        self.path = path
        self.encoding = guess.name
        self.guessed = guess.guessed
        self._file = BufferedReader(path.open("rb", buffering=0), _BUFFER)
        self._bytes_read = 0
        self._lost = False
        """Whether nobody can tell any more where a record begins."""
        self._text = TextIOWrapper(self._file, encoding=self.encoding, newline="")
        stated = _SEPARATOR.fullmatch(self._text.readline(LONGEST_CELL))
        self._lines_before = 1 if stated else 0
        self.delimiter = stated[1] if stated else self._likely_delimiter(columns)
        self._rewind()

    @property
    def bytes_read(self) -> int:
        return self._bytes_read if self._file.closed else self._file.tell()

    def close(self) -> None:
        self._bytes_read = self.bytes_read
        self._text.close()

    def blocks(self, remarks: Remarks) -> Iterator[Block]:
        """Give the records. One whose quotation marks do not pair up is a fault and left out."""
        if self.guessed:
            remarks.warn(Remark(row=None, column="", value=self.encoding, says=self.guessed))
        row, line = 1, self._lines_before + 1
        # Up to the end of a line: a record may go on behind it, where a quoted cell has a line break.
        while not self._lost and (text := self._text.read(AT_ONCE) + self._text.readline()):
            texts = _plain_lines(text)
            if texts:
                yield Block.of_texts(row, texts, self.delimiter, first_line=line)
                row, line = row + len(texts), line + len(texts)
            else:
                row, line = yield from self._quoted(text, row, line, remarks)

    def _quoted(self, text: str, row: int, line: int, remarks: Remarks) -> Generator[Block, None, tuple[int, int]]:
        """Give the records of a text with quotation marks, and of those further lines that the last record needs.

        Return the row and the line that come next.
        """
        lines = list(StringIO(text, newline=""))
        reader = csv.reader(chain(lines, self._text), delimiter=self.delimiter, strict=True)
        while reader.line_num < len(lines) and not self._lost:
            before = reader.line_num
            cells, damage = _next(reader, len(lines) - before)
            block = Block(row, cells, first_line=line + before, lines=reader.line_num - before)
            row += len(cells)
            if damage:
                # The damaged record's lines were read too: those of the others tell where it begins.
                block = block.without_lines_behind()
                remarks.fault(Remark(row=row, column="", value="", says=_damage(damage), line=block.line(len(cells))))
                row += 1
                self._lost = _TOO_LONG in damage
            if cells:
                yield block
        return row, line + reader.line_num

    def _rewind(self) -> None:
        self._text.seek(0)
        for _ in range(self._lines_before):
            self._text.readline()

    def _likely_delimiter(self, columns: dict[str, str | None]) -> str:
        """Return the one under which a record near the top holds the most headings; a comma where none does."""
        best, most = DELIMITERS[0], 0
        for delimiter in DELIMITERS:
            self._text.seek(0)
            reader = csv.reader(self._text, delimiter=delimiter)
            try:
                found = max((recognised(cells, columns) for cells in islice(reader, HEAD)), default=0)
            except csv.Error:
                continue
            if found > most:
                best, most = delimiter, found
        return best


def _plain_lines(text: str) -> list[str]:
    """Return the lines of a text without their ends, or none where a cell is quoted."""
    if '"' in text:
        return []
    if "\r" not in text:
        lines = text.split("\n")
    else:
        lines = text.split("\r\n")
        if not (text.count("\r") == text.count("\n") == len(lines) - 1):
            lines = _LINE_END.split(text)
    if not lines[-1]:
        lines.pop()
    return lines


def _next(reader: Iterator[list[str]], most: int) -> tuple[list[list[str]], str]:
    """Take some records, up to one that is damaged; return them, and what is wrong with that one."""
    cells: list[list[str]] = []
    try:
        cells.extend(islice(reader, most))  # what was read before the damaged one stays
    except csv.Error as error:
        return cells, str(error)
    return cells, ""


def _damage(error: str) -> str:
    if "end of data" in error:
        return "A quotation mark opens a cell in this record and never closes it, up to the end of the file. Close it."
    if _TOO_LONG in error:
        return (
            f"A cell is longer than {LONGEST_CELL:,} letters. Perhaps a quotation mark is never closed. Nothing behind "
            "it was read."
        )
    return "The quotation marks of this record do not pair up. Write one within a cell twice, and put the cell in two."
