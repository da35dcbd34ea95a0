"""What stands open against each business, and what it may cost at most: for counsel alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.cure.exposure import exposure
from requests_app.cure.knowledge import today_at
from requests_app.requests.reach import businesses_of
from requests_app.views.guards import cures, person


@require_safe
@cures
def show(request: HttpRequest) -> HttpResponse:
    """Show the figures of each business within reach, each with what it counts."""
    now = timezone.now()
    found = [exposure(each, on=today_at(each, now)) for each in businesses_of(person(request))]
    return render(request, "staff/cure/exposure.html", {"found": found})
