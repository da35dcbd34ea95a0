"""From a judgement to what the door for writes takes: everything that can be kept, nothing that no row can hold."""

from dataclasses import fields, replace
from typing import Any

from requests_app.mailbox.addresses import plain
from requests_app.mailbox.authentication import vouched
from requests_app.mailbox.charsets import clean, decode
from requests_app.mailbox.identity import identity_of
from requests_app.mailbox.judge import Judgement
from requests_app.mailbox.outcome import Outcome
from requests_app.mailbox.parse import Parsed
from requests_app.mailbox.places import places_in
from requests_app.mailbox.reading import Reading
from requests_app.mailbox.returned import returned_in
from requests_app.requests.flags import sentence_of
from requests_app.requests.receive import Flag
from requests_app.requests.verdict import Verdict
from requests_app.requests.wishes_in_text import wishes_in

LONGEST_KEPT = 200_000
"""Letters of a message's text that are kept beside its bytes, which are kept whole."""
LONGEST_UNREAD = 5_000
"""Bytes of a message that could not be read, which a person is shown as they are."""
_MOST_LINES_OF_HEAD = ("From", "Date", "Subject")


def verdict_of(judgement: Judgement, raw: bytes) -> Verdict:
    """Return the whole of a judgement as plain texts and days."""
    told, reading = judgement.understood, judgement.reading
    headers = reading.message.headers if reading is not None else None
    verdict = Verdict(
        outcome=told.outcome.value,
        why=told.explanation or "Nothing more is known of it.",
        identity=identity_of(raw, headers),
        business=judgement.business,
        message_id=told.message_id,
        name=told.name,
        email=told.email,
        language=told.language,
        came_to=told.came_to,
        reference=told.reference,
        acknowledge=told.acknowledge,
        flags=tuple(Flag(name=each, says=sentence_of(each)) for each in told.flags),
        attachments=tuple(
            {"name": each.name, "type": each.media_type, "bytes": each.size, "kept": each.kept, "why": each.why}
            for each in told.attachments
        ),
        arrived_at=judgement.arrived_at,
        received_at=judgement.received_at,
        received_on=judgement.received_on,
        reached_designated_on=judgement.reached_designated_on,
        due_on=judgement.due_on if told.outcome in {Outcome.REQUEST, Outcome.REVIEW} else None,
        designated=judgement.designated,
    )
    if reading is None:
        verdict = replace(verdict, text=decode(raw[:LONGEST_UNREAD]))
    else:
        text = text_of(reading.message)
        verdict = replace(
            verdict,
            subject=reading.message.subject,
            text=text[:LONGEST_KEPT],
            wishes=wishes_in(text) if told.outcome in {Outcome.REQUEST, Outcome.REVIEW} else (),
            sender_is_proved=_is_proved(reading, told.email),
            correspondent=reading.sender.name or reading.sender.address,
            returned=returned_in(reading.message, told),
        )
        verdict = _placed(verdict, told.address)
    return _storable(verdict)


def _is_proved(reading: Reading, email: str) -> bool:
    is_senders = bool(email) and plain(email) == plain(reading.sender.address)
    return is_senders and vouched(reading.message.headers, reading.ours, host=reading.arrival.host)


def text_of(message: Parsed) -> str:
    """Return what a person reads of a message: its text, files that are text, and the messages attached to it."""
    parts = [message.text, message.attached_text, message.calendar]
    for inner in message.inner:
        head = [f"{name}: {inner.headers.text(name)}" for name in _MOST_LINES_OF_HEAD if inner.headers.text(name)]
        parts.append("\n".join(["[attached message]", *head, "", text_of(inner)]))
    return "\n\n".join(part.strip("\n") for part in parts if part.strip())


def _placed(verdict: Verdict, address: str) -> Verdict:
    """Add the parts of the postal address that was found, which is told on one line."""
    if not address:
        return verdict
    places = [*(each for each in places_in(verdict.text) if each.one_line == address), *places_in(address)]
    if not places:
        return replace(verdict, street=address)
    place = places[0]
    return replace(verdict, street=place.street, city=place.city, state=place.state, postal_code=place.postal_code)


def _storable(verdict: Verdict) -> Verdict:
    """Leave out signs that no database holds: NULs, halves of letters, what nobody sees."""
    return replace(verdict, **{each.name: _clean(getattr(verdict, each.name)) for each in fields(verdict)})


def _clean(value: Any) -> Any:  # noqa: ANN401 - the fields of a verdict are of any kind
    if type(value) is str:  # an enum is a text of our own
        return clean(value).encode("utf-8", "replace").decode()
    if type(value) is dict:
        return {name: _clean(each) for name, each in value.items()}
    if type(value) is tuple:
        return tuple(_clean(each) for each in value)
    if isinstance(value, Flag):
        return Flag(name=_clean(value.name), says=_clean(value.says))
    return value
