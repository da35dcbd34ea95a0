"""Counsel is told on the days 30, 60 and 80, once each, and by nothing but numbers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.cure.knowledge import Known
from requests_app.cure.models import KnowledgeEvent
from requests_app.desk.models import Reminder
from requests_app.register.models import Business
from requests_app.requests.permissions import COUNSEL
from shinelight.local.smtp import Catcher
from tests.builders import REPORT_YEAR, a_business, a_person

pytestmark = pytest.mark.django_db
KNOWN = datetime(2026, 3, 2, 18, tzinfo=UTC)
"""A Monday at ten in the morning, Pacific time."""


@pytest.fixture
def cora() -> User:
    cora = a_person("cora", COUNSEL)
    cora.email = "cora@example.com"
    cora.save()
    return cora


@pytest.fixture
def event(cora: User) -> KnowledgeEvent:
    known = Known(
        business=a_business(), years=(REPORT_YEAR,), known_on=KNOWN.date(), what_was_wrong="Left out by mistake."
    )
    return handling.note_knowledge(known=known, by=cora, now=KNOWN)


def alarms_on(day: int) -> list[int]:
    """Let the clock strike at ten in the morning, so many days after the knowledge."""
    return handling.begin_reminders(now=KNOWN + timedelta(days=day))


@pytest.mark.parametrize(("day", "told"), [(29, 0), (30, 30), (31, 30), (59, 30), (60, 60), (80, 80), (95, 80)])
def test_it_is_told_from_the_day_on(event: KnowledgeEvent, day: int, told: int) -> None:
    waiting = alarms_on(day)

    event.refresh_from_db()
    assert (event.told_of_day, len(waiting)) == (told, 1 if told else 0)


def test_each_day_is_told_once(event: KnowledgeEvent) -> None:
    told = [day for day in range(1, 91) if sent(alarms_on(day))]

    assert told == [30, 60, 80]
    assert set(Reminder.objects.values_list("kind", flat=True)) == {Reminder.Kind.CURE}


def sent(waiting: list[int]) -> bool:
    return bool(Reminder.objects.filter(pk__in=waiting).update(done_at=KNOWN))


def test_the_mail_says_the_days_and_nothing_of_what_was_wrong(event: KnowledgeEvent, smtp_catcher: Catcher) -> None:
    (reminder,) = alarms_on(60)
    handling.send_reminder(reminder_id=reminder, clock=lambda: KNOWN + timedelta(days=60))

    (received,) = smtp_catcher.received
    mail = received.message
    text = mail.get_content()
    assert mail["To"] == "cora@example.com"
    assert f"Event {event.pk}: day 60 of 90, 30 days left. The last day is Sunday, May 31, 2026." in text
    assert "mistake" not in f"{mail['Subject']}{text}"


def test_nobody_else_is_told(event: KnowledgeEvent, cora: User) -> None:
    cora.groups.clear()

    assert alarms_on(60) == []
    assert Business.objects.count() == 1
