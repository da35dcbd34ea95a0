"""What an edit of the register would do: to the year's statement, to open requests, to notices already sent.

The edit is made, looked at, and taken back: nothing of it stays, and nobody else ever sees it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Min

from requests_app.notices.compile import compile_standard
from requests_app.notices.models import Notice
from requests_app.notices.told import Differing, Told
from requests_app.register.models import Business, RegisterChange
from requests_app.register.reading import as_it_is
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class YearImpact(Differing):
    """What changes for one report year; numbers of requests and of people."""

    year: int
    open_requests: int
    sent_notices: int
    """Notices sent that say what the year's statement says now, and would say something else after the edit."""

    @property
    def changes_anything(self) -> bool:
        return self.before != self.after


def preview(business: Business, edit: Callable[[], None], *, on: date) -> tuple[YearImpact, ...]:
    """Make an edit, say what it changes for each report year it bears on, and take it back.

    `edit` writes through `register.edit`. What it raises is raised here; nothing is written then either.
    """
    with transaction.atomic():
        edit()
        made = RegisterChange.objects.filter(business=business).order_by("-number").first()
        changed = Business.objects.get(pk=business.pk)
        is_new = made is not None and changed.register_version > business.register_version
        years = list(made.years) if made is not None and is_new else []
        after = {year: _told(changed, year, on) for year in years}
        transaction.set_rollback(True)
    return tuple(_impact(business, year, after[year], on) for year in years)


def _told(business: Business, year: int, on: date) -> Told:
    return Told.of(compile_standard(as_it_is(business), year=year, on=on).ruling)


def _impact(business: Business, year: int, after: Told, on: date) -> YearImpact:
    before = _told(business, year, on)
    waiting = DisclosureRequest.objects.open().filter(business=business, report_year=year, declined_clause="")
    return YearImpact(
        year=year,
        before=before,
        after=after,
        open_requests=waiting.count() if before != after else 0,
        sent_notices=_different(business, year, before) if before != after else 0,
    )


def _different(business: Business, year: int, before: Told) -> int:
    """Count the notices that the edit makes differ: those that differ already are no doing of it.

    Notices of one register version and answer say the same, so one of them is looked at.
    """
    current = Notice.objects.filter(
        disclosure_request__business=business, disclosure_request__report_year=year, superseded_by__isnull=True
    ).exclude(answer=Answer.NOT_REQUIRED.value)
    groups = current.values("register_version", "answer").annotate(people=Count("pk"), sample=Min("pk")).order_by()
    samples = {
        notice.pk: notice
        for notice in Notice.objects.filter(pk__in=[group["sample"] for group in groups]).only("ruling", "answer")
    }
    return sum(group["people"] for group in groups if Told.by(samples[group["sample"]]) == before)
