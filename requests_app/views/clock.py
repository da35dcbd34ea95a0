"""Why this date: the due date with its clause, and beside it the days the desk plans by, none of them later."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.requests.clock import Clock, clock_of
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import OPEN
from requests_app.views import dates
from requests_app.views.finding import Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day to plan by, and what is to be said of it."""

    title: str
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyDate:
    """What the panel on the due date shows."""

    due: dates.Due
    reason: Grounds | None
    planned: tuple[PlannedDay, ...] = ()
    counts_down: bool = False
    is_at_risk: bool = False

    @property
    def due_long(self) -> str:
        return dates.long(self.due.day) if self.due.day else ""


def is_at_risk(row: DisclosureRequest, *, on: date) -> bool:
    """Say whether an open request is late, or its business's last day of warning has come."""
    clock = clock_of(row) if row.status in OPEN else None
    return clock is not None and (clock.is_urgent(on=on) or clock.days_left(on=on) < 0)


def why_date(row: DisclosureRequest, *, reason: Grounds | None, on: date) -> WhyDate:
    """Return the days of a request as they stand today."""
    return WhyDate(
        due=dates.Due(row.due_on, on),
        reason=reason,
        planned=planned_days(row, on=on),
        counts_down=row.status in OPEN,
        is_at_risk=is_at_risk(row, on=on),
    )


def planned_days(row: DisclosureRequest, *, on: date) -> tuple[PlannedDay, ...]:
    """Return the last working day to send and the business's own target; nothing where no day runs."""
    clock = clock_of(row)
    if clock is None:
        return ()
    return (
        PlannedDay(
            title=_("Last working day to send"), day=dates.weekday(clock.send_by, on=on), note=_note(row, clock)
        ),
        PlannedDay(title=_("Our own target"), day=dates.weekday(clock.target_on, on=on)),
    )


def _note(row: DisclosureRequest, clock: Clock) -> str:
    lead = row.business.postal_lead_days
    if row.reply_by == ReplyBy.EMAIL or not lead:
        return ""
    if clock.send_by == row.received_on:
        return _("a letter leaves at once: its days on the way reach back to the day of receipt")
    return ngettext(
        "%(days)d day for a letter’s way is taken off", "%(days)d days for a letter’s way are taken off", lead
    ) % {"days": lead}
