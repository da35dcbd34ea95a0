"""What a requester may do from the status page: correct, choose another form, say what looks wrong, withdraw."""

from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.requests import later
from requests_app.requests.ask import open_question
from requests_app.requests.later import TooLateError, TooManyWordsError
from requests_app.requests.models import Receipt
from requests_app.views.status import NOT_SENT, context_of, kept_private, load
from requests_app.views.status_forms import ChangeForm, ReplyForm, WrongForm


@kept_private
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, secret: str) -> HttpResponse:
    """Let name, reply address and form of the answer be corrected; the due date stays."""
    receipt = load(secret)
    told = later.told_now(receipt, receipt.disclosure_request)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, "public/status_change.html", receipt, form)
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
        return _form_page(request, "public/status_wrong.html", receipt, form)
    try:
        handling.call_wrong(
            receipt_id=receipt.pk, says=form.cleaned_data["says"], token=form.token(secret), now=timezone.now()
        )
    except TooManyWordsError:
        return _told(secret, "full")
    return _told(secret, "wrong")


@kept_private
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the answer to what a reviewer asked."""
    receipt = load(secret)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    is_asked = (
        later.is_own(receipt, receipt.disclosure_request) and open_question(receipt.disclosure_request) is not None
    )
    if request.method != "POST" and not is_asked:
        return _told(secret, "asked-no-more")
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, "public/status_reply.html", receipt, form)
    try:
        word = handling.answer_question(
            receipt_id=receipt.pk, says=form.cleaned_data["says"], token=form.token(secret), now=timezone.now()
        )
    except TooManyWordsError:
        return _told(secret, "full")
    return _told(secret, "answered" if word else "asked-no-more")


@kept_private
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once, then withdraw; a second time nothing happens."""
    receipt = load(secret)
    if request.method != "POST":
        return _form_page(request, "public/status_withdraw.html", receipt, None)
    try:
        handling.withdraw(receipt_id=receipt.pk, now=timezone.now())
    except TooLateError:
        return _told(secret, "too-late")
    return _told(secret, "withdrawn")


@kept_private
@sensitive_post_parameters()
def change_again(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show the changes as they were typed, to be sent once more; nothing was changed."""
    return _form_page(request, "public/status_change.html", load(secret), ChangeForm(request.POST), send_again=True)


@kept_private
@sensitive_post_parameters()
def wrong_again(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show what was written, to be sent once more; nobody has it yet."""
    return _form_page(request, "public/status_wrong.html", load(secret), WrongForm(request.POST), send_again=True)


@kept_private
@sensitive_post_parameters()
def reply_again(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Show the answer as it was written, to be sent once more; nobody has it yet."""
    return _form_page(request, "public/status_reply.html", load(secret), ReplyForm(request.POST), send_again=True)


@kept_private
def withdraw_again(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Ask once more whether to withdraw; nothing was withdrawn."""
    return _form_page(request, "public/status_withdraw.html", load(secret), None, send_again=True)


def _form_page(
    request: HttpRequest, template: str, receipt: Receipt, form: Form | None, *, send_again: bool = False
) -> HttpResponse:
    question = open_question(receipt.disclosure_request)
    context = {**context_of(receipt), "form": form, "send_again": send_again, "question": question}
    status = NOT_SENT if send_again else 422 if form is not None and form.errors else 200
    return render(request, template, context, status=status)


def _told(secret: str, code: str) -> HttpResponseRedirect:
    """Lead back to the status page, which says what was done; a second click is told the same."""
    return redirect(f"{reverse('public:status_page', args=[secret])}?{urlencode({'said': code})}")
