"""The way of a campaign: drafted, launched, paused, gone on with, stopped, done. Each move is asked for by counsel.

The launch has two steps: counsel's word, and the rows, which a worker writes all together. Nobody is written to before.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count

from requests_app.cure.affected import Affected
from requests_app.cure.dry_run import dry_run
from requests_app.cure.launch import freeze
from requests_app.cure.models import FINAL, Campaign, CampaignRow, KnowledgeEvent
from requests_app.cure.scope import Scope

State = Campaign.State
OVER = frozenset({State.STOPPED, State.DONE})
STOPPED_BEFORE = "The campaign was stopped before its turn."


class CampaignError(Exception):
    """Nothing was done; the message is a sentence for counsel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many rows of a campaign stand where; they always add up to all of them."""

    waiting: int = 0
    on_way: int = 0
    delivered: int = 0
    posted: int = 0
    unreachable: int = 0
    agent: int = 0
    erased: int = 0
    left_out: int = 0

    @property
    def all(self) -> int:
        return self.ended + self.waiting + self.on_way

    @property
    def ended(self) -> int:
        return self.delivered + self.posted + self.unreachable + self.agent + self.erased + self.left_out

    @property
    def percent(self) -> int:
        return 100 * self.ended // self.all if self.all else 100


def draft(event: KnowledgeEvent, *, first_batch: int, an_hour: int, by: User, at: datetime) -> Campaign:
    """Write down how a campaign would go, or write it down anew; nobody is touched. Raises `CampaignError`."""
    open_one = event.campaigns.exclude(state__in=sorted(OVER)).first()
    if open_one is not None and open_one.state != State.DRAFT:
        msg = "A campaign for this event is under way. Wait until it is done, or stop it."
        raise CampaignError(msg)
    campaign = open_one or Campaign(event=event, made_by=by, made_at=at)
    campaign.first_batch, campaign.an_hour = first_batch, an_hour
    campaign.save()
    return campaign


@transaction.atomic
def launch(campaign_id: int, *, scope: Scope, by: User, at: datetime) -> Campaign:
    """Take counsel's word that a campaign begins, with how many people it will be. Raises `CampaignError`."""
    campaign = _held(campaign_id, {State.DRAFT}, "This campaign was launched already.")
    counted = dry_run(Affected(scope))
    if not counted.people:
        msg = "Nobody is touched: there is nothing to send."
        raise CampaignError(msg)
    campaign.counted, campaign.people = counted.as_json(), counted.people
    campaign.state, campaign.launched_by, campaign.launched_at = State.LAUNCHING, by, at
    campaign.save()
    return campaign


@transaction.atomic
def write_rows(campaign_id: int, *, scope: Scope, at: datetime) -> Campaign:
    """Freeze a row for each person an event touches now, and let the campaign begin: all of it, or nothing.

    It takes a minute for a million, and is held against a stop at its end alone, so that counsel need not wait for it.
    Where nobody is touched any more, the campaign is a draft again. Raises `CampaignError` where it was stopped.
    """
    affected = Affected(scope)
    counted = dry_run(affected).as_json()
    people = freeze(Campaign.objects.get(pk=campaign_id), affected, at=at)
    campaign = _held(campaign_id, {State.LAUNCHING}, "This campaign is not being launched.")
    campaign.counted, campaign.people, campaign.state = counted, people, State.RUNNING
    if not people:
        campaign.state, campaign.launched_by, campaign.launched_at = State.DRAFT, None, None
    campaign.save()
    return campaign


@transaction.atomic
def pause(campaign_id: int, *, because: str = "") -> Campaign:
    """Let nobody else be written to for now; `because` is why, where the program paused by itself."""
    campaign = _held(campaign_id, {State.RUNNING}, "Only a campaign that runs can be paused.")
    campaign.state, campaign.problem = State.PAUSED, because
    campaign.save(update_fields=["state", "problem"])
    return campaign


@transaction.atomic
def go_on(campaign_id: int, *, at: datetime) -> Campaign:
    """Go on after a pause: whoever says so has looked at the first batch."""
    campaign = _held(campaign_id, {State.PAUSED}, "Only a paused campaign can go on.")
    campaign.state, campaign.problem = State.RUNNING, ""
    campaign.looked_at = campaign.looked_at or at
    campaign.save(update_fields=["state", "problem", "looked_at"])
    return campaign


@transaction.atomic
def stop(campaign_id: int, *, at: datetime) -> Campaign:
    """End a campaign: what is on its way goes on, who waits is left out, with the reason."""
    under_way = {State.LAUNCHING, State.RUNNING, State.PAUSED}
    campaign = _held(campaign_id, under_way, "This campaign is not under way: nothing is to stop.")
    if campaign.state == State.LAUNCHING:
        campaign.people = 0  # nobody was written down
    campaign.state, campaign.finished_at, campaign.problem = State.STOPPED, at, ""
    campaign.save(update_fields=["state", "finished_at", "problem", "people"])
    campaign.rows.filter(state=CampaignRow.State.WAITING).update(
        state=CampaignRow.State.LEFT_OUT, says=STOPPED_BEFORE, ended_at=at
    )
    return campaign


@transaction.atomic
def finish(campaign_id: int, *, at: datetime) -> bool:
    """End a campaign of which every row is final; say whether it was."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
    if campaign.state not in {State.RUNNING, State.PAUSED} or campaign.rows.exclude(state__in=sorted(FINAL)).exists():
        return False
    campaign.state, campaign.finished_at, campaign.problem = State.DONE, at, ""
    campaign.save(update_fields=["state", "finished_at", "problem"])
    return True


def sums(campaign: Campaign) -> Sums:
    """Count the rows by where they stand."""
    counted = dict(campaign.rows.order_by().values_list("state").annotate(Count("id")))
    return Sums(**{CampaignRow.State(state).name.lower(): number for state, number in counted.items()})


def _held(campaign_id: int, states: set[State], otherwise: str) -> Campaign:
    # Rows that are being written name it by its key, and so do not keep anybody from it.
    rows = Campaign.objects.select_for_update(of=("self",), no_key=True)
    campaign = rows.select_related("event").get(pk=campaign_id)
    if campaign.state not in states:
        raise CampaignError(otherwise)
    return campaign
