"""The legal hold of one request: set it, lift it, and what was before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from requests_app import handling
from requests_app.requests.permissions import can_destroy, can_hold
from requests_app.retention import holds
from requests_app.views.destruction.forms import HoldForm, LiftForm
from requests_app.views.guards import person, reads_destruction
from requests_app.views.staff_request import load


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@reads_destruction
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whether a request is on hold; set a hold, or lift the one that stands."""
    row, reader = load(request, pk), person(request)
    if row.destroyed_at is not None:
        return redirect("staff:request", pk=pk)
    standing = holds.standing(row)
    form = (LiftForm if standing else HoldForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        act = handling.lift_hold if standing else handling.hold_request
        try:
            act(disclosure_request_id=row.pk, because=form.cleaned_data["because"], by=reader, now=timezone.now())
        except holds.HoldError as refused:  # somebody else did it just now
            messages.error(request, str(refused))
        else:
            says = _("The hold is lifted.") if standing else _("On hold: nothing destroys it until the hold is lifted.")
            messages.success(request, says)
        return redirect("staff:hold", pk=pk)
    context = {
        "row": row,
        "standing": standing,
        "past": row.legal_holds.filter(lifted_at__isnull=False).select_related("by", "lifted_by").order_by("-pk"),
        "form": form,
        "may": can_destroy(reader) if standing else can_hold(reader),
    }
    return render(request, "staff/destruction/hold.html", context, status=422 if form.errors else 200)
