"""Keeping and destroying what is known of people. A part of the door for writes.

The audit entries say which batch and which request, and who approved; why somebody held one is in none of them.
"""

import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import CLOCK, WORKER, Actor, record
from requests_app.requests.permissions import check_can_destroy, check_can_hold
from requests_app.requests.reach import check_reaches
from requests_app.retention import batches, holds
from requests_app.retention.models import DestructionBatch
from requests_app.rows.alone import alone
from requests_app.tasks import wake_named_on_commit

RUN = "requests_app.run_destruction"
SLICE_SECONDS = 60
"""A worker hands a long batch on after this, so that other work does not wait behind it."""
Clock = Callable[[], datetime]


def propose_destruction(*, now: datetime) -> list[int]:
    """Write, for each business, the list of what is due for destruction; return the new ones."""
    proposed = []
    for business in Business.objects.order_by("pk"):
        with transaction.atomic():
            batch = batches.propose(business, on=_day(business, now))
            if batch is not None:
                _record(batch, "proposed", actor=CLOCK, at=now, requests=batch.items.count())
                proposed.append(batch.pk)
    return proposed


def approve_destruction(*, batch_id: int, by: User, now: datetime) -> DestructionBatch:
    """Approve a list; the second person's word lets it be destroyed. Raises `BatchError`."""
    batch = _batch(by, batch_id)
    with transaction.atomic():
        batch = batches.approve(batch_id, by=by, on=_day(batch.business, now), at=now)
        is_second = batch.state == DestructionBatch.State.APPROVED
        _record(batch, "approved_second" if is_second else "approved_first", actor=Actor.staff(by), at=now)
        if is_second:
            wake_named_on_commit(RUN, batch.pk)
    return batch


def cancel_destruction(*, batch_id: int, because: str, by: User, now: datetime) -> None:
    """Take a list back. Raises `BatchError`."""
    batch = _batch(by, batch_id)
    with transaction.atomic():
        batches.cancel(batch_id, because=because, by=by, at=now)
        _record(batch, "cancelled", actor=Actor.staff(by), at=now)


def run_destruction(*, batch_id: int, clock: Clock) -> bool:
    """Destroy what was approved, one request after another, for a while; return whether another turn is wanted."""
    with alone("destruction", str(batch_id)) as is_ours:
        if not is_ours:
            return False
        batch = DestructionBatch.objects.select_related("business").get(pk=batch_id)
        batches.remove_left(batch_id)
        until = time.monotonic() + SLICE_SECONDS
        while batches.take(batch_id, on=_day(batch.business, clock()), at=clock()):
            if time.monotonic() > until:
                return True
        with transaction.atomic():
            if batches.finish(batch_id, at=clock()):
                sums = batches.counted(batch)
                destroyed, kept = sums.get("DESTROYED", 0), sums.get("KEPT", 0)
                _record(batch, "done", actor=WORKER, at=clock(), destroyed=destroyed, kept=kept)
        return False


def hold_request(*, disclosure_request_id: int, because: str, by: User, now: datetime) -> None:
    """Put a request on legal hold. Raises `HoldError`."""
    check_can_hold(by)
    with transaction.atomic():
        row = _request(by, disclosure_request_id)
        holds.hold(row, because=because, by=by, at=now)
        record(row, actor=Actor.staff(by), at=now, kind="held")


def lift_hold(*, disclosure_request_id: int, because: str, by: User, now: datetime) -> None:
    """Lift a legal hold: whoever may approve a destruction may. Raises `HoldError`."""
    check_can_destroy(by)
    with transaction.atomic():
        row = _request(by, disclosure_request_id)
        holds.lift(row, because=because, by=by, at=now)
        record(row, actor=Actor.staff(by), at=now, kind="hold_lifted")


def _request(by: User, pk: int) -> DisclosureRequest:
    # Locked: a destruction that is at it is waited for, and then nothing is left to hold.
    row = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=pk)
    check_reaches(by, row.business_id)
    return row


def _batch(by: User, pk: int) -> DestructionBatch:
    check_can_destroy(by)
    batch = DestructionBatch.objects.select_related("business").get(pk=pk)
    check_reaches(by, batch.business_id)
    return batch


def _day(business: Business, at: datetime) -> date:
    return at.astimezone(ZoneInfo(business.timezone)).date()


def _record(batch: DestructionBatch, what: str, *, actor: Actor, at: datetime, **detail: int) -> None:
    chain.append(
        at=at,
        actor=actor.label,
        action=f"destruction.{what}",
        subject=f"destruction_batch:{batch.pk}",
        detail={"business": batch.business_id, **detail},
    )
