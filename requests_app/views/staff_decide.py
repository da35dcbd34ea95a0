"""The decision: approve, or decline with a clause and a sentence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.notices.compile import BlockedError
from requests_app.requests.decision import ReviewError
from requests_app.requests.status import Status
from requests_app.views.desk_place import onward, to_request
from requests_app.views.guards import decides_requests, person
from requests_app.views.staff_forms import ApproveForm, DeclineForm
from requests_app.views.staff_request import load, show


@require_POST
@decides_requests
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve what the reviewer saw; the worker sends the notice."""
    row = load(request, pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Look at the request again, then decide: this page did not say what you saw."))
        return to_request(request, pk)
    try:
        decided = handling.approve(
            disclosure_request_id=row.pk,
            seen_version=form.cleaned_data["seen_version"],
            seen_register=form.cleaned_data["seen_register"],
            by=person(request),
            now=timezone.now(),
        )
    except (ReviewError, BlockedError) as refusal:
        messages.error(request, str(refusal))
        return to_request(request, pk)
    if decided.status == Status.RECEIVED:
        says = _("Your approval of %(reference)s is noted as the first. Nothing is sent before a second reviewer.")
        messages.warning(request, says % {"reference": row.reference})
        return onward(request, pk)
    messages.success(
        request, _("Approved: %(reference)s. The notice is being prepared and sent.") % {"reference": row.reference}
    )
    return onward(request, pk)


@require_POST
@decides_requests
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline; the requester gets a letter with the reason."""
    row = load(request, pk)
    form = DeclineForm(request.POST, seen_version=row.version)
    if not form.is_valid():
        return show(request, row, decline=form, status=422)
    try:
        handling.decline(
            disclosure_request_id=row.pk,
            clause=form.cleaned_data["clause"],
            because=form.cleaned_data["because"],
            seen_version=form.cleaned_data["seen_version"],
            by=person(request),
            now=timezone.now(),
        )
    except ReviewError as refusal:
        messages.error(request, str(refusal))
        return to_request(request, pk)
    says = _("Declined: %(reference)s. The letter with your reason is being prepared and sent.")
    messages.success(request, says % {"reference": row.reference})
    return onward(request, pk)
