"""Letters on paper: which wait, print runs with their file and mailing list, marked as posted, and what came back."""

import logging
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from requests_app import handling
from requests_app.delivery.letters import MOST_LETTERS, to_print
from requests_app.delivery.models import Delivery, PrintRun, State
from requests_app.delivery.print_file import PrintFile, print_file
from requests_app.delivery.print_file import mailing_list as list_of
from requests_app.delivery.settle import SettleError
from requests_app.notices.render import NotLaidOutError
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.clock import clock_of
from requests_app.requests.permissions import can_review
from requests_app.requests.reach import businesses_of
from requests_app.views import dates
from requests_app.views.guards import decides_requests, in_reach, person, reads_requests
from requests_app.views.post_forms import BackForm, PostedRunForm

logger = logging.getLogger(__name__)
SHOWN_LETTERS = 40
SHOWN_RUNS = 20
LONG_TEXTS = ("body", "disclosure_request__message")
"""What no list of letters reads."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter with the day by which it has to leave."""

    row: Delivery
    on: date

    @property
    def to(self) -> list[str]:
        return self.row.recipient.splitlines()

    @property
    def due(self) -> dates.Due:
        return dates.Due(self.row.disclosure_request.due_on, self.on)

    @property
    def send_by(self) -> str:
        return dates.weekday(self._send_by, on=self.on) if self._send_by else ""

    @property
    def is_late(self) -> bool:
        """Whether it still lies here though it should be on its way."""
        return self.row.state == State.QUEUED and self._send_by is not None and self._send_by < self.on

    @property
    def _send_by(self) -> date | None:
        clock = clock_of(self.row.disclosure_request, by_post=True)
        return clock.send_by if clock else None


@dataclass(frozen=True, slots=True)
class Pile:
    """The letters of one business that wait to be printed: the first of them, and how many there are."""

    business: Business
    count: int
    lines: tuple[LetterLine, ...]


@require_safe
@reads_requests
def index(request: HttpRequest) -> HttpResponse:
    """Show what waits to be printed and which runs there are."""
    return _index(request, BackForm(initial={"returned_on": dates.today(timezone.now())}))


def _index(request: HttpRequest, form: BackForm, *, status: int = 200) -> HttpResponse:
    on = dates.today(timezone.now())
    runs = _runs(request).select_related("business", "made_by", "posted_by").annotate(number=Count("letters"))
    waiting = runs.filter(posted_on__isnull=True)
    context = {
        "piles": [pile for each in businesses_of(person(request)) if (pile := _pile(each, on)).count],
        "waiting": waiting.order_by("id")[:SHOWN_RUNS],
        "number_waiting": waiting.count(),
        "done": runs.filter(posted_on__isnull=False)[:SHOWN_RUNS],
        "most": MOST_LETTERS,
        "may_decide": can_review(request.user),
        "form": form,
    }
    return render(request, "staff/post/index.html", context, status=status)


def _pile(business: Business, on: date) -> Pile:
    rows = to_print(business.pk)
    shown = rows.select_related("disclosure_request__business").defer(*LONG_TEXTS)[:SHOWN_LETTERS]
    return Pile(business, rows.count(), tuple(LetterLine(each, on) for each in shown))


@require_POST
@decides_requests
def make(request: HttpRequest) -> HttpResponse:
    """Take a business's letters that wait into one run."""
    given = request.POST.get("business", "")
    business = businesses_of(person(request)).filter(pk=given if given.isdecimal() else 0).first()
    if business is None:
        messages.error(request, _("Choose the business whose letters are to be printed."))
        return redirect("staff:post")
    try:
        run = handling.make_print_run(
            business_id=business.pk,
            two_sided=request.POST.get("two_sided") == "on",
            by=person(request),
            now=timezone.now(),
        )
    except SettleError as refusal:
        messages.error(request, str(refusal))
        return redirect("staff:post")
    return redirect("staff:print_run", pk=run.pk)


@require_safe
@reads_requests
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a run: its letters, its file, and the form that says it was posted."""
    run = get_object_or_404(_runs(request).select_related("business", "made_by", "posted_by"), pk=pk)
    on = dates.today(timezone.now())
    return _show(request, run, PostedRunForm(letters=_waiting(run), initial={"posted_on": on}))


@require_POST
@decides_requests
def posted(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the letters of a run were posted."""
    run = get_object_or_404(_runs(request).select_related("business", "made_by", "posted_by"), pk=pk)
    waiting = _waiting(run)
    form = PostedRunForm(request.POST, letters=waiting)
    if not form.is_valid():
        return _show(request, run, form, status=422)
    chosen = {int(each) for each in form.cleaned_data["posted"]}
    try:
        _run, number = handling.mark_run_posted(
            run_id=run.pk,
            posted_on=form.cleaned_data["posted_on"],
            left_out=[each.pk for each in waiting if each.pk not in chosen],
            by=person(request),
            now=timezone.now(),
        )
    except SettleError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, run, form, status=422)
    done = ngettext("Recorded: %(number)d letter was posted.", "Recorded: %(number)d letters were posted.", number)
    messages.success(request, done % {"number": number})
    return redirect("staff:print_run", pk=run.pk)


@require_safe
@reads_requests
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file to print."""
    run = get_object_or_404(_runs(request), pk=pk)
    found = _print_file(request, run)
    if found is None:
        return redirect("staff:print_run", pk=run.pk)
    name = f'attachment; filename="letters-{run.pk}.pdf"'
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(found.stack.pdf, content_type="application/pdf", headers=headers)


@require_safe
@reads_requests
def mailing_list(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Hand out whom the letters go to, as a table."""
    run = get_object_or_404(_runs(request), pk=pk)
    found = _print_file(request, run)
    if found is None:
        return redirect("staff:print_run", pk=run.pk)
    headers = {"Content-Disposition": f'attachment; filename="letters-{run.pk}.csv"'}
    return StreamingHttpResponse(list_of(found), content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@decides_requests
def back(request: HttpRequest) -> HttpResponse:
    """Record that a letter came back, found by the reference on it, then lead on to where else it can go."""
    form = BackForm(request.POST)
    if not form.is_valid():
        return _index(request, form, status=422)
    sent = Delivery.objects.filter(
        state=State.POSTED, disclosure_request__receipts__reference=form.cleaned_data["reference"]
    )
    delivery = in_reach(request, sent, "disclosure_request__business").order_by("-id").first()
    if delivery is None:
        form.add_error("reference", _("No letter with this reference was posted. Compare it with the letter."))
        return _index(request, form, status=422)
    try:
        handling.take_back_letter(
            delivery_id=delivery.pk,
            returned_on=form.cleaned_data["returned_on"],
            because=ReturnReason(form.cleaned_data["because"]),
            by=person(request),
            now=timezone.now(),
        )
    except SettleError as refusal:
        form.add_error(None, str(refusal))
        return _index(request, form, status=422)
    messages.success(request, _("Recorded: the letter came back, and the request is open again. Choose where it goes."))
    return redirect("staff:elsewhere", pk=delivery.pk)


def _runs(request: HttpRequest) -> QuerySet[PrintRun]:
    return in_reach(request, PrintRun.objects.all())


def _waiting(run: PrintRun) -> list[Delivery]:
    """Return the letters of a run that nobody has marked as posted, in the order in which they lie in its file."""
    rows = run.letters.filter(state=State.QUEUED).select_related("disclosure_request")
    return list(rows.defer(*LONG_TEXTS).order_by("disclosure_request__due_on", "id"))


def _print_file(request: HttpRequest, run: PrintRun) -> PrintFile | None:
    try:
        return print_file(run)
    except NotLaidOutError:
        logger.exception("the sheets of print run %s could not be laid out", run.pk)
        messages.error(request, _("The address sheets could not be laid out. The log says why."))
        return None


def _show(request: HttpRequest, run: PrintRun, form: PostedRunForm, *, status: int = 200) -> HttpResponse:
    on = dates.today(timezone.now())
    rows = run.letters.select_related("disclosure_request__business").defer(*LONG_TEXTS)
    lines = [LetterLine(each, on) for each in rows.order_by("disclosure_request__due_on", "id")]
    context = {"run": run, "lines": lines, "form": form, "may_decide": can_review(request.user)}
    return render(request, "staff/post/run.html", context, status=status)
