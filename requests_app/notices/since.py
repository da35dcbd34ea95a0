"""What a statement says beside its lists: on which register it rests, and what is other than the year before."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from requests_app.notices.answers import Answers
from requests_app.notices.content import CategoryLine, Changes
from requests_app.notices.told import Differing, Told
from requests_app.register.models import RegisterChange, YearClose
from requests_app.register.reading import Register
from requests_app.statute import Answer, Channel, RequesterFacts, RequestFacts, Ruling, category

TELLS = frozenset({Answer.DISCLOSURE, Answer.NOTHING_DISCLOSED})
"""The answers that say of a year what was disclosed in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The register a statement rests on: the days of its last step and of the close of the year, where known."""

    register_on: date | None
    closed_on: date | None
    closed_before: bool
    """Whether the year before was closed as well, so that two finished years can be compared."""


def ground_of(register: Register, *, year: int) -> Ground:
    """Return on what a statement about a year rests, by the business's own days."""
    business, zone = register.business, ZoneInfo(register.business.timezone)
    last = RegisterChange.objects.filter(business=business, number=register.version).values_list("at", flat=True)
    closes = YearClose.objects.filter(
        business=business, year__in=(year, year - 1), register_version__lte=register.version
    )
    if register.known_at is not None:
        closes = closes.filter(closed_at__lte=register.known_at)
    closed = dict(closes.values_list("year", "closed_at"))
    at = last.first()
    return Ground(
        register_on=at.astimezone(zone).date() if at else None,
        closed_on=closed[year].astimezone(zone).date() if year in closed else None,
        closed_before=year - 1 in closed,
    )


def changes_in(register: Register, ruling: Ruling) -> Changes | None:
    """Compare a year with the one before, as the register now says of both; None where one of them tells nothing."""
    year = ruling.report_year
    if ruling.answer not in TELLS:
        return None
    # As somebody was told who asked on the last day on which that year was asked about: the same for all who ask now.
    asked = RequestFacts(received=date(year, 12, 31), channel=Channel.WEB_FORM)
    before = Answers.of(register, year=year - 1).to(asked, RequesterFacts())
    nothing = Answer.NOTHING_DISCLOSED
    if before.answer not in TELLS or (before.answer is nothing and ruling.answer is nothing):
        return None
    differing = Differing(before=before, after=Told.of(ruling))
    return Changes(
        year=year - 1,
        was_nothing=before.answer is nothing,
        recipients_new=_by_name(differing.recipients_added),
        recipients_gone=_by_name(differing.recipients_removed),
        categories_new=_lines(differing.after.categories - differing.before.categories),
        categories_gone=_lines(differing.before.categories - differing.after.categories),
    )


def _by_name(names: list[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name.casefold(), name)))


def _lines(codes: frozenset[str]) -> tuple[CategoryLine, ...]:
    return tuple(CategoryLine(code=code, label=category(code).label) for code in sorted(codes))
