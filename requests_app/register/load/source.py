"""What every file of rows gives to its reader, whatever its kind."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from requests_app.register.load.block import Block
from requests_app.register.load.row import Remarks

HEAD = 30
"""Records at the top of a file among which its headings are looked for."""


class Source(Protocol):
    """An open file. `blocks` gives every record once, blank ones too, and is told where to keep what is wrong."""

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

    def blocks(self, remarks: Remarks) -> Iterator[Block]:
        """Give the records from the first on, some at a time, so that a million of them are quick to go over."""

    def close(self) -> None:
        """Let go of the file."""
