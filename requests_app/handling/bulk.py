"""The same decision on many requests: each is decided as if alone, with its own event, audit entry and reason."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.desk import bulk
from requests_app.desk.alike import Alike
from requests_app.desk.models import BulkItem, BulkRun
from requests_app.handling.decide import approve
from requests_app.handling.desk import assign
from requests_app.notices.compile import BlockedError
from requests_app.requests.assign import AssignError
from requests_app.requests.decision import ReviewError
from requests_app.requests.move import Actor
from requests_app.requests.permissions import NotAllowedError, check_can_review
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.reach import check_reaches_rows
from requests_app.requests.status import Status
from requests_app.rows.alone import alone
from requests_app.tasks import AT_ONCE, issue_notices, wake_all, wake_named_on_commit

RUN_BULK = "requests_app.run_bulk"
SLICE_SECONDS = 60
"""A worker hands a long run on after this, so that mails do not wait behind it."""
RIGHTS_SECONDS = 1
"""Whoever loses the right to decide decides no more after this; it is not asked anew for each of ten thousand."""
_SKIPS = (ReviewError, BlockedError, AssignError, NotAllowedError)
WAITS_FOR_SECOND = "Your approval is noted as the first. The statement needs a second reviewer before it goes out."
logger = logging.getLogger(__name__)
Outcome = BulkItem.Outcome


def freeze_bulk(
    *,
    rows: DisclosureRequestQuerySet,
    kind: BulkRun.Kind,
    chosen_by: str,
    to: User | None = None,
    by: User,
    now: datetime,
) -> BulkRun:
    """Write down what was chosen, as it stands; nothing happens to it before it is confirmed."""
    check_can_review(by)
    check_reaches_rows(by, rows)
    return bulk.freeze(rows, kind=kind, chosen_by=chosen_by, to=to, by=by, at=now)


def confirm_bulk(*, run_id: int, by: User, now: datetime) -> BulkRun:
    """Let the worker begin; whoever confirms is who decides."""
    check_can_review(by)
    _check_reaches(by, run_id)
    with transaction.atomic():
        run = bulk.confirm(run_id, by=by, at=now)
        _record(run, "confirmed", by=by, at=now)
        wake_named_on_commit(RUN_BULK, run.pk)
        return run


def cancel_bulk(*, run_id: int, by: User, now: datetime) -> None:
    """Stop a run: what is done stays done, and the rest is as it was."""
    check_can_review(by)
    _check_reaches(by, run_id)
    with transaction.atomic():
        bulk.cancel(run_id, at=now)
        run = BulkRun.objects.get(pk=run_id)
        _record(run, "cancelled", by=by, at=now)
        if run.confirmed_at is not None:
            wake_named_on_commit(RUN_BULK, run.pk)


def run_bulk(*, run_id: int, clock: Callable[[], datetime]) -> bool:
    """Do what waits of a run for a while; return whether anything is left for another turn.

    Where another worker is at it, it hands the run on itself: a message that comes twice, as after a worker was killed,
    would else keep two workers from everything else.
    """
    with alone("bulk", str(run_id)) as is_ours:
        return is_ours and _worked(run_id, clock)


def _worked(run_id: int, clock: Callable[[], datetime]) -> bool:
    until, turn = time.monotonic() + SLICE_SECONDS, _Turn()
    try:
        while bulk.take(run_id, partial(_acted, turn=turn, at=clock()), at=clock()):
            if len(turn.to_issue) >= AT_ONCE:
                turn.hand_on()
            if time.monotonic() > until:
                return True
    finally:
        turn.hand_on()
    bulk.finish(run_id, at=clock())
    return False


class _Turn:
    """What a worker keeps from one item to the next: what was compiled, what to issue, and for a second who decides."""

    def __init__(self) -> None:
        self.alike = Alike()
        self.to_issue: list[int] = []
        self._by: User | None = None
        self._until = 0.0

    def hand_on(self) -> None:
        """Have the notices of what was approved issued; should this be lost, the sweep finds them."""
        wake_all(issue_notices, self.to_issue)
        self.to_issue.clear()

    def decides(self, run: BulkRun) -> User:
        """Return who decides, with the rights they had a second ago at most."""
        now = time.monotonic()
        if self._by is None or now > self._until:
            self._by, self._until = run.by, now + RIGHTS_SECONDS
        return self._by


def _acted(item: BulkItem, *, turn: _Turn, at: datetime) -> tuple[Outcome, str]:
    """Do what the run says to one request; say why where it is not done. What goes wrong with one stops no other."""
    try:
        with transaction.atomic():
            return _act(item, item.run, turn=turn, at=at)
    except _SKIPS as refusal:
        return Outcome.SKIPPED, str(refusal)
    except Exception as error:  # each item has an outcome, whatever went wrong; the log has the rest
        logger.exception("item %s of bulk run %s failed", item.pk, item.run_id)
        return Outcome.FAILED, f"An error that nobody foresaw ({type(error).__name__}). The request is as it was."


def _act(item: BulkItem, run: BulkRun, *, turn: _Turn, at: datetime) -> tuple[Outcome, str]:
    row, by = item.disclosure_request, turn.decides(run)
    if run.kind == BulkRun.Kind.ASSIGN:
        assign(disclosure_request_id=row.pk, to=run.to, seen=item.seen_with_id, by=by, now=at)
        return Outcome.DONE, ""
    decided = approve(
        disclosure_request_id=row.pk,
        seen_version=item.seen_version,
        seen_register=run.seen_registers.get(str(row.business_id)),
        by=by,
        now=at,
        alike=turn.alike,
        to_issue=turn.to_issue.append,
    )
    return (Outcome.SKIPPED, WAITS_FOR_SECOND) if decided.status == Status.RECEIVED else (Outcome.DONE, "")


def _check_reaches(by: User, run_id: int) -> None:
    """Refuse a person to whom one of the run's requests is out of reach."""
    check_reaches_rows(by, BulkItem.objects.filter(run=run_id), "disclosure_request__business")


def _record(run: BulkRun, what: str, *, by: User, at: datetime) -> None:
    chain.append(
        at=at,
        actor=Actor.staff(by).label,
        action=f"bulk.{what}",
        subject=f"bulk:{run.pk}",
        detail={"kind": run.kind, "requests": run.items.count()},
    )
