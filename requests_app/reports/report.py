"""A whole report: figures, tables by door, answer and month, and how long answers took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from requests_app.reports import beside
from requests_app.reports.beside import Deliveries, OldestOpen
from requests_app.reports.counted import Group, Standing, counted, total
from requests_app.reports.figures import Figure, days_of, median, parts, percent, speed
from requests_app.reports.scope import Scope
from requests_app.statute import Answer, Channel

SPANS = ((0, 7), (8, 14), (15, 21), (22, 30), (31, 60), (61, 150), (151, None))
"""Days from arrival to answer, in spans that end at 14, 30 and 150."""
CLAUSES = {
    Answer.DISCLOSURE: "(a)(1), (a)(2)",
    Answer.NOTHING_DISCLOSED: "(a)",
    Answer.CHOICE: "(c)(2)",
    Answer.NOT_REQUIRED: "(c)(1), (e), (h)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What came of some of the requests. `late` and `in_time` make `answered`; the four standings make `received`."""

    key: str
    received: int
    answered: int
    in_time: int
    late: int
    unproved: int
    open: int
    overdue: int
    withdrawn: int
    median: str

    @property
    def share_in_time(self) -> str:
        return percent(self.in_time, self.answered)


@dataclass(frozen=True, slots=True)
class Span:
    """How many answers took so many days; `last` is None where they took any number more."""

    first: int
    last: int | None
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything a report says."""

    scope: Scope
    parts: tuple[Figure, ...]
    speed: tuple[Figure, ...]
    all: Row
    doors: tuple[Row, ...]
    answers: tuple[Row, ...]
    months: tuple[Row, ...]
    spans: tuple[Span, ...]
    oldest: OldestOpen | None
    deliveries: tuple[Deliveries, ...]
    held: int | None
    """Messages nobody sorted yet; None where the report is narrowed, since they have neither door nor answer."""


def report(scope: Scope) -> Report:
    """Ask the database, four times at most however many requests there are, and put the report together."""
    groups = counted(scope)
    oldest = beside.oldest_open(scope)
    answered = [group for group in groups if group.is_answered]
    return Report(
        scope=scope,
        parts=parts(scope, groups),
        speed=speed(scope, groups, oldest),
        all=row_of("", groups),
        doors=_rows(groups, [each.value for each in Channel], lambda group: group.door),
        answers=_rows(answered, [each.value for each in Answer], lambda group: group.answer),
        months=tuple(
            row_of(f"{scope.year}-{month:02}", [group for group in groups if group.month == month])
            for month in range(1, 13)
        ),
        spans=tuple(_span(answered, first, last) for first, last in SPANS),
        oldest=oldest,
        deliveries=tuple(beside.deliveries(scope)),
        held=None if scope.door or scope.answer else beside.held(scope),
    )


def row_of(key: str, groups: Sequence[Group]) -> Row:
    """Count what came of these."""
    answered = [group for group in groups if group.is_answered]

    def of(standing: Standing) -> int:
        return total(group for group in groups if group.standing == standing)

    return Row(
        key=key,
        received=total(groups),
        answered=total(answered),
        in_time=total(group for group in answered if group.is_in_time),
        late=total(group for group in answered if not group.is_in_time),
        unproved=of(Standing.UNPROVED),
        open=of(Standing.OPEN),
        overdue=total(group for group in groups if group.is_overdue),
        withdrawn=of(Standing.WITHDRAWN),
        median=days_of(median(answered)),
    )


def _rows(groups: Sequence[Group], keys: Sequence[str], key_of: Callable[[Group], str]) -> tuple[Row, ...]:
    rows = (row_of(key, [group for group in groups if key_of(group) == key]) for key in keys)
    return tuple(row for row in rows if row.received)


def _span(answered: Sequence[Group], first: int, last: int | None) -> Span:
    def is_within(group: Group) -> bool:
        return group.days is not None and first <= group.days and (last is None or group.days <= last)

    return Span(first, last, total(group for group in answered if is_within(group)))
