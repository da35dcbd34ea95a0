"""The third parties of a register, like a spreadsheet: search, filter, and what each does to the notice."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from requests_app.register.facts import facts_of
from requests_app.register.lint import Finding, findings
from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.register.queries import (
    PAGE_SIZE,
    Wanted,
    known_after,
    known_third_parties,
    page_after,
    third_parties,
)
from requests_app.register.reading import NotKnownYetError, as_known_on
from requests_app.statute import Relation, Verdict, verdict_on
from requests_app.views.guards import reads_register
from requests_app.views.register.place import Place, place


@dataclass(frozen=True, slots=True)
class Told:
    """One disclosure of the year with what the law makes of it."""

    row: Disclosure
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """A third party as a row of the listing."""

    party: ThirdParty
    told: tuple[Told, ...]
    findings: tuple[Finding, ...]

    @property
    def is_named(self) -> bool:
        return any(each.verdict.counts for each in self.told)

    @property
    def blocks(self) -> bool:
        return any(each.severity == "blocks" for each in self.findings)


@require_safe
@reads_register
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the only register there is, or let the keeper choose one."""
    businesses = list(Business.objects.order_by("legal_name", "id"))
    if len(businesses) == 1:
        return redirect("staff:register", businesses[0].slug)
    return render(request, "staff/register/index.html", {"businesses": businesses})


@require_safe
@reads_register
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the third parties of a business, fifty at a time, with their disclosures of one year."""
    at = place(request, slug, here="register")
    asked = request.GET
    wanted = Wanted(
        year=at.year,
        words=asked.get("q", "")[:100],
        relation=asked.get("relation", "") if asked.get("relation") in set(Relation) else "",
        kind=asked.get("kind", "") if asked.get("kind") in ThirdParty.Kind.values else "",
        disclosed="disclosed" in asked,
        incomplete="incomplete" in asked,
    )
    after = asked.get("after", "")
    not_known = ""
    try:
        rows = _page(at, wanted, int(after) if _is_id(after) else None)
    except NotKnownYetError as error:
        rows, not_known = [], str(error)
    found = () if at.known_on else findings(at.business, year=at.year, today=at.today)
    context = {
        "not_known": not_known,
        "at": at,
        "wanted": wanted,
        "lines": _lines(rows[:PAGE_SIZE], found=found),
        "next": _next(request, rows),
        "is_first": not after,
        "relations": [(each.value, each.value.replace("_", " ")) for each in Relation],
        "kinds": ThirdParty.Kind.choices,
        "is_filtered": bool(wanted.words or wanted.relation or wanted.kind or wanted.disclosed or wanted.incomplete),
    }
    return render(request, "staff/register/listing.html", context)


def _page(at: Place, wanted: Wanted, after: int | None) -> list[ThirdParty]:
    if at.end_of_known_on is None:
        return page_after(third_parties(at.business, wanted), after)
    return known_after(known_third_parties(as_known_on(at.business, at=at.end_of_known_on), wanted), after)


def _lines(parties: list[ThirdParty], *, found: tuple[Finding, ...]) -> list[Line]:
    by_party: dict[int, list[Finding]] = {}
    for finding in found:
        by_party.setdefault(finding.third_party_id or 0, []).append(finding)
    lines = []
    for party in parties:
        rows: list[Disclosure] = party.shown  # type: ignore[attr-defined] # prefetched by the query
        for row in rows:
            row.third_party = party
        told = tuple(Told(row, verdict_on(facts_of(row))) for row in rows)
        lines.append(Line(party, told, tuple(by_party.get(party.pk, ()))))
    return lines


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004 - the digits that fit a row's id


def _next(request: HttpRequest, rows: list[ThirdParty]) -> str:
    """Return the query of the next page, empty on the last."""
    if len(rows) <= PAGE_SIZE:
        return ""
    query = request.GET.copy()
    query["after"] = str(rows[PAGE_SIZE - 1].pk)
    return query.urlencode()
