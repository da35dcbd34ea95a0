"""What stands open against a business, and what it may cost at most, 1798.84(c): counted anew each time, never stored.

What counts as wrong is ruled as for a campaign: by what each notice was made from, and what is known now.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from requests_app.cure.affected import Affected
from requests_app.cure.knowledge import days_left, last_day
from requests_app.cure.models import Campaign, KnowledgeEvent, RowRequest, Why
from requests_app.cure.scope import Scope
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import PENALTY_IF_WILLFUL, PENALTY_OTHERWISE, highest_penalty


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number, and beside it what it counts."""

    name: str
    number: int
    definition: str
    is_money: bool = False
    """In dollars."""

    @property
    def says(self) -> str:
        return f"${self.number:,}" if self.is_money else f"{self.number:,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvent:
    """An event that no campaign has put right yet."""

    event: KnowledgeEvent
    last_day: date
    days_left: int
    """Negative once the last day is past."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What stands open against one business today."""

    business: Business
    figures: tuple[Figure, ...]
    events: tuple[OpenEvent, ...]


def exposure(business: Business, *, on: date) -> Exposure:
    """Count what is late or wrong; `on` is today at the business."""
    asked = DisclosureRequest.objects.filter(business=business).order_by()
    years = tuple(sorted(asked.values_list("report_year", flat=True).distinct()))
    affected = Affected(Scope(business=business, years=years, on=on, with_late=True, with_unanswered=True))
    wrong = affected.wrong_notices().count() if affected.wrong else 0
    waiting = affected.unanswered().count()
    late = affected.late()
    in_campaigns = RowRequest.objects.filter(
        disclosure_request=OuterRef("pk"), why=Why.LATE, row__campaign__in=_done_in_time(business)
    )
    put_right = late.filter(Exists(in_campaigns)).count()
    return Exposure(
        business=business,
        figures=_figures(wrong=wrong, waiting=waiting, late=late.count(), put_right=put_right),
        events=_open_events(business, on=on),
    )


def _figures(*, wrong: int, waiting: int, late: int, put_right: int) -> tuple[Figure, ...]:
    count = wrong + waiting + late - put_right
    return (
        Figure(
            name="Waiting past the due date",
            number=waiting,
            definition="Open requests whose due date under section 1798.83(b)(1) is past.",
        ),
        Figure(
            name="Told something else than is known now",
            number=wrong,
            definition="Requests whose last notice differs from what is known now, by answer, categories, recipients "
            "or number of affiliated companies. With a corrected notice, a request is not among them any more.",
        ),
        Figure(
            name="Answered late",
            number=late,
            definition="Requests with a right answer, of which nothing was accepted or posted by the due date.",
        ),
        Figure(
            name="Of these in a campaign done in time",
            number=put_right,
            definition="Late answers that a campaign names which was done by the last day of its ninety, section "
            "1798.84(d). Whether the defense is complete is for you to judge.",
        ),
        Figure(
            name="Counted as violations",
            number=count,
            definition="The first three figures together, less the fourth: each request once.",
        ),
        Figure(
            name="At most, otherwise",
            number=highest_penalty(count, willful=False),
            definition=f"Up to ${PENALTY_OTHERWISE:,} a violation, section 1798.84(c). An upper bound: whether "
            "a request is a violation, and whether anybody sues, is not known here.",
            is_money=True,
        ),
        Figure(
            name="At most, if willful, intentional or reckless",
            number=highest_penalty(count, willful=True),
            definition=f"Up to ${PENALTY_IF_WILLFUL:,} a violation, section 1798.84(c). "
            "The program does not judge intent.",
            is_money=True,
        ),
    )


def _open_events(business: Business, *, on: date) -> tuple[OpenEvent, ...]:
    done = Campaign.objects.filter(state=Campaign.State.DONE).values("event")
    events = KnowledgeEvent.objects.filter(business=business).exclude(pk__in=done).order_by("known_on", "pk")
    return tuple(OpenEvent(event=each, last_day=last_day(each), days_left=days_left(each, on=on)) for each in events)


def _done_in_time(business: Business) -> Collection[int]:
    zone = ZoneInfo(business.timezone)
    done = Campaign.objects.filter(event__business=business, state=Campaign.State.DONE).select_related("event")
    return [
        each.pk
        for each in done
        if each.finished_at is not None and each.finished_at.astimezone(zone).date() <= last_day(each.event)
    ]
