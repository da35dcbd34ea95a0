"""The yearly drill: held on a press, and what the last one of each business came to."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.cure.drill import is_due
from requests_app.cure.knowledge import today_at
from requests_app.cure.models import CureDrill
from requests_app.register.models import Business
from requests_app.requests.reach import businesses_of
from requests_app.views.guards import cures, person


@dataclass(frozen=True, slots=True)
class DrillLine:
    """The last drill of a business, where one was held, and whether it is time for another."""

    business: Business
    last: CureDrill | None
    is_due: bool


def drills(reader: User, *, now: datetime) -> list[DrillLine]:
    """Return a line for each business within reach."""
    found = []
    for business in businesses_of(reader):
        last = business.cure_drills.select_related("business").first()
        found.append(DrillLine(business, last, is_due(last, on=today_at(business, now))))
    return found


@require_POST
@cures
def hold(request: HttpRequest, slug: str) -> HttpResponse:
    """Hold a drill now."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    held = handling.hold_drill(business=business, by=person(request), now=timezone.now())
    if held.problem:
        messages.warning(request, _("The drill is on record. It met this: %(says)s") % {"says": held.problem})
    else:
        messages.success(request, _("The drill is on record. Nobody was written to, and all of it was taken back."))
    return redirect("staff:cures")
