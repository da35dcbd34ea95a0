"""What a person settles about a delivery: try again, it did arrive, the letter was posted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.delivery.again import send_in_place_of
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.places import ReplyPlace
from requests_app.delivery.replaced import is_replaced
from requests_app.requests.models import ReplyBy
from requests_app.requests.move import Actor, move, record
from requests_app.requests.permissions import check_can_review
from requests_app.requests.status import Status


class SettleError(Exception):
    """The delivery is not in a state in which this can be said of it; the message is a sentence for staff."""


@transaction.atomic
def retry(delivery_id: int, *, by: User, at: datetime) -> Delivery:
    """Queue a refused mail again, under the same Message-ID; a notice that came back under one of its own.

    Return what is on its way now.
    """
    check_can_review(by)
    delivery = take(delivery_id, {State.FAILED}, "Only a failed delivery can be tried again.")
    _check_stands(delivery)
    if delivery.returned_on is not None and delivery.kind == Kind.NOTICE:
        return send_elsewhere(delivery_id, place=_place_of(delivery), by=by, at=at)
    return _requeue(delivery, by=by, at=at, kind="retried")


@transaction.atomic
def settle_doubtful(delivery_id: int, *, arrived: bool, by: User, at: datetime) -> Delivery:
    """Say of a mail of unknown outcome whether it arrived; if not, it is queued again."""
    check_can_review(by)
    delivery = take(delivery_id, {State.DOUBTFUL}, "Only a delivery of unknown outcome can be settled.")
    if not arrived and is_replaced(delivery):
        Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, finished_at=at)
        record(delivery.disclosure_request, actor=Actor.staff(by), at=at, kind="delivery_settled_as_not_sent")
        return delivery
    if not arrived:
        return _requeue(delivery, by=by, at=at, kind="settled_as_not_sent")
    _finish(delivery, State.ACCEPTED, says="A person confirmed that it arrived.", by=by, at=at)
    return delivery


@transaction.atomic
def mark_posted(delivery_id: int, *, posted_on: date, by: User, at: datetime) -> Delivery:
    """Record that a letter was posted, by whom and on which day."""
    check_can_review(by)
    delivery = take(delivery_id, {State.QUEUED}, "This delivery is already done; there is no letter to post.")
    if delivery.channel != ReplyBy.POST:
        msg = "This notice goes by e-mail; there is no letter to post."
        raise SettleError(msg)
    if posted_on > at.astimezone(ZoneInfo(delivery.disclosure_request.business.timezone)).date():
        msg = "A letter cannot have been posted in the future. Check the date."
        raise SettleError(msg)
    if delivery.notice is None or posted_on < delivery.notice.issued_on:
        msg = "A letter cannot have been posted before its notice was made. Check the date."
        raise SettleError(msg)
    _finish(delivery, State.POSTED, says=f"Posted on {posted_on:%B %-d, %Y}.", by=by, at=at, posted_on=posted_on)
    if delivery.instead_of_id is not None:
        look_at(delivery.instead_of_id, by=by, at=at)
    return delivery


@transaction.atomic
def send_elsewhere(delivery_id: int, *, place: ReplyPlace, by: User, at: datetime, how: str = "") -> Delivery:
    """Send a notice that failed or came back to another place, or to the same once more; return what is on its way.

    `how` is where a new address was found, for the timeline. Raises `SettleError` where another took its place already.
    """
    check_can_review(by)
    delivery = take(delivery_id, {State.FAILED}, "Only a failed delivery can be sent elsewhere.")
    _check_stands(delivery)
    if delivery.kind != Kind.NOTICE or Delivery.objects.filter(instead_of=delivery).exists():
        msg = "Another delivery took its place already. Look at that one."
        raise SettleError(msg)
    look_at(delivery.pk, by=by, at=at)
    if how:
        record(delivery.disclosure_request, actor=Actor.staff(by), at=at, kind="address_found", says=how)
    return send_in_place_of(delivery, place, actor=Actor.staff(by), at=at)


@transaction.atomic
def look_at(delivery_id: int, *, by: User, at: datetime) -> None:
    """Note that a person saw that a mail or letter came back; said twice, the first counts."""
    check_can_review(by)
    unseen = Delivery.objects.filter(pk=delivery_id, returned_on__isnull=False, looked_at__isnull=True)
    if unseen.update(looked_at=at) == 1:
        delivery = Delivery.objects.select_related("disclosure_request").get(pk=delivery_id)
        record(delivery.disclosure_request, actor=Actor.staff(by), at=at, kind="return_looked_at")


def _check_stands(delivery: Delivery) -> None:
    if is_replaced(delivery):
        msg = "A corrected notice replaced this one, which is not sent any more. Look at the newer one."
        raise SettleError(msg)


def _place_of(delivery: Delivery) -> ReplyPlace:
    return ReplyPlace(ReplyBy(delivery.channel), delivery.recipient)


def take(delivery_id: int, states: set[State], otherwise: str) -> Delivery:
    """Return the delivery, held until the transaction ends. Raises `SettleError` where it is in another state."""
    delivery = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("disclosure_request__business", "notice")
        .filter(pk=delivery_id, state__in=sorted(states))
        .first()
    )
    if delivery is None:
        raise SettleError(otherwise)
    return delivery


def _requeue(delivery: Delivery, *, by: User, at: datetime, kind: str) -> Delivery:
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.QUEUED,
        wake_at=at if delivery.channel == ReplyBy.EMAIL else None,
        queued_at=at,
        claimed_at=None,
        finished_at=None,
        returned_on=None,
        returned_because="",
    )
    actor = Actor.staff(by)
    record(delivery.disclosure_request, actor=actor, at=at, kind=f"delivery_{kind}")
    if delivery.kind == Kind.NOTICE and delivery.disclosure_request.status == Status.UNDELIVERED:
        move(delivery.disclosure_request_id, to=Status.COMPILED, actor=actor, at=at, kind="sending_again", problem="")
    return delivery


def _finish(
    delivery: Delivery, state: State, *, says: str, by: User, at: datetime, posted_on: date | None = None
) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, finished_at=at, answer=says, posted_on=posted_on)
    actor = Actor.staff(by)
    record(delivery.disclosure_request, actor=actor, at=at, kind=f"delivery_{state.lower()}", says=says)
    if delivery.kind == Kind.NOTICE:
        move(delivery.disclosure_request_id, to=Status.ANSWERED, actor=actor, at=at, kind="answered", problem="")
