"""The one question that all shares, medians and tables come from: requests in groups, counted by the database.

One statement sees one moment, so the numbers of a report always add up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, ExtractMonth, Substr, TruncDate

from requests_app.delivery.models import Delivery, Kind, State
from requests_app.reports.scope import Scope
from requests_app.requests.status import Status

SENT = (State.ACCEPTED, State.POSTED)
"""The states of a delivery that prove an answer: the mail server took it, or a person posted it."""
POSTED_ON = r"^Posted on \d{4}-\d{2}-\d{2}\.$"
"""What a posted letter's row says of its day."""
_DAY_BEGINS, _DAY_LENGTH = 11, 10
QUICK, MONTH = 14, 30
"""The days within which answers are counted: a usual aim, and the law's limit at a designated address."""


class Standing(StrEnum):
    """Where a request stands, as a report tells it. Each has exactly one."""

    ANSWERED = "answered"
    UNPROVED = "unproved"
    OPEN = "open"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Requests that are alike in all that a report tells of them. `days` is None where no answer is proved."""

    month: int
    door: str
    standing: Standing
    answer: str
    days: int | None
    limit: int | None
    """How many days the law gives; None where no day runs."""
    is_past: bool
    """Whether the due date is over today."""
    quick_is_over: bool
    month_is_over: bool
    number: int

    @property
    def is_answered(self) -> bool:
        return self.standing == Standing.ANSWERED

    @property
    def is_in_time(self) -> bool:
        """Whether the answer went out by the due date."""
        return self.days is not None and (self.limit is None or self.days <= self.limit)

    @property
    def is_overdue(self) -> bool:
        """Whether an answer is owed and its day is over."""
        return self.standing == Standing.OPEN and self.is_past


def counted(scope: Scope) -> list[Group]:
    """Return every group that has a request in it."""
    rows = (
        scope.requests()
        .annotate(
            came_in=ExtractMonth("received_on"),
            answer=F("first__answer"),
            took=ExpressionWrapper(answered_on(scope) - F("received_on"), output_field=DurationField()),
            given=ExpressionWrapper(F("due_on") - F("received_on"), output_field=DurationField()),
            is_past=_so(due_on__lt=scope.on),
            quick_is_over=_so(received_on__lt=scope.ended_before(QUICK)),
            month_is_over=_so(received_on__lt=scope.ended_before(MONTH)),
            stands=Case(
                When(status=Status.ANSWERED, then=Value(Standing.ANSWERED.value)),
                When(status=Status.WITHDRAWN, then=Value(Standing.WITHDRAWN.value)),
                default=Value(Standing.OPEN.value),
                output_field=CharField(),
            ),
        )
        .order_by()
        .values(
            *("came_in", "channel", "stands", "answer", "took", "given"),
            *("is_past", "quick_is_over", "month_is_over"),
        )
        .annotate(number=Count("id"))
    )
    return [_group(row) for row in rows]


def total(groups: Iterable[Group]) -> int:
    """Return how many requests the groups hold."""
    return sum(group.number for group in groups)


def answered_on(scope: Scope) -> Subquery:
    """Return the day, in the business's zone, on which the first delivery left that still stands."""
    day = Case(
        When(
            state=State.POSTED,
            answer__regex=POSTED_ON,
            then=Cast(Substr("answer", _DAY_BEGINS, _DAY_LENGTH), output_field=DateField()),
        ),
        default=TruncDate("finished_at", tzinfo=scope.zone),
        output_field=DateField(),
    )
    sent = Delivery.objects.filter(disclosure_request=OuterRef("pk"), kind=Kind.NOTICE, state__in=SENT)
    return Subquery(sent.order_by("id").values(day=day)[:1], output_field=DateField())


def _so(**condition: date) -> Case:
    return Case(When(Q(**condition), then=Value(value=True)), default=Value(value=False), output_field=BooleanField())


def _days(span: timedelta | None) -> int | None:
    return span.days if span is not None else None


def _group(row: dict[str, object]) -> Group:
    standing = Standing(str(row["stands"]))
    took, given = row["took"], row["given"]
    days = _days(took) if isinstance(took, timedelta) and standing == Standing.ANSWERED else None
    if standing == Standing.ANSWERED and days is None:
        standing = Standing.UNPROVED
    return Group(
        month=int(str(row["came_in"])),
        door=str(row["channel"]),
        standing=standing,
        answer=str(row["answer"] or ""),
        days=days,
        limit=_days(given) if isinstance(given, timedelta) else None,
        is_past=bool(row["is_past"]),
        quick_is_over=bool(row["quick_is_over"]),
        month_is_over=bool(row["month_is_over"]),
        number=int(str(row["number"])),
    )
