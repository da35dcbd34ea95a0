"""The evidence of one request, taken out as a file."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from requests_app import handling
from requests_app.requests.models import DisclosureRequest
from requests_app.views.guards import in_reach, person, reads_requests


@require_GET
@reads_requests
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out all that is kept of a request as one ZIP file; who took it is recorded."""
    row = get_object_or_404(in_reach(request, DisclosureRequest.objects.only("pk")), pk=pk)
    drawn = handling.draw_bundle(disclosure_request_id=row.pk, by=person(request), now=timezone.now())
    name = f"evidence-{drawn.reference.lower()}.zip"
    response = FileResponse(drawn.file, as_attachment=True, filename=name, content_type="application/zip")
    response["Content-Length"] = str(drawn.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response
