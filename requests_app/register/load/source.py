"""What every file of rows gives to its reader, whatever its kind."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, Protocol

from requests_app.register.load.row import Remarks

HEAD = 30
"""Records at the top of a file among which its headings are looked for."""


class Record(NamedTuple):
    """A record: its number as a spreadsheet counts, its first physical line (text files alone), its cells."""

    row: int
    line: int | None
    cells: list[str]


class Source(Protocol):
    """An open file. `records` gives every record once, blank ones too, and is told where to keep what is wrong."""

    kind: str
    encoding: str
    delimiter: str
    sheet: str

    @property
    def epoch(self) -> date | None:
        """Day 0 of the workbook's date system; None in a text file, which has none."""

    @property
    def bytes_read(self) -> int:
        """How far the file is read, in bytes."""

    def records(self, remarks: Remarks) -> Iterator[Record]:
        """Give the records from the first on."""

    def close(self) -> None:
        """Let go of the file."""
