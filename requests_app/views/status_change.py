"""What a requester may do from the status page: correct, choose another form, say what looks wrong, withdraw."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.requests import later
from requests_app.requests.later import TooLateError, TooManyWordsError
from requests_app.views.status import context_of, kept_private, load
from requests_app.views.status_forms import ChangeForm, WrongForm


@kept_private
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, secret: str) -> HttpResponse:
    """Let name, reply address and form of the answer be corrected; the due date stays."""
    receipt = load(secret)
    told = later.told_now(receipt, receipt.disclosure_request)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method != "POST" or not form.is_valid():
        context = {**context_of(receipt), "form": form}
        return render(request, "public/status_change.html", context, status=422 if form.errors else 200)
    try:
        word = handling.correct_details(
            receipt_id=receipt.pk, told=form.told(), token=form.token(secret), now=timezone.now()
        )
    except TooLateError:
        return _told(secret, "gone")
    except TooManyWordsError:
        return _told(secret, "full")
    if word is None:
        return _told(secret, "same")
    return _told(secret, "noted" if word.needs_look else "changed")


@kept_private
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def wrong(request: HttpRequest, secret: str) -> HttpResponse:
    """Take “this looks wrong” for the reviewer."""
    receipt = load(secret)
    form = WrongForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {**context_of(receipt), "form": form}
        return render(request, "public/status_wrong.html", context, status=422 if form.errors else 200)
    try:
        handling.call_wrong(
            receipt_id=receipt.pk, says=form.cleaned_data["says"], token=form.token(secret), now=timezone.now()
        )
    except TooManyWordsError:
        return _told(secret, "full")
    return _told(secret, "wrong")


@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once, then withdraw; a second time nothing happens."""
    receipt = load(secret)
    if request.method != "POST":
        return render(request, "public/status_withdraw.html", context_of(receipt))
    try:
        handling.withdraw(receipt_id=receipt.pk, now=timezone.now())
    except TooLateError:
        return _told(secret, "too-late")
    return _told(secret, "withdrawn")


def _told(secret: str, code: str) -> HttpResponseRedirect:
    """Lead back to the status page, which says what was done; a second click is told the same."""
    return redirect(f"{reverse('public:status_page', args=[secret])}?{urlencode({'said': code})}")
