"""Claim, send, record. Between the claim and the record no transaction is open.

If a worker dies, or the connection breaks, while the mail server has the mail in its hands, nobody knows whether it
was taken. The delivery is then doubtful: a person settles it, and the program never sends it again by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from requests_app.delivery.again import fall_back_from_refusal
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind, State, requests_of, word_for
from requests_app.delivery.replaced import is_replaced
from requests_app.delivery.smtp import Line, Outcome, ServerAnswer
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import CLOCK, WORKER, Actor, move_as_read, record
from requests_app.requests.status import Status
from requests_app.rows.together import together

PAUSES = (1, 5, 15, 60)
"""How long to wait after each temporary refusal, in first pauses; the last one repeats."""
TRY_FOR = timedelta(days=2)
"""A mail that the server put off for this long is shown to staff as failed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that was handed over, with the server's answer, not yet recorded."""

    delivery: Delivery
    answer: ServerAnswer


def with_all(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Read what a mail is composed of; the file only when it is attached, since thousands have the same one."""
    told = rows.select_related("disclosure_request__business", "notice__document")
    return told.defer("notice__document__pdf", "notice__letter")


def claim(delivery_id: int, *, at: datetime) -> Delivery | None:
    """Take the delivery for this worker; None where somebody else has it or it must wait."""
    return next(iter(claim_all(with_all(Delivery.objects.filter(pk=delivery_id)), at=at)), None)


@transaction.atomic(savepoint=False)
def claim_all(deliveries: Iterable[Delivery], *, at: datetime) -> list[Delivery]:
    """Take deliveries that were just read for this worker; left out are those that somebody took since or that wait."""
    read = {each.pk: each for each in deliveries}
    due = Q(attempts=0) | Q(wake_at__lte=at)
    waiting = Delivery.objects.filter(due, pk__in=read, state=State.QUEUED, channel=ReplyBy.EMAIL)
    free = waiting.order_by("pk").select_for_update().values_list("pk", "attempts")
    ours = {pk for pk, attempts in free if read[pk].attempts == attempts}
    if ours:
        taken = {"state": State.SENDING, "claimed_at": at, "wake_at": None}
        Delivery.objects.filter(pk__in=ours).update(attempts=F("attempts") + 1, **taken)
    claimed = [each for pk, each in read.items() if pk in ours]
    for each in claimed:
        each.state, each.claimed_at, each.wake_at, each.attempts = State.SENDING, at, None, each.attempts + 1
    return claimed


def transmit(delivery: Delivery, line: Line) -> Sent:
    """Hand the mail to the server; no transaction may be open."""
    try:
        mail = compose(delivery)
    except ValueError as error:
        return refused(delivery, error)
    return Sent(delivery, line.hand_over(mail))


def refused(delivery: Delivery, error: ValueError) -> Sent:
    """Return what becomes of a delivery with a header or an address that no mail can carry."""
    return Sent(delivery, ServerAnswer(Outcome.REFUSED, f"This mail cannot be put together: {error}"))


@transaction.atomic
def record_outcome(sent: Sent, *, at: datetime, first_pause: timedelta) -> State:
    """Write down what the server said, and move the request when its notice is accepted or refused for good.

    An outcome that comes after a person has settled the delivery is noted and changes nothing.
    """
    delivery, says = sent.delivery, sent.answer.says
    state, word, when = _outcome(sent, at=at, first_pause=first_pause)
    if state == State.QUEUED and is_replaced(delivery):
        state, word, when = State.FAILED, "failed", {"finished_at": at, "wake_at": None}
    in_hand = Delivery.objects.filter(pk=delivery.pk, state=State.SENDING, attempts=delivery.attempts)
    with together():
        if in_hand.update(state=state, answer=says, **when) != 1:
            _record(delivery, "late", actor=WORKER, at=at, says=says)
            return State(Delivery.objects.values_list("state", flat=True).get(pk=delivery.pk))
        ends = delivery.kind == Kind.NOTICE and state in {State.ACCEPTED, State.FAILED}
        _record(delivery, word, actor=WORKER, at=at, says=says, is_due=ends)
        if ends:
            _end(delivery, state, says=says, at=at)
    return state


def _outcome(sent: Sent, *, at: datetime, first_pause: timedelta) -> tuple[State, str, dict[str, datetime | None]]:
    """Return the state that an answer leads to, the word for it in the story, and the times that go with it."""
    delivery, answer = sent.delivery, sent.answer
    if answer.outcome is Outcome.UNKNOWN:
        return State.DOUBTFUL, "doubtful", {}
    if answer.outcome is Outcome.PUT_OFF and at - delivery.queued_at < TRY_FOR:
        pause = first_pause * PAUSES[min(delivery.attempts, len(PAUSES)) - 1]
        return State.QUEUED, "put_off", {"wake_at": at + pause}
    state = State.ACCEPTED if answer.outcome is Outcome.ACCEPTED else State.FAILED
    return state, state.lower(), {"finished_at": at, "wake_at": None}


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


def _doubt(delivery: Delivery, *, says: str, at: datetime, actor: Actor) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=State.DOUBTFUL, answer=says)
    _record(delivery, "doubtful", actor=actor, at=at, says=says)


def _end(delivery: Delivery, state: State, *, says: str, at: datetime) -> None:
    """Move the request of a notice that was accepted or refused for good."""
    failed = state == State.FAILED
    if failed and is_replaced(delivery):
        return
    is_moved = move_as_read(
        delivery.disclosure_request,
        to=Status.UNDELIVERED if failed else Status.ANSWERED,
        actor=WORKER,
        at=at,
        kind="undelivered" if failed else "answered",
        problem=f"The mail server refused the notice: {says}" if failed else "",
        search_due=True,
    )
    if failed:
        fall_back_from_refusal(delivery, says=says, actor=WORKER, at=at)
    if not is_moved:  # it stands elsewhere by now; what the server said is still found by its words
        DisclosureRequest.objects.filter(pk=delivery.disclosure_request_id).update(search_due=True)


def _record(delivery: Delivery, word: str, *, actor: Actor, at: datetime, says: str, is_due: bool = False) -> None:
    """Write what became of the delivery into the story of each request it is about."""
    for row in requests_of(delivery):
        record(row, actor=actor, at=at, kind=f"{word_for(delivery)}_{word}", says=says, is_due=is_due)


def to_wake(*, now: datetime) -> list[int]:
    """Return the ids of mails that should have left by now, the longest waiting first."""
    waiting = Delivery.objects.filter(state=State.QUEUED, channel=ReplyBy.EMAIL, wake_at__lte=now)
    return list(waiting.order_by("wake_at", "id").values_list("id", flat=True)[:1_000])
