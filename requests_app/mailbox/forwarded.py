"""A request inside another message: attached whole, or pasted under its head. The employee is not the requester."""

from dataclasses import dataclass
from datetime import datetime

from requests_app.mailbox.addresses import Sender, addresses_in, plain, sender_of
from requests_app.mailbox.arrival import EARLIEST_YEAR, LATEST_YEAR, arrival_of, came_to, moment
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.quoting import Inside, Written, written_in

_SHOWN = (
    "%A, %B %d, %Y %I:%M %p",
    "%A, %B %d, %Y %I:%M:%S %p",
    "%a, %b %d, %Y at %I:%M %p",
    "%B %d, %Y at %I:%M:%S %p",
    "%B %d, %Y at %I:%M %p",
    "%A, %d %B %Y %H:%M",
    "%d %B %Y %H:%M",
    "%m/%d/%Y %I:%M %p",
    "%Y-%m-%d %H:%M",
)
"""Ways in which mail programs show a day above a message they pass on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The message inside: its sender, text and files; when it first reached the business and where, if that shows."""

    sender: Sender
    text: str
    attached_text: str
    subject: str
    first_at: datetime | None
    first_to: str
    is_whole: bool


def forwarded_in(message: Parsed, written: Written, ours: Ours, *, now: datetime) -> Forwarded | None:
    """Return the message that is passed on, None where there is none or it is our own mail quoted back."""
    for inner in message.inner:
        sender = sender_of(inner.headers.first("From"))
        if inner.headers and not ours.known(sender.address):
            return _attached(inner, sender, ours, now=now)
    inside = written.inside
    if inside is None:
        return None
    sender = sender_of(inside.sender)
    if not sender.address or ours.known(sender.address):
        return None
    return _pasted(inside, sender, ours)


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
    )


def shown_moment(text: str) -> datetime | None:
    """Read a day as mail programs show it; without a zone, None where it cannot be read."""
    plain_text = " ".join(text.replace("\u202f", " ").split())[:80]
    for form in _SHOWN:
        try:
            at = datetime.strptime(plain_text, form)  # noqa: DTZ007 - the day is shown without a zone
        except ValueError:
            continue
        return at if EARLIEST_YEAR < at.year < LATEST_YEAR else None
    return moment(plain_text)


def same_person(one: str, other: str) -> bool:
    """Say whether two addresses are the same mailbox."""
    return bool(one) and plain(one) == plain(other)
