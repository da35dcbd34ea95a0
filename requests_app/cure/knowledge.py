"""What the business came to know, and on which day: noted by counsel, and the day changed by nobody else."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.cure.models import KnowledgeEvent, KnownOnChange, Source
from requests_app.register.models import Brand, Business, RegisterChange
from requests_app.requests.models import LaterWord
from requests_app.statute import cure_by

DAYS_TOLD_OF = (30, 60, 80)
"""The days after the knowledge on which counsel is told how many are left."""


class KnowledgeError(Exception):
    """Nothing was noted; the message is a sentence for counsel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is noted of an event, before it is written down."""

    business: Business
    years: tuple[int, ...]
    known_on: date
    what_was_wrong: str
    source: Source = Source.COUNSEL
    brand: Brand | None = None
    register_change: RegisterChange | None = None
    later_word: LaterWord | None = None
    with_late: bool = field(default=False)
    with_unanswered: bool = field(default=False)


def today_at(business: Business, now: datetime) -> date:
    """Return the business's own day."""
    return now.astimezone(ZoneInfo(business.timezone)).date()


def note(known: Known, *, by: User, at: datetime) -> KnowledgeEvent:
    """Write an event down. Raises `KnowledgeError` where it says too little, or a day that is still to come."""
    _check_day(known.business, known.known_on, at)
    if not known.what_was_wrong.strip():
        msg = "Write what was wrong. Nobody but counsel reads it."
        raise KnowledgeError(msg)
    if not known.years:
        msg = "Choose at least one report year."
        raise KnowledgeError(msg)
    return KnowledgeEvent.objects.create(
        business=known.business,
        brand=known.brand,
        years=sorted(set(known.years)),
        source=known.source,
        register_change=known.register_change,
        later_word=known.later_word,
        known_on=known.known_on,
        what_was_wrong=known.what_was_wrong.strip(),
        with_late=known.with_late,
        with_unanswered=known.with_unanswered,
        noted_by=by,
        noted_at=at,
    )


@transaction.atomic
def set_known_on(event_id: int, day: date, *, because: str, by: User, at: datetime) -> KnownOnChange:
    """Set another day as the one of the knowledge, with the reason; the earlier one stays on record."""
    event = KnowledgeEvent.objects.select_for_update(of=("self",)).select_related("business").get(pk=event_id)
    _check_day(event.business, day, at)
    if not because.strip():
        msg = "Write why the day is another one. It stays on record with your name."
        raise KnowledgeError(msg)
    if day == event.known_on:
        msg = "This is the day that is set already."
        raise KnowledgeError(msg)
    change = KnownOnChange.objects.create(
        event=event, was=event.known_on, now=day, because=because.strip(), by=by, at=at
    )
    event.known_on = day
    # What counsel was told of counts from the new day.
    event.told_of_day = max(
        (each for each in DAYS_TOLD_OF if each <= days_since(event, on=today_at(event.business, at))), default=0
    )
    event.save(update_fields=["known_on", "told_of_day"])
    return change


def days_since(event: KnowledgeEvent, *, on: date) -> int:
    """Return how many days ago the business knew."""
    return (on - event.known_on).days


def last_day(event: KnowledgeEvent) -> date:
    """Return the last day of the ninety, 1798.84(d)."""
    return cure_by(event.known_on)


def days_left(event: KnowledgeEvent, *, on: date) -> int:
    """Return the days until the last one, negative once it is past."""
    return (last_day(event) - on).days


def _check_day(business: Business, day: date, at: datetime) -> None:
    if day > today_at(business, at):
        msg = "Nobody can have known it on a day that is still to come. Check the date."
        raise KnowledgeError(msg)
