"""What staff say of a correspondent who asks for others: their authority was seen."""

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
def authority(request: HttpRequest, pk: int, receipt_pk: int) -> HttpResponse:
    """Note that the authority of whoever wrote this receipt was seen, for all that they asked at once."""
    receipt = get_object_or_404(
        in_reach(request, Receipt.objects.all(), "disclosure_request__business"),
        pk=receipt_pk,
        disclosure_request=pk,
        dossier__isnull=False,
    )
    dossier = handling.note_authority(dossier_id=receipt.dossier_id or 0, by=person(request), now=timezone.now())
    says = _("Noted: the authority of %(agent)s was seen.") % {"agent": dossier.agent_name}
    messages.success(request, says)
    return to_request(request, pk)
