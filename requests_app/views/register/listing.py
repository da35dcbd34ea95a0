"""The third parties of a register, like a spreadsheet: search, filter, and what each does to the notice."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from requests_app.register.facts import facts_of
from requests_app.register.lint import Finding, findings
from requests_app.register.models import Disclosure, ThirdParty
from requests_app.register.queries import (
    PAGE_SIZE,
    Wanted,
    known_after,
    known_third_parties,
    page_after,
    third_parties,
)
from requests_app.register.reading import NotKnownYetError, Register, as_it_is, as_known_on
from requests_app.statute import CATEGORIES, Relation, Verdict, verdict_on
from requests_app.views.guards import reads_register
from requests_app.views.only_business import lead
from requests_app.views.register.answers import Answer
from requests_app.views.register.findings import ToMend, mend_url
from requests_app.views.register.meanwhile import seen_of
from requests_app.views.register.place import Place, is_id, place
from requests_app.views.register.row_form import RowForm

COLUMNS = {
    "address": _("Postal address"),
    "relation": _("Relation"),
    "products": _("What it sells"),
    "opt_out": _("Stop its mailings"),
    "contract": _("Contract ends"),
}
SHOWN_AT_FIRST = ("address", "relation")
SORTS = {"name": _("name"), "city": _("city"), "state": _("state")}
DOES = {"named": _("listed"), "left_out": _("left out")}


@dataclass(frozen=True, slots=True)
class Told:
    """One disclosure of the year with what the law makes of it."""

    row: Disclosure
    verdict: Verdict
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Alike:
    """So many disclosures of one third party of which the law makes the same; `got` says what they were of."""

    verdict: Verdict
    number: int
    got: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A third party as a row of the listing."""

    party: ThirdParty
    told: tuple[Told, ...]
    findings: tuple[ToMend, ...]
    form: RowForm | None = None
    seen: str = ""

    @property
    def alike(self) -> list[Alike]:
        """The disclosures by what the law makes of them, the first met first."""
        groups: dict[Verdict, list[Disclosure]] = {}
        for each in self.told:
            groups.setdefault(replace(each.verdict, told=()), []).append(each.row)
        return [Alike(verdict, len(rows), _got(rows)) for verdict, rows in groups.items()]

    @property
    def is_named(self) -> bool:
        return any(each.verdict.counts for each in self.told)

    @property
    def blocks(self) -> bool:
        return any(each.finding.severity == "blocks" for each in self.findings)


@require_safe
@reads_register
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the only register there is, or let the keeper choose one."""
    return lead(request, to="staff:register", title=_("Registers"))


@require_safe
@reads_register
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the third parties of a business, fifty at a time, with their disclosures of one year."""
    at = place(request, slug, here="register")
    asked = request.GET
    wanted = Wanted(
        year=at.year,
        words=asked.get("q", "")[:100].replace("\0", "\ufffd"),  # no database takes a NUL, and no name has either
        relation=asked.get("relation", "") if asked.get("relation") in set(Relation) else "",
        kind=asked.get("kind", "") if asked.get("kind") in ThirdParty.Kind.values else "",
        disclosed="disclosed" in asked,
        incomplete="incomplete" in asked,
        sort=asked.get("sort", "") if asked.get("sort") in SORTS else "name",
    )
    does = asked.get("does", "") if asked.get("does") in DOES else ""
    after = asked.get("after", "")
    not_known = ""
    try:
        rows = _page(at, wanted, int(after) if is_id(after) else None, does=does)
    except NotKnownYetError as error:
        rows, not_known = [], str(error)
    found = () if at.known_on else findings(at.business, year=at.year, today=at.today)
    context = {
        "not_known": not_known,
        "at": at,
        "wanted": wanted,
        "lines": _lines(at, rows[:PAGE_SIZE], found=found, opened=asked.get("open", "") if at.may_keep else ""),
        "columns": _columns(request),
        "all_columns": COLUMNS.items(),
        "sorts": SORTS.items(),
        "all_does": DOES.items(),
        "does": does,
        "here": _query(request, open=None),
        "next": _next(request, rows),
        "first": _query(request, open=None, after=None, year=str(at.year)),
        "is_first": not after,
        "relations": [(each.value, each.value.replace("_", " ")) for each in Relation],
        "kinds": ThirdParty.Kind.choices,
        "is_filtered": bool(
            wanted.words or wanted.relation or wanted.kind or wanted.disclosed or wanted.incomplete or does
        ),
    }
    return render(request, "staff/register/listing.html", context)


def _got(rows: list[Disclosure]) -> tuple[str, ...]:
    """Return what was disclosed: categories by their labels in the statute's order, then data outside them."""
    codes = {code for row in rows for code in (*row.categories, *row.derived_from)}
    outside = dict.fromkeys(each for row in rows for each in row.unreported_data)
    return (*(each.label for each in CATEGORIES if each.code in codes), *outside)


def _page(at: Place, wanted: Wanted, after: int | None, *, does: str) -> list[ThirdParty]:
    moment = at.end_of_known_on
    register = as_it_is(at.business) if moment is None else as_known_on(at.business, at=moment)
    if does:
        wanted = replace(wanted, only=_doing(register, at.year, counts=does == "named"))
    if register.is_past:
        return known_after(known_third_parties(register, wanted), after)
    return page_after(third_parties(at.business, wanted), after, sort=wanted.sort)


def _doing(register: Register, year: int, *, counts: bool) -> frozenset[int]:
    """Return the third parties of which the notice of the year lists, or leaves out, at least one disclosure."""
    rows = register.disclosures(year)
    return frozenset(row.third_party_id for row in rows if verdict_on(facts_of(row)).counts is counts)


def _columns(request: HttpRequest) -> list[str]:
    chosen = request.GET.getlist("columns")
    return [name for name in COLUMNS if name in (chosen or SHOWN_AT_FIRST)]


def _lines(at: Place, parties: list[ThirdParty], *, found: tuple[Finding, ...], opened: str) -> list[Line]:
    shown = {party.pk for party in parties}
    by_party: dict[int, list[ToMend]] = {}
    for finding in found:
        if finding.third_party_id in shown:
            by_party.setdefault(finding.third_party_id or 0, []).append(ToMend(finding, mend_url(at, finding)))
    lines = []
    for party in parties:
        rows: list[Disclosure] = party.shown  # type: ignore[attr-defined] # prefetched by the query
        for row in rows:
            row.third_party = party
        told = tuple(Told(row, verdict_on(facts_of(row))) for row in rows)
        form = _form(party, opened)
        lines.append(Line(party, told, tuple(by_party.get(party.pk, ())), form, seen_of(party) if form else ""))
    return lines


def _form(party: ThirdParty, opened: str) -> RowForm | None:
    return RowForm(instance=party) if opened == str(party.pk) else None


def _next(request: HttpRequest, rows: list[ThirdParty]) -> str:
    """Return the query of the next page, empty on the last."""
    if len(rows) <= PAGE_SIZE:
        return ""
    return _query(request, open=None, after=str(rows[PAGE_SIZE - 1].pk))


def _query(request: HttpRequest, **changed: str | None) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return query.urlencode()
