"""Which business a public page speaks for: the one of the settings, the only one, or the one the visitor picks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from requests_app.register.models import Business
from requests_app.register.reading import business_as_last_read
from requests_app.requests.languages import offered_by
from requests_app.rows.kept import KeptQuery

MOST_TO_CHOOSE_FROM = 200
_WHICH = ("id", "register_version")
_NAMED = KeptQuery(lambda slug: Business.objects.filter(slug=slug).values_list(*_WHICH), slug="some slug")
_FIRST_TWO = KeptQuery(lambda: Business.objects.order_by("id").values_list(*_WHICH)[:2])


@dataclass(frozen=True, slots=True)
class Shown:
    """The business a page speaks for; `query` is what its links carry where the site serves several."""

    business: Business
    query: str = ""

    @property
    def name(self) -> str:
        """The name customers know, else the legal one."""
        trade_names: list[str] = self.business.trade_names
        return trade_names[0] if trade_names else self.business.legal_name

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that its pages are offered in."""
        return [code for code, _name in offered_by(self.business.languages)]


ShownView = Callable[[HttpRequest, Shown], HttpResponse]


def for_business(view: ShownView) -> Callable[[HttpRequest], HttpResponse]:
    """Give the view its business; where nobody can tell which, let the visitor choose."""

    @wraps(view)
    def choosing(request: HttpRequest) -> HttpResponse:
        slug = request.POST.get("business") or request.GET.get("business") or ""
        shown = find(slug)
        if shown is not None:
            return view(request, shown)
        several = _all()
        template = "public/choose_business.html" if several else "public/not_set_up.html"
        context = {"businesses": several, "wanted": settings.PUBLIC_BUSINESS}
        return render(request, template, context, status=404 if slug and several else 200)

    return choosing


def find(slug: str) -> Shown | None:
    """Return the business to speak for, None where it must be chosen first or there is none."""
    if settings.PUBLIC_BUSINESS:
        fixed = _NAMED.rows(slug=settings.PUBLIC_BUSINESS)
        return Shown(business_as_last_read(*fixed[0])) if fixed else None
    first_two = _FIRST_TWO.rows()
    if len(first_two) == 1:
        return Shown(business_as_last_read(*first_two[0]))
    chosen = Business.objects.filter(slug=slug).first() if slug else None
    return of(chosen) if chosen else None


def of(business: Business) -> Shown:
    """Return the business with what its links carry."""
    alone = bool(settings.PUBLIC_BUSINESS) or not Business.objects.exclude(pk=business.pk).exists()
    return Shown(business, query="" if alone else "?" + urlencode({"business": business.slug}))


def _all() -> list[Business]:
    if settings.PUBLIC_BUSINESS:
        return []
    return list(Business.objects.order_by("legal_name", "id")[:MOST_TO_CHOOSE_FROM])
