"""The worker's steps through a campaign. The rows are the queue: who is killed has done a row, or not begun it.

A corrected notice is compiled and laid out with no transaction open; it is kept, queued and noted at its row in one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from requests_app.cure.joined import joined
from requests_app.cure.launch import BY_AGENT, IS_ERASED, wrong_of
from requests_app.cure.models import Campaign, CampaignRow, RowRequest, Why
from requests_app.delivery import queue
from requests_app.delivery.models import Delivery
from requests_app.delivery.places import ReplyPlace, open_places
from requests_app.delivery.replaced import keep_back
from requests_app.desk.alike import Alike
from requests_app.notices import replace
from requests_app.notices.models import Notice
from requests_app.notices.shared import Shared
from requests_app.requests.models import DisclosureRequest

State = CampaignRow.State
AT_ONCE = 20
"""So many rows are laid out and kept together: a pause or a stop waits no longer than for these."""
HOUR = timedelta(hours=1)
ONE_PERSON = "One person with %s: one notice answers both."
RIGHT_BY_NOW = "By now the register says again what this person was told: nothing is to be put right."
NO_ADDRESS = "No address of this person is known, or everything sent to those that are came back."


@dataclass(frozen=True, slots=True)
class Ready:
    """A row with what is sent to its person, and where to; or how it ends, where nothing is.

    Where its notices were replaced since, as by another campaign, it follows the one that did. `joined` are other rows
    of the same person, which it answers for.
    """

    row: CampaignRow
    corrected: replace.Corrected | None = None
    place: ReplyPlace | None = None
    follows: Notice | None = None
    ends: tuple[CampaignRow.State, str] | None = None
    joined: tuple[CampaignRow, ...] = ()

    @property
    def rows(self) -> set[int]:
        return {self.row.pk, *(each.pk for each in self.joined)}


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
        self._joined = joined(rows)
        self.rows = rows

    def ready(self, row: CampaignRow, *, at: datetime) -> Ready:
        """Compile and lay out what a row's person gets; raises `BlockedError`."""
        others = tuple(self._joined.get(row.pk, ()))
        wrong = wrong_of(row)
        if not wrong:
            return Ready(row, follows=row.disclosure_request.notices.order_by("-pk")[:1].get())
        wrong += [notice for each in others for notice in wrong_of(each)]
        if wrong[0].disclosure_request.represented:
            return Ready(row, ends=(State.AGENT, BY_AGENT))
        reached = _reached(wrong)
        if reached is None:
            is_erased = all(_is_erased(each.disclosure_request) for each in wrong)
            return Ready(row, ends=(State.ERASED, IS_ERASED) if is_erased else (State.UNREACHABLE, NO_ADDRESS))
        first, place = reached
        wrong.sort(key=lambda notice: notice is not first)
        corrected = replace.prepare(first.disclosure_request, wrong=wrong, at=at, shared=self._shared)
        if corrected is None:
            return Ready(row, ends=(State.LEFT_OUT, RIGHT_BY_NOW))
        return Ready(row, corrected, place, joined=others)


def _reached(wrong: list[Notice]) -> tuple[Notice, ReplyPlace] | None:
    """Return the first notice of a person that can be answered where its request says, and where that is."""
    places = ((notice, open_places(notice.disclosure_request)) for notice in wrong)
    return next(((notice, found[0]) for notice, found in places if found), None)


def _is_erased(row: DisclosureRequest) -> bool:
    return not (row.requester_name or row.email or row.street)


@transaction.atomic
def keep(campaign_id: int, ready: list[Ready], *, at: datetime, wake_after: timedelta) -> list[Delivery]:
    """Keep and queue what is ready, and note it at the rows; return what is on its way now.

    Nothing is kept where the campaign was paused or stopped meanwhile, nor for a row that another worker did, or whose
    request changed since it was read: it has another turn.
    """
    running = Campaign.objects.select_for_update().filter(pk=campaign_id, state=Campaign.State.RUNNING)
    if not running.exists():
        return []
    pks = set[int]().union(*(each.rows for each in ready))
    ours = CampaignRow.objects.select_for_update().filter(pk__in=pks, state=State.WAITING)
    waiting = set(ours.order_by("pk").values_list("pk", flat=True))
    as_read = _as_read([each.corrected for each in ready if each.corrected is not None])
    return list(_kept(ready, waiting, as_read, at=at, wake_after=wake_after))


def _as_read(corrected: list[replace.Corrected]) -> set[int]:
    """Return the requests that nobody changed since they were read; they are held until the transaction ends."""
    seen = {each.prepared.disclosure_request_id: each.prepared.version for each in corrected}
    held = DisclosureRequest.objects.select_for_update().filter(pk__in=seen).order_by("pk")
    return {pk for pk, version in held.values_list("pk", "version") if version == seen[pk]}


def _kept(
    ready: list[Ready], waiting: set[int], as_read: set[int], *, at: datetime, wake_after: timedelta
) -> Iterator[Delivery]:
    for each in ready:
        if not each.rows <= waiting:
            continue
        row = CampaignRow.objects.filter(pk=each.row.pk)
        if each.follows is not None:
            row.update(state=State.ON_WAY, notice=each.follows, says="")
            continue
        if each.corrected is None or each.place is None:
            state, says = each.ends or (State.UNREACHABLE, NO_ADDRESS)
            row.update(state=state, says=says, ended_at=at)
            continue
        if each.corrected.prepared.disclosure_request_id not in as_read:
            continue
        waiting -= each.rows
        keep_back(each.corrected.wrong, at=at)
        notice = replace.keep(each.corrected, at=at)
        content = each.corrected.prepared.compiled.content
        yield queue.queue_corrected(notice, place=each.place, content=content, at=at, wake_after=wake_after)
        row.update(state=State.ON_WAY, notice=notice, taken_at=at, says="")
        _answer_for(each, at=at)


def _answer_for(ready: Ready, *, at: datetime) -> None:
    """End the other rows of the same person: the one notice replaces theirs, too, and the row lists them."""
    others = [each.pk for each in ready.joined]
    if not others:
        return
    says = ONE_PERSON % ready.row.disclosure_request.reference
    CampaignRow.objects.filter(pk__in=others).update(state=State.LEFT_OUT, says=says, ended_at=at)
    RowRequest.objects.bulk_create(
        RowRequest(
            row=ready.row, disclosure_request_id=each.disclosure_request_id, notice_id=each.notice_id, why=each.why
        )
        for each in RowRequest.objects.filter(row__in=others).order_by("pk")
    )


def note_problem(row: CampaignRow, *, says: str) -> None:
    """Show counsel what went wrong with a row; it waits, and is tried again."""
    CampaignRow.objects.filter(pk=row.pk, state=State.WAITING).update(says=says)
