"""What became clear of a message: one outcome, the sentences that explain it, and the facts a request is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from requests_app.mailbox.attachments import Attachment


class Outcome(StrEnum):
    """What happens to a message; nothing is thrown away by any of them."""

    REQUEST = "request"
    REVIEW = "review"
    NOT_REQUEST = "not_request"
    THREAD = "thread"
    DUPLICATE = "duplicate"
    QUARANTINE = "quarantine"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRequest:
    """A request of the business that a message may belong to."""

    reference: str
    email: str
    year: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A message, understood. Texts are empty and moments None where they do not apply.

    `at` is the first moment at which the business had it, at `came_to` (the register's spelling in `register_address`);
    `reached_at` is later than that where an employee passed it on to the mailbox. A moment without a zone was shown by
    a mail program and is read in the business's own zone.
    """

    outcome: Outcome
    why: tuple[str, ...]
    message_id: str
    name: str = ""
    email: str = ""
    address: str = ""
    at: datetime | None = None
    came_to: str = ""
    register_address: str = ""
    reached_at: datetime | None = None
    reached_address: str = ""
    reference: str = ""
    language: str = ""
    acknowledge: bool = False
    flags: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()

    @property
    def explanation(self) -> str:
        """All sentences, as one paragraph."""
        return " ".join(dict.fromkeys(self.why))
