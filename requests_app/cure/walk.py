"""The worker's steps through a campaign. The rows are the queue: who is killed has done a row, or not begun it.

A corrected notice is compiled and laid out with no transaction open; it is kept, queued and noted at its row in one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from requests_app.cure.launch import wrong_of
from requests_app.cure.models import Campaign, CampaignRow, Why
from requests_app.delivery import queue
from requests_app.delivery.models import Delivery
from requests_app.delivery.places import ReplyPlace, open_places
from requests_app.desk.alike import Alike
from requests_app.notices import replace
from requests_app.notices.models import Notice
from requests_app.notices.shared import Shared

State = CampaignRow.State
AT_ONCE = 20
"""So many rows are laid out and kept together: a pause or a stop waits no longer than for these."""
HOUR = timedelta(hours=1)
NO_ADDRESS = "No address of this person is known, or everything sent to those that are came back."


@dataclass(frozen=True, slots=True)
class Ready:
    """A row with what is sent to its person, and where to; without a place it ends here.

    Where its notices were replaced since, as by another campaign, it follows the one that did.
    """

    row: CampaignRow
    corrected: replace.Corrected | None = None
    place: ReplyPlace | None = None
    follows: Notice | None = None


def is_first_batch_out(campaign: Campaign) -> bool:
    """Say whether the first batch has gone out and nobody has looked at it yet."""
    return campaign.looked_at is None and campaign.rows.filter(taken_at__isnull=False).count() >= campaign.first_batch


def allowed(campaign: Campaign, *, at: datetime) -> int:
    """Return how many may go out now: the rest of the first batch, then what the hour still takes."""
    taken = campaign.rows.filter(taken_at__isnull=False)
    left = campaign.an_hour - taken.filter(taken_at__gt=at - HOUR).count()
    if campaign.looked_at is None:
        left = min(left, campaign.first_batch - taken.count())
    return max(0, left)


def next_rows(campaign: Campaign, *, most: int, besides: frozenset[int]) -> list[CampaignRow]:
    """Return the rows that are next. Who is only late, or waits for an answer, is sent nothing by a campaign."""
    waiting = campaign.rows.filter(state=State.WAITING, why=Why.WRONG).exclude(pk__in=besides)
    return list(waiting.select_related("disclosure_request__business").order_by("pk")[: min(most, AT_ONCE)])


class Turn:
    """One turn of a worker: what its rows have in common is compiled and laid out once."""

    def __init__(self, rows: list[CampaignRow]) -> None:
        self._alike = Alike([row.disclosure_request for row in rows])
        self._shared = Shared(self._alike.compiled)
        self.rows = rows

    def ready(self, row: CampaignRow, *, at: datetime) -> Ready:
        """Compile and lay out what a row's person gets; raises `BlockedError`."""
        wrong = wrong_of(row)
        if not wrong:
            return Ready(row, follows=row.disclosure_request.notices.order_by("-pk")[:1].get())
        request = wrong[0].disclosure_request
        places = open_places(request)
        if not places:
            return Ready(row)
        return Ready(row, replace.prepare(request, wrong=wrong, at=at, shared=self._shared), places[0])


@transaction.atomic
def keep(campaign_id: int, ready: list[Ready], *, at: datetime, wake_after: timedelta) -> list[Delivery]:
    """Keep and queue what is ready, and note it at the rows; return what is on its way now.

    Nothing is kept where the campaign was paused or stopped meanwhile, nor for a row that another worker did.
    """
    running = Campaign.objects.select_for_update().filter(pk=campaign_id, state=Campaign.State.RUNNING)
    if not running.exists():
        return []
    ours = CampaignRow.objects.select_for_update().filter(pk__in=[each.row.pk for each in ready], state=State.WAITING)
    waiting = set(ours.order_by("pk").values_list("pk", flat=True))
    return list(_kept((each for each in ready if each.row.pk in waiting), at=at, wake_after=wake_after))


def _kept(ready: Iterator[Ready], *, at: datetime, wake_after: timedelta) -> Iterator[Delivery]:
    for each in ready:
        row = CampaignRow.objects.filter(pk=each.row.pk)
        if each.follows is not None:
            row.update(state=State.ON_WAY, notice=each.follows, says="")
            continue
        if each.corrected is None or each.place is None:
            row.update(state=State.UNREACHABLE, says=NO_ADDRESS, ended_at=at, taken_at=at)
            continue
        notice = replace.keep(each.corrected, at=at)
        content = each.corrected.prepared.compiled.content
        yield queue.queue_corrected(notice, place=each.place, content=content, at=at, wake_after=wake_after)
        row.update(state=State.ON_WAY, notice=notice, taken_at=at, says="")


def note_problem(row: CampaignRow, *, says: str) -> None:
    """Show counsel what went wrong with a row; it waits, and is tried again."""
    CampaignRow.objects.filter(pk=row.pk, state=State.WAITING).update(says=says)
