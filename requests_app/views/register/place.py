"""Where in the register a page is: whose it is, which year it looks at, and the tabs that lead to the other pages."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app.register.models import EARLIEST_REPORT_YEAR, LATEST_REPORT_YEAR, Business, Disclosure
from requests_app.register.reading import end_of_day
from requests_app.requests.permissions import can_keep_register
from requests_app.requests.reach import businesses_of
from requests_app.views.guards import person

MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the register, as the others link to it."""

    title: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page of one business's register."""

    business: Business
    year: int
    today: date
    may_keep: bool
    here: str
    has_others: bool
    known_on: date | None = None

    @property
    def end_of_known_on(self) -> datetime | None:
        """The last moment, at the business, of the day as of which the register is looked at; None for now."""
        if self.known_on is None:
            return None
        return end_of_day(self.business, self.known_on)

    @property
    def tabs(self) -> list[Tab]:
        pages = (
            ("register", _("Third parties"), f"?year={self.year}"),
            ("register_loads", _("Files"), ""),
            ("register_findings", _("To mend"), f"?year={self.year}"),
            ("register_years", _("Years"), ""),
            ("register_steps", _("Changes"), ""),
            ("register_home_page", _("Home page"), ""),
            ("register_letterhead", _("Letterhead"), ""),
        )
        return [
            Tab(title, reverse(f"staff:{name}", args=[self.business.slug]) + query, name == self.here)
            for name, title, query in pages
        ]

    @property
    def years(self) -> list[int]:
        """The years to choose from: those with disclosures, and the one that requests ask about today."""
        known = Disclosure.objects.filter(third_party__business=self.business).values_list("year", flat=True)
        return sorted({self.today.year - 1, self.today.year, self.year, *known.distinct()}, reverse=True)[:MOST_YEARS]

    @property
    def is_closed(self) -> bool:
        return self.business.year_closes.filter(year=self.year).exists()


def place(request: HttpRequest, slug: str, *, here: str) -> Place:
    """Return the place of a page: the year of its address, or else the one that requests ask about today."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    today = timezone.now().astimezone(ZoneInfo(business.timezone)).date()
    asked = request.GET.get("year", "")
    known_on = _day(request.GET.get("known-on", ""))
    known_on = known_on if known_on is not None and known_on < today else None
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == len("2025") else today.year - 1
    return Place(
        business=business,
        year=min(max(year, EARLIEST_REPORT_YEAR), LATEST_REPORT_YEAR),
        today=today,
        may_keep=known_on is None and can_keep_register(request.user),
        here=here,
        has_others=businesses_of(person(request)).exclude(pk=business.pk).exists(),
        known_on=known_on,
    )


def is_id(text: str) -> bool:
    """Say whether a text of an address or form can be a row's id."""
    return text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004 - the digits that fit one


def posted_id(request: HttpRequest, name: str) -> int:
    """Return the id that a form sent; 0, which no row has, where it is none."""
    text = request.POST.get(name, "")
    return int(text) if is_id(text) else 0


def _day(text: str) -> date | None:
    """Return the day of an address, or None where it names none that a register could have been known on."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year >= EARLIEST_REPORT_YEAR else None
