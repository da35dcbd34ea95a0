"""Many requests at once: chosen, looked at, confirmed; then how far it is, and what became of each."""

import csv
from collections.abc import Callable, Iterator

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from requests_app import handling
from requests_app.desk import bulk
from requests_app.desk.models import BulkItem, BulkRun
from requests_app.desk.narrowing import Narrowing, is_id
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import Status
from requests_app.views import dates
from requests_app.views.guards import bound, decides_requests, in_reach, person, reads_requests
from requests_app.views.queue_forms import AssignForm

MOST_SHOWN = 100
MOST_RUNS = 50
ALL_OF_THE_LIST = "all"
_ENDED = (BulkItem.Outcome.FAILED, BulkItem.Outcome.SKIPPED, BulkItem.Outcome.DONE)


@require_POST
@decides_requests
def freeze(request: HttpRequest) -> HttpResponse:
    """Freeze what was ticked, or the whole list as it is narrowed, and show what would happen to it."""
    now = timezone.now()
    narrowing, _bad = Narrowing.read(QueryDict(request.POST.get("list", "")).dict())
    rows = in_reach(request, narrowing.rows(on=dates.today(now)))
    if request.POST.get("which") != ALL_OF_THE_LIST:
        picked = [int(pk) for pk in request.POST.getlist("pick") if is_id(pk)]
        rows = in_reach(request, DisclosureRequest.objects.filter(pk__in=picked))
    kind = BulkRun.Kind.ASSIGN if request.POST.get("do") == "assign" else BulkRun.Kind.APPROVE
    to = None
    if kind == BulkRun.Kind.APPROVE:
        rows = rows.filter(status=Status.RECEIVED)
    else:
        form = AssignForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Choose a reviewer from the list, or nobody."))
            return redirect(f"{_queue()}?{narrowing.query}")
        to = form.cleaned_data["to"]
    try:
        run = handling.freeze_bulk(rows=rows, kind=kind, chosen_by=narrowing.query, to=to, by=person(request), now=now)
    except bulk.BulkError as refusal:
        only = _("Only requests that wait for review can be approved.") if kind == BulkRun.Kind.APPROVE else ""
        messages.error(request, f"{refusal} {only}".strip())
        return redirect(f"{_queue()}?{narrowing.query}")
    return redirect("staff:bulk", pk=run.pk)


@require_safe
@reads_requests
def index(request: HttpRequest) -> HttpResponse:
    """List what was done to many at once, newest first."""
    runs = _runs(request).select_related("by").annotate(number=Count("items"))[:MOST_RUNS]
    return render(request, "staff/bulk/index.html", {"runs": runs})


@require_safe
@reads_requests
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would happen; once it is confirmed, how far it is and what became of each."""
    run = get_object_or_404(_runs(request).select_related("by", "to"), pk=pk)
    items = run.items.select_related("disclosure_request")
    waits = run.confirmed_at is None and run.cancelled_at is None
    context = {
        "run": run,
        "sums": bulk.sums(run),
        "waits": waits,
        "moves": run.confirmed_at is not None and run.finished_at is None,
        "back": f"{_queue()}?{run.chosen_by}",
        "kinds": _kinds(run) if waits else (),
        "sample": items.order_by("disclosure_request__due_on", "id")[:MOST_SHOWN] if waits else (),
        "ended": [(outcome, items.filter(outcome=outcome)[:MOST_SHOWN]) for outcome in _ENDED],
        "most_shown": MOST_SHOWN,
    }
    return render(request, "staff/bulk/show.html", context)


@require_POST
@decides_requests
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it begin."""
    return _done(request, pk, handling.confirm_bulk)


@require_POST
@decides_requests
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop it: what is done stays done."""
    return _done(request, pk, handling.cancel_bulk)


def _done(request: HttpRequest, pk: int, door: Callable[..., object]) -> HttpResponse:
    """Go through a door with a run, and come back to its page, which says why where the door stayed shut."""
    run = get_object_or_404(_runs(request), pk=pk)
    try:
        door(run_id=run.pk, by=person(request), now=timezone.now())
    except bulk.BulkError as refusal:
        messages.error(request, str(refusal))
    return redirect("staff:bulk", pk=run.pk)


@require_safe
@reads_requests
def results(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Hand out what became of each as a table, a line a request."""
    run = get_object_or_404(_runs(request), pk=pk)
    writer = csv.writer(_Echo())
    response = StreamingHttpResponse((writer.writerow(line) for line in _lines(run)), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="bulk-{run.pk}.csv"'
    return response


def _runs(request: HttpRequest) -> QuerySet[BulkRun]:
    """Return the runs of which no request is out of the reader's reach."""
    known = bound(request)
    if known is None:
        return BulkRun.objects.all()
    beyond = BulkItem.objects.filter(run=OuterRef("pk")).exclude(disclosure_request__business__in=sorted(known))
    return BulkRun.objects.exclude(Exists(beyond))


class _Echo:
    """Gives each line back to whoever writes it, so that none is gathered."""

    def write(self, line: str) -> str:
        return line


def _lines(run: BulkRun) -> Iterator[tuple[str, ...]]:
    yield ("reference", "outcome", "why", "at")
    for item in run.items.select_related("disclosure_request").order_by("id").iterator(chunk_size=1_000):
        at = item.done_at.isoformat() if item.done_at else ""
        yield (item.disclosure_request.reference or "", item.get_outcome_display(), item.says, at)


def _kinds(run: BulkRun) -> list[tuple[str, int]]:
    """Return how many of the chosen are which: what a person wants to know before it begins."""
    rows = DisclosureRequest.objects.filter(bulk_items__run=run).order_by()
    by_business = rows.values_list("business__legal_name", "report_year").annotate(number=Count("id"))
    by_door = rows.values_list("reply_by").annotate(number=Count("id"))
    labels = {choice.value: choice.label for choice in ReplyBy}
    named = [(f"{business}, {_('disclosures of')} {year}", number) for business, year, number in by_business]
    return sorted(named) + sorted((f"{_('Answer')} {labels[reply_by]}", number) for reply_by, number in by_door)


def _queue() -> str:
    return reverse("staff:queue")
