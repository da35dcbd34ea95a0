"""The decision: approve, or decline with a clause and a sentence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.notices.compile import BlockedError
from requests_app.requests.decision import ReviewError
from requests_app.views.guards import decides_requests, person
from requests_app.views.staff_forms import ApproveForm, DeclineForm
from requests_app.views.staff_request import load, show


@require_POST
@decides_requests
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve what the reviewer saw; the worker sends the notice."""
    row = load(pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Look at the request again, then decide: this page did not say what you saw."))
        return _back(pk)
    try:
        handling.approve(
            disclosure_request_id=row.pk,
            seen_version=form.cleaned_data["seen_version"],
            seen_register=form.cleaned_data["seen_register"],
            by=person(request),
            now=timezone.now(),
        )
    except (ReviewError, BlockedError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Approved. The notice is being prepared and sent."))
    return _back(pk)


@require_POST
@decides_requests
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline; the requester gets a letter with the reason."""
    row = load(pk)
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
    else:
        messages.success(request, _("Declined. The letter with your reason is being prepared and sent."))
    return _back(pk)


def _back(pk: int) -> HttpResponseRedirect:
    return redirect("staff:request", pk=pk)
