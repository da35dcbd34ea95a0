"""Text files of rows: any delimiter, any encoding, streamed a record at a time."""

import csv
import re
from collections.abc import Generator, Iterator
from datetime import date
from io import BufferedReader, StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from requests_app.register.load.block import Block
from requests_app.register.load.damage import damage_of
from requests_app.register.load.encodings import Encoding, encoding_of
from requests_app.register.load.headings import recognised
from requests_app.register.load.quoting import Quoting
from requests_app.register.load.row import Remark, Remarks
from requests_app.register.load.source import HEAD

DELIMITERS = (",", ";", "\t", "|", "^", "~", ":", "\x1f")
_SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
_BUFFER = 1 << 20
_SAMPLE = 1 << 16
_END_OF_DOS = "\x1a"
"""How old programs end a text file."""
_LONGEST_STATEMENT = 40
"""Letters of a line that may state the delimiter."""
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
        errors = "surrogateescape" if guess.strays else "strict"
        self._text = TextIOWrapper(self._file, encoding=self.encoding, errors=errors, newline="")
        stated = _SEPARATOR.fullmatch(self._text.readline(_LONGEST_STATEMENT))
        self._lines_before = 1 if stated else 0
        self.delimiter = stated[1] if stated else self._likely_delimiter(columns)
        self._rewind()
        behind_blanks = re.compile(rf"(?:^|{re.escape(self.delimiter)}) +\"(?!\")", re.MULTILINE)
        self._blanks_before_quotes = behind_blanks.search(self._text.read(_SAMPLE)) is not None
        """Whether cells are written as in “Mock, "1 A St, Suite 5"”; within a quoted cell the marks are doubled."""
        self._quoting = Quoting(self.delimiter, blanks_before=self._blanks_before_quotes)
        self._rewind()

    @property
    def bytes_read(self) -> int:
        return self._bytes_read if self._file.closed else self._file.tell()

    def close(self) -> None:
        self._bytes_read = self.bytes_read
        self._text.close()

    def blocks(self, remarks: Remarks) -> Iterator[Block]:
        """Give the records. One whose quotation marks do not pair up is left out, and the damage of its block."""
        if self.guessed:
            remarks.warn(Remark(row=None, column="", value=self.encoding, says=self.guessed))
        row, line = 1, self._lines_before + 1
        # Up to the end of a line: a record may go on behind it, where a quoted cell has a line break.
        while not self._lost and (text := self._next_lines()):
            texts = _plain_lines(text)
            if texts:
                yield Block.of_texts(row, texts, self.delimiter, first_line=line)
                row, line = row + len(texts), line + len(texts)
            else:
                row, line = yield from self._quoted(text, row, line)

    def _next_lines(self) -> str:
        """Return about as many letters as are read at a time, up to the end of a line; none at the end of the file."""
        text = self._text.read(AT_ONCE) + self._text.readline()
        return text.rstrip(_END_OF_DOS) if text.endswith(_END_OF_DOS) else text

    def _quoted(self, text: str, row: int, line: int) -> Generator[Block, None, tuple[int, int]]:
        """Give the records of a text with quotation marks, and of those further lines that the last record needs.

        Return the row and the line that come next.
        """
        begun: Iterator[str] = StringIO(text, newline="")
        behind: Iterator[str] = self._text
        if self._quoting.has_blanks_behind(text):
            count = sum(1 for _ in StringIO(text, newline=""))
            behind = self._quoting.without_blanks(chain(begun, self._text))
            begun = islice(behind, count)
        lines = list(begun)
        reader = csv.reader(
            chain(lines, behind),
            delimiter=self.delimiter,
            strict=True,
            skipinitialspace=self._blanks_before_quotes,
        )
        while reader.line_num < len(lines) and not self._lost:
            before = reader.line_num
            cells, error = _next(reader, len(lines) - before)
            block = Block(row, cells, first_line=line + before, lines=reader.line_num - before)
            row += len(cells)
            if error:
                # The damaged record's lines were read too: those of the others tell where it begins.
                block = block.without_lines_behind()
                begins = before + block.lines
                damage = damage_of(error, lines[begins:], self.delimiter, row=row, line=line + begins)
                block.damage = damage
                row += 1
                self._lost = damage.ends_reading
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
            # Up to a record that is damaged: headings above it are as good as any.
            head, _ = _next(csv.reader(self._text, delimiter=delimiter, skipinitialspace=True), HEAD)
            found = max((recognised(cells, columns) for cells in head), default=0)
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
