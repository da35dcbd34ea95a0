"""A mail of ours that came back, or is late: what its report says of it, and which of our mails it can be."""

import re
from collections.abc import Sequence
from datetime import datetime

from requests_app.delivery.server_words import reason_in
from requests_app.mailbox.addresses import addresses_in, plain
from requests_app.mailbox.arrival import moment
from requests_app.mailbox.automatic import Kind, original_ids
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.outcome import Understood
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.references import references_in
from requests_app.requests.verdict import Returned

_PUT_OFF = re.compile(
    r"\b4\.\d{1,3}\.\d{1,3}\b|\bdelayed\b|\bstill (?:being )?tr(?:ied|ying)\b|\bwarning\b|\bverzögert\b|\bretras|"
    r"\bretard|延迟|遅延|"
    r"\bwill (?:keep|continue) (?:trying|to try)\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b5\.\d{1,3}\.\d{1,3}\b|\bpermanent\b|\bgiven up\b|\bgave up\b|\bfail(?:ed|ure)?\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\bdo not need to resend\b|\bthis is a warning\b|\bno action is (?:needed|required)\b", re.IGNORECASE
)
_COPY = re.compile(
    r"^[ \t>*-]*(?:(?:below this line|this) is a copy of|(?:the )?original message|copy of the message|"
    r"ursprüngliche nachricht|message d[’']origine|mensaje original|原邮件|元のメッセージ)",
    re.IGNORECASE | re.MULTILINE,
)
_SAMPLE = 20_000
_MOST = 50
_FINAL, _LATE = "failed", "delayed"


def returned_in(message: Parsed, told: Understood) -> Returned | None:
    """Return what came back, None for everything that is no bounce, or tells of success."""
    if Kind.BOUNCE.value not in told.flags:
        return None
    blocks = _about_ours(message)
    actions = {_action(block) for block in blocks}
    if blocks and not {_FINAL, _LATE} & actions:
        return None
    says = told.why[0] if told.why else "A mail server sent it back."
    own = _own_words(message)
    telling = [block for block in blocks if _action(block) in {_FINAL, _LATE}]
    return Returned(
        message_ids=tuple(original_ids(message)[:_MOST]),
        references=references_in(message),
        recipients=_recipients(message, telling, own),
        is_final=_FINAL in actions if blocks else _is_given_up(f"{message.subject}\n{own}"),
        reason=reason_in(*(_told(block) for block in telling), f"{message.subject}\n{own}"),
        says=says,
        sent_at=_sent_at(message),
    )


def _action(block: Headers) -> str:
    words = block.text("Action").casefold().split()
    return words[0].rstrip(";") if words else ""


def _told(block: Headers) -> str:
    return f"{block.text('Diagnostic-Code')} {block.text('Status')}"


def _about_ours(message: Parsed) -> list[Headers]:
    """Return what a report says of whom we wrote to; of a whole list, where it was passed on to others."""
    blocks = [block for block in message.reports if _action(block)]
    ours = {plain(each) for block in message.originals for each in addresses_in(block.text("To"))}
    about = [block for block in blocks if ours & {plain(each) for each in _named(block)}]
    return about or blocks


def _named(block: Headers) -> Sequence[str]:
    return addresses_in(f"{block.text('Original-Recipient')} {block.text('Final-Recipient')}".replace(";", " "))


def _own_words(message: Parsed) -> str:
    """Return what the server itself wrote: not the copy of our mail behind it, which speaks of other things."""
    text = message.text[:_SAMPLE]
    copy = _COPY.search(text)
    return text[: copy.start()] if copy else text


def _recipients(message: Parsed, blocks: Sequence[Headers], own: str) -> tuple[str, ...]:
    said = [each for block in blocks for each in _named(block)]
    said += addresses_in(message.headers.text("X-Failed-Recipients"))
    said += [each for block in message.originals for each in addresses_in(block.text("To"))]
    return tuple(dict.fromkeys(plain(each) for each in (*said, *addresses_in(own))))[:_MOST]


def _sent_at(message: Parsed) -> datetime | None:
    """Return when the mail that came back was sent, by our own clock; by its first server's where that is all."""
    told = [block.text("Date") for block in message.originals] + [
        block.text("Arrival-Date") for block in message.reports
    ]
    return next((at for text in told if text and (at := moment(text)) is not None), None)


def _is_given_up(text: str) -> bool:
    """Say of an old-style bounce whether the server stopped trying; where nothing tells it, it did."""
    if _NOT_YET.search(text):
        return False
    return bool(_GIVEN_UP.search(text)) or not _PUT_OFF.search(text)
