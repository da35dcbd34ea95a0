"""Who else has a request open, asked again by the page while it stays open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.assign import name_of
from requests_app.views.guards import person, reads_requests
from requests_app.views.staff_request import load


@require_POST
@reads_requests
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the page is open, and say who else has it open and whether it changed since it was shown."""
    row = load(request, pk)
    others = handling.note_presence(disclosure_request_id=row.pk, user=person(request), now=timezone.now())
    seen = request.POST.get("version", "")
    context = {
        "others": [name_of(each) for each in others],
        "has_changed": seen.isascii() and seen.isdigit() and seen != str(row.version),
    }
    return render(request, "staff/request/presence.html", context)
