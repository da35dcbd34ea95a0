"""Taking a request in hand: the next one, this one, giving it on, putting it off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.requests.assign import AssignError
from requests_app.views import dates
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, person
from requests_app.views.queue_forms import AssignForm, DeferForm
from requests_app.views.staff_request import load


@require_POST
@decides_requests
def take_next(request: HttpRequest) -> HttpResponse:
    """Give the reviewer the most urgent request that nobody has."""
    now = timezone.now()
    row = handling.take_next(by=person(request), now=now, on=dates.today(now))
    if row is None:
        messages.success(request, _("Nothing waits that nobody has. Well done."))
        return redirect("staff:queue")
    return redirect("staff:request", pk=row.pk)


@require_POST
@decides_requests
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a request to a reviewer, or to nobody."""
    row, form = load(request, pk), AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a reviewer from the list, or nobody."))
        return to_request(request, pk)
    try:
        handling.assign(
            disclosure_request_id=row.pk,
            to=form.cleaned_data["to"],
            seen=form.cleaned_data["seen"],
            by=person(request),
            now=timezone.now(),
        )
    except AssignError as refusal:
        messages.error(request, str(refusal))
    return to_request(request, pk)


@require_POST
@decides_requests
def defer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a request off to a day before its due date, or no longer."""
    row, form, now = load(request, pk), DeferForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["until"])))
        return to_request(request, pk)
    try:
        handling.defer(
            disclosure_request_id=row.pk,
            until=form.cleaned_data["until"],
            on=dates.today(now),
            by=person(request),
            now=now,
        )
    except AssignError as refusal:
        messages.error(request, str(refusal))
    return to_request(request, pk)
