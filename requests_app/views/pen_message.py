"""One message of the mailbox: what it says as plain text, why it lies where it does, and what a person makes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST, require_safe

from requests_app import handling
from requests_app.mailbox.parse import UnreadableMessageError, parse
from requests_app.requests.decision import ReviewError
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import MOVABLE, WAITING, Place
from requests_app.requests.permissions import NotAllowedError, can_review
from requests_app.requests.raw_mail import MissingMessageError
from requests_app.requests.reach import businesses_of
from requests_app.retention import mails
from requests_app.views import dates
from requests_app.views.guards import decides_requests, in_reach, person, reads_requests
from requests_app.views.pen_form import AcceptForm, BelongsForm, DismissForm
from requests_app.views.register.evidence import HEADERS

LONGEST_SHOWN = 50_000


@require_safe
@reads_requests
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the message, and while it may be moved what can be made of it."""
    return _show(request, _message(request, pk))


@sensitive_post_parameters()
@require_POST
@decides_requests
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the message in as a request, with what was corrected."""
    row = _message(request, pk)
    form = AcceptForm(request.POST, message=row, businesses=businesses_of(person(request)))
    if not form.is_valid():
        return _show(request, row, accept=form, status=422)
    try:
        receipt = handling.accept_message(
            message_pk=row.pk,
            business=form.cleaned_data["business"],
            asked=form.asked(),
            note=form.cleaned_data["note"],
            acknowledge=form.cleaned_data["acknowledge"],
            by=person(request),
            now=timezone.now(),
        )
    except ReviewError as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:mail_message", pk=pk)
    due = _("due %(day)s") % {"day": dates.long(receipt.due_on)} if receipt.due_on else _("no day runs")
    says = _("Accepted as %(reference)s, received %(received)s: %(due)s.")
    messages.success(
        request, says % {"reference": receipt.reference, "received": dates.long(receipt.received_on), "due": due}
    )
    return redirect("staff:request", pk=receipt.disclosure_request_id)


@require_POST
@decides_requests
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the message is no request."""
    row = _message(request, pk)
    form = DismissForm(request.POST, auto_id="dismiss_%s")
    if not form.is_valid():
        return _show(request, row, dismiss=form, status=422)
    try:
        handling.dismiss_message(
            message_pk=row.pk, because=form.cleaned_data["because"], by=person(request), now=timezone.now()
        )
    except ReviewError as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:mail_message", pk=pk)
    messages.success(request, _("Put aside as no request. It stays kept and can still be accepted."))
    return redirect("staff:mail")


@require_POST
@decides_requests
def belongs(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay the message beside a request."""
    row = _message(request, pk)
    form = BelongsForm(request.POST, auto_id="belongs_%s")
    if form.is_valid():
        try:
            known = handling.attach_message(
                message_pk=row.pk, reference=form.cleaned_data["reference"], by=person(request), now=timezone.now()
            )
        except ReviewError as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(request, _("The message lies beside this request now. Its due date stays as it is."))
            return redirect("staff:request", pk=known.pk)
    return _show(request, row, belongs=form, status=422)


@require_GET
@reads_requests
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the message out as it came, as a file to be saved; that it was taken is recorded."""
    row = _message(request, pk)
    raw = _handed_out(request, row, what="original")
    if isinstance(raw, HttpResponse):
        return raw
    return _as_download(raw, f"message-{row.pk}.eml")


@require_GET
@reads_requests
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out one file of the message; that it was taken is recorded. Programs are not handed out."""
    row = _message(request, pk)
    if not (0 < number <= len(row.attachments) and row.attachments[number - 1]["kept"]):
        raise Http404
    raw = _handed_out(request, row, what=f"file {number}")
    if isinstance(raw, HttpResponse):
        return raw
    try:
        found = parse(raw).attachments
    except UnreadableMessageError:
        found = ()
    if number > len(found) or not found[number - 1].kept:
        raise Http404
    return _as_download(found[number - 1].content(), found[number - 1].name)


def _handed_out(request: HttpRequest, row: IncomingMessage, *, what: str) -> bytes | HttpResponse:
    try:
        return handling.hand_out_message(message=row, what=what, by=person(request), now=timezone.now())
    except NotAllowedError as refused:
        raise PermissionDenied(str(refused)) from refused
    except MissingMessageError as missing:
        return HttpResponse(str(missing), status=409, content_type="text/plain; charset=utf-8", headers=HEADERS)


def _as_download(content: bytes, name: str) -> HttpResponse:
    """Return bytes as a file that no browser opens by itself, whatever its sender called it."""
    response = HttpResponse(content, content_type="application/octet-stream", headers=HEADERS)
    plain = "".join(sign if sign.isalnum() or sign in " .-_" else "_" for sign in name)[:100].strip(" .") or "file"
    encoded = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"%{byte:02X}" for byte in plain.encode())  # noqa: PLR2004 - the letters of ASCII
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{encoded}"
    return response


def _message(request: HttpRequest, pk: int) -> IncomingMessage:
    rows = IncomingMessage.objects.select_related(
        "business", "brand", "disclosure_request", "receipt", "first", "decided_by"
    )
    return get_object_or_404(in_reach(request, rows), pk=pk)


def _show(
    request: HttpRequest,
    row: IncomingMessage,
    *,
    accept: AcceptForm | None = None,
    belongs: BelongsForm | None = None,
    dismiss: DismissForm | None = None,
    status: int = 200,
) -> HttpResponse:
    on = dates.today(timezone.now())
    zone = row.business.timezone if row.business else "America/Los_Angeles"
    context = {
        "row": row,
        "due": dates.Due(row.due_on, on),
        "received": dates.long(row.received_on) if row.received_on else "",
        "due_day": dates.long(row.due_on) if row.due_on else "",
        "stored": dates.moment(row.stored_at, zone=zone, on=on),
        "decided": dates.moment(row.decided_at, zone=zone, on=on) if row.decided_at else "",
        "shown_text": row.text[:LONGEST_SHOWN],
        "is_cut": len(row.text) > LONGEST_SHOWN,
        "is_waiting": row.place in WAITING,
        "may_move": row.place in MOVABLE and can_review(request.user) and not mails.is_destroyed(row),
        "may_dismiss": row.place in MOVABLE - {Place.NOT_REQUEST},
        "accept": accept or AcceptForm(message=row, businesses=businesses_of(person(request))),
        "belongs": belongs or BelongsForm(auto_id="belongs_%s", initial={"reference": _proposed(row)}),
        "dismiss": dismiss or DismissForm(auto_id="dismiss_%s"),
    }
    return render(request, "staff/mail/message.html", context, status=status)


def _proposed(row: IncomingMessage) -> str:
    return (row.disclosure_request.reference or "") if row.disclosure_request else ""
