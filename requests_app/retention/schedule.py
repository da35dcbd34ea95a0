"""How long requests are kept, by kind, with the legal basis: what is so unless a business keeps them longer.

1798.83 says nothing of it. An action for what was answered wrongly, late or not at all rests on 1798.84(b) and (c):
three years for a liability created by statute (Code of Civil Procedure 338(a)), one for a penalty (340(a)), and four
where it is brought as unfair competition (Business and Professions Code 17208). Whoever learns on the last of these
days that an answer was wrong has ninety more to put it right, 1798.84(d), and needs to know whom to write to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from requests_app.statute.cure import DAYS_TO_CURE


class Kind(TextChoices):
    """What ended. The label is what staff read."""

    ANSWERED = "ANSWERED", "Answered"
    DECLINED = "DECLINED", "Declined"
    WITHDRAWN = "WITHDRAWN", "Withdrawn"
    MAIL = "MAIL", "Mail of no request"
    KNOWN = "KNOWN", "What counsel noted"


OF_REQUESTS = (Kind.ANSWERED, Kind.DECLINED, Kind.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """So many years and days after the last thing that was done, and why so long."""

    years: int
    days: int
    basis: str

    def begins_before(self, on: date) -> date:
        """Return the last day on which a request can have ended whose period is over on `on`."""
        back = on - timedelta(days=self.days)
        try:
            return back.replace(year=back.year - self.years)
        except ValueError:  # February 29 of a year that is none: the day before is the careful one
            return back.replace(year=back.year - self.years, day=28)

    def ends_on(self, begins_on: date) -> date:
        """Return the first day on which what ended on `begins_on` may be destroyed."""
        try:
            end = begins_on.replace(year=begins_on.year + self.years)
        except ValueError:
            end = date(begins_on.year + self.years, 3, 1)
        return end + timedelta(days=self.days)


LEAST_YEARS = 4
_ACTIONS = (
    "California Business and Professions Code section 17208: four years for an action for unfair competition, the "
    "longest of those that may follow an answer (Code of Civil Procedure 338(a): three years, 340(a): one)."
)
_CURE = "Civil Code section 1798.84(d): ninety days more, in which a wrong answer may still have to be put right."

DEFAULTS: Mapping[Kind, Period] = {
    Kind.ANSWERED: Period(years=LEAST_YEARS, days=DAYS_TO_CURE, basis=f"{_ACTIONS} {_CURE}"),
    Kind.DECLINED: Period(years=LEAST_YEARS, days=DAYS_TO_CURE, basis=f"{_ACTIONS} {_CURE}"),
    Kind.WITHDRAWN: Period(
        years=LEAST_YEARS,
        days=0,
        basis=f"{_ACTIONS} Nothing is owed after a withdrawal, but that there was one may have to be shown.",
    ),
    Kind.MAIL: Period(
        years=LEAST_YEARS,
        days=DAYS_TO_CURE,
        basis=f"{_ACTIONS} {_CURE} A mail that was taken for no request, or that nobody decided on, may have been one.",
    ),
    Kind.KNOWN: Period(
        years=LEAST_YEARS,
        days=DAYS_TO_CURE,
        basis=f"{_ACTIONS} {_CURE} It shows when the business knew, and goes no earlier than the last request of it.",
    ),
}
REVIEW_DAYS = 7
"""So many days before its destruction a request stands on the list that people review."""
