"""The holding pen: what came by mail and is not surely a request, each with the reason; and all other mail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from requests_app.requests.models import IncomingMessage, MailboxVisit
from requests_app.requests.models.incoming_message import WAITING, Place
from requests_app.requests.queries import COUNT_CAP, PAGE_SIZE
from requests_app.views import dates
from requests_app.views.guards import in_reach, reads_requests

Messages = QuerySet[IncomingMessage]
SOON_DAYS = 7
_LONGEST_WHY = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class MailList:
    """One list of mail: its question, and what its emptiness means."""

    key: str
    title: Promise
    rows: Callable[[], Messages]
    empty: Promise


MAIL_LISTS = (
    MailList(
        key="held",
        title=_("Held for a person"),
        rows=lambda: IncomingMessage.objects.filter(place__in=sorted(WAITING)),
        empty=_(
            "No message waits for a person. What clearly asks is taken in by itself, and nothing is thrown away: "
            "the other lists show where each message went."
        ),
    ),
    MailList(
        key="aside",
        title=_("Not requests"),
        rows=lambda: IncomingMessage.objects.filter(place__in=[Place.NOT_REQUEST, Place.DUPLICATE]),
        empty=_("Nothing was put aside. Bounces, automatic replies and further copies of a message land here."),
    ),
    MailList(
        key="all",
        title=_("All mail"),
        rows=IncomingMessage.objects.all,
        empty=_("No mail has come in yet. The setting MAILBOXES says which mailboxes are fetched."),
    ),
)
BY_KEY = {each.key: each for each in MAIL_LISTS}


@dataclass(frozen=True, slots=True)
class MailRow:
    """A message as a row of its list."""

    message: IncomingMessage
    on: date

    @property
    def due(self) -> dates.Due:
        return dates.Due(self.message.due_on, self.on)

    @property
    def is_waiting(self) -> bool:
        return self.message.place in WAITING

    @property
    def is_at_risk(self) -> bool:
        days = self.due.days
        return self.is_waiting and days is not None and days <= SOON_DAYS

    @property
    def came(self) -> str:
        at = self.message.received_on or dates.today(self.message.kept_at or self.message.stored_at)
        return dates.short(at, on=self.on)

    @property
    def sender(self) -> str:
        return self.message.name or self.message.email

    @property
    def why(self) -> str:
        """Return the beginning of the explanation; the message's own page has all of it."""
        why = self.message.why
        return why if len(why) <= _LONGEST_WHY else f"{why[:_LONGEST_WHY].rpartition(' ')[0]} …"


@require_safe
@reads_requests
def listing(request: HttpRequest) -> HttpResponse:
    """Show one list of mail, 40 rows at a time: what is held, most urgent first, else the newest first."""
    on = dates.today(timezone.now())
    shown = BY_KEY.get(request.GET.get("show", ""), MAIL_LISTS[0])
    rows = _page_of(request, shown, request.GET.get("after", ""))
    context = {
        "lists": [(each, _counted(in_reach(request, each.rows())), each is shown) for each in MAIL_LISTS],
        "shown": shown,
        "rows": [MailRow(row, on) for row in rows[:PAGE_SIZE]],
        "next_after": _token(shown, rows[PAGE_SIZE - 1]) if len(rows) > PAGE_SIZE else "",
        "is_first": not request.GET.get("after"),
        "troubled": MailboxVisit.objects.exclude(problem=""),
        "on": on,
    }
    return render(request, "staff/mail/list.html", context)


def held_count(request: HttpRequest) -> int:
    """Return how many messages wait for a person, counted no further than is shown."""
    return in_reach(request, BY_KEY["held"].rows()).order_by()[:COUNT_CAP].count()


def _counted(rows: Messages) -> str:
    count = rows.order_by()[:COUNT_CAP].count()
    return f"{count:,}" if count < COUNT_CAP else f"{COUNT_CAP - 1:,}+"


def _page_of(request: HttpRequest, shown: MailList, after: str) -> list[IncomingMessage]:
    rows = (
        in_reach(request, shown.rows())
        .select_related("disclosure_request", "receipt", "business")
        .defer("text", "attachments")
    )
    if shown.key != "held":
        newest = rows.order_by("-id")
        return list((newest.filter(pk__lt=int(after)) if _is_number(after) else newest)[: PAGE_SIZE + 1])
    # What could not even be read has no due date, and so comes first: nobody knows how urgent it is.
    urgent = rows.order_by(F("due_on").asc(nulls_first=True), "id")
    day, _dot, pk = after.partition(".")
    if _is_number(pk):
        if day == "none":
            urgent = urgent.filter(Q(due_on__isnull=True, pk__gt=int(pk)) | Q(due_on__isnull=False))
        elif (due_on := _day(day)) is not None:
            urgent = urgent.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=int(pk)))
    return list(urgent[: PAGE_SIZE + 1])


def _token(shown: MailList, row: IncomingMessage) -> str:
    if shown.key != "held":
        return str(row.pk)
    return f"{row.due_on.isoformat() if row.due_on else 'none'}.{row.pk}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19  # noqa: PLR2004 - the digits that fit a row's id


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
