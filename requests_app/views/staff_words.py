"""A reviewer has looked at what a requester said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.models import LaterWord
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person


@require_POST
@decides_requests
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody looked; whoever comes second changes nothing."""
    word = get_object_or_404(in_reach(request, LaterWord.objects.all(), "receipt__disclosure_request__business"), pk=pk)
    row = handling.look_at(word_id=word.pk, by=person(request), now=timezone.now())
    return to_request(request, row.pk)
