"""What may be knowledge, for counsel to look at: nothing begins to run before counsel says so."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from requests_app.cure.knowledge import today_at
from requests_app.cure.models import KnowledgeEvent, Source
from requests_app.register.models import Business, RegisterChange
from requests_app.requests.models import DisclosureRequest, LaterWord
from requests_app.requests.models.later_word import WordKind

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Something that was recorded, with the day on which it was, that no event names yet."""

    source: Source
    business: Business
    years: tuple[int, ...]
    on: date
    says: str
    pk: int | None = None
    """The row that it was read from, where it is one."""
    number: int = 1


def candidates(business: Business, *, on: date) -> tuple[Candidate, ...]:
    """Return what was recorded of one business and is in no event, the latest first of each kind."""
    return (*_corrections(business), *_words(business), *_missed(business, on=on))


def _corrections(business: Business) -> list[Candidate]:
    """Return corrections of the register: of closed years, for of others nobody says what an edit is."""
    made = RegisterChange.objects.filter(
        business=business, nature=RegisterChange.Nature.CORRECTION, knowledge_events__isnull=True
    ).exclude(years=[])
    return [
        Candidate(
            source=Source.CORRECTION,
            business=business,
            years=tuple(each.years),
            on=today_at(business, each.at),
            says=each.note,
            pk=each.pk,
        )
        for each in made.order_by("-number")[:MOST]
    ]


def _words(business: Business) -> list[Candidate]:
    said = LaterWord.objects.filter(
        kind=WordKind.POSSIBLE_ERROR,
        knowledge_events__isnull=True,
        receipt__disclosure_request__business=business,
    )
    return [
        Candidate(
            source=Source.LOOKS_WRONG,
            business=business,
            years=(each.receipt.disclosure_request.report_year,),
            on=today_at(business, each.at),
            says=each.receipt.disclosure_request.reference or "",
            pk=each.pk,
        )
        for each in said.select_related("receipt__disclosure_request").order_by("-pk")[:MOST]
    ]


def _missed(business: Business, *, on: date) -> list[Candidate]:
    """Return the report years of which requests wait past their due date, and no event asks for them."""
    asked = KnowledgeEvent.objects.filter(business=business, with_unanswered=True).values_list("years", flat=True)
    known = {year for years in asked for year in years}
    late = DisclosureRequest.objects.overdue(on=on).filter(business=business).exclude(report_year__in=sorted(known))
    return [
        Candidate(source=Source.MISSED_DATE, business=business, years=(year,), on=on, says="", number=number)
        for year, number in late.order_by("-report_year").values_list("report_year").annotate(Count("pk"))
    ]
