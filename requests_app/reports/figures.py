"""The numbers of a report, each with the sentence that says what is counted, and the clause it has to do with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from requests_app.reports.beside import OldestOpen
from requests_app.reports.counted import MONTH, QUICK, Group, Standing, total
from requests_app.reports.scope import Scope

NO_CLAUSE = "–"
NONE = "–"
"""Where there is nothing to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number: its name, as it is read, its definition, its clause."""

    key: str
    name: str
    says: str
    definition: str
    clause: str = NO_CLAUSE
    note: str = ""


def percent(part: int, whole: int) -> str:
    """Return the share with at most one decimal, rounded down: all but one of a thousand is never 100%."""
    if not whole:
        return NONE
    share = (Decimal(100) * part / whole).quantize(Decimal("0.1"), rounding=ROUND_DOWN)
    return f"{share.normalize():f}%"


def median(groups: Iterable[Group]) -> Decimal | None:
    """Return the middle one of the days that the answers took; of two middle ones, half way between them."""
    numbers: dict[int, int] = {}
    for group in groups:
        if group.days is not None:
            numbers[group.days] = numbers.get(group.days, 0) + group.number
    answers = sum(numbers.values())
    if not answers:
        return None
    low, high = _at(numbers, (answers - 1) // 2), _at(numbers, answers // 2)
    return Decimal(low + high) / 2


def days_of(value: Decimal | None) -> str:
    """Return “12.5 days”."""
    if value is None:
        return NONE
    return f"{value.normalize():f} {'day' if value == 1 else 'days'}"


def _at(numbers: dict[int, int], place: int) -> int:
    seen = 0
    for days in sorted(numbers):
        seen += numbers[days]
        if place < seen:
            return days
    raise IndexError(place)


def parts(scope: Scope, groups: Sequence[Group]) -> tuple[Figure, ...]:
    """Return what was received, and the parts that add up to it."""

    def of(standing: Standing) -> str:
        return f"{total(group for group in groups if group.standing == standing):,}"

    answered = Figure(
        key="answered",
        name="Answered",
        says=of(Standing.ANSWERED),
        definition="Received requests whose notice or letter was taken by the requester’s mail server or posted, "
        "and has not come back.",
        clause="(a), (b)(1)",
    )
    unproved = Figure(
        key="unproved",
        name="Answered, proof missing",
        says=of(Standing.UNPROVED),
        definition="Received requests that are marked as answered, though no mail or letter that stands proves it. "
        "They count in no share and no median.",
        clause="(b)(1)",
    )
    return (
        Figure(
            key="received",
            name="Received",
            says=f"{total(groups):,}",
            definition=f"Requests whose day of arrival lies in {scope.year}. What one person wrote more than once "
            "about one year is one request, which arrives with the first writing that starts its clock. The day is "
            f"that of the business’s zone ({scope.business.timezone}) or the Pacific one, whichever is earlier.",
            clause="(a), (b)(1)",
        ),
        answered,
        *((unproved,) if unproved.says != "0" else ()),
        Figure(
            key="open",
            name="Open",
            says=of(Standing.OPEN),
            definition="Received requests to which no answer has gone out yet, or whose answer came back.",
            clause="(b)(1)",
        ),
        Figure(
            key="withdrawn",
            name="Withdrawn",
            says=of(Standing.WITHDRAWN),
            definition="Received requests that the requester took back before they were decided.",
        ),
    )


def speed(scope: Scope, groups: Sequence[Group], oldest: OldestOpen | None) -> tuple[Figure, ...]:
    """Return how quickly the requests were answered."""
    answered = [group for group in groups if group.is_answered]
    late = total(group for group in answered if not group.is_in_time)
    owed = total(group for group in groups if group.is_overdue)
    return (
        _in_time(answered),
        _within(groups, QUICK),
        _within(groups, MONTH),
        Figure(
            key="median",
            name="Median days to the answer",
            says=days_of(median(answered)),
            definition="Half of the answered requests took so many days or fewer, from the day of arrival, which is "
            "day 0, to the day the answer went out in the business’s zone; a letter’s day is the one it was posted on. "
            "Between two middle ones it is half way.",
        ),
        Figure(
            key="late",
            name="Answered late",
            says=f"{late:,}",
            definition="Answered requests whose answer went out after the due date.",
            clause="(b)(1)",
        ),
        Figure(
            key="overdue",
            name="Open past the due date",
            says=f"{owed:,}",
            definition="Open requests whose due date is before today.",
            clause="(b)(1)",
        ),
        _oldest(scope, oldest),
    )


def _in_time(answered: Sequence[Group]) -> Figure:
    part, whole = total(group for group in answered if group.is_in_time), total(answered)
    return Figure(
        key="in_time",
        name="Answered by the due date",
        says=percent(part, whole),
        note=f"{part:,} of {whole:,}",
        definition="Of the answered requests, those whose answer went out on the due date or before. The due date is "
        "the one that the request's own page shows with its reason; one for which no day runs counts as in time.",
        clause="(b)(1)",
    )


def _within(groups: Sequence[Group], days: int) -> Figure:
    def is_over(group: Group) -> bool:
        return group.quick_is_over if days == QUICK else group.month_is_over

    due = [group for group in groups if is_over(group) and group.standing in {Standing.ANSWERED, Standing.OPEN}]
    part = total(group for group in due if group.days is not None and group.days <= days)
    return Figure(
        key=f"within_{days}",
        name=f"Answered within {days} days",
        says=percent(part, total(due)),
        note=f"{part:,} of {total(due):,}",
        definition=f"Of the requests, answered or open, that arrived more than {days} days ago, those whose answer "
        f"went out on day {days} or before, the day of arrival being day 0. Younger ones are left out, since nobody "
        "knows yet; so are withdrawn ones.",
        clause="(b)(1)" if days == MONTH else NO_CLAUSE,
    )


def _oldest(scope: Scope, oldest: OldestOpen | None) -> Figure:
    days = Decimal((scope.on - oldest.received_on).days) if oldest else None
    return Figure(
        key="oldest_open",
        name="Oldest open request",
        says=days_of(days) if oldest else "None is open",
        note=f"{oldest.reference}, arrived {_day(oldest.received_on)}" if oldest else "",
        definition="Days from its arrival to today, of the open request that arrived first.",
        clause="(b)(1)",
    )


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
