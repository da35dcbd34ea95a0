"""Putting right what was answered wrongly, late or not at all. A part of the door for writes, and counsel's alone.

The audit entries say what was done and on which day; what was wrong, and why, is in none of them.
"""

import logging
import time
from collections.abc import Callable
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app.audit import chain
from requests_app.cure import campaign as way
from requests_app.cure import knowledge, outcomes, walk
from requests_app.cure.knowledge import Known
from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent
from requests_app.cure.scope import Scope
from requests_app.notices.compile import BlockedError
from requests_app.requests.models import ReplyBy
from requests_app.requests.move import CLOCK, Actor
from requests_app.requests.permissions import check_can_cure
from requests_app.requests.reach import check_reaches
from requests_app.rows.alone import alone
from requests_app.tasks import send_deliveries, wake_after, wake_all, wake_named_on_commit

WALK = "requests_app.walk_campaign"
SLICE_SECONDS = 60
"""A worker hands a long campaign on after this, so that other work does not wait behind it."""
FIRST_BATCH_OUT = "The first batch is out. Look at it, then go on."
logger = logging.getLogger(__name__)
State = Campaign.State
Clock = Callable[[], datetime]


def note_knowledge(*, known: Known, by: User, now: datetime) -> KnowledgeEvent:
    """Write down what the business came to know, and when. Raises `KnowledgeError`."""
    check_can_cure(by)
    check_reaches(by, known.business.pk)
    with transaction.atomic():
        event = knowledge.note(known, by=by, at=now)
        _record(event, "noted", by=by, at=now, known_on=event.known_on.isoformat(), source=event.source)
    return event


def set_known_on(*, event_id: int, day: date, because: str, by: User, now: datetime) -> None:
    """Set another day as the one on which the business knew; both stay on record. Raises `KnowledgeError`."""
    event = _event(by, event_id)
    with transaction.atomic():
        change = knowledge.set_known_on(event.pk, day, because=because, by=by, at=now)
        _record(event, "day_set", by=by, at=now, was=change.was.isoformat(), known_on=change.now.isoformat())


def draft_campaign(*, event_id: int, first_batch: int, an_hour: int, by: User, now: datetime) -> Campaign:
    """Write down how a campaign would go. Raises `CampaignError`."""
    event = _event(by, event_id)
    with transaction.atomic():
        return way.draft(event, first_batch=first_batch, an_hour=an_hour, by=by, at=now)


def launch_campaign(*, campaign_id: int, by: User, now: datetime) -> Campaign:
    """Have a worker write down everybody the event touches, and then begin to write to them. Raises `CampaignError`."""
    event = campaign_of(by, campaign_id).event
    with transaction.atomic():
        campaign = way.launch(campaign_id, scope=_scope(event, now), by=by, at=now)
        _record(event, "launched", by=by, at=now, campaign=campaign.pk, people=campaign.people)
        wake_named_on_commit(WALK, campaign.pk)
    return campaign


def pause_campaign(*, campaign_id: int, by: User, now: datetime) -> None:
    """Let nobody else be written to for now. Raises `CampaignError`."""
    event = campaign_of(by, campaign_id).event
    with transaction.atomic():
        way.pause(campaign_id)
        _record(event, "paused", by=by, at=now, campaign=campaign_id)


def go_on_with_campaign(*, campaign_id: int, by: User, now: datetime) -> None:
    """Go on after a pause, or after somebody looked at the first batch. Raises `CampaignError`."""
    event = campaign_of(by, campaign_id).event
    with transaction.atomic():
        way.go_on(campaign_id, at=now)
        _record(event, "went_on", by=by, at=now, campaign=campaign_id)
        wake_named_on_commit(WALK, campaign_id)


def stop_campaign(*, campaign_id: int, by: User, now: datetime) -> None:
    """End a campaign: who waits is left out. Raises `CampaignError`."""
    event = campaign_of(by, campaign_id).event
    with transaction.atomic():
        way.stop(campaign_id, at=now)
        _record(event, "stopped", by=by, at=now, campaign=campaign_id)


def read_campaigns(*, now: datetime) -> list[int]:
    """Read what became of the rows of each campaign, and end those that are done; return those that go on."""
    going = []
    for campaign in outcomes.to_read(now=now):
        if read_campaign(campaign, now=now):
            continue
        if Campaign.objects.filter(pk=campaign.pk, state__in=[State.LAUNCHING, State.RUNNING]).exists():
            going.append(campaign.pk)
    return going


def read_campaign(campaign: Campaign, *, now: datetime) -> bool:
    """Read what became of the rows of one campaign, and end it where it is done; say whether it ended just now."""
    outcomes.read(campaign, at=now)
    return _ended(campaign, at=now)


def walk_campaign(*, campaign_id: int, clock: Clock) -> bool:
    """Write to those who are next, for a while; return whether anything is left for another turn.

    A campaign that is being launched is written down first, in one step: who is killed there begins anew. Where another
    worker is at it, it hands the campaign on itself.
    """
    with alone("cure", str(campaign_id)) as is_ours:
        if not is_ours:
            return False
        write_campaign_down(campaign_id=campaign_id, now=clock())
        return _walked(campaign_id, clock)


def write_campaign_down(*, campaign_id: int, now: datetime) -> None:
    """Freeze everybody whom the event touches now, where the campaign is being launched; then it runs."""
    campaign = Campaign.objects.select_related("event__business", "event__brand").get(pk=campaign_id)
    if campaign.state != State.LAUNCHING:
        return
    event = campaign.event
    try:
        with transaction.atomic():
            campaign = way.write_rows(campaign_id, scope=_scope(event, now), at=now)
            _record(event, "written_down", by=None, at=now, campaign=campaign_id, people=campaign.people)
    except way.CampaignError:
        logger.info("campaign %s was stopped while it was launched", campaign_id)


def _walked(campaign_id: int, clock: Clock) -> bool:
    until, stumbled = time.monotonic() + SLICE_SECONDS, frozenset[int]()
    while time.monotonic() < until:
        campaign = Campaign.objects.get(pk=campaign_id)
        if campaign.state != State.RUNNING:
            return False
        allowed = walk.allowed(campaign, at=clock())
        rows = walk.next_rows(campaign, most=max(1, allowed), besides=stumbled)
        if rows and walk.is_first_batch_out(campaign):
            return _paused(campaign_id, FIRST_BATCH_OUT)
        if not rows or not allowed:
            return False  # done, or the clock goes on with it
        try:
            stumbled |= _sent(campaign_id, rows, clock)
        except BlockedError as blocked:
            return _paused(campaign_id, str(blocked))
        except IntegrityError:  # another campaign replaced one of the notices just now: the next look sees it
            logger.info("rows of campaign %s were put right elsewhere", campaign_id)
    return True


def _sent(campaign_id: int, rows: list[CampaignRow], clock: Clock) -> frozenset[int]:
    """Keep and queue what these rows get; return those that could not be laid out. They wait, and stop no other."""
    turn, ready, stumbled = walk.Turn(rows), [], set()
    for row in rows:
        try:
            ready.append(turn.ready(row, at=clock()))
        except BlockedError:
            raise
        except Exception as error:  # whatever it was, counsel must see that it waits, and why
            logger.exception("row %s of campaign %s could not be laid out", row.pk, campaign_id)
            walk.note_problem(
                row, says=f"The notice could not be laid out ({type(error).__name__}). It is tried again."
            )
            stumbled.add(row.pk)
    deliveries = walk.keep(campaign_id, ready, at=clock(), wake_after=wake_after())
    wake_all(send_deliveries, [each.pk for each in deliveries if each.channel == ReplyBy.EMAIL])
    return frozenset(stumbled)


def _paused(campaign_id: int, because: str) -> bool:
    try:
        way.pause(campaign_id, because=because)
    except way.CampaignError:  # somebody paused or stopped it meanwhile
        logger.info("campaign %s is not running any more", campaign_id)
    return False


def _ended(campaign: Campaign, *, at: datetime) -> bool:
    with transaction.atomic():
        is_done = way.finish(campaign.pk, at=at)
        if is_done:
            _record(campaign.event, "done", by=None, at=at, campaign=campaign.pk)
    return is_done


def _event(by: User, event_id: int) -> KnowledgeEvent:
    check_can_cure(by)
    event = KnowledgeEvent.objects.select_related("business").get(pk=event_id)
    check_reaches(by, event.business_id)
    return event


def campaign_of(by: User, campaign_id: int) -> Campaign:
    """Return a campaign to counsel who reaches its business."""
    campaign = Campaign.objects.select_related("event__business", "event__brand").get(pk=campaign_id)
    _event(by, campaign.event_id)
    return campaign


def _scope(event: KnowledgeEvent, now: datetime) -> Scope:
    return Scope.of(event, on=knowledge.today_at(event.business, now))


def _record(event: KnowledgeEvent, what: str, *, by: User | None, at: datetime, **detail: str | int) -> None:
    chain.append(
        at=at,
        actor=(CLOCK if by is None else Actor.staff(by)).label,
        action=f"cure.{what}",
        subject=f"knowledge_event:{event.pk}",
        detail={"business": event.business_id, **detail},
    )
