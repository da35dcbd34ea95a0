"""A drill: the way of a campaign on the real register and the real notices, all of it taken back at its end.

A third party that nobody knows is added to the register of the year, as a correction: so everybody who was told of that
year was told too little, and is found, frozen, laid out for and queued by the very steps of a campaign. They run in one
transaction that is never committed, so no worker and no mail server ever sees a row of it. What it came to stays.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.cure import campaign as way
from requests_app.cure import walk
from requests_app.cure.knowledge import Known, note, today_at
from requests_app.cure.models import CureDrill
from requests_app.cure.scope import Scope
from requests_app.notices.compile import BlockedError
from requests_app.register import edit
from requests_app.register.models import Business, Disclosure, RegisterChange, ThirdParty

EACH = timedelta(days=365)
"""A drill is held once a year."""
ACTOR = "drill"
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Came:
    """What a drill came to."""

    figures: dict[str, object] = field(default_factory=dict)
    problem: str = ""


def hold(business: Business, *, year: int, by: User, at: datetime) -> CureDrill:
    """Play a campaign through for everybody who was told of a year; keep what it came to. Nothing leaves the house."""
    came = _Came()
    with _taken_back():
        _play(came, business, year=year, by=by, at=at)
    return CureDrill.objects.create(
        business=business, year=year, figures=came.figures, problem=came.problem, held_by=by, held_at=at
    )


def is_due(last: CureDrill | None, *, on: date) -> bool:
    """Say whether a drill should be held: none was yet, or the last one was more than a year ago."""
    if last is None:
        return True
    held_on = last.held_at.astimezone(ZoneInfo(last.business.timezone)).date()
    return on - held_on > EACH


@contextmanager
def _taken_back() -> Iterator[None]:
    """Let everything happen, and nothing of it stay: what waits for the commit is dropped with it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _play(came: _Came, business: Business, *, year: int, by: User, at: datetime) -> None:
    business = Business.objects.get(pk=business.pk)
    correction = RegisterChange.Nature.CORRECTION
    party = ThirdParty(business=business, legal_name="Drill, nobody", street="1 Drill St", city="Reno", state="NV")
    with edit.change(business.pk, actor=ACTOR, at=at, nature=correction) as step:
        step.save(party)
        step.save(Disclosure(third_party=party, year=year, categories=["name_address", "telephone"]))
    known = Known(business=business, years=(year,), known_on=today_at(business, at), what_was_wrong="A drill.")
    event = note(known, by=by, at=at)
    campaign = way.draft(event, first_batch=walk.AT_ONCE, an_hour=walk.AT_ONCE, by=by, at=at)
    scope = Scope.of(event, on=today_at(business, at))
    try:
        way.launch(campaign.pk, scope=scope, by=by, at=at)
    except way.CampaignError as refused:
        came.problem = str(refused)
        return
    campaign = way.write_rows(campaign.pk, scope=scope, at=at)
    came.figures = {**campaign.counted, "frozen": campaign.people, "laid_out": 0, "not_laid_out": 0, "queued": 0}
    rows = walk.next_rows(campaign, most=walk.AT_ONCE, besides=frozenset())
    turn, ready, failed = walk.Turn(rows), [], 0
    for row in rows:
        try:
            ready.append(turn.ready(row, at=at))
        except BlockedError as blocked:
            came.problem = str(blocked)
            break
        except Exception:  # as in a campaign: whatever it was, it stops no other row
            logger.exception("a row of a drill could not be laid out")
            failed += 1
    queued = walk.keep(campaign.pk, ready, at=at, wake_after=timedelta(0))
    laid_out = sum(each.corrected is not None for each in ready)
    came.figures |= {"laid_out": laid_out, "not_laid_out": failed, "queued": len(queued)}
