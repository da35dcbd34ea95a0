"""A file with many people: looked at first, row by row, then taken; and what came of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import handling
from requests_app.handling import Batch, BatchRow, RowVerdict
from requests_app.requests.models import Dossier
from requests_app.requests.reach import businesses_of
from requests_app.views import dates
from requests_app.views.batch.batch_form import BatchForm
from requests_app.views.batch.row_form import RowForm
from requests_app.views.guards import decides_requests, in_reach, person, reads_requests
from requests_app.views.staff_entry import chosen

MOST_SHOWN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row as the page shows it: its verdict, or what is wrong with which cell."""

    number: int
    name: str
    verdict: RowVerdict | None = None
    faults: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The rows with their verdicts, and how many of each."""

    lines: tuple[RowLine, ...]
    is_taken: bool = False
    dossier: Dossier | None = None
    not_read: tuple[str, ...] = ()

    def count(self, *outcomes: str) -> int:
        return sum(line.verdict is not None and line.verdict.outcome in outcomes for line in self.lines)

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def joins(self) -> int:
        return self.count("joins")

    @property
    def before(self) -> int:
        return self.count("before", "same_row")

    @property
    def at_fault(self) -> int:
        return sum(bool(line.faults) for line in self.lines)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@decides_requests
def page(request: HttpRequest) -> HttpResponse:
    """Show the form; look at a file row by row; take its good rows."""
    businesses = list(businesses_of(person(request)))
    business = chosen(businesses, request.GET.get("business", ""))
    if business is None:
        return render(request, "staff/enter_for.html", {"businesses": businesses})
    now = timezone.now()
    if request.method != "POST":
        return _show(request, BatchForm(business=business, now=now))
    form = BatchForm(request.POST, request.FILES, business=business, now=now)
    if not form.is_valid() or form.batch is None:
        return _show(request, form, status=422)
    forms = [(number, RowForm(cells, batch=form)) for number, cells in form.batch.rows]
    batch = Batch(
        business=business,
        correspondent=form.correspondent(),
        received_at=form.received_at(),
        rows=[BatchRow(number=number, asked=each.asked_in_file()) for number, each in forms if each.is_valid()],
    )
    dossier = None
    if "take" in request.POST and form.was_looked_at:
        dossier, verdicts = handling.take_in_batch(batch=batch, by=person(request), now=now)
    else:
        verdicts = handling.foresee_batch(batch=batch, by=person(request), now=now)
    form.keep_rows()
    shown = Shown(
        lines=_lines(forms, verdicts),
        is_taken=dossier is not None,
        dossier=dossier,
        not_read=form.batch.not_read,
    )
    return _show(request, form, shown=shown)


def _lines(forms: list[tuple[int, RowForm]], verdicts: list[RowVerdict]) -> tuple[RowLine, ...]:
    by_row = {each.number: each for each in verdicts}
    lines = [
        RowLine(
            number=number,
            name=each.cells.get("requester_name", ""),
            verdict=by_row.get(number),
            faults=tuple(each.faults),
        )
        for number, each in forms
    ]
    # What has to be mended comes first; the rest as in the file.
    return tuple(sorted(lines, key=lambda line: not line.faults))


def _show(request: HttpRequest, form: BatchForm, *, shown: Shown | None = None, status: int = 200) -> HttpResponse:
    context = {"form": form, "shown": shown, "business": form.business}
    return render(request, "staff/batch/page.html", context, status=status)


@require_safe
@reads_requests
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a dossier: who asks, for whom, by when each is answered, and what staff alone should know."""
    row = get_object_or_404(in_reach(request, Dossier.objects.select_related("business", "entered_by")), pk=pk)
    receipts = row.receipts.select_related("disclosure_request").order_by("due_on", "id")
    on = dates.today(timezone.now())
    lines = [(each, dates.Due(each.disclosure_request.due_on, on)) for each in receipts[:MOST_SHOWN]]
    context = {"dossier": row, "lines": lines, "total": receipts.count()}
    return render(request, "staff/batch/dossier.html", context)
