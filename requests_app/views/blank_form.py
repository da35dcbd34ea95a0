"""The blank request form to print or to fill in: for letters, faxes, and the counter."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from requests_app.notices.blank_form import blank_form
from requests_app.notices.render import blank_form_pdf
from requests_app.register.models import Business
from requests_app.register.reading import as_it_is
from requests_app.requests.languages import offered_by
from requests_app.views import business, dates
from requests_app.views.business import Shown, for_business


@dataclass(frozen=True, slots=True)
class Offered:
    """The form in one language: the language's own name, and the address."""

    code: str
    language: str
    url: str


def blank_forms(owner: Business) -> list[Offered]:
    """Return the form in each language that the business offers, for the desk to hand out."""
    query = business.of(owner).query
    return [Offered(code, name, f"{_address(code)}{query}") for code, name in offered_by(owner.languages)]


def _address(language: str) -> str:
    with translation.override(language):
        return reverse("public:blank_form")


@require_safe
@for_business
def pdf(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Hand out the form in the language of the address, with the places designated today."""
    register = as_it_is(shown.business)
    form = blank_form(
        register,
        name=shown.name,
        on=dates.today(timezone.now()),
        language=translation.get_language() or "en",
        ask_url=f"{settings.SITE_URL}{reverse('public:ask')}{shown.query}",
    )
    kept = blank_form_pdf(form)
    response = HttpResponse(kept.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{shown.business.slug}-request-form-{form.language}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    # A form at hand is asked for again: an address on it may have ended since.
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{kept.digest}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
