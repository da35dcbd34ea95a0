"""One text: written, looked at, sent to oneself, and what it said before."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.notices.content import NoticeContent
from requests_app.notices.models import LetterText
from requests_app.notices.own_words import Found, standing
from requests_app.notices.previewed import invented, to_requester
from requests_app.notices.render import notice_email, render_html
from requests_app.notices.write_text import Place, WrittenMeanwhileError
from requests_app.requests.assign import name_of
from requests_app.requests.permissions import (
    NotAllowedError,
    can_view_requests,
    can_write_texts,
    check_can_write_texts,
)
from requests_app.requests.reach import businesses_of
from requests_app.statute import Answer
from requests_app.views import dates
from requests_app.views.guards import person, reads_texts
from requests_app.views.texts.form import TextForm
from requests_app.views.texts.listing import address_of, brand_of
from requests_app.views.words import ANSWERS_IN_FULL

PLACEHOLDERS = (
    ("{name}", "the requester’s name"),
    ("{reference}", "the reference of the request"),
    ("{due_date}", "the day by which the law wants an answer"),
    ("{business}", "your legal name"),
    ("{year}", "the year that the answer is about"),
)
MOST_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text, for the list of them."""

    row: LetterText
    who: str
    when: str


@require_http_methods(["GET", "HEAD", "POST"])
@reads_texts
def page(request: HttpRequest, slug: str, language: str, answer: str) -> HttpResponse:
    """Show a text, or do with it what the button says."""
    place = _place(request, slug, language, answer)
    if request.method == "POST":
        return _act(request, place)
    versions = place.versions()
    wanted = request.GET.get("from", "")
    begun = next((each for each in versions if str(each.pk) == wanted), None) or next(iter(versions), None)
    seen = versions[0].pk if versions else None
    said = {"subject": begun.subject, "opening": begun.opening, "closing": begun.closing} if begun else {}
    return _show(request, place, _form(request, place, initial={**said, "seen": seen}))


def _act(request: HttpRequest, place: Place) -> HttpResponse:
    try:
        check_can_write_texts(request.user)
    except NotAllowedError as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    form = _form(request, place, data=request.POST)
    if not form.is_valid():
        return _show(request, place, form, status=400)
    if "letter" in request.POST or "show" in request.POST:
        return _previewed(request, place, form)
    if "test" in request.POST:
        return _test(request, place, form)
    try:
        text = handling.write_text(
            place=place, draft=form.draft, seen=form.cleaned_data["seen"], by=person(request), now=timezone.now()
        )
    except WrittenMeanwhileError as refusal:
        form.add_error(None, str(refusal))
        newest = place.standing()
        # Whoever saves once more has been told, and the newer version is on the page.
        form.data = request.POST.copy()
        form.data["seen"] = str(newest.pk) if newest else ""
        return _show(request, place, form, status=409)
    messages.success(request, _("Saved. Letters from now on say it.") if text else _("It says that already."))
    return redirect(address_of(place.business, place.brand, place.language, place.answer.value))


def _previewed(request: HttpRequest, place: Place, form: TextForm) -> HttpResponse:
    today = _today(place)
    if form.found is None:
        content: NoticeContent | None = invented(place, form.draft, on=today)
    else:
        content = to_requester(form.found, place, form.draft, on=today)
    if content is None:
        form.add_error("reference", _("This request is answered in another way, so this text is not in its letter."))
        return _show(request, place, form, status=400)
    if "letter" in request.POST:
        accent_url = f"{reverse('public:accent')}?business={place.business.slug}&paper"
        return HttpResponse(render_html(content, for_screen=True, accent_url=accent_url))
    return _show(request, place, form, shown=content)


def _test(request: HttpRequest, place: Place, form: TextForm) -> HttpResponse:
    try:
        address = handling.send_test_mail(
            place=place, draft=form.draft, by=person(request), on=_today(place), now=timezone.now()
        )
    except handling.NoTestMailError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, place, form, status=400)
    says = _("A test mail is on its way to %(address)s. Nothing was saved.") % {"address": address}
    return _show(request, place, form, told=says)


def _show(
    request: HttpRequest,
    place: Place,
    form: TextForm,
    *,
    shown: NoticeContent | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    zone, on = place.business.timezone, _today(place)
    versions = [
        Version(row, name_of(row.written_by), dates.moment(row.written_at, zone=zone, on=on))
        for row in place.versions()[:MOST_VERSIONS]
    ]
    texts = standing(place.business)
    found = Found.among(
        texts,
        brand_id=place.brand.pk if place.brand else None,
        language=place.language,
        answer=place.answer.value,
    )
    context = {
        "place": place,
        "title": ANSWERS_IN_FULL[place.answer.value],
        "language_name": dict(settings.LANGUAGES)[place.language],
        "form": form,
        "told": told,
        "lacks": found.lack is not None,
        "inherited": found.text is not None and place.brand is not None and found.text.brand_id is None,
        "mail": notice_email(shown) if shown else None,
        "shown_for": form.found.reference if form.found else "",
        "versions": versions,
        "placeholders": PLACEHOLDERS,
        "may_write": can_write_texts(request.user),
    }
    return render(request, "staff/texts/page.html", context, status=status)


def _form(
    request: HttpRequest, place: Place, *, data: QueryDict | None = None, initial: dict[str, object] | None = None
) -> TextForm:
    return TextForm(
        data,
        initial=initial,
        business=place.business,
        reads_requests=can_view_requests(request.user),
        language=place.language,
    )


def _place(request: HttpRequest, slug: str, language: str, answer: str) -> Place:
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    if language not in dict(settings.LANGUAGES) or answer not in set(Answer):
        raise Http404
    return Place(
        business=business,
        brand=brand_of(business, request.GET.get("brand", "")),
        language=language,
        answer=Answer(answer),
    )


def _today(place: Place) -> date:
    return timezone.now().astimezone(ZoneInfo(place.business.timezone)).date()
