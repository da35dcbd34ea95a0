"""What is due for destruction: the lists, one list with its two approvals, and the schedule behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from requests_app import handling
from requests_app.cure.knowledge import today_at
from requests_app.register.models import Business
from requests_app.requests.permissions import can_destroy
from requests_app.requests.reach import businesses_of
from requests_app.retention.batches import BatchError, counted
from requests_app.retention.due import periods
from requests_app.retention.models import DestructionBatch, DestructionItem, LegalHold
from requests_app.retention.schedule import REVIEW_DAYS, Kind, Period
from requests_app.views.destruction.forms import CancelForm
from requests_app.views.guards import destroys, in_reach, person, reads_destruction

PAGE_SIZE = 100
MOST_HOLDS = 200
State, Outcome = DestructionBatch.State, DestructionItem.Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """A list as the index shows it."""

    batch: DestructionBatch
    waiting: int
    destroyed: int
    kept: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long one business keeps each kind, and why."""

    business: Business
    periods: tuple[tuple[Kind, Period], ...]


def _batches(request: HttpRequest) -> QuerySet[DestructionBatch]:
    rows = DestructionBatch.objects.select_related("business", "first_by", "second_by", "cancelled_by")
    return in_reach(request, rows)


def _line(batch: DestructionBatch) -> Line:
    sums = counted(batch)
    return Line(batch, sums.get(Outcome.WAITING, 0), sums.get(Outcome.DESTROYED, 0), sums.get(Outcome.KEPT, 0))


@require_safe
@reads_destruction
def index(request: HttpRequest) -> HttpResponse:
    """Show the lists, the newest first, the holds that stand, and the schedule."""
    held = LegalHold.objects.filter(lifted_at__isnull=True).select_related("disclosure_request", "by")
    found = Paginator(_batches(request), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "lines": [_line(batch) for batch in found],
        "holds": in_reach(request, held, "disclosure_request__business").order_by("-since")[:MOST_HOLDS],
        "schedules": [Schedule(each, tuple(periods(each).items())) for each in businesses_of(person(request))],
        "review_days": REVIEW_DAYS,
    }
    return render(request, "staff/destruction/index.html", context)


@require_safe
@reads_destruction
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one list: what is on it, what it rests on, who approved it."""
    return _page(request, get_object_or_404(_batches(request), pk=pk))


@require_POST
@destroys
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a list; the second person's word lets it be destroyed."""
    batch = get_object_or_404(_batches(request), pk=pk)
    try:
        batch = handling.approve_destruction(batch_id=batch.pk, by=person(request), now=timezone.now())
    except BatchError as refused:
        messages.error(request, str(refused))
    else:
        is_second = batch.state == State.APPROVED
        says = (
            _("Approved by two people. It is being destroyed.")
            if is_second
            else _("Approved. A second person is next.")
        )
        messages.success(request, says)
    return redirect("staff:destruction", pk=pk)


@require_POST
@destroys
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a list back, with a reason."""
    batch = get_object_or_404(_batches(request), pk=pk)
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _page(request, batch, form=form, status=422)
    try:
        handling.cancel_destruction(
            batch_id=batch.pk, because=form.cleaned_data["because"], by=person(request), now=timezone.now()
        )
    except BatchError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Cancelled. What was not destroyed before stays."))
    return redirect("staff:destruction", pk=pk)


def _page(
    request: HttpRequest, batch: DestructionBatch, *, form: CancelForm | None = None, status: int = 200
) -> HttpResponse:
    reader, today = person(request), today_at(batch.business, timezone.now())
    items = batch.items.select_related("disclosure_request").order_by("pk")
    wanted = request.GET.get("outcome", "")
    shown = items.filter(outcome=wanted) if wanted in Outcome.values else items
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    line = _line(batch)
    context = {
        "batch": batch,
        "line": line,
        "outcomes": [(Outcome.WAITING, line.waiting), (Outcome.DESTROYED, line.destroyed), (Outcome.KEPT, line.kept)],
        "outcome": wanted,
        "page": page,
        "terms": [(Kind(kind).label, each) for kind, each in sorted(batch.basis.items())],
        "held": _held(page),
        "form": form or CancelForm(),
        "may_cancel": can_destroy(reader) and batch.state in {State.REVIEW, State.APPROVED},
        "may_approve": can_destroy(reader) and _waits_for(batch, reader.pk, on=today),
        "is_reviewed": batch.state == State.REVIEW and today >= batch.review_until,
    }
    return render(request, "staff/destruction/show.html", context, status=status)


def _waits_for(batch: DestructionBatch, reader: int, *, on: date) -> bool:
    return batch.state == State.REVIEW and on >= batch.review_until and batch.first_by_id != reader


def _held(items: Iterable[DestructionItem]) -> frozenset[int]:
    requests = [item.disclosure_request_id for item in items if item.disclosure_request_id is not None]
    holds = LegalHold.objects.filter(disclosure_request__in=requests, lifted_at__isnull=True)
    return frozenset(holds.values_list("disclosure_request", flat=True))
