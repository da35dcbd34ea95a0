"""A mail of ours that came back, or is late: what its report says of it, and which of our mails it can be."""

import re

from requests_app.mailbox.automatic import Kind, original_ids
from requests_app.mailbox.outcome import Understood
from requests_app.mailbox.parse import Parsed
from requests_app.requests.verdict import Returned

_PUT_OFF = re.compile(
    r"\b4\.\d{1,3}\.\d{1,3}\b|\bdelayed\b|\bstill (?:being )?tr(?:ied|ying)\b|\bwarning\b", re.IGNORECASE
)
_GIVEN_UP = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b|\bpermanent\b|\bgiven up\b|\bfail", re.IGNORECASE)
_SAMPLE = 20_000
_MOST_IDS = 50


def returned_in(message: Parsed, told: Understood) -> Returned | None:
    """Return what came back, None for everything that is no bounce, or tells of success."""
    if Kind.BOUNCE.value not in told.flags:
        return None
    actions = [block.text("Action").casefold() for block in message.reports if block.text("Action")]
    if actions and not {"failed", "delayed"} & set(actions):
        return None
    says = told.why[0] if told.why else "A mail server sent it back."
    ids = tuple(original_ids(message)[:_MOST_IDS])
    is_final = "failed" in actions if actions else _is_given_up(f"{message.subject}\n{message.text[:_SAMPLE]}")
    return Returned(message_ids=ids, is_final=is_final, says=says)


def _is_given_up(text: str) -> bool:
    """Say of an old-style bounce whether the server stopped trying; where nothing tells it, it did."""
    return bool(_GIVEN_UP.search(text)) or not _PUT_OFF.search(text)
