"""Asking for other people: the form, with as many people as are needed, and the page that lists what came of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.notices.compile import sender_of
from requests_app.register.reading import as_it_is
from requests_app.requests.models import Dossier
from requests_app.views import business, dates
from requests_app.views.business import Shown, for_business
from requests_app.views.others_form import MOST_PEOPLE, OthersForm, people_forms
from requests_app.views.sending import is_let_in, offer_work
from requests_app.views.status import is_late

COUNT = "people-TOTAL_FORMS"
MOST_DIGITS = 5
NOT_SENT, TOO_OFTEN = 403, 429


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def page(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show the form; add a person to it; take the requests and lead to their page."""
    if request.method != "POST":
        return _form_page(request, shown, OthersForm(shown_business=shown.business), people_forms(None, answers_to=""))
    typed = request.POST.copy()
    if "add" in typed or "remove" in typed:
        return _with_other_people(request, shown, typed)
    form = OthersForm(typed, shown_business=shown.business)
    people = people_forms(typed, answers_to=typed.get("answers_to", ""))
    if not (form.is_valid() and people.is_valid()):
        return _form_page(request, shown, form, people, status=422)
    return _take_in(request, shown, form, people)


def _take_in(request: HttpRequest, shown: Shown, form: OthersForm, people: Any) -> HttpResponse:  # noqa: ANN401 - Django's formset
    now = timezone.now()
    correspondent = form.correspondent()
    asked = [each.asked(form) for each in people.forms]
    token = form.token(asked)
    is_taken = is_let_in(request, form, business=shown.business, email=correspondent.email, now=now, for_others=True)
    if not is_taken:
        seen = Dossier.objects.filter(form_token=token).first() if token else None
        if seen is None:
            offer_work(form)
            return _form_page(request, shown, form, people, status=TOO_OFTEN)
        return redirect("public:dossier", secret=seen.secret)
    dossier = handling.take_in_for_others(
        business=shown.business,
        correspondent=correspondent,
        asked=asked,
        received_at=now,
        form_token=token,
        flags=form.flags,
        acknowledge=not form.is_held,
    )
    return redirect("public:dossier", secret=dossier.secret)


def _with_other_people(request: HttpRequest, shown: Shown, typed: Any) -> HttpResponse:  # noqa: ANN401 - a QueryDict
    """Show the form with one person more or fewer, everything typed kept and nothing found fault with yet."""
    typed[COUNT] = str(_count_in(typed) + (1 if "add" in typed else -1))
    return _form_page(request, shown, *_as_typed(shown, typed))


def to_send_again(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show the form as it was typed and ask to send it once more: it was not taken, and nothing of it is lost."""
    form, people = _as_typed(shown, request.POST.copy())
    return _form_page(request, shown, form, people, status=NOT_SENT)


def _as_typed(shown: Shown, typed: Any) -> tuple[OthersForm, Any]:  # noqa: ANN401 - a QueryDict; Django's formset
    typed[COUNT] = str(min(max(_count_in(typed), 1), MOST_PEOPLE))
    form = OthersForm(typed, shown_business=shown.business)
    people = people_forms(typed, answers_to=typed.get("answers_to", ""))
    for each in (form, *people.forms):
        each.find_no_fault()
    return form, people


def _count_in(typed: Any) -> int:  # noqa: ANN401 - a QueryDict
    count = typed.get(COUNT, "")
    return int(count) if count.isascii() and count.isdigit() and len(count) < MOST_DIGITS else 1


def _form_page(
    request: HttpRequest,
    shown: Shown,
    form: OthersForm,
    people: Any,  # noqa: ANN401 - Django's formset
    *,
    status: int = 200,
) -> HttpResponse:
    is_limited = status == TOO_OFTEN
    context = {
        "shown": shown,
        "form": form,
        "people": people,
        "may_add": len(people.forms) < MOST_PEOPLE,
        "is_limited": is_limited,
        "send_again": status == NOT_SENT,
        "sender": sender_of(as_it_is(shown.business), on=dates.today(timezone.now())),
    }
    response = render(request, "public/ask_for_others.html", context, status=status)
    if is_limited:
        response["Retry-After"] = "3600"
    return response


@never_cache
@require_safe
def received(request: HttpRequest, secret: str) -> HttpResponse:
    """List the requests of a dossier, each with its reference, its day, and the page where it is followed."""
    dossier = get_object_or_404(Dossier.objects.select_related("business"), secret=secret)
    receipts = [*dossier.receipts.select_related("disclosure_request").order_by("id")]
    context = {
        "shown": business.of(dossier.business),
        "dossier": dossier,
        "receipts": receipts,
        "late": [each.pk for each in receipts if is_late(each, on=dates.today(timezone.now()))],
        "sender": sender_of(as_it_is(dossier.business), on=dates.today(dossier.received_at)),
    }
    response = render(request, "public/dossier.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
