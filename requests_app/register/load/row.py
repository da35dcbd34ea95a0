"""What one row of a file says, once it is understood; and what may be wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from requests_app.statute import Knowledge, Relation, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A third party as a file names it. A blank text means that the file says nothing of it."""

    legal_name: str
    number: int | None = None
    """Which of several third parties of this name: those of one name and another number are others."""
    trade_name: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    products: tuple[str, ...] = ()
    relation: Relation | None = None
    nature_clear: bool | None = None
    products_known: bool | None = None
    kind: str = ""
    opt_out: str = ""
    contract_ends_on: date | None = None
    same_brand: bool | None = None
    """False: the file rules out that it shares our brand name, without saying whether it is an affiliate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was disclosed and on what terms. `year` is null where each row has a day of its own."""

    year: int | None = None
    brand: str = ""
    categories: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    inferable: bool = False
    use: Use = Use.DIRECT_MARKETING
    knowledge: Knowledge = Knowledge.KNOWS
    exclusion_clause: str = ""
    exclusion_conditions: tuple[tuple[str, bool], ...] = ()
    unreported_data: tuple[str, ...] = ()
    disclosed_from: date | None = None
    disclosed_to: date | None = None
    note: str = ""
    number: int | None = None
    """Which of several disclosures on the same terms: those of another number are others."""


class HandOver(NamedTuple):
    """One row: to whom and on what terms, each by its place in the reading's lists; `on` is its day, where it has one.

    `terms` is null in a file of third parties alone.
    """

    row: int
    party: int
    terms: int | None
    on: date | None
    list_name: str = ""


class Begin(NamedTuple):
    """Where something stands first in the file: its row, and of CSV the physical line."""

    row: int
    line: int | None = None


class Day(NamedTuple):
    """The day of a hand-over, its year, and how it is written; `UNDATED` for a row without one."""

    on: date | None
    year: int
    text: str


UNDATED = Day(None, 0, "")


class HandOvers(NamedTuple):
    """Some rows, as four lists of one length. A pair is a party with its terms, by its place in the reading's list."""

    rows: Sequence[int]
    pairs: Sequence[int]
    days: Sequence[Day]
    names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to be told of a cell: a fault, a warning or a question. `line` is the physical one, of CSV alone."""

    row: int | None
    column: str
    value: str
    says: str
    line: int | None = None


MOST_KEPT = 10_000
"""Remarks of a kind that are kept in memory; a file may have a million faults."""


@dataclass(slots=True)
class Remarks:
    """Everything there is to tell of a file. A file with a fault or an open question is not taken.

    Of each kind the first ten thousand are kept, and the others counted.
    """

    faults: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    questions: list[Remark] = field(default_factory=list)
    faults_left_out: int = 0
    warnings_left_out: int = 0
    questions_left_out: int = 0

    def fault(self, remark: Remark) -> None:
        if len(self.faults) < MOST_KEPT:
            self.faults.append(remark)
        else:
            self.faults_left_out += 1

    def warn(self, remark: Remark) -> None:
        if len(self.warnings) < MOST_KEPT:
            self.warnings.append(remark)
        else:
            self.warnings_left_out += 1

    def ask(self, remark: Remark) -> None:
        if len(self.questions) < MOST_KEPT:
            self.questions.append(remark)
        else:
            self.questions_left_out += 1

    @property
    def refuse(self) -> bool:
        """Whether the file cannot be taken as it is."""
        return bool(self.faults or self.questions)


class UnreadableError(Exception):
    """The file as a whole is refused: `remarks` says why, and what to do."""

    def __init__(self, remarks: Remarks) -> None:
        super().__init__(" ".join(remark.says for remark in (*remarks.faults, *remarks.questions)))
        self.remarks = remarks


def unreadable(
    says: str, *, column: str = "", value: str = "", row: int | None = None, line: int | None = None
) -> UnreadableError:
    """Return the refusal of a whole file for one reason."""
    return UnreadableError(Remarks(faults=[Remark(row=row, line=line, column=column, value=value, says=says)]))
