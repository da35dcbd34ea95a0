"""Tell counsel on the days 30, 60 and 80 how many of the ninety are left, through the desk's reminders.

The mail names events by their numbers alone. An event whose campaign is done is told of no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from requests_app.cure.campaign import Sums, sums
from requests_app.cure.knowledge import DAYS_TOLD_OF, days_left, days_since, last_day
from requests_app.cure.models import Campaign, KnowledgeEvent
from requests_app.desk.models import Reminder
from requests_app.desk.remind import is_working_hour, why_not
from requests_app.register.models import Business
from requests_app.requests.permissions import COUNSEL, can_cure


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event as the mail tells it."""

    event: KnowledgeEvent
    day: int
    days_left: int
    last_day: date
    sums: Sums | None


def begin_day(*, now: datetime) -> list[int]:
    """Write down today's alarms where it is a working hour; return the ids of those that wait to be sent."""
    for event in _open():
        local = now.astimezone(ZoneInfo(event.business.timezone))
        day = max((each for each in DAYS_TOLD_OF if each <= days_since(event, on=local.date())), default=0)
        person = _told(event)
        if day > event.told_of_day and person is not None and is_working_hour(local):
            _write_down(event, person, day=day, on=local.date())
    waiting = Reminder.objects.filter(kind=Reminder.Kind.CURE, done_at__isnull=True, claimed_at__isnull=True)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _write_down(event: KnowledgeEvent, person: User, *, day: int, on: date) -> None:
    """Write an alarm down, together with others of the day; one to somebody else has to go first."""
    reminder, _ = Reminder.objects.get_or_create(
        business=event.business, kind=Reminder.Kind.CURE, on=on, defaults={"to": person}
    )
    if reminder.to_id == person.pk and reminder.claimed_at is None:
        KnowledgeEvent.objects.filter(pk=event.pk).update(told_of_day=day)


def lines(business: Business, *, on: date) -> list[Line]:
    """Return the events of a business of which counsel was told a day, as they stand now."""
    return [_line(event, on) for event in _open().filter(business=business, told_of_day__gt=0)]


def _line(event: KnowledgeEvent, on: date) -> Line:
    campaign = event.campaigns.filter(launched_at__isnull=False).first()
    return Line(
        event=event,
        day=days_since(event, on=on),
        days_left=days_left(event, on=on),
        last_day=last_day(event),
        sums=None if campaign is None else sums(campaign),
    )


def _open() -> QuerySet[KnowledgeEvent]:
    """Return the events that no campaign has put right."""
    done = Campaign.objects.filter(state=Campaign.State.DONE).values("event")
    return KnowledgeEvent.objects.exclude(pk__in=done).select_related("business", "noted_by").order_by("pk")


def _told(event: KnowledgeEvent) -> User | None:
    """Return who is told: whoever noted the event, or else another counsel who can be."""
    return next((each for each in _counsel(event) if can_cure(each) and not why_not(each, event.business)), None)


def _counsel(event: KnowledgeEvent) -> Iterator[User]:
    yield event.noted_by
    yield from User.objects.filter(groups__name=COUNSEL, is_active=True).order_by("pk")
