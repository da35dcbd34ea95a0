"""Remind staff of what is due. A part of the door for writes."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from requests_app.audit import chain
from requests_app.cure import alarms
from requests_app.delivery.message import compose_for_staff
from requests_app.delivery.smtp import Outcome, hand_over
from requests_app.desk import remind
from requests_app.desk.due_list import DueList, due_list, late_list
from requests_app.desk.models import Reminder
from requests_app.notices.render import tidy
from requests_app.register.models import Business
from requests_app.requests.move import Actor
from requests_app.requests.permissions import can_cure, check_can_set_policy
from requests_app.requests.reach import check_reaches
from requests_app.retention import batches

NOTHING = "Nothing was due: nothing was sent."


def set_reminders(*, business: Business, first: User | None, second: User | None, by: User, now: datetime) -> None:
    """Set who is reminded of what is due, and who is told when it gets too late. Raises `ReminderError`."""
    check_can_set_policy(by)
    check_reaches(by, business.pk)
    with transaction.atomic():
        remind.set_plan(business, first=first, second=second, by=by, at=now)
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action="reminders.set",
            subject=f"business:{business.pk}",
            detail={"first": first.pk if first else None, "second": second.pk if second else None},
        )


def begin_reminders(*, now: datetime) -> list[int]:
    """Write down the reminders of this working day; return the ids of those that wait to be sent."""
    with transaction.atomic():
        remind.bury(now=now)
        return [*remind.begin_day(now=now), *alarms.begin_day(now=now)]


def send_reminder(*, reminder_id: int, clock: Callable[[], datetime]) -> None:
    """Send one reminder, once. What it says is asked now: nobody is reminded of what was answered meanwhile."""
    reminder = remind.claim(reminder_id, at=clock())
    if reminder is None:
        return
    if fault := remind.why_not(reminder.to, reminder.business):
        remind.finish(reminder, says=fault, at=clock())
        return
    if reminder.kind == Reminder.Kind.CURE:
        _send_alarm(reminder, at=clock())
        return
    is_second = reminder.kind == Reminder.Kind.ESCALATION
    due = (late_list if is_second else due_list)(reminder.business, on=reminder.on)
    # A second person hears of what gets too late; a list that waits for its approval never does.
    to_approve = 0 if is_second else batches.to_approve(reminder.business, on=reminder.on)
    if due.is_empty and not to_approve:
        remind.finish(reminder, says=NOTHING, at=clock())
        return
    _send(reminder, *_worded(reminder, due, is_second=is_second, to_approve=to_approve), at=clock())


def _send(reminder: Reminder, subject: str, body: str, *, at: datetime) -> None:
    mail = compose_for_staff(
        business=reminder.business, subject=subject, body=body, recipient=reminder.to.email, word="reminder"
    )
    answer = hand_over(mail)
    if answer.outcome is Outcome.PUT_OFF:
        remind.put_off(reminder, says=answer.says)
        return
    remind.finish(reminder, says=answer.says, at=at)


def _send_alarm(reminder: Reminder, *, at: datetime) -> None:
    """Tell counsel how many of the ninety days are left; nobody who lost the role meanwhile."""
    found = alarms.lines(reminder.business, on=reminder.on) if can_cure(reminder.to) else []
    if not found:
        remind.finish(reminder, says=NOTHING, at=at)
        return
    context = {"business": reminder.business, "lines": found, "site": settings.SITE_URL}
    subject = " ".join(render_to_string("emails/cure_alarm_subject.txt", context).split())
    _send(reminder, subject, tidy(render_to_string("emails/cure_alarm_body.txt", context)), at=at)


def _worded(reminder: Reminder, due: DueList, *, is_second: bool, to_approve: int) -> tuple[str, str]:
    queue = f"{settings.SITE_URL}{reverse('staff:queue')}"
    context = {
        "business": reminder.business,
        "due": due,
        "on": reminder.on,
        "is_second": is_second,
        "to_approve": to_approve,
        "destruction": f"{settings.SITE_URL}{reverse('staff:destructions')}",
        "site": settings.SITE_URL,
        "queue": queue,
        "policy": f"{settings.SITE_URL}{reverse('staff:policy', args=[reminder.business.slug])}",
    }
    subject = " ".join(render_to_string("emails/reminder_subject.txt", context).split())
    return subject, tidy(render_to_string("emails/reminder_body.txt", context))
