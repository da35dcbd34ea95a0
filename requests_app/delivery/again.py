"""What goes out in place of a mail or letter that came back: another row, to another place or the same once more."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.places import ReplyPlace, next_places
from requests_app.delivery.queue import message_id
from requests_app.delivery.server_words import reason_in
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import Actor, move
from requests_app.requests.status import Status


def send_in_place_of(
    delivery: Delivery, place: ReplyPlace, *, actor: Actor, at: datetime, problem: str = ""
) -> Delivery:
    """Queue what came back anew, to `place`; its request is on its way again. The caller holds the row.

    A mail is due at once: the worker is woken by whoever calls, or by the sweep.
    """
    follower = Delivery.objects.create(
        disclosure_request_id=delivery.disclosure_request_id,
        notice_id=delivery.notice_id,
        kind=delivery.kind,
        channel=place.channel,
        state=State.QUEUED,
        message_id=_next_message_id(delivery),
        sender=delivery.sender,
        recipient=place.recipient,
        subject=delivery.subject,
        body=delivery.body,
        queued_at=at,
        wake_at=at if place.channel == ReplyBy.EMAIL else None,
        instead_of=delivery,
    )
    how = "by e-mail" if place.channel == ReplyBy.EMAIL else "by post"
    move(
        delivery.disclosure_request_id,
        to=Status.COMPILED,
        actor=actor,
        at=at,
        kind="sent_elsewhere",
        says=f"It goes {how} to {place.one_line}.",
        problem=problem,
    )
    return follower


def fall_back(delivery: Delivery, *, actor: Actor, at: datetime) -> Delivery | None:
    """Send a notice that came back to the requester's next place, if there is one; staff read that it went there.

    The due date is the law's and does not wait for a person who finds the bounce, (b)(1).
    """
    places = next_places(delivery)
    if delivery.kind != Kind.NOTICE or not places:
        return None
    if places[0].channel == ReplyBy.EMAIL:
        then = f"It was sent to {places[0].recipient}, which the requester gave too."
    else:
        then = f"It goes by post to {places[0].one_line}: print the letter, post it and mark it as posted."
    says = f"The notice came back from {delivery.recipient}: {delivery.get_returned_because_display()} {then}"
    return send_in_place_of(delivery, places[0], actor=actor, at=at, problem=says)


def fall_back_from_refusal(delivery: Delivery, *, says: str, actor: Actor, at: datetime) -> Delivery | None:
    """Do so where the mail server at once knew no such mailbox, and the requester gave another place.

    Whatever else a server refuses at once may be a fault of our own side: that is left to a person.
    """
    if delivery.kind != Kind.NOTICE or not next_places(delivery) or reason_in(says) != ReturnReason.NO_ADDRESS:
        return None
    delivery.returned_because = ReturnReason.NO_ADDRESS
    delivery.returned_on = day_of(delivery, at)
    delivery.save(update_fields=["returned_because", "returned_on"])
    return fall_back(delivery, actor=actor, at=at)


def day_of(delivery: Delivery, at: datetime) -> date:
    """Return the day of a moment at the business that sent it."""
    return at.astimezone(ZoneInfo(delivery.disclosure_request.business.timezone)).date()


def _next_message_id(delivery: Delivery) -> str:
    """Return a Message-ID of its own, so that what is heard of the first mail is never taken for this one."""
    row: DisclosureRequest = delivery.disclosure_request
    number = row.deliveries.filter(kind=delivery.kind).count() + 1
    return message_id(row, f"{'notice' if delivery.kind == Kind.NOTICE else 'again'}.{number}")
