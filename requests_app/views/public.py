"""The public pages: what this is, the form, its receipt, the rights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.notices.compile import sender_of
from requests_app.register.reading import as_it_is
from requests_app.reports import publish
from requests_app.requests import later
from requests_app.requests.codes import in_groups
from requests_app.requests.models import Receipt, ReplyBy
from requests_app.views import business, dates
from requests_app.views.business import Shown, for_business
from requests_app.views.confirmation import confirmation
from requests_app.views.forms import AskForm
from requests_app.views.progress import steps
from requests_app.views.rights import rights_of
from requests_app.views.sending import is_let_in, offer_work
from requests_app.views.status import is_late


@require_safe
@for_business
def home(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Say what one can learn here, and how to ask."""
    today = dates.today(timezone.now())
    context = {
        "shown": shown,
        "year": today.year - 1,
        "sender": sender_of(as_it_is(shown.business), on=today),
        "shows_figures": publish.is_shown(shown.business.pk),
    }
    return render(request, "public/home.html", context)


@require_safe
@for_business
def privacy_rights(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Your California privacy rights, with the addresses designated today."""
    return render(request, "public/privacy_rights.html", rights_of(shown, on=dates.today(timezone.now())))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def ask(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show the form; take a request and lead to its receipt."""
    if request.method != "POST":
        return form_page(request, shown, AskForm(shown_business=shown.business))
    if "another_language" in request.POST:
        return form_page(request, shown, AskForm.typed_so_far(request.POST, shown_business=shown.business))
    form = AskForm(request.POST, shown_business=shown.business)
    if not form.is_valid():
        return form_page(request, shown, form, status=422)
    asked, token, now = form.asked(), form.token(), timezone.now()
    if not is_let_in(request, form, business=shown.business, email=asked.email, now=now):
        seen = Receipt.objects.filter(form_token=token).first() if token else None
        if seen is None:
            return limited_page(request, shown, form)
        return redirect("public:receipt", secret=seen.secret)
    taken = handling.take_in(
        business=shown.business,
        asked=asked,
        received_at=now,
        form_token=token,
        flags=form.flags,
        acknowledge=not form.is_held,
    )
    return redirect("public:receipt", secret=taken.secret)


def limited_page(request: HttpRequest, shown: Shown, form: AskForm) -> HttpResponse:
    """Say that the form comes too often from there, and which other ways there are; nothing typed is lost."""
    offer_work(form)
    sender = sender_of(as_it_is(shown.business), on=dates.today(timezone.now()))
    context = {"shown": shown, "form": form, "is_limited": True, "sender": sender}
    response = render(request, "public/ask.html", context, status=429)
    response["Retry-After"] = "3600"
    return response


def form_page(
    request: HttpRequest, shown: Shown, form: AskForm, *, status: int = 200, send_again: bool = False
) -> HttpResponse:
    """Show the form with everything typed so far; `send_again` asks to send it once more."""
    context = {"shown": shown, "form": form, "send_again": send_again}
    return render(request, "public/ask.html", context, status=status)


@never_cache
@require_safe
def receipt(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what was received, by when it is answered and why then, and where it stands.

    What this receipt said, and no more: who writes under somebody else's address learns nothing of that person.
    """
    wanted = Receipt.objects.select_related("disclosure_request__business", "brand")
    taken = get_object_or_404(wanted, secret=secret)
    row = taken.disclosure_request
    if row.destroyed_at is not None:
        return redirect("public:status_page", secret=secret)
    told = row if later.is_own(taken, row) else taken
    context = {
        "shown": business.of(row.business),
        "row": row,
        "receipt": taken,
        "due": dates.long(taken.due_on) if taken.due_on else "",
        "why_due": handling.why_due(taken),
        "is_late": is_late(taken, on=dates.today(timezone.now())),
        "status_url": handling.status_url(taken),
        "code": in_groups(taken.secret),
        "confirmation": confirmation(taken, now=timezone.now()),
        "told": told,
        "by_post": told.reply_by == ReplyBy.POST,
        "steps": steps(taken),
        "sender": sender_of(as_it_is(row.business), on=taken.received_on),
    }
    response = render(request, "public/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
