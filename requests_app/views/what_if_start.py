"""Where a what-if begins: from a request's facts, from a business's register, or from a blank sheet."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from requests_app.notices.models import Notice
from requests_app.register.facts import business_facts, disclosure_facts
from requests_app.register.models import Business
from requests_app.register.reading import as_it_is
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.reach import businesses_of
from requests_app.statute import Channel, FactPattern, RequestFacts, report_year
from requests_app.views.guards import person
from requests_app.views.staff_request import kept_facts, load

LONGEST_ID = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The facts to begin with, and whose they are; `query` is what an address says to begin there again."""

    facts: FactPattern
    query: str = ""
    row: DisclosureRequest | None = None
    business: Business | None = None
    recipient: str = ""

    @property
    def is_blank(self) -> bool:
        return self.business is None


def start_of(request: HttpRequest, *, on: date) -> Start:
    """Return where the page begins; 404 for a request or a business that is not there, or out of reach."""
    asked = request.GET
    if pk := asked.get("from"):
        if not (pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_ID):
            raise Http404
        row = load(request, int(pk))
        start = Start(facts=_facts_of(row), query=f"?from={row.pk}", row=row, business=row.business)
        return _laid_out(start, recipient=asked.get("recipient", ""))
    if slug := asked.get("business"):
        business = get_object_or_404(businesses_of(person(request)), slug=slug)
        start = Start(facts=_register(business, on=on), query=f"?business={business.slug}", business=business)
        return _laid_out(start, recipient=asked.get("recipient", ""))
    return Start(facts=FactPattern(id="what-if", request=RequestFacts(received=on, channel=Channel.EMAIL)))


def _laid_out(start: Start, *, recipient: str) -> Start:
    """Bring the disclosures to recipients of this name to the front: the first rows are those that can be changed."""
    wanted = recipient.strip()
    if not wanted:
        return start
    rows = sorted(start.facts.disclosures, key=lambda row: wanted.casefold() not in row.recipient.name.casefold())
    query = f"{start.query}&{urlencode({'recipient': wanted})}"
    return replace(start, facts=replace(start.facts, disclosures=tuple(rows)), query=query, recipient=wanted)


def _facts_of(row: DisclosureRequest) -> FactPattern:
    """Return what the request was ruled on: the facts its notice was made with, before that those of the register."""
    notice = Notice.objects.filter(disclosure_request=row).select_related("basis").last()
    return (kept_facts(notice) if notice else None) or fact_pattern(row)


def _register(business: Business, *, on: date) -> FactPattern:
    """Return a request of today through the form, with the year it asks about."""
    year = report_year(on)
    register = as_it_is(business)
    return FactPattern(
        id="what-if",
        business=business_facts(register, year=year, on=on),
        request=RequestFacts(received=on, channel=Channel.WEB_FORM),
        disclosures=disclosure_facts(register, year=year),
    )
