"""Notices that went out before the register of their year was closed, compared with what the closed year says."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Min, QuerySet

from requests_app.notices.models import Notice
from requests_app.notices.told import Differing, Told
from requests_app.register.facts import business_facts, disclosure_facts
from requests_app.register.models import Business, YearClose
from requests_app.register.reading import Register, as_known
from requests_app.requests.facts import fact_pattern
from requests_app.statute import Answer, DisclosureFacts, FactPattern, facts_from_json, rule_on
from requests_app.statute.members import RefusedError

MOST_NAMED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A notice as the page names it."""

    request_id: int
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated(Differing):
    """Notices that say one and the same, which the closed year does not say. `named` has the first of them."""

    people: int
    named: tuple[Issued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How the notices from a year's open register stand to the closed one."""

    marked: int
    outdated: tuple[Outdated, ...]

    @property
    def people(self) -> int:
        return sum(each.people for each in self.outdated)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Notices that say the same."""

    register_version: int
    answer: str
    received_on: date
    people: int


def marked(business: Business, year: int) -> "QuerySet[Notice]":
    """Return the notices from the open register of a year that stand: not those that another one replaced."""
    return Notice.objects.filter(
        disclosure_request__business=business,
        disclosure_request__report_year=year,
        from_open_year=True,
        superseded_by__isnull=True,
    )


def compare(close: YearClose) -> Compared:
    """Rule again on each kind of notice from the open year, with the register as it was signed.

    Notices of one register version, answer and day of receipt say the same, so one of them is looked at. What was not
    required, or declined, rests on no disclosure and is left out.
    """
    business, year = close.business, close.year
    register = as_known(business, version=close.register_version)
    disclosed = disclosure_facts(register, year=year)
    answers = marked(business, year).exclude(answer=Answer.NOT_REQUIRED.value)
    kinds = answers.values("register_version", "answer", "disclosure_request__received_on")
    found: dict[tuple[Told, Told], list[_Kind]] = {}
    for each in kinds.annotate(people=Count("pk"), sample=Min("pk")).order_by("sample"):
        notice = Notice.objects.select_related("disclosure_request", "basis").get(pk=each["sample"])
        before, after = Told.by(notice), _told(notice, register, disclosed)
        if before != after:
            kind = _Kind(
                each["register_version"], each["answer"], notice.disclosure_request.received_on, each["people"]
            )
            found.setdefault((before, after), []).append(kind)
    return Compared(
        marked=marked(business, year).count(),
        outdated=tuple(_outdated(answers, *pair, alike) for pair, alike in found.items()),
    )


def _told(notice: Notice, register: Register, disclosed: tuple[DisclosureFacts, ...]) -> Told:
    """Return what the notice would tell, were it made from a register: all else is as it was."""
    request = notice.disclosure_request
    try:
        facts: FactPattern = facts_from_json(notice.facts)
    except RefusedError:
        # Kept by rules that took other facts: the request as it is now has to do.
        facts = fact_pattern(request, register)
    business = business_facts(register, year=request.report_year, on=request.received_on)
    return Told.of(rule_on(replace(facts, business=business, disclosures=disclosed)))


def _outdated(answers: "QuerySet[Notice]", before: Told, after: Told, kinds: list[_Kind]) -> Outdated:
    named: list[Issued] = []
    for kind in kinds:
        alike = answers.filter(
            register_version=kind.register_version,
            answer=kind.answer,
            disclosure_request__received_on=kind.received_on,
        )
        rows = alike.order_by("id").values_list("disclosure_request", "disclosure_request__reference")
        named += [Issued(request_id=pk, reference=name or "") for pk, name in rows[: MOST_NAMED - len(named)]]
    return Outdated(before=before, after=after, people=sum(kind.people for kind in kinds), named=tuple(named))
