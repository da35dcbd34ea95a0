"""Remind staff of what is due, once a working day: who is due, who has it in hand, what became of it."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from requests_app.desk.models import Reminder, ReminderPlan
from requests_app.register.models import Business
from requests_app.requests.assign import name_of
from requests_app.requests.clock import is_working_day
from requests_app.requests.permissions import can_view_requests
from requests_app.requests.reach import reaches

BEGINS, ENDS = time(8), time(17)
"""The hours in which staff are written to, in the business's zone."""
GIVEN_UP_AFTER = timedelta(minutes=30)
"""A worker that took a reminder and said nothing since has died; whether the mail left nobody knows."""


class ReminderError(Exception):
    """The plan was not set; the message is a sentence for staff."""


def set_plan(business: Business, *, first: User | None, second: User | None, by: User, at: datetime) -> None:
    """Set who is reminded, or nobody. Raises `ReminderError` for somebody who could not be."""
    for person in (first, second):
        if person is not None and (fault := why_not(person, business)):
            raise ReminderError(fault)
    if first is None and second is not None:
        msg = "Choose who is reminded first; the second person is told when it gets too late."
        raise ReminderError(msg)
    if first is not None and first == second:
        msg = "Choose two different people: the second is told when the first does not act."
        raise ReminderError(msg)
    if first is None:
        ReminderPlan.objects.filter(business=business).delete()
        return
    ReminderPlan.objects.update_or_create(
        business=business, defaults={"first": first, "second": second, "set_by": by, "set_at": at}
    )


def why_not(person: User, business: Business) -> str:
    """Return why somebody cannot be reminded, a sentence; empty where they can."""
    if not person.is_active or not can_view_requests(person) or not reaches(person, business.pk):
        return f"{name_of(person)} may not read requests of this business. Choose somebody who may."
    if not person.email:
        return f"{name_of(person)} has no e-mail address. Ask an administrator to enter one."
    return ""


def is_working_hour(local: datetime) -> bool:
    """Say whether staff are written to at this moment of their own zone."""
    return is_working_day(local.date()) and BEGINS <= local.time() < ENDS


def begin_day(*, now: datetime) -> list[int]:
    """Write down today's reminders where it is a working hour; return the ids of those that wait to be sent."""
    waiting: list[int] = []
    for plan in ReminderPlan.objects.select_related("business", "first", "second").order_by("id"):
        local = now.astimezone(ZoneInfo(plan.business.timezone))
        if not is_working_hour(local):
            continue
        for kind, person in ((Reminder.Kind.DIGEST, plan.first), (Reminder.Kind.ESCALATION, plan.second)):
            if person is not None:
                Reminder.objects.get_or_create(
                    business=plan.business, kind=kind, on=local.date(), defaults={"to": person}
                )
        today = Reminder.objects.filter(business=plan.business, on=local.date())
        waiting += today.filter(done_at__isnull=True, claimed_at__isnull=True).values_list("pk", flat=True)
    return waiting


def claim(reminder_id: int, *, at: datetime) -> Reminder | None:
    """Take a reminder for this worker; None where another one has it or it is done."""
    free = Reminder.objects.filter(pk=reminder_id, done_at__isnull=True, claimed_at__isnull=True)
    if free.update(claimed_at=at) != 1:
        return None
    return Reminder.objects.select_related("business", "to").get(pk=reminder_id)


def finish(reminder: Reminder, *, says: str, at: datetime) -> None:
    """Note what became of a reminder."""
    Reminder.objects.filter(pk=reminder.pk).update(done_at=at, says=says)


def put_off(reminder: Reminder, *, says: str) -> None:
    """Give a reminder back: the mail server cannot be used now. It is tried again while it is a working hour."""
    Reminder.objects.filter(pk=reminder.pk).update(claimed_at=None, says=says)


def bury(*, now: datetime) -> None:
    """End what a worker took and never spoke of again: the mail may have left, and the next day brings another."""
    lost = Reminder.objects.filter(done_at__isnull=True, claimed_at__lte=now - GIVEN_UP_AFTER)
    lost.update(done_at=now, says="The worker stopped; nobody knows whether the mail left.")
