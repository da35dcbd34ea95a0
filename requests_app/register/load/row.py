"""What one row of a file says, once it is understood; and what may be wrong with it."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from requests_app.statute import Knowledge, Relation, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A third party as a file names it. A blank text means that the file says nothing of it."""

    legal_name: str
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


class HandOver(NamedTuple):
    """One row: to whom and on what terms, each by its place in the reading's lists; `on` is its day, where it has one.

    `terms` is null in a file of third parties alone.
    """

    row: int
    party: int
    terms: int | None
    on: date | None
    list_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to be told of a cell: a fault, a warning or a question. `line` is the physical one, of CSV alone."""

    row: int | None
    column: str
    value: str
    says: str
    line: int | None = None


@dataclass(slots=True)
class Remarks:
    """Everything there is to tell of a file. A file with a fault or an open question is not taken."""

    faults: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    questions: list[Remark] = field(default_factory=list)
