"""A batch from its list to its end: proposed, seven days for review, two people, and then one request after another.

The rows are the queue. Who is killed has destroyed a request or not begun it; its files are written down with it and
removed afterwards, so whoever comes next removes what is left of them.
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Count

from requests_app.register.models import Business
from requests_app.requests.permissions import can_destroy
from requests_app.requests.reach import reaches
from requests_app.retention import due, files, one
from requests_app.retention.models import DestructionBatch, DestructionItem
from requests_app.retention.schedule import REVIEW_DAYS

State, Outcome = DestructionBatch.State, DestructionItem.Outcome
MOST = 10_000
"""Requests of one batch: two people answer for them."""
logger = logging.getLogger(__name__)


class BatchError(Exception):
    """It cannot be done with the batch as it stands; the message is a sentence for whoever tried."""


@transaction.atomic
def propose(business: Business, *, on: date) -> DestructionBatch | None:
    """Write the list of what may be destroyed when its review is over; None where there is nothing, or a list already.

    A request comes onto it seven days before its period ends.
    """
    ends = on + timedelta(days=REVIEW_DAYS)
    items = one.listed(business, on=ends, most=MOST)
    if (
        not items
        or DestructionBatch.objects.filter(business=business, state__in=[State.REVIEW, State.APPROVED]).exists()
    ):
        return None
    terms = {
        kind.value: {"years": each.years, "days": each.days, "basis": each.basis}
        for kind, each in due.periods(business).items()
    }
    try:
        with transaction.atomic():
            batch = DestructionBatch.objects.create(business=business, proposed_on=on, review_until=ends, basis=terms)
    except IntegrityError:  # another worker proposed it just now
        return None
    for item in items:
        item.batch = batch
    DestructionItem.objects.bulk_create(items)
    return batch


@transaction.atomic
def approve(batch_id: int, *, by: User, on: date, at: datetime) -> DestructionBatch:
    """Note that somebody approves; the second one lets it begin. Raises `BatchError`."""
    batch = DestructionBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state != State.REVIEW:
        msg = f"This list is not for review any more: {batch.get_state_display().lower()}."
        raise BatchError(msg)
    if on < batch.review_until:
        day = f"{batch.review_until:%B} {batch.review_until.day}, {batch.review_until.year}"
        msg = f"The list can be approved from {day} on: until then it is reviewed."
        raise BatchError(msg)
    if not _may_approve(by, batch):
        msg = "Mail of no business is on this list. Whoever approves it has to reach every business."
        raise BatchError(msg)
    if batch.first_by is None or not _may_approve(batch.first_by, batch):
        # Whoever has lost the right since has lost their word: this one is the first.
        batch.first_by, batch.first_at = by, at
    elif batch.first_by_id == by.pk:
        msg = "You have approved this list. A second person has to approve it as well."
        raise BatchError(msg)
    else:
        batch.second_by, batch.second_at, batch.state = by, at, State.APPROVED
    batch.save()
    return batch


def _may_approve(person: User, batch: DestructionBatch) -> bool:
    homeless = batch.items.filter(message__isnull=False, message__business__isnull=True).exists()
    # What belongs to no business is for those who reach every one.
    return can_destroy(person) and reaches(person, batch.business_id) and (not homeless or reaches(person, None))


def to_approve(business: Business, *, on: date) -> int:
    """Return how many lists of a business have been reviewed and wait for the word of two people, or of the second."""
    return DestructionBatch.objects.filter(business=business, state=State.REVIEW, review_until__lte=on).count()


@transaction.atomic
def cancel(batch_id: int, *, because: str, by: User, at: datetime) -> None:
    """Take a list back: nothing more of it is destroyed. Raises `BatchError`."""
    if not because.strip():
        msg = "Say why the list is cancelled."
        raise BatchError(msg)
    batch = DestructionBatch.objects.select_for_update().get(pk=batch_id)
    if batch.state not in {State.REVIEW, State.APPROVED}:
        msg = "This list has ended already: nothing is left to cancel."
        raise BatchError(msg)
    says = "The list was cancelled before its turn."
    batch.items.filter(outcome=Outcome.WAITING).update(outcome=Outcome.KEPT, says=says, done_at=at)
    batch.state, batch.cancelled_by, batch.cancelled_at, batch.because = State.CANCELLED, by, at, because.strip()
    batch.save()


def take(batch_id: int, *, on: date, at: datetime) -> bool:
    """Destroy the next thing on an approved batch, or keep it where something forbids it now; False: none is left."""
    with transaction.atomic():
        # The business is held, too: who keeps a scan at this moment, perhaps the same bytes for another letter, waits.
        held = DestructionBatch.objects.select_for_update(no_key=True, of=("self", "business"))
        batch = held.select_related("business").get(pk=batch_id)
        waiting = batch.items.filter(outcome=Outcome.WAITING).order_by("pk")
        item = waiting.select_for_update(skip_locked=True).first() if batch.state == State.APPROVED else None
        if item is None:
            return False
        item.says = one.destroy(item, batch.business, on=on, at=at)
        item.outcome, item.done_at = (Outcome.KEPT if item.says else Outcome.DESTROYED), at
        item.save()
    _remove_files(item)
    return True


def remove_left(batch_id: int) -> bool:
    """Remove the files that a killed worker left; return whether none is left now."""
    left = DestructionItem.objects.filter(batch=batch_id, outcome=Outcome.DESTROYED).exclude(files=[])
    removed = [_remove_files(item) for item in left.order_by("pk")]
    return all(removed)


def finish(batch_id: int, *, at: datetime) -> bool:
    """End a batch of which nothing waits and no file is left; return whether this call ended it."""
    with transaction.atomic():
        batch = DestructionBatch.objects.select_for_update().get(pk=batch_id)
        waits = batch.items.filter(outcome=Outcome.WAITING).exists()
        if batch.state != State.APPROVED or waits or batch.items.exclude(files=[]).exists():
            return False
        batch.state, batch.finished_at = State.DONE, at
        batch.save()
        return True


def to_go_on() -> Sequence[int]:
    """Return the batches of which something is left to do; also a cancelled one may have left files."""
    going = DestructionBatch.objects.filter(state=State.APPROVED).values_list("pk", flat=True)
    left = DestructionItem.objects.filter(outcome=Outcome.DESTROYED).exclude(files=[]).values_list("batch", flat=True)
    return sorted({*going, *left})


def counted(batch: DestructionBatch) -> dict[str, int]:
    """Count a batch's items by their outcome."""
    return dict(batch.items.order_by().values_list("outcome").annotate(Count("id")))


def _remove_files(item: DestructionItem) -> bool:
    try:
        for name in item.files:
            files.remove(name)
    except OSError as error:  # tried again by the next sweep; the batch is not done before
        logger.warning("a file of item %s of a destruction batch is still there (%s)", item.pk, type(error).__name__)
        return False
    if item.files:
        # Where another name was written down meanwhile, all of them are gone through again.
        return bool(DestructionItem.objects.filter(pk=item.pk, files=item.files).update(files=[]))
    return True
