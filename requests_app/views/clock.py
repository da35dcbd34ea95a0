"""Why this date: the due date with its clause, and beside it the days the desk plans by, none of them later."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.delivery.models import State
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


def is_at_risk(row: DisclosureRequest, *, on: date, by_post: bool = False) -> bool:
    """Say whether an open request is late, or its business's last day of warning has come."""
    clock = clock_of(row, by_post=by_post) if row.status in OPEN else None
    return clock is not None and (clock.is_urgent(on=on) or clock.days_left(on=on) < 0)


def why_date(row: DisclosureRequest, *, reason: Grounds | None, on: date) -> WhyDate:
    """Return the days of a request as they stand today; of a mail in whose place a letter goes, those of the letter."""
    letters = row.deliveries.filter(channel=ReplyBy.POST, state=State.QUEUED)
    by_post = row.reply_by != ReplyBy.EMAIL or (row.status in OPEN and letters.exists())
    return WhyDate(
        due=dates.Due(row.due_on, on),
        reason=reason,
        planned=planned_days(row, on=on, by_post=by_post),
        counts_down=row.status in OPEN,
        is_at_risk=is_at_risk(row, on=on, by_post=by_post),
    )


def planned_days(row: DisclosureRequest, *, on: date, by_post: bool = False) -> tuple[PlannedDay, ...]:
    """Return the last working day to send and the business's own target; nothing where no day runs."""
    clock = clock_of(row, by_post=by_post)
    if clock is None:
        return ()
    return (
        PlannedDay(
            title=_("Last working day to send"),
            day=dates.weekday(clock.send_by, on=on),
            note=_note(row, clock, by_post=by_post),
        ),
        PlannedDay(title=_("Our own target"), day=dates.weekday(clock.target_on, on=on)),
    )


def _note(row: DisclosureRequest, clock: Clock, *, by_post: bool) -> str:
    lead = row.business.postal_lead_days
    if not lead or not (by_post or row.reply_by != ReplyBy.EMAIL):
        return ""
    if clock.send_by == row.received_on:
        return _("a letter leaves at once: its days on the way reach back to the day of receipt")
    return ngettext(
        "%(days)d day for a letter’s way is taken off", "%(days)d days for a letter’s way are taken off", lead
    ) % {"days": lead}
