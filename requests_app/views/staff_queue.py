"""The review queue: what today asks for, and the requests, most urgent first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from requests_app.notices.models import Notice
from requests_app.register.models import DutyCheck
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import COUNT_CAP, PAGE_SIZE, DisclosureRequestQuerySet
from requests_app.requests.status import DECIDED, OPEN
from requests_app.views import dates
from requests_app.views.clock import is_at_risk
from requests_app.views.guards import reads_requests
from requests_app.views.listings import BY_KEY, FURTHER, LISTINGS, Listing
from requests_app.views.pen import held_count
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
    shown = BY_KEY.get(request.GET.get("show", ""), BY_KEY["open"])
    rows = _page_of(shown.rows(on), after=_after(request.GET.get("after", "")))
    context = {
        "tiles": [Tile(each, each.rows(on).capped_count(), each is shown) for each in LISTINGS],
        "mail_held": counted(held_count()),
        "duty_tasks": DutyCheck.objects.filter(open_since__isnull=False).select_related("business")[:MOST_DUTY_TASKS],
        "further": FURTHER,
        "shown": shown,
        "total": counted(shown.rows(on).capped_count()),
        "rows": [QueueRow(row, on) for row in rows[:PAGE_SIZE]],
        "next_after": _token(rows[PAGE_SIZE - 1]) if len(rows) > PAGE_SIZE else "",
        "is_first": not request.GET.get("after"),
        "on": on,
    }
    return render(request, "staff/queue.html", context)


def counted(count: int) -> str:
    """Return a count as shown: nobody reads further than a thousand."""
    return f"{count:,}" if count < COUNT_CAP else f"{COUNT_CAP - 1:,}+"


def _page_of(rows: DisclosureRequestQuerySet, *, after: tuple[date | None, int] | None) -> list[DisclosureRequest]:
    notices = Notice.objects.only("disclosure_request_id", "answer").order_by("id")
    wanted = rows.select_related("business", "brand").prefetch_related(Prefetch("notices", queryset=notices))
    return list(wanted.defer("message").by_due_date(after=after)[: PAGE_SIZE + 1])


def _token(row: DisclosureRequest) -> str:
    return f"{row.due_on.isoformat() if row.due_on else 'none'}.{row.pk}"


def _after(token: str) -> tuple[date | None, int] | None:
    """Read the place where the next page begins; a broken one begins at the front."""
    day, _dot, pk = token.partition(".")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):  # noqa: PLR2004 - the digits that fit a row's id
        return None
    if day == "none":
        return None, int(pk)
    try:
        return date.fromisoformat(day), int(pk)
    except ValueError:
        return None
