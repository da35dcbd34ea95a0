"""Text files of rows: any delimiter, any encoding, streamed a record at a time."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import BufferedReader, TextIOWrapper
from itertools import islice
from pathlib import Path

from requests_app.register.load.encodings import Encoding, encoding_of
from requests_app.register.load.headings import recognised
from requests_app.register.load.row import Remark, Remarks
from requests_app.register.load.source import HEAD, Record

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", "\x1f")
LONGEST_CELL = 1 << 17
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_BUFFER = 1 << 20


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

    def records(self, remarks: Remarks) -> Iterator[Record]:
        """Give each record. One whose quotation marks do not pair up is a fault and left out."""
        if self.guessed:
            remarks.warn(Remark(row=None, column="", value=self.encoding, says=self.guessed))
        reader = csv.reader(self._text, delimiter=self.delimiter, strict=True)
        before = self._lines_before
        row = 0
        while True:
            line = reader.line_num + before + 1
            row += 1
            try:
                yield Record(row, line, next(reader))
            except StopIteration:
                return
            except csv.Error as error:
                remarks.fault(Remark(row=row, column="", value="", says=_damage(str(error)), line=line))

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


def _damage(error: str) -> str:
    if "end of data" in error:
        return "A quotation mark opens a cell in this record and never closes it, up to the end of the file. Close it."
    if "limit" in error:
        return f"A cell is longer than {LONGEST_CELL:,} letters. Perhaps a quotation mark is never closed."
    return "The quotation marks of this record do not pair up. Write one within a cell twice, and put the cell in two."
