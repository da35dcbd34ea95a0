"""The people of a campaign, a line each: what they were told, what replaced it, and what became of each mail or letter.

They are read by the thousand and forgotten again, so that a hundred thousand need no more memory than a thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from requests_app.audit.models import AuditEntry
from requests_app.bundle.rows import QUEUED_AS, told
from requests_app.cure.models import Campaign, CampaignRow, RowRequest
from requests_app.delivery.models import Delivery
from requests_app.delivery.models import State as Sent
from requests_app.notices.models import Notice
from requests_app.requests.assign import name_of
from requests_app.requests.models import RequestEvent

AT_ONCE = 1_000
Row = dict[str, Any]  # a JSON object has values of any kind
_LENGTHY = frozenset({"body", "address_key", "question", "looked_at"})
"""The mail's text stands in the evidence bundle of its request; here its place is taken by the notice's digest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A person as the bundle tells of them."""

    row: CampaignRow
    told: Row
    provided_on: date | None
    """The business's day on which the notice was accepted by a mail server, or posted."""


def lines(campaign: Campaign) -> Iterator[Line]:
    """Give each row once, in the order in which they were frozen."""
    zone = ZoneInfo(campaign.event.business.timezone)
    for rows in _pages(campaign):
        parts = _Parts(rows)
        yield from (parts.line(row, zone) for row in rows)


def entries(campaign: Campaign) -> Iterator[AuditEntry]:
    """Give the audit's entries about the requests of the rows, from the launch on."""
    for rows in _pages(campaign):
        own = RowRequest.objects.filter(row__in=rows).values_list("disclosure_request__reference", flat=True)
        subjects = sorted(f"request:{reference}" for reference in set(own))
        since = AuditEntry.objects.filter(subject__in=subjects, at__gte=campaign.launched_at)
        yield from since.exclude(action__endswith="bundle_drawn").order_by("id")


def _pages(campaign: Campaign) -> Iterator[list[CampaignRow]]:
    wanted = campaign.rows.select_related("disclosure_request", "notice__document")
    wanted = wanted.defer("notice__letter", "notice__document__pdf").order_by("pk")
    after = 0
    while rows := list(wanted.filter(pk__gt=after)[:AT_ONCE]):
        yield rows
        after = rows[-1].pk


class _Parts:
    """What belongs to a page of rows, each kind read in one statement."""

    def __init__(self, rows: Iterable[CampaignRow]) -> None:
        pks = [row.pk for row in rows]
        notices = [row.notice_id for row in rows if row.notice_id is not None]
        self._requests: dict[int, list[RowRequest]] = defaultdict(list)
        own = RowRequest.objects.filter(row__in=pks).select_related("disclosure_request", "notice__document")
        for each in own.defer("notice__letter", "notice__document__pdf").order_by("pk"):
            self._requests[each.row_id].append(each)
        self._deliveries: dict[int | None, list[Delivery]] = defaultdict(list)
        sent = Delivery.objects.filter(notice__in=notices).select_related("print_run__posted_by").defer("body")
        for delivery in sent.order_by("pk"):
            self._deliveries[delivery.notice_id].append(delivery)
        self._settled = _settled(row.disclosure_request_id for row in rows)

    def line(self, row: CampaignRow, zone: ZoneInfo) -> Line:
        sent = self._deliveries[row.notice_id] if row.notice_id is not None else []
        value = {
            "reference": row.disclosure_request.reference,
            "why": row.get_why_display(),
            "language": row.language,
            "stands": row.get_state_display(),
            "says": row.says,
            "taken_at": _utc(row.taken_at),
            "ended_at": _utc(row.ended_at),
            "requests": [
                {
                    "reference": each.disclosure_request.reference,
                    "why": each.get_why_display(),
                    "was_told": _notice(each.notice),
                }
                for each in self._requests[row.pk]
            ],
            "notice": _notice(row.notice),
            "deliveries": [self._delivery(each) for each in sent],
        }
        done = [day for each in sent if (day := _provided_on(each, zone)) is not None]
        return Line(row, value, max(done, default=None))

    def _delivery(self, delivery: Delivery) -> Row:
        run, found = delivery.print_run, QUEUED_AS.search(delivery.answer)
        posted_by = name_of(run.posted_by) if run and run.posted_by else None
        settled = self._settled.get((delivery.disclosure_request_id, delivery.finished_at))
        return {
            **told(delivery, besides=_LENGTHY),
            "state": delivery.get_state_display(),
            "kind": delivery.get_kind_display(),
            "queue_id": found[1] if found else None,
            "settled_by": posted_by or settled,
        }


def _settled(requests: Iterable[int]) -> dict[tuple[int, datetime | None], str]:
    """Return which person said what became of a delivery, by its request and the moment they said it."""
    said = RequestEvent.objects.filter(
        disclosure_request__in=list(requests), kind__startswith="delivery_", by__isnull=False
    )
    return {(each.disclosure_request_id, each.at): name_of(each.by) for each in said.select_related("by") if each.by}


def _provided_on(delivery: Delivery, zone: ZoneInfo) -> date | None:
    if delivery.state == Sent.POSTED:
        return delivery.posted_on
    if delivery.state == Sent.ACCEPTED and delivery.finished_at is not None:
        return delivery.finished_at.astimezone(zone).date()
    return None


def _notice(notice: Notice | None) -> Row | None:
    if notice is None:
        return None
    return {
        "issued_on": notice.issued_on.isoformat(),
        "answer": notice.answer,
        "sha256": notice.document.digest,
        "register_version": notice.register_version,
    }


def _utc(at: datetime | None) -> str | None:
    return at.isoformat(timespec="microseconds") if at else None
