"""What was held back because it looked like a program's: a person says that a person wrote it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.models import Receipt
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person


@require_POST
@decides_requests
def acknowledge(request: HttpRequest, pk: int, receipt_pk: int) -> HttpResponse:
    """Send the acknowledgement after all."""
    receipt = get_object_or_404(
        in_reach(request, Receipt.objects.all(), "disclosure_request__business"),
        pk=receipt_pk,
        disclosure_request=pk,
    )
    handling.acknowledge_after_all(receipt_id=receipt.pk, by=person(request), now=timezone.now())
    messages.success(request, _("The acknowledgement goes out now."))
    return to_request(request, pk)
