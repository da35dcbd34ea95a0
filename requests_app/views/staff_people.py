"""One person or two: what a reviewer says of receipts that met, and of requests that look alike."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.decision import ReviewError
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person


@require_POST
@decides_requests
def receipt(request: HttpRequest, pk: int, receipt_pk: int) -> HttpResponse:
    """Take the answer on a receipt that joined by itself: one person, or two."""
    taken = get_object_or_404(
        in_reach(request, Receipt.objects.all(), "disclosure_request__business"),
        pk=receipt_pk,
        disclosure_request=pk,
    )
    row = taken.disclosure_request
    try:
        if request.POST.get("people") == "two":
            own = handling.part_receipt(receipt_id=taken.pk, by=person(request), now=timezone.now())
            says = _("%(reference)s is a request of its own now, with its own due date.") % {"reference": own.reference}
        else:
            handling.confirm_receipt(receipt_id=taken.pk, by=person(request), now=timezone.now())
            says = _("One person wrote both: one answer, to the address of the first.")
        messages.success(request, says)
    except ReviewError as refused:
        messages.error(request, str(refused))
    return to_request(request, row.pk)


@require_POST
@decides_requests
def pair(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Take the answer on two requests that look alike."""
    rows = in_reach(request, DisclosureRequest.objects.all())
    one, its_other = get_object_or_404(rows, pk=pk), get_object_or_404(rows, pk=other)
    is_one = request.POST.get("people") != "two"
    try:
        handling.say_one_person(
            one_id=one.pk, other_id=its_other.pk, is_one=is_one, by=person(request), now=timezone.now()
        )
    except ReviewError as refused:
        messages.error(request, str(refused))
    else:
        says = (
            _("Linked: one person made both.") if is_one else _("Noted: two people. They are not shown together again.")
        )
        messages.success(request, says)
    return to_request(request, one.pk)
