"""Keeping a list of the queue under a name, and removing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.desk.narrowing import Narrowing
from requests_app.desk.saved import SavedListError
from requests_app.views.guards import person, reads_requests


@require_POST
@reads_requests
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the list that is shown."""
    narrowing, _bad = Narrowing.read(QueryDict(request.POST.get("list", "")).dict())
    try:
        kept = handling.keep_list(
            narrowing=narrowing,
            name=request.POST.get("name", ""),
            is_shared=request.POST.get("shared") == "on",
            tells=request.POST.get("tells") == "on",
            by=person(request),
        )
    except SavedListError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kept: %(name)s.") % {"name": kept.name})
    return redirect(f"{reverse('staff:queue')}?{narrowing.query}")


@require_POST
@reads_requests
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a list of one's own."""
    handling.remove_list(list_id=pk, by=person(request))
    messages.success(request, _("Removed. The requests in it are where they were."))
    return redirect("staff:queue")
