"""The status page: by reference and code, without an account. What was asked, where it stands, what was sent where."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.delivery.models import Delivery, GroupedAcknowledgement, Kind, State
from requests_app.notices.compile import sender_of
from requests_app.notices.models import Notice
from requests_app.register.reading import as_it_is
from requests_app.requests import codes, later
from requests_app.requests.ask import open_question
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy, WordKind
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.status import OPEN, Status
from requests_app.views import business, dates
from requests_app.views.confirmation import confirmation
from requests_app.views.progress import steps
from requests_app.views.status_forms import FindForm
from requests_app.views.tombstone import tombstone_of

Given = ParamSpec("Given")
NOT_SENT = 403
"""The status of a page whose form was not taken, because the cookie that goes with it was gone."""
View = Callable[Concatenate[HttpRequest, Given], HttpResponseBase]


GONE = 410
"""The status of a page of which there will be nothing any more."""


class DestroyedError(Exception):
    """The record of the request was destroyed when its time was over."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self.receipt = receipt


def kept_private(view: View[Given]) -> View[Given]:
    """Let no search engine list the page, nobody keep it, and no other site learn its address, which holds a secret.

    Where the request was destroyed, its tombstone stands in the place of each of its pages.
    """

    @wraps(view)
    def private(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except DestroyedError as destroyed:
            response = _tombstone(request, destroyed.receipt)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Not "no-referrer": a browser then sends our own forms without saying where from, and they are refused.
        response["Referrer-Policy"] = "same-origin"
        return response

    return never_cache(private)


@kept_private
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code, and lead to the receipt's page. An unknown reference is told like a wrong code."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        receipt = codes.find(form.cleaned_data["reference"], form.cleaned_data["secret"])
        if receipt is not None:
            return redirect("public:status_page", secret=receipt.secret)
        form.add_error(None, _("We found no request with this reference and code. Check both, sign by sign."))
    return _find_page(request, form, status=422 if form.errors else 200)


@kept_private
@sensitive_post_parameters()
def find_again(request: HttpRequest) -> HttpResponseBase:
    """Show reference and code as they were typed, to be sent once more; nothing was looked up."""
    return _find_page(request, FindForm(request.POST), status=NOT_SENT, send_again=True)


def _find_page(request: HttpRequest, form: FindForm, *, status: int, send_again: bool = False) -> HttpResponse:
    context = {"shown": business.find(request.GET.get("business", "")), "form": form, "send_again": send_again}
    return render(request, "public/status_find.html", context, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """One mail or letter, as its requester reads of it."""

    what: str
    to: str
    says: str
    day: date | None


def load(secret: str) -> Receipt:
    """Return the receipt, or answer 404; raises `DestroyedError` where there is nothing left to show."""
    wanted = Receipt.objects.select_related("disclosure_request__business", "brand")
    receipt = get_object_or_404(wanted, secret=secret)
    if receipt.disclosure_request.destroyed_at is not None:
        raise DestroyedError(receipt)
    return receipt


def _tombstone(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    row = receipt.disclosure_request
    context = {"shown": business.of(row.business), "receipt": receipt, "row": row, "stone": tombstone_of(row)}
    return render(request, "public/status_destroyed.html", context, status=GONE)


def context_of(receipt: Receipt) -> dict[str, object]:
    """Return what every page about a receipt shows."""
    row = receipt.disclosure_request
    return {
        "shown": business.of(row.business),
        "row": row,
        "receipt": receipt,
        "told": later.told_now(receipt, row),
        "sender": sender_of(as_it_is(row.business), on=receipt.received_on),
        "is_withdrawn": receipt.withdrawn_at is not None,
        "may_withdraw": receipt.withdrawn_at is None and row.status == Status.RECEIVED,
    }


@kept_private
@require_safe
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """Show where a request stands. A receipt that joined somebody's request shows what it said itself, and no more."""
    receipt = load(secret)
    row = receipt.disclosure_request
    context = {
        **context_of(receipt),
        "due": dates.long(receipt.due_on) if receipt.due_on else "",
        "why_due": handling.why_due(receipt),
        "steps": steps(receipt),
        "sent": _sent(row) if _sees_answer(receipt, row) else (),
        "notice": notice_for(receipt),
        "question": open_question(row) if later.is_own(receipt, row) and not receipt.withdrawn_at else None,
        "words": receipt.later_words.order_by("-id"),
        "is_confirmed": later.is_own(receipt, row) and row.verified_at is not None,
        "said": _said(request.GET.get("said", ""), receipt),
        "is_late": is_late(receipt, on=dates.today(timezone.now())),
        "confirmation": "" if receipt.withdrawn_at else confirmation(receipt, now=timezone.now()),
        "code": codes.in_groups(receipt.secret),
    }
    return render(request, "public/status.html", context)


SAID = {
    "changed": gettext_lazy("Changed. The date by which we answer stays the same."),
    "same": gettext_lazy("Nothing was changed: everything is as it was."),
    "noted": gettext_lazy(
        "We noted it, and a person looks at what can still be changed: our answer may be on its way already. The date "
        "by which we answer stays the same."
    ),
    "wrong": gettext_lazy("Thank you. A person will look at what you wrote."),
    "answered": gettext_lazy("Thank you. A person will read your answer. The date by which we answer stays the same."),
    "asked-no-more": gettext_lazy("Nothing is asked any more, so nothing was sent."),
    "withdrawn": gettext_lazy("You withdrew your request."),
    "too-late": gettext_lazy("It was too late to withdraw: we had decided on your request, and our answer is coming."),
    "gone": gettext_lazy("You withdrew this request before, so nothing was changed."),
    "full": gettext_lazy("This page has taken all it can for one request. Please write to us instead."),
}
"""What was done on another page, by the word that its way back here carries."""


_SAID_OF = {
    "changed": (WordKind.CORRECTION, WordKind.FORMAT),
    "noted": (WordKind.CORRECTION, WordKind.FORMAT),
    "wrong": (WordKind.POSSIBLE_ERROR,),
    "answered": (WordKind.ANSWER,),
}
"""What must have been said for these words to be true."""


def _said(code: str, receipt: Receipt) -> object:
    """Return what was done, if it was: anybody can write anything behind the address of a page."""
    is_withdrawn = receipt.withdrawn_at is not None
    if code in {"withdrawn", "gone"} and not is_withdrawn:
        return None
    if code == "too-late" and (is_withdrawn or receipt.disclosure_request.status == Status.RECEIVED):
        return None
    if code in _SAID_OF and not receipt.later_words.filter(kind__in=_SAID_OF[code]).exists():
        return None
    return SAID.get(code)


def is_late(receipt: Receipt, *, on: date) -> bool:
    """Say whether the day by which we answer is past and our answer has not gone out."""
    is_open = receipt.withdrawn_at is None and receipt.disclosure_request.status in OPEN
    return is_open and receipt.due_on is not None and receipt.due_on < on


@kept_private
@require_safe
def answer(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001 - a view is given its request
    """Hand out the answer: the PDF that was kept, byte for byte."""
    receipt = load(secret)
    notice = notice_for(receipt)
    if notice is None:
        raise Http404
    response = HttpResponse(bytes(notice.document.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{receipt.disclosure_request.reference}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def notice_for(receipt: Receipt) -> Notice | None:
    """Return the notice, once there is one, to whom it was written; it names a person and their address."""
    row = receipt.disclosure_request
    if not _sees_answer(receipt, row):
        return None
    return Notice.objects.filter(disclosure_request=row).select_related("document").order_by("-id").first()


def _sees_answer(receipt: Receipt, row: DisclosureRequest) -> bool:
    return later.is_own(receipt, row) or receipt.met_by == MetBy.PERSON


_SENT = {
    Kind.ACKNOWLEDGEMENT: gettext_lazy("Confirmation that we received your request"),
    Kind.NOTICE: gettext_lazy("Our answer"),
    Kind.QUESTION: gettext_lazy("A question to you"),
}


def _sent(row: DisclosureRequest) -> tuple[SentLine, ...]:
    together = GroupedAcknowledgement.objects.filter(disclosure_request=row).values_list("delivery", flat=True)
    own = Delivery.objects.filter(disclosure_request=row) | Delivery.objects.filter(pk__in=list(together))
    zone = ZoneInfo(row.business.timezone)
    return tuple(
        SentLine(
            what=str(_SENT[Kind(each.kind)]),
            to=each.recipient,
            says=_says(each),
            day=each.finished_at.astimezone(zone).date() if each.finished_at else None,
        )
        for each in own.select_related("followed_by").defer("body", "followed_by__body").order_by("id")
    )


def _says(delivery: Delivery) -> str:
    if hasattr(delivery, "followed_by"):
        return _("It came back to us, so we sent our answer again.")
    by_post = delivery.channel == ReplyBy.POST
    words = {
        State.QUEUED: _("It is being printed and posted.") if by_post else _("It is about to be sent."),
        State.SENDING: _("It is being sent."),
        State.DOUBTFUL: _("We do not know whether it arrived, and are looking into it."),
        State.ACCEPTED: _("Your mail provider took it."),
        State.FAILED: _("It could not be delivered. We are looking into it."),
        State.POSTED: _("It was posted."),
    }
    return words[State(delivery.state)]
