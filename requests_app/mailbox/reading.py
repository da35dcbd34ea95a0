"""Everything that is read out of a message before it is decided what it is: sender, own words, arrival, contents."""

from dataclasses import dataclass, replace
from datetime import datetime

from requests_app.mailbox.addresses import Sender, addresses_in, sender_in
from requests_app.mailbox.arrival import Arrival, arrival_of, came_to
from requests_app.mailbox.authentication import failed
from requests_app.mailbox.forwarded import Forwarded, forwarded_in
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.quoting import Written, written_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read out of a message, before it is decided what it is."""

    message: Parsed
    ours: Ours
    sender: Sender
    written: Written
    arrival: Arrival
    came_to: str
    register_address: str
    not_confirmed: str
    forwarded: Forwarded | None

    @property
    def is_employee(self) -> bool:
        """Whether it was sent from an address of the business itself."""
        return bool(self.sender.address) and self.ours.has_sender(self.sender.address)

    @property
    def own_text(self) -> str:
        """Subject and the sender's own words."""
        return f"{self.message.subject}\n{self.written.own}"


def read(message: Parsed, ours: Ours, *, kept_at: datetime | None, now: datetime) -> Reading:
    """Read sender, arrival and what is passed on out of a parsed message."""
    headers = message.headers
    sender = sender_in(headers)
    written = _in_full(written_in(message.text), sender, ours)
    arrival = arrival_of(headers, ours, kept_at=kept_at, now=now)
    to, register = came_to(headers, ours)
    return Reading(
        message=message,
        ours=ours,
        sender=sender,
        written=written,
        arrival=arrival,
        came_to=to,
        register_address=register,
        not_confirmed=failed(headers, ours, host=arrival.host),
        forwarded=forwarded_in(message, written, ours, now=now),
    )


def _in_full(written: Written, sender: Sender, ours: Ours) -> Written:
    """Return a letter that begins with From, To and Date like a memo as its writer's own words."""
    is_memo = not written.own and bool(written.inside) and not addresses_in(written.inside[0].sender)
    if not is_memo or written.inside[0].is_reply or ours.has_sender(sender.address):
        return written
    return replace(written, own=written.quoted, inside=())
