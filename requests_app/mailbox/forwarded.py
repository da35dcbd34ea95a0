"""A request inside another message: attached whole, or pasted under its head. The employee is not the requester."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from requests_app.mailbox.addresses import Sender, addresses_in, plain, sender_of
from requests_app.mailbox.arrival import arrival_of, came_to
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.quoting import Inside, Written, written_in
from requests_app.mailbox.shown_days import shown_moment

_LABEL = re.compile(r"\[?(?:mailto:)?(?=[^\s\[\]<>]{1,80}@)", re.IGNORECASE)
_MOST_OTHERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The message inside: its sender, text and files; when it first reached the business and where, if that shows.

    `is_reply`: it is only quoted to be answered. `others` are the addresses of further people whose messages are there.
    """

    sender: Sender
    text: str
    attached_text: str
    subject: str
    first_at: datetime | None
    first_to: str
    is_whole: bool
    is_reply: bool = False
    others: tuple[str, ...] = ()


def forwarded_in(message: Parsed, written: Written, ours: Ours, *, now: datetime) -> Forwarded | None:
    """Return the message that is passed on, None where there is none or it is our own mail quoted back.

    Of several in each other it is the first that somebody outside the business wrote.
    """
    found = [*_attached_in(message, ours, now=now), *_pasted_in(written, ours)]
    outside = [each for each in found if not ours.has_sender(each.sender.address)]
    if not outside:
        return next(iter(found), None)
    others = dict.fromkeys(plain(each.sender.address) for each in outside if each.is_whole and each.sender.address)
    others.pop(plain(outside[0].sender.address), None)
    return replace(outside[0], others=tuple(others)[:_MOST_OTHERS])


def _attached_in(message: Parsed, ours: Ours, *, now: datetime) -> Iterator[Forwarded]:
    for inner in message.inner:
        sender = sender_of(inner.headers.first("From"))
        if inner.headers and not ours.known(sender.address):
            yield _attached(inner, sender, ours, now=now)
        if ours.has_sender(sender.address):
            yield from _attached_in(inner, ours, now=now)
            yield from _pasted_in(written_in(inner.text), ours)


def _pasted_in(written: Written, ours: Ours) -> Iterator[Forwarded]:
    for inside in written.inside:
        sender = sender_of(_LABEL.sub("<", inside.sender, count=1).replace("<<", "<").replace("]", ">"))
        sender = replace(sender, name=sender.name.strip("* <["))
        if not ours.known(sender.address):
            yield _pasted(inside, sender, ours)


def _attached(inner: Parsed, sender: Sender, ours: Ours, *, now: datetime) -> Forwarded:
    arrival = arrival_of(inner.headers, ours, kept_at=None, now=now)
    written, register = came_to(inner.headers, ours)
    is_ours = arrival.is_proven and (ours.has_host(arrival.host) or bool(register))
    return Forwarded(
        sender=sender,
        text=written_in(inner.text).own,
        attached_text=inner.attached_text,
        subject=inner.subject,
        first_at=arrival.at if is_ours else None,
        first_to=register or written,
        is_whole=True,
    )


def _pasted(inside: Inside, sender: Sender, ours: Ours) -> Forwarded:
    to = next((ours.known(each) for each in addresses_in(inside.to) if ours.known(each)), "")
    return Forwarded(
        sender=sender,
        text=inside.text,
        attached_text="",
        subject=inside.subject,
        first_at=shown_moment(inside.sent),
        first_to=to or next(iter(addresses_in(inside.to)), ""),
        is_whole=False,
        is_reply=inside.is_reply,
    )


def same_person(one: str, other: str) -> bool:
    """Say whether two addresses are the same mailbox."""
    return bool(one) and plain(one) == plain(other)
