"""The review queue: what today asks for, and the requests, most urgent first."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.audit import nightly
from requests_app.desk.listings import FURTHER, LISTINGS, Listing
from requests_app.desk.narrowing import Narrowing
from requests_app.desk.saved import lists_of
from requests_app.desk.walking import Place
from requests_app.notices.models import Notice
from requests_app.notices.own_words import missing_texts
from requests_app.notices.sign import unsigned
from requests_app.register.models import DutyCheck
from requests_app.requests.assign import name_of
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import can_review
from requests_app.requests.queries import COUNT_CAP, DisclosureRequestQuerySet
from requests_app.requests.status import DECIDED, OPEN
from requests_app.views import dates
from requests_app.views.clock import is_at_risk
from requests_app.views.desk_place import DeskPlace
from requests_app.views.guards import bound, in_reach, person, reads_requests
from requests_app.views.pen import held_count
from requests_app.views.queue_columns import Columns
from requests_app.views.queue_forms import NarrowForm
from requests_app.views.texts.missing import MissingLine
from requests_app.views.words import ANSWERS, channel

MOST_DUTY_TASKS = 10


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that opens its list."""

    listing: Listing
    count: int
    is_shown: bool

    @property
    def number(self) -> str:
        return counted(self.count)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A request as a row of the queue."""

    request: DisclosureRequest
    on: date
    url: str

    @property
    def due(self) -> dates.Due:
        return dates.Due(self.request.due_on, self.on)

    @property
    def is_at_risk(self) -> bool:
        return is_at_risk(self.request, on=self.on)

    @property
    def is_open(self) -> bool:
        return self.request.status in OPEN

    @property
    def came(self) -> str:
        return channel(self.request)

    @property
    def received(self) -> str:
        return dates.short(self.request.received_on, on=self.on)

    @property
    def answer(self) -> str:
        notices = list(self.request.notices.all())
        return str(ANSWERS[notices[-1].answer]) if notices else ""

    @property
    def holder(self) -> str:
        """Who has it in hand."""
        return name_of(self.request.assigned_to) if self.request.assigned_to else ""

    @property
    def deferred(self) -> str:
        """Until when it is put off."""
        until = self.request.deferred_until
        return dates.short(until, on=self.on) if until is not None and until > self.on and self.is_open else ""

    @property
    def since(self) -> str:
        """Since when a decided request waits for a worker."""
        if self.request.status not in DECIDED or self.request.decided_at is None:
            return ""
        return dates.moment(self.request.decided_at, zone=self.request.business.timezone, on=self.on)


@require_safe
@reads_requests
def queue(request: HttpRequest) -> HttpResponse:
    """Show the numbers of today and one list, 40 rows at a time."""
    on = dates.today(timezone.now())
    narrowing, bad = Narrowing.read(request.GET)
    after = Place.read(request.GET.get("after", ""))
    rows = in_reach(request, narrowing.rows(on=on))
    page = narrowing.page(_with_what_is_shown(rows), after=after)
    place = DeskPlace(narrowing=narrowing, after=after)
    duty_tasks = DutyCheck.objects.filter(open_since__isnull=False)
    known = bound(request)
    lacking = [each for each in missing_texts() if known is None or each.business_id in known]
    context = {
        **_numbers(request, on, shown=narrowing.listing),
        "duty_tasks": in_reach(request, duty_tasks.select_related("business"))[:MOST_DUTY_TASKS],
        "unsigned": unsigned(known),
        "broken_audit": nightly.broken() if known is None else None,
        "missing_texts": [MissingLine.of(each) for each in lacking[:MOST_DUTY_TASKS]],
        "further": FURTHER,
        "narrowing": narrowing,
        "form": NarrowForm(narrowing, bad, known),
        "may_decide": can_review(request.user),
        "columns": Columns.of(request),
        "saved": lists_of(person(request), bound=known),
        "shown": narrowing.listing,
        "total": counted(narrowing.count(rows)),
        "rows": [
            QueueRow(row, on, reverse("staff:request", args=[row.pk]) + "?" + replace(place, row=number).carried)
            for number, row in enumerate(page.rows)
        ],
        "to_index": in_reach(request, DisclosureRequest.objects.to_index()).capped_count() if narrowing.q else 0,
        "first": narrowing.query,
        "onward": replace(place, after=page.onward).query if page.onward else "",
        "is_first": after is None,
        "on": on,
    }
    return render(request, "staff/queue.html", context)


@require_safe
@reads_requests
def numbers(request: HttpRequest) -> HttpResponse:
    """Show the numbers of today alone, as a page asks for them that stays open."""
    return render(request, "staff/queue_tiles.html", _numbers(request, dates.today(timezone.now())))


def _numbers(request: HttpRequest, on: date, *, shown: Listing | None = None) -> dict[str, object]:
    return {
        "tiles": [Tile(each, in_reach(request, each.rows(on)).capped_count(), each is shown) for each in LISTINGS],
        "mail_held": counted(held_count(request)),
    }


def counted(count: int) -> str:
    """Return a count as shown: nobody reads further than a thousand."""
    return f"{count:,}" if count < COUNT_CAP else f"{COUNT_CAP - 1:,}+"


def _with_what_is_shown(rows: DisclosureRequestQuerySet) -> DisclosureRequestQuerySet:
    """Let the rows bring what a line of the list shows, and no long text."""
    notices = Notice.objects.only("disclosure_request_id", "answer").order_by("id")
    wanted = rows.select_related("business", "brand", "assigned_to")
    return wanted.prefetch_related(Prefetch("notices", queryset=notices)).defer("message")
