"""Which requests a report is about: a business, a calendar year of receipt, perhaps a door or an answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Min, Q

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import DisclosureRequestQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is counted, and the day it is counted on, in the business's zone. An empty word leaves nothing out."""

    business: Business
    year: int
    on: date
    door: str = ""
    answer: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.business.timezone)

    @property
    def is_over(self) -> bool:
        """Whether the year has ended, so that nothing more is received in it."""
        return self.year < self.on.year

    def ended_before(self, days: int) -> date:
        """Return the day before which a request must have come, so that its day of this number is over."""
        return self.on - timedelta(days=days)

    def requests(self) -> DisclosureRequestQuerySet:
        """Return the requests; `first` leads to the first notice, of which a request has one at most."""
        first = FilteredRelation(
            "notices", condition=Q(notices__supersedes__isnull=True)
        )  # a query's own: it is changed
        rows = DisclosureRequest.objects.filter(
            business=self.business, received_on__gte=date(self.year, 1, 1), received_on__lte=date(self.year, 12, 31)
        ).annotate(first=first)
        if self.door:
            rows = rows.filter(channel=self.door)
        return rows.filter(first__answer=self.answer) if self.answer else rows


def today_of(business: Business, now: datetime) -> date:
    """Return the business's own day."""
    return now.astimezone(ZoneInfo(business.timezone)).date()


def years_of(business: Business, *, on: date) -> list[int]:
    """Return the years there may be a report of, the newest first."""
    first = DisclosureRequest.objects.filter(business=business).aggregate(first=Min("received_on"))["first"]
    return list(range(on.year, min(first.year if first else on.year, on.year) - 1, -1))
