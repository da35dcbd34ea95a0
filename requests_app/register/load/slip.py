"""The cells of one row that belong together, asked for by our headings, with what is to be said of them."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from requests_app.register.load.cells import (
    EDGES,
    LINE_ENDS,
    Unread,
    control_sign,
    is_error,
    is_meant,
    is_nothing,
    lines,
    unstorable,
    without_guard,
)
from requests_app.register.load.strays import readable, stray

SHOWN_OF_A_VALUE = 200
"""Letters of a cell that a remark repeats."""


class Voice(Enum):
    """What a remark does to the file."""

    FAULT = "fault"
    WARNING = "warning"
    QUESTION = "question"


class Said(NamedTuple):
    """A remark on a cell before it is known in which rows the cell stands. `column` is the file's own heading."""

    voice: Voice
    column: str
    value: str
    says: str


class Slip:
    """Cells by our headings. Reading one gives its text; what is wrong with it is kept in `said`."""

    def __init__(self, cells: Mapping[str, str], headings: Mapping[str, str]) -> None:
        self.cells = cells
        self.headings = headings
        self.said: list[Said] = []

    @property
    def faulty(self) -> bool:
        return any(each.voice is not Voice.WARNING for each in self.said)

    def has(self, name: str) -> bool:
        """Whether the file has a column for it."""
        return name in self.cells

    def raw(self, name: str) -> str:
        """Return the cell as it is, or a blank where the file has no such column; a cell nobody can read is a fault."""
        cell = self.cells.get(name, "")
        says = ""
        if isinstance(cell, Unread):
            says = cell.says
        elif is_error(cell.strip()):
            says = "A formula failed here. Correct it, or write the value itself."
        elif byte := stray(cell):
            says = byte
        elif sign := unstorable(cell):
            says = f"This holds a sign that cannot be stored ({sign}). Type the value again."
        elif unseen := control_sign(cell):
            says = f"There is a control sign here that nobody can see ({unseen}). Type the value again."
        if says:
            self.fault(name, says)
            return ""
        return cell

    def lines(self, name: str) -> list[str]:
        """Return the lines of the cell that say something."""
        raw = self.raw(name)
        return [line for line in lines(raw) if is_meant(raw) or not is_nothing(line)]

    def text(self, name: str, *, longest: int, line_break: str = " ") -> str:
        """Return the cell's text, its lines joined; a text longer than the register can hold is a fault.

        With a comma as `line_break`, as in addresses, lines that say nothing are left out.
        """
        if line_break == ", ":
            text = ", ".join(line.rstrip(f" ,{EDGES}") for line in self.lines(name))
        else:
            text = line_break.join(lines(self.raw(name)))
        return self._saying(name, text, longest)

    def passage(self, name: str, *, longest: int) -> str:
        """Return a longer text as it was written, blank lines and all."""
        return self._saying(name, LINE_ENDS.sub("\n", without_guard(self.raw(name))).strip(), longest)

    def _saying(self, name: str, text: str, longest: int) -> str:
        if is_nothing(text) and not is_meant(self.cells.get(name, "")):
            return ""
        if len(text) > longest:
            self.fault(name, f"This is {len(text)} letters long, and at most {longest} fit. Shorten it.")
            return ""
        return text

    def fault(self, name: str, says: str) -> None:
        self._say(Voice.FAULT, name, says)

    def warn(self, name: str, says: str) -> None:
        self._say(Voice.WARNING, name, says)

    def ask(self, name: str, word: str, says: str) -> None:
        """Ask what `word`, one of several in the cell, means."""
        self.said.append(Said(Voice.QUESTION, self.headings.get(name, name), word[:SHOWN_OF_A_VALUE], says))

    def _say(self, voice: Voice, name: str, says: str) -> None:
        value = readable(str.__str__(self.cells.get(name, "")))[:SHOWN_OF_A_VALUE]
        said = Said(voice, self.headings.get(name, name), value, says)
        # A cell is read more than once by some: what is wrong with it is told once.
        if said not in self.said:
            self.said.append(said)
