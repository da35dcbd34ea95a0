"""A reviewer has looked at what a requester said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.models import LaterWord
from requests_app.views.guards import decides_requests, person


@require_POST
@decides_requests
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody looked; whoever comes second changes nothing."""
    word = get_object_or_404(LaterWord, pk=pk)
    row = handling.look_at(word_id=word.pk, by=person(request), now=timezone.now())
    return redirect("staff:request", pk=row.pk)
