"""What was read out of an incoming message, as the door for writes takes it: a proposal, with its days and reasons."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import IncomingMessage, Wish
from requests_app.requests.receive import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A mail of ours that came back: which it could be, whether for good or only late, and why.

    `references` and `recipients` are what else names it, where its server cut the Message-ID off. `sent_at` is when the
    mail that came back was sent, as far as the report tells.
    """

    message_ids: tuple[str, ...]
    is_final: bool
    says: str
    reason: ReturnReason = ReturnReason.UNCLEAR
    references: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One message as it was understood. `identity` is the same for every copy of it.

    Texts are empty and days None where they do not apply. `reference` names the request it speaks of. `arrived_at` is
    the address as the law compares it, `came_to` as it was written; `correspondent` is who writes for another person.
    """

    outcome: str
    why: str
    identity: str
    business: Business | None = None
    message_id: str = ""
    subject: str = ""
    text: str = ""
    name: str = ""
    email: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    language: str = ""
    came_to: str = ""
    arrived_at: str = ""
    received_at: datetime | None = None
    received_on: date | None = None
    reached_designated_on: date | None = None
    due_on: date | None = None
    designated: bool = False
    reference: str = ""
    acknowledge: bool = False
    flags: tuple[Flag, ...] = ()
    attachments: tuple[dict[str, Any], ...] = ()
    sender_is_proved: bool = False
    correspondent: str = ""
    wishes: tuple[tuple[Wish, str], ...] = ()
    returned: Returned | None = None

    def write_on(self, row: IncomingMessage) -> None:
        """Put what was read on the message's row, cut to what the row can hold."""
        for name in _SAME:
            value = getattr(self, name)
            limit = getattr(IncomingMessage._meta.get_field(name), "max_length", None)  # noqa: SLF001 - Django's public name
            setattr(row, name, value[:limit] if limit and isinstance(value, str) else value)
        row.business = self.business or row.business
        row.flags = [{"name": each.name, "says": each.says} for each in self.flags]
        row.attachments = list(self.attachments)


_SAME = (
    *("outcome", "why", "identity", "message_id", "subject", "text", "name", "email", "street", "city", "state"),
    *("postal_code", "language", "came_to", "arrived_at", "received_at", "received_on", "reached_designated_on"),
    *("due_on", "acknowledge"),
)
