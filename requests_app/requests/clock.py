"""The days staff plan by. The due date is the law's and never moves; everything here lies on it or before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import holidays

from requests_app.requests.models import DisclosureRequest, ReplyBy

SATURDAY = 5
PACIFIC = ZoneInfo("America/Los_Angeles")
"""The desk's own day: the law is California's, whatever zone a business keeps."""
_HOLIDAYS = holidays.country_holidays("US", subdiv="CA")
"""Fills itself with a year's days when first asked about that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The days of one request. `send_by` is the last working day on which the answer can leave and be in time."""

    due_on: date
    send_by: date
    target_on: date
    warn_on: tuple[date, ...]

    def days_left(self, *, on: date) -> int:
        """Return the days until the due date, negative once it is past."""
        return (self.due_on - on).days

    def is_urgent(self, *, on: date) -> bool:
        """Say whether the last day of warning has come: only then is the due date itself at risk."""
        return bool(self.warn_on) and on >= self.warn_on[-1]


def is_working_day(day: date) -> bool:
    """Say whether offices and post are open: no weekend, no federal holiday, none of California's."""
    return day.weekday() < SATURDAY and day not in _HOLIDAYS


def working_day_on_or_before(day: date) -> date:
    """Return the last working day that is not later; the rule that moves a last day later is not used."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def clock_of(disclosure_request: DisclosureRequest, *, by_post: bool = False) -> Clock | None:
    """Return the request’s days; None where it has no due date. `by_post`: it is a letter, whatever was asked."""
    due_on, business = disclosure_request.due_on, disclosure_request.business
    if due_on is None:
        return None
    lead = business.postal_lead_days if by_post or disclosure_request.reply_by != ReplyBy.EMAIL else 0
    # A letter arrives on a working day: its days are taken off the last one, not off the due date.
    arrives_by = working_day_on_or_before(due_on)
    send_by = max(working_day_on_or_before(arrives_by - timedelta(days=lead)), disclosure_request.received_on)
    target = disclosure_request.received_on + timedelta(days=business.target_days)
    return Clock(
        due_on=due_on,
        send_by=send_by,
        target_on=min(target, send_by),
        # A letter's warnings come as much earlier as it is on its way: after that nothing helps any more.
        warn_on=tuple(sorted(due_on - timedelta(days=days + lead) for days in business.warning_days)),
    )
