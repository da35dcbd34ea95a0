"""Claim, send, record. Between the claim and the record no transaction is open.

If a worker dies, or the connection breaks, while the mail server has the mail in its hands, nobody knows whether it
was taken. The delivery is then doubtful: a person settles it, and the program never sends it again by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind, State, requests_of, word_for
from requests_app.delivery.smtp import Outcome, ServerAnswer, hand_over
from requests_app.requests.models import ReplyBy
from requests_app.requests.move import CLOCK, WORKER, Actor, move, record
from requests_app.requests.status import Status

PAUSES = (1, 5, 15, 60)
"""How long to wait after each temporary refusal, in first pauses; the last one repeats."""
TRY_FOR = timedelta(days=2)
"""A mail that the server put off for this long is shown to staff as failed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that was handed over, with the server's answer, not yet recorded."""

    delivery: Delivery
    answer: ServerAnswer


def claim(delivery_id: int, *, at: datetime) -> Delivery | None:
    """Take the delivery for this worker by one conditional UPDATE; None where somebody else has it or it must wait."""
    due = Q(attempts=0) | Q(wake_at__lte=at)
    claimed = Delivery.objects.filter(due, pk=delivery_id, state=State.QUEUED, channel=ReplyBy.EMAIL).update(
        state=State.SENDING, claimed_at=at, attempts=F("attempts") + 1, wake_at=None
    )
    if claimed != 1:
        return None
    return Delivery.objects.select_related("disclosure_request__business", "notice__document").get(pk=delivery_id)


def transmit(delivery: Delivery) -> Sent:
    """Hand the mail to the server; no transaction may be open."""
    try:
        mail = compose(delivery)
    except ValueError as error:  # a header or an address that no mail can carry
        return Sent(delivery, ServerAnswer(Outcome.REFUSED, f"This mail cannot be put together: {error}"))
    return Sent(delivery, hand_over(mail))


@transaction.atomic
def record_outcome(sent: Sent, *, at: datetime, first_pause: timedelta) -> State:
    """Write down what the server said, and move the request when its notice is accepted or refused for good.

    An outcome that comes after a person has settled the delivery is noted and changes nothing.
    """
    delivery, answer = sent.delivery, sent.answer
    in_hand = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, attempts=delivery.attempts)
    if not list(in_hand.select_for_update().values_list("pk", flat=True)):
        _record(delivery, "late", actor=WORKER, at=at, says=answer.says)
        return State(Delivery.objects.values_list("state", flat=True).get(pk=delivery.pk))
    if answer.outcome is Outcome.ACCEPTED:
        return _finish(delivery, State.ACCEPTED, says=answer.says, at=at)
    if answer.outcome is Outcome.UNKNOWN:
        return _doubt(delivery, says=answer.says, at=at, actor=WORKER)
    if answer.outcome is Outcome.PUT_OFF and at - delivery.queued_at < TRY_FOR:
        pause = first_pause * PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
        Delivery.objects.filter(pk=delivery.pk).update(state=State.QUEUED, wake_at=at + pause, answer=answer.says)
        _record(delivery, "put_off", actor=WORKER, at=at, says=answer.says)
        return State.QUEUED
    return _finish(delivery, State.FAILED, says=answer.says, at=at)


def mark_doubtful(*, now: datetime, after: timedelta) -> int:
    """Mark mails that a worker took longer than `after` ago and never reported on; return how many."""
    marked = 0
    stale = Delivery.objects.filter(state=State.SENDING, claimed_at__lte=now - after)
    for delivery in stale.select_related("disclosure_request").order_by("claimed_at", "id")[:1_000]:
        with transaction.atomic():
            if stale.filter(pk=delivery.pk).update(state=State.DOUBTFUL) == 1:
                _doubt(delivery, says="The worker stopped before it could note the outcome.", at=now, actor=CLOCK)
                marked += 1
    return marked


def _doubt(delivery: Delivery, *, says: str, at: datetime, actor: Actor) -> State:
    Delivery.objects.filter(pk=delivery.pk).update(state=State.DOUBTFUL, answer=says)
    _record(delivery, "doubtful", actor=actor, at=at, says=says)
    return State.DOUBTFUL


def _finish(delivery: Delivery, state: State, *, says: str, at: datetime) -> State:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, finished_at=at, answer=says, wake_at=None)
    _record(delivery, state.lower(), actor=WORKER, at=at, says=says)
    if delivery.kind == Kind.NOTICE:
        failed = state == State.FAILED
        move(
            delivery.disclosure_request_id,
            to=Status.UNDELIVERED if failed else Status.ANSWERED,
            actor=WORKER,
            at=at,
            kind="undelivered" if failed else "answered",
            problem=f"The mail server refused the notice: {says}" if failed else "",
        )
    return state


def _record(delivery: Delivery, word: str, *, actor: Actor, at: datetime, says: str) -> None:
    """Write what became of the delivery into the story of each request it is about."""
    for row in requests_of(delivery):
        record(row, actor=actor, at=at, kind=f"{word_for(delivery)}_{word}", says=says)


def to_wake(*, now: datetime) -> list[int]:
    """Return the ids of mails that should have left by now, the longest waiting first."""
    waiting = Delivery.objects.filter(state=State.QUEUED, channel=ReplyBy.EMAIL, wake_at__lte=now)
    return list(waiting.order_by("wake_at", "id").values_list("id", flat=True)[:1_000])
