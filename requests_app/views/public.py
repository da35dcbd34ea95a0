"""The public pages: what this is, the form, its receipt, the rights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.notices.compile import sender_of
from requests_app.notices.content import OptOut
from requests_app.register.reading import as_it_is
from requests_app.requests.models import Receipt, ReplyBy
from requests_app.views import business, dates
from requests_app.views.business import Shown, for_business
from requests_app.views.forms import AskForm
from requests_app.views.progress import steps


@require_safe
@for_business
def home(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Say what one can learn here, and how to ask."""
    return render(request, "public/home.html", {"shown": shown, "year": dates.today(timezone.now()).year - 1})


@require_safe
@for_business
def privacy_rights(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Your California privacy rights, with the addresses designated today."""
    sender = sender_of(as_it_is(shown.business), on=dates.today(timezone.now()))
    owner = shown.business
    opt_out = OptOut(
        text=owner.opt_out_text, url=owner.opt_out_url, email=owner.opt_out_email, phone=owner.opt_out_phone
    )
    return render(request, "public/privacy_rights.html", {"shown": shown, "sender": sender, "opt_out": opt_out})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def ask(request: HttpRequest, shown: Shown) -> HttpResponse:
    """Show the form; take a request and lead to its receipt."""
    if request.method != "POST":
        return form_page(request, shown, AskForm(shown_business=shown.business))
    form = AskForm(request.POST, shown_business=shown.business)
    if not form.is_valid():
        return form_page(request, shown, form, status=422)
    taken = handling.take_in(
        business=shown.business, asked=form.asked(), received_at=timezone.now(), form_token=form.token()
    )
    return redirect("public:receipt", secret=taken.secret)


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
    context = {
        "shown": business.of(row.business),
        "row": row,
        "receipt": taken,
        "due": dates.long(taken.due_on) if taken.due_on else "",
        "why_due": handling.why_due(taken),
        "receipt_url": handling.receipt_url(taken),
        "by_post": taken.reply_by == ReplyBy.POST,
        "steps": steps(taken),
        "sender": sender_of(as_it_is(row.business), on=taken.received_on),
    }
    response = render(request, "public/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
