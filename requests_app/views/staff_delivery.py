"""What a reviewer settles about a mail or letter: send it again, it did arrive, it was posted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app import handling
from requests_app.delivery.models import Delivery, Kind
from requests_app.delivery.settle import SettleError
from requests_app.views.desk_place import to_request
from requests_app.views.guards import decides_requests, in_reach, person
from requests_app.views.staff_forms import PostedForm, SettleForm


@require_POST
@decides_requests
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a refused mail again."""
    delivery = _load(request, pk)

    def send_again() -> None:
        handling.retry_delivery(delivery_id=pk, by=person(request), now=timezone.now())

    is_anew = delivery.returned_on is not None and delivery.kind == Kind.NOTICE
    done = _("Queued again.") if is_anew else _("Queued again, under the same Message-ID.")
    return _settled(request, delivery, send_again, done)


@require_POST
@decides_requests
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a mail of unknown outcome arrived."""
    delivery = _load(request, pk)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _refused(request, delivery, _("Say whether the mail arrived."))
    arrived: bool = form.cleaned_data["arrived"]

    def settle_it() -> None:
        handling.settle_doubtful(delivery_id=pk, arrived=arrived, by=person(request), now=timezone.now())

    done = _("Settled: the mail arrived.") if arrived else _("Settled: the mail is sent again.")
    return _settled(request, delivery, settle_it, done)


@require_POST
@decides_requests
def posted(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the day on which the letter was posted."""
    delivery = _load(request, pk)
    form = PostedForm(request.POST)
    if not form.is_valid():
        return _refused(request, delivery, _("Enter the day on which the letter was posted."))

    def mark() -> None:
        handling.mark_posted(
            delivery_id=pk, posted_on=form.cleaned_data["posted_on"], by=person(request), now=timezone.now()
        )

    return _settled(request, delivery, mark, _("Recorded: the letter was posted."))


def _load(request: HttpRequest, pk: int) -> Delivery:
    rows = Delivery.objects.only("id", "disclosure_request_id", "kind", "returned_on")
    return get_object_or_404(in_reach(request, rows, "disclosure_request__business"), pk=pk)


def _settled(request: HttpRequest, delivery: Delivery, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except SettleError as refusal:
        return _refused(request, delivery, str(refusal))
    messages.success(request, done)
    return to_request(request, delivery.disclosure_request_id)


def _refused(request: HttpRequest, delivery: Delivery, says: str) -> HttpResponse:
    messages.error(request, says)
    return to_request(request, delivery.disclosure_request_id)
