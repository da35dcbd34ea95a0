"""Mail of ours that came back: the delivery it is about is marked, and its notice goes to the requester's next place.

Where there is no other place the request waits for a person again. Whatever came back is in the desk's list until a
person saw it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from requests_app.delivery.again import day_of, fall_back
from requests_app.delivery.models import LIVE, Delivery, Kind, State, requests_of, word_for
from requests_app.delivery.replaced import is_replaced
from requests_app.requests.keys import email_key
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import Actor, move, record
from requests_app.requests.status import Status
from requests_app.requests.verdict import Returned

_OURS = re.compile(r"<?(stl-\d{4}-\d{6,10}\.[a-z][a-z_]{0,20}(?:\.\d{1,4})?)@", re.IGNORECASE)
_LEFT = (State.SENDING, State.DOUBTFUL, State.ACCEPTED)
"""States in which the mail has left, or may have."""
_MOST = 20
_LONGEST_AFTER = timedelta(days=14)
"""Servers give up within days: what came back and names no mail of ours is about one that left not longer ago."""
_EARLIER = "_earlier"
_CLOCKS_DIFFER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Marked:
    """What a report was about: the requests, and the mails that go out in place of what came back."""

    requests: tuple[DisclosureRequest, ...]
    mails: tuple[Delivery, ...]


def mark_returned(returned: Returned, *, business_id: int | None, actor: Actor, at: datetime) -> Marked:
    """Mark the mail that a report is about as failed, or note that it is late.

    A notice that came back was not given, (b)(1): it goes to the requester's next place, or its request waits for a
    person. A report on an earlier send of the same mail changes nothing about the later one. `business_id` is whose
    mailbox the report came to; None where it came another way.
    """
    told: dict[int, DisclosureRequest] = {}
    mails: list[Delivery] = []
    for delivery in _found(returned, business_id=business_id, at=at):
        rows = requests_of(delivery)
        told |= {row.pk: row for row in rows}
        says = f"{returned.says} {_why(returned)}".strip()
        if not returned.is_final:
            for row in rows:
                _note(row, actor=actor, at=at, kind=f"{word_for(delivery)}_late", says=says)
        elif delivery.state in _LEFT and not _is_of_earlier_send(returned, delivery):
            mails += _failed(delivery, returned, says=says, actor=actor, at=at)
        else:
            for row in rows:
                _note(row, actor=actor, at=at, kind=f"{word_for(delivery)}_came_back{_EARLIER}", says=says)
    return Marked(tuple(told.values()), tuple(mails))


def _found(returned: Returned, *, business_id: int | None, at: datetime) -> list[Delivery]:
    """Return the deliveries, held until the transaction ends. The domain may have changed since; references do not."""
    held = Delivery.objects.select_for_update(of=("self",)).select_related("disclosure_request__business")
    if business_id is not None:
        held = held.filter(disclosure_request__business=business_id)
    ours = {found[1].lower() for each in returned.message_ids if (found := _OURS.match(each))}
    if ours:
        wanted = Q(pk__in=[])
        for local in sorted(ours)[:_MOST]:
            wanted |= Q(message_id__startswith=f"<{local}@")
        return list(held.filter(wanted).order_by("id"))
    return _last_to(returned, held, at=at)


def _last_to(returned: Returned, held: QuerySet[Delivery], *, at: datetime) -> list[Delivery]:
    """Return the last mail to the address that a report names, where its server cut off which mail it was.

    The reference tells the request, where one is left in the subject.
    """
    keys = [key for each in returned.recipients if (key := email_key(each))]
    about = Q(disclosure_request__receipts__email_key__in=keys)
    if returned.references:
        about = Q(disclosure_request__receipts__reference__in=returned.references) | Q(
            disclosure_request__reference__in=returned.references
        )
    since = at - _LONGEST_AFTER
    left = Delivery.objects.filter(about, channel=ReplyBy.EMAIL, state__in=_LEFT, queued_at__gte=since)
    named = {each.casefold() for each in returned.recipients}
    last = [
        pk
        for pk, recipient in left.order_by("-queued_at", "-id").values_list("pk", "recipient").distinct()
        if recipient.casefold() in named
    ][:1]
    return list(held.filter(pk__in=last))


def _is_of_earlier_send(returned: Returned, delivery: Delivery) -> bool:
    """Say whether a report is about an earlier send: a mail that was tried again keeps its Message-ID."""
    if returned.sent_at is None or delivery.claimed_at is None:
        return False
    return returned.sent_at < delivery.claimed_at - _CLOCKS_DIFFER


def _why(returned: Returned) -> str:
    return "" if returned.reason == returned.reason.UNCLEAR else str(returned.reason.label)


def _is_answered_otherwise(delivery: Delivery) -> bool:
    """Say whether another notice of the same request is on its way or done: a corrected one takes the place of this."""
    others = Delivery.objects.filter(disclosure_request=delivery.disclosure_request_id, kind=Kind.NOTICE)
    is_later = others.filter(pk__gt=delivery.pk, state__in=sorted(LIVE)).exists()
    return delivery.kind == Kind.NOTICE and (is_later or is_replaced(delivery))


def _note(row: DisclosureRequest, *, actor: Actor, at: datetime, kind: str, says: str) -> None:
    """Record what was heard, once: servers repeat themselves, and providers tell the same until it is answered."""
    if not row.events.filter(kind__in=[kind, kind.removesuffix(_EARLIER)], says=says).exists():
        record(row, actor=actor, at=at, kind=kind, says=says)


def _failed(delivery: Delivery, returned: Returned, *, says: str, actor: Actor, at: datetime) -> list[Delivery]:
    """Mark it, and say so at each request; return the mail that goes out in its place."""
    delivery.state, delivery.finished_at, delivery.wake_at = State.FAILED, at, None
    delivery.answer, delivery.returned_because = f"It came back: {says}", returned.reason
    delivery.returned_on = day_of(delivery, at)
    delivery.save(
        update_fields=["state", "finished_at", "wake_at", "answer", "returned_because", "returned_on"],
    )
    for row in requests_of(delivery):
        record(row, actor=actor, at=at, kind=f"{word_for(delivery)}_came_back", says=says)
        if _is_answered_otherwise(delivery):
            continue
        if delivery.kind == Kind.NOTICE:
            problem = f"The notice came back: {says} It was not given yet: check the address, then send it another way."
            move(row.pk, to=Status.UNDELIVERED, actor=actor, at=at, kind="undelivered", problem=problem)
        elif row.status == Status.RECEIVED:
            problem = f"The {word_for(delivery)} came back: {says} Check the address before you answer."
            DisclosureRequest.objects.filter(pk=row.pk).update(problem=problem)
    follower = None if _is_answered_otherwise(delivery) else fall_back(delivery, actor=actor, at=at)
    return [follower] if follower is not None and follower.channel == ReplyBy.EMAIL else []
