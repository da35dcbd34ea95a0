"""What came back: a person looks at it, records a returned letter, and sends the notice to another place."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.delivery.places import ReplyPlace, by_post_to, next_places
from requests_app.delivery.settle import SettleError
from requests_app.requests.came_back import WHAT_TO_DO, ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.views.address import ADDRESS
from requests_app.views.beside_forms import FoundAddressForm
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person
from requests_app.views.staff_forms import ReturnedForm


@require_POST
@decides_requests
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a person saw that a mail or letter came back."""
    delivery = _load(request, pk)
    handling.look_at_return(delivery_id=pk, by=person(request), now=timezone.now())
    return to_request(request, delivery.disclosure_request_id)


@require_POST
@decides_requests
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the post brought a letter back, then lead on to where else it can go."""
    delivery = _load(request, pk)
    form = ReturnedForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(says) for faults in form.errors.values() for says in faults))
        return to_request(request, delivery.disclosure_request_id)
    try:
        handling.take_back_letter(
            delivery_id=pk,
            returned_on=form.cleaned_data["returned_on"],
            because=ReturnReason(form.cleaned_data["because"]),
            by=person(request),
            now=timezone.now(),
        )
    except SettleError as refusal:
        messages.error(request, str(refusal))
        return to_request(request, delivery.disclosure_request_id)
    messages.success(request, _("Recorded: the letter came back, and the request is open again. Choose where it goes."))
    return redirect("staff:elsewhere", pk=pk)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@decides_requests
def elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where else a notice that came back can go, and send it there, or to an address that staff found."""
    delivery = _load(request, pk)
    if request.method != "POST":
        return _show(request, delivery)
    given = request.POST.get("place", "")
    if given:
        place, how = next((each for each in next_places(delivery) if _value(each) == given), None), ""
        if place is None:
            messages.error(request, _("That address is no longer among the requester’s. Look at the list again."))
            return _show(request, delivery, status=422)
    else:
        form = FoundAddressForm(request.POST)
        if not form.is_valid():
            return _show(request, delivery, form=form, status=422)
        place, how = _found(delivery, form.cleaned_data), form.cleaned_data["how"]
    try:
        handling.send_elsewhere(delivery_id=pk, place=place, how=how, by=person(request), now=timezone.now())
    except SettleError as refusal:
        messages.error(request, str(refusal))
    else:
        by_post = place.channel == ReplyBy.POST
        done = _("Queued as a letter to print.") if by_post else _("Queued: the mail goes to the other address.")
        messages.success(request, done)
    return to_request(request, delivery.disclosure_request_id)


def _found(delivery: Delivery, given: dict[str, Any]) -> ReplyPlace:
    """Return the place that was typed: the requester's name, and the lines of the address as on every letter."""
    if given["reply_by"] == ReplyBy.EMAIL:
        return ReplyPlace(ReplyBy.EMAIL, given["email"])
    lines = {name: given[name] for name in ADDRESS}
    return by_post_to(delivery.disclosure_request.requester_name, DisclosureRequest(**lines).address_lines)


def _to_complete(delivery: Delivery) -> dict[str, str]:
    """Return the address of a letter that came back because it is incomplete, to be completed; else nothing."""
    row = delivery.disclosure_request
    is_theirs = delivery.recipient == by_post_to(row.requester_name, row.address_lines).recipient
    if delivery.returned_because != ReturnReason.INCOMPLETE or not is_theirs:
        return {}
    return {name: getattr(row, name) for name in ADDRESS}


def _value(place: ReplyPlace) -> str:
    return f"{place.channel} {place.key}"


def _load(request: HttpRequest, pk: int) -> Delivery:
    rows = Delivery.objects.select_related("disclosure_request__business")
    return get_object_or_404(in_reach(request, rows, "disclosure_request__business"), pk=pk)


def _show(
    request: HttpRequest, delivery: Delivery, *, form: FoundAddressForm | None = None, status: int = 200
) -> HttpResponse:
    because = delivery.returned_because
    context = {
        "delivery": delivery,
        "row": delivery.disclosure_request,
        "what_to_do": WHAT_TO_DO[ReturnReason(because)] if because else "",
        "places": [(each, _value(each)) for each in next_places(delivery)],
        "form": form or FoundAddressForm(first=_to_complete(delivery)),
    }
    return render(request, "staff/came_back.html", context, status=status)
