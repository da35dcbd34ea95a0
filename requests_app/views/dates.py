"""Days and hours as people read them: long for residents, short in the desk's tables."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.requests.clock import PACIFIC


def today(now: datetime) -> date:
    """Return the desk's day."""
    return now.astimezone(PACIFIC).date()


def long(day: date) -> str:
    """Return “Wednesday, June 3, 2026”, or what another language writes."""
    return date_format(day, "DATE_FORMAT")


def short(day: date, *, on: date) -> str:
    """Return “Jun 3”, with the year where it is not this one."""
    return date_format(day, "M j" if day.year == on.year else "M j, Y")


def weekday(day: date, *, on: date) -> str:
    """Return “Fri, Jun 5”: a short date that is planned by."""
    return f"{date_format(day, 'D')}, {short(day, on=on)}"


def moment(at: datetime, *, zone: str, on: date) -> str:
    """Return “Jun 3, 11:05 a.m. PDT”: the hour in the business's zone, which is named."""
    there = at.astimezone(ZoneInfo(zone))
    return f"{short(there.date(), on=on)}, {date_format(there, 'g:i a')} {there.tzname()}"


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as the desk shows it."""

    day: date | None
    on: date

    @property
    def short(self) -> str:
        return short(self.day, on=self.on) if self.day else _("No date")

    @property
    def days(self) -> int | None:
        return (self.day - self.on).days if self.day else None

    @property
    def left(self) -> str:
        """The days left, or how many it is late."""
        days = self.days
        if days is None:
            return _("no day runs")
        if days < 0:
            return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
        if days == 0:
            return _("due today")
        return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}
