"""What an edit of the register would do: to the year's statement, to open requests, to notices already sent.

The edit is made, looked at, and taken back: nothing of it stays, and nobody else ever sees it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Min

from requests_app.notices.answers import Answers
from requests_app.notices.compile import standard_request
from requests_app.notices.models import Notice
from requests_app.notices.told import Differing, Told
from requests_app.register.models import Business, RegisterChange
from requests_app.register.reading import as_it_is
from requests_app.requests.alike import RULED_ON, alike, alike_in
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer, RequesterFacts

OF_REQUEST = "disclosure_request__"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearImpact(Differing):
    """What changes for one report year; numbers of requests and of people.

    `before` and `after` are what somebody who asks today is told. Each open request and each notice is judged by the
    day and the way it was asked itself, so they may change where the statement of today does not, and the other way.
    """

    year: int
    open_requests: int
    sent_notices: int
    """Notices sent that say what the register answers now, and would say something else after the edit."""
    earlier: Differing | None = None
    """Where today's statement stays: what changes for the most of those who asked earlier."""

    @property
    def changes_anything(self) -> bool:
        return self.changes_statement or self.earlier is not None

    @property
    def changes_statement(self) -> bool:
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
        after = {year: Answers.of(as_it_is(changed), year=year) for year in years}
        transaction.set_rollback(True)
    return tuple(_impact(Answers.of(as_it_is(business), year=year), after[year], on=on) for year in years)


def _impact(before: Answers, after: Answers, *, on: date) -> YearImpact:
    today = standard_request(before.year, on=on)
    now, then = before.to(today, RequesterFacts()), after.to(today, RequesterFacts())
    waiting, noticed = _open(before, after), _sent(before, after)
    earlier = (waiting + noticed).most_common(1)
    return YearImpact(
        year=before.year,
        before=now,
        after=then,
        open_requests=waiting.total(),
        sent_notices=noticed.total(),
        earlier=Differing(before=earlier[0][0][0], after=earlier[0][0][1]) if earlier and now == then else None,
    )


def _open(before: Answers, after: Answers) -> Counter[tuple[Told, Told]]:
    """Count the open requests that get another answer, by what changes."""
    waiting = DisclosureRequest.objects.open().filter(
        business=before.register.business, report_year=before.year, declined_clause=""
    )
    found: Counter[tuple[Told, Told]] = Counter()
    for each in alike(waiting):
        pair = before.to(each.request, each.requester), after.to(each.request, each.requester)
        if pair[0] != pair[1]:
            found[pair] += each.people
    return found


def _sent(before: Answers, after: Answers) -> Counter[tuple[Told, Told]]:
    """Count the notices that the edit makes differ, by what changes: those that differ already are no doing of it.

    Notices of one register version, one version of the rules and one answer say the same, so one of them is looked at.
    """
    current = Notice.objects.filter(
        disclosure_request__business=before.register.business,
        disclosure_request__report_year=before.year,
        superseded_by__isnull=True,
    ).exclude(answer=Answer.NOT_REQUIRED.value)
    same = ("register_version", "rule_version", "answer")
    kinds = {
        tuple(kind[name] for name in same): kind["sample"]
        for kind in current.values(*same).annotate(sample=Min("pk")).order_by()
    }
    samples = Notice.objects.select_related("basis").in_bulk(list(kinds.values()))
    said = {kind: Told.by(samples[sample]) for kind, sample in kinds.items()}
    found: Counter[tuple[Told, Told]] = Counter()
    for group in (
        current.values(*same, *(OF_REQUEST + name for name in RULED_ON)).annotate(people=Count("pk")).order_by()
    ):
        asked = alike_in({name: group[OF_REQUEST + name] for name in RULED_ON}, people=group["people"])
        now, then = before.to(asked.request, asked.requester), after.to(asked.request, asked.requester)
        if now != then and now == said[tuple(group[name] for name in same)]:
            found[now, then] += asked.people
    return found
