"""Mail of ours that came back: the delivery it is about is marked, and its request waits for a person again."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from requests_app.delivery.models import Delivery, Kind, State, word_for
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import Actor, move, record
from requests_app.requests.status import Status

_OURS = re.compile(r"<?(stl-\d{4}-\d{6,10}\.[a-z][a-z_]{0,20}(?:\.\d{1,4})?)@", re.IGNORECASE)
_LEFT = (State.SENDING, State.DOUBTFUL, State.ACCEPTED)
"""States in which the mail has left, or may have."""
_MOST = 20


def mark_returned(
    message_ids: Iterable[str], *, business_id: int, is_final: bool, says: str, actor: Actor, at: datetime
) -> list[DisclosureRequest]:
    """Mark the mail with one of these Message-IDs as failed, or note that it is late; return the requests it is about.

    A notice that came back was not given, (b)(1): its request waits for a person, who finds another way.
    """
    told: dict[int, DisclosureRequest] = {}
    for delivery in _found(message_ids, business_id=business_id):
        for row in _about(delivery):
            told[row.pk] = row
            if not is_final:
                record(row, actor=actor, at=at, kind=f"{word_for(delivery)}_late", says=says)
        if is_final and delivery.state in _LEFT:
            _failed(delivery, says=says, actor=actor, at=at)
    return list(told.values())


def _found(message_ids: Iterable[str], *, business_id: int) -> list[Delivery]:
    """Return the deliveries, held until the transaction ends. The domain may have changed since; references do not."""
    ours = {found[1].lower() for each in message_ids if (found := _OURS.match(each))}
    wanted = Q(pk__in=[])
    for local in sorted(ours)[:_MOST]:
        wanted |= Q(message_id__startswith=f"<{local}@")
    held = Delivery.objects.select_for_update(of=("self",)).select_related("disclosure_request")
    return list(held.filter(wanted, disclosure_request__business=business_id).order_by("id"))


def _about(delivery: Delivery) -> list[DisclosureRequest]:
    """Return every request a mail is about: one acknowledgement may be for several."""
    grouped = [each.disclosure_request for each in delivery.group.select_related("disclosure_request")]
    return grouped or [delivery.disclosure_request]


def _failed(delivery: Delivery, *, says: str, actor: Actor, at: datetime) -> None:
    answer = f"It came back: {says}"
    Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, finished_at=at, answer=answer, wake_at=None)
    for row in _about(delivery):
        record(row, actor=actor, at=at, kind=f"{word_for(delivery)}_came_back", says=says)
        if delivery.kind == Kind.NOTICE:
            problem = f"The notice came back: {says} It was not given yet: check the address, then send it another way."
            move(row.pk, to=Status.UNDELIVERED, actor=actor, at=at, kind="undelivered", problem=problem)
        elif row.status == Status.RECEIVED:
            problem = f"The {word_for(delivery)} came back: {says} Check the address before you answer."
            DisclosureRequest.objects.filter(pk=row.pk).update(problem=problem)
