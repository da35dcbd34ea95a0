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
from requests_app.register.models import Business, RegisterChange
from requests_app.register.reading import as_it_is
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer, Ruling, category


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a statement tells, so far as two of them can differ."""

    answer: Answer
    categories: frozenset[str]
    recipients: frozenset[tuple[str, str | None, tuple[str, ...]]]
    same_brand_affiliates: int | None

    @classmethod
    def of(cls, ruling: Ruling) -> "Told":
        return cls(
            answer=ruling.answer,
            categories=frozenset(ruling.categories),
            recipients=frozenset((each.name, each.address, each.products) for each in ruling.recipients),
            same_brand_affiliates=ruling.same_brand_affiliates,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearImpact:
    """What changes for one report year. Names and labels, as a page shows them; numbers of requests and of people."""

    year: int
    before: Told
    after: Told
    open_requests: int
    sent_notices: int
    """Notices sent that would say something else now."""

    @property
    def changes_anything(self) -> bool:
        return self.before != self.after or self.sent_notices > 0

    @property
    def categories_added(self) -> list[str]:
        return [category(code).label for code in sorted(self.after.categories - self.before.categories)]

    @property
    def categories_removed(self) -> list[str]:
        return [category(code).label for code in sorted(self.before.categories - self.after.categories)]

    @property
    def recipients_added(self) -> list[str]:
        return sorted(_names(self.after) - _names(self.before))

    @property
    def recipients_removed(self) -> list[str]:
        return sorted(_names(self.before) - _names(self.after))

    @property
    def recipients_changed(self) -> list[str]:
        """Named before and after, with another address or other examples."""
        changed = self.before.recipients ^ self.after.recipients
        return sorted({name for name, *_ in changed} & _names(self.before) & _names(self.after))


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
        sent_notices=_different(business, year, after),
    )


def _different(business: Business, year: int, after: Told) -> int:
    """Count the notices that would say something else: those of one register version and answer say the same."""
    current = Notice.objects.filter(
        disclosure_request__business=business, disclosure_request__report_year=year, superseded_by__isnull=True
    ).exclude(answer=Answer.NOT_REQUIRED.value)
    groups = current.values("register_version", "answer").annotate(people=Count("pk"), sample=Min("pk")).order_by()
    samples = {
        notice.pk: notice
        for notice in Notice.objects.filter(pk__in=[group["sample"] for group in groups]).only("ruling", "answer")
    }
    return sum(group["people"] for group in groups if _kept(samples[group["sample"]]) != after)


def _kept(notice: Notice) -> Told:
    ruling = notice.ruling
    return Told(
        answer=Answer(notice.answer),
        categories=frozenset(ruling["categories"]),
        recipients=frozenset((each["name"], each["address"], tuple(each["products"])) for each in ruling["recipients"]),
        same_brand_affiliates=ruling["same_brand_affiliates"],
    )


def _names(told: Told) -> set[str]:
    return {name for name, *_ in told.recipients}
