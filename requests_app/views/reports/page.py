"""A report on the screen: its figures with their definitions, its charts with their tables."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from requests_app import handling
from requests_app.delivery.models import Kind
from requests_app.reports.beside import Deliveries
from requests_app.reports.record import IN_A_VOLUME, volumes_of
from requests_app.reports.report import CLAUSES, Row, report
from requests_app.reports.scope import Scope, today_of, years_of
from requests_app.reports.sheet import csv_lines
from requests_app.requests.models import ReplyBy
from requests_app.requests.reach import businesses_of
from requests_app.statute import Answer
from requests_app.views import dates
from requests_app.views.guards import person, reads_requests
from requests_app.views.only_business import lead
from requests_app.views.reports import charts
from requests_app.views.reports.form import ScopeForm
from requests_app.views.words import ANSWERS, CHANNELS

KINDS = {
    Kind.ACKNOWLEDGEMENT: gettext_lazy("Acknowledgements"),
    Kind.NOTICE: gettext_lazy("Notices"),
    Kind.QUESTION: gettext_lazy("Questions to the requester"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table with the name that it is read by."""

    name: str
    row: Row
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one kind of mail or letter, with the name it is read by."""

    name: str
    row: Deliveries


@require_safe
@reads_requests
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the report of the only business there is, or let the reader choose one."""
    return lead(request, to="staff:report", title=_("Reports"))


@require_safe
@reads_requests
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the report of a year."""
    form, scope = asked_for(request, slug)
    found = report(scope)
    months = [Line(date_format(_first_of(row.key), "F"), row) for row in found.months]
    context = {
        "business": scope.business,
        "form": form,
        "query": request.GET.urlencode(),
        "scope": scope,
        "report": found,
        "counted_on": dates.long(scope.on),
        "is_narrowed": bool(scope.door or scope.answer),
        "months_chart": charts.months(found),
        "months": [line for line in months if line.row.received],
        "spans_chart": charts.spans(found),
        "spans": [(charts.span_in_words(span), span.answers) for span in found.spans],
        "doors": [Line(str(CHANNELS[row.key]), row) for row in found.doors],
        "answers": [Line(str(ANSWERS[row.key]), row, CLAUSES[Answer(row.key)]) for row in found.answers],
        "deliveries": [Sent(_kind(row), row) for row in found.deliveries],
        "volumes": range(1, volumes_of(found.all.received) + 1),
        "in_a_volume": IN_A_VOLUME,
        "has_others": businesses_of(person(request)).exclude(pk=scope.business.pk).exists(),
    }
    return render(request, "staff/reports/page.html", context)


@require_safe
@reads_requests
def sheet(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """Hand out the report as CSV, with its definitions."""
    _form, scope = asked_for(request, slug)
    return StreamingHttpResponse(
        csv_lines(report(scope)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-requests-{scope.year}.csv"'},
    )


@require_POST
@reads_requests
def draw(request: HttpRequest, slug: str, year: int, volume: int) -> HttpResponse:
    """Hand out a volume of the year's record as PDF; who drew it is recorded."""
    now = timezone.now()
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    if year not in years_of(business, on=today_of(business, now)):
        raise Http404
    drawn = handling.draw_record(business=business, year=year, volume=volume, by=person(request), now=now)
    if drawn is None:
        raise Http404
    name = f"{slug}-record-{year}-{volume}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(drawn.pdf, content_type="application/pdf", headers=headers)


def asked_for(request: HttpRequest, slug: str) -> tuple[ScopeForm, Scope]:
    """Return what the address asks about; a business out of reach is not there, nor is a year without a report."""
    business = get_object_or_404(businesses_of(person(request)), slug=slug)
    form = ScopeForm(request.GET, business=business, on=today_of(business, timezone.now()))
    scope = form.scope()
    if scope is None:
        msg = "There is no such report."
        raise Http404(msg)
    return form, scope


def _kind(row: Deliveries) -> str:
    name = KINDS[Kind(row.kind)]
    return _("%(what)s by post" if row.channel == ReplyBy.POST else "%(what)s by e-mail") % {"what": name}


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
