"""Which texts a business has: whose, around which answer, in which language, and what is missing."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from requests_app.notices.models import LetterText
from requests_app.notices.own_words import Found, standing
from requests_app.register.models import Brand, Business
from requests_app.requests.assign import name_of
from requests_app.requests.languages import offered_by
from requests_app.requests.reach import businesses_of
from requests_app.statute import Answer
from requests_app.views import dates
from requests_app.views.guards import person, reads_texts
from requests_app.views.only_business import lead
from requests_app.views.words import ANSWERS_IN_FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One text of the table: where it is written, and how it stands."""

    language: str
    url: str
    says: str
    lacks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One kind of answer with its text in each language."""

    answer: str
    cells: list[Cell]


@require_safe
@reads_texts
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the texts of the only business there is, or let the reader choose one."""
    return lead(request, to="staff:texts_of", title=_("Your own words in letters"))


@require_safe
@reads_texts
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the texts of a business, or of one of its brands."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    brand = brand_of(business, request.GET.get("brand", ""))
    texts = list(standing(business).select_related("written_by", "business"))
    languages = _languages(business, texts)
    context = {
        "business": business,
        "brand": brand,
        "brands": business.brands.order_by("name", "id"),
        "languages": languages,
        "lines": [_line(answer, texts, languages, business=business, brand=brand) for answer in Answer],
        "has_others": businesses_of(person(request)).exclude(pk=business.pk).exists(),
    }
    return render(request, "staff/texts/list.html", context)


def brand_of(business: Business, slug: str) -> Brand | None:
    """Return the brand that an address names; None where it names none."""
    # Compared here: no database takes every sign that an address may hold.
    brand = next((each for each in business.brands.all() if each.slug == slug), None)
    if slug and brand is None:
        raise Http404
    return brand


def address_of(business: Business, brand: Brand | None, language: str, answer: str) -> str:
    """Return the address of the page of a text."""
    return reverse("staff:text", args=[business.slug, language, answer]) + (f"?brand={brand.slug}" if brand else "")


def _languages(business: Business, texts: list[LetterText]) -> list[tuple[str, str]]:
    """Return what the business offers, and what else a text is written in or was asked for."""
    known = {code for code, _name in offered_by(business.languages)}
    known |= {each.language for each in texts}
    known |= set(business.missing_texts.values_list("language", flat=True))
    return [(code, name) for code, name in settings.LANGUAGES if code in known]


def _line(
    answer: Answer,
    texts: list[LetterText],
    languages: list[tuple[str, str]],
    *,
    business: Business,
    brand: Brand | None,
) -> Line:
    cells = []
    for code, name in languages:
        found = Found.among(texts, brand_id=brand.pk if brand else None, language=code, answer=answer.value)
        cells.append(
            Cell(
                language=name,
                url=address_of(business, brand, code, answer.value),
                says=_says(found, brand),
                lacks=found.lack is not None,
            )
        )
    return Line(answer=str(ANSWERS_IN_FULL[answer.value]), cells=cells)


def _says(found: Found, brand: Brand | None) -> str:
    if found.lack is not None:
        return _("Missing: the program’s sentences stand alone")
    if found.text is None:
        return _("The program’s sentences alone")
    if brand is not None and found.text.brand_id is None:
        return _("As for the whole business")
    at = found.text.written_at.astimezone(ZoneInfo(found.text.business.timezone))
    return _("Written %(day)s by %(who)s") % {"day": dates.long(at.date()), "who": name_of(found.text.written_by)}
