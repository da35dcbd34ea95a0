"""Messages that an operator gives as files: they go the same way as those of a mailbox, in their order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from requests_app import handling
from requests_app.mailbox.files import messages_in
from requests_app.mailbox.judge import Judgement, quarantined
from requests_app.mailbox.outcome import Outcome
from requests_app.mailbox.take import take
from requests_app.register.models import Business
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place

PIECE = 1 << 20
NAME = "file"
"""What stands for the mailbox of a message that was given as a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One message out of a file, in pieces, and when the mailbox kept it, if the file says that."""

    content: Iterable[bytes]
    kept_at: datetime | None


def messages_of(path: Path) -> Iterator[Given]:
    """Yield the messages of a file in order; an .eml is never wholly in memory. Raises `OSError`."""
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if not is_mbox:
        yield Given(content=_pieces(path), kept_at=None)
        return
    for kept in messages_in(path):
        yield Given(content=(kept.raw,), kept_at=kept.kept_at)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def take_in_order(
    message: Given, *, business: Business | None, among: Sequence[Business], clock: Callable[[], datetime]
) -> Judgement:
    """Store, judge and settle one message; return how it was understood and what became of it.

    One that was settled before is told as a duplicate; one that was stored and never settled is settled now.
    """
    delivered = handling.Delivered(
        mailbox=f"{NAME}:{business.slug}" if business else NAME, business=business, kept_at=message.kept_at
    )
    row, is_new = handling.store_message(content=message.content, delivered=delivered, now=clock())
    if not is_new and row.place != Place.STORED:
        return _as_duplicate(row, why=_came_before(row))
    if not is_new:
        row.tries = handling.begin_again(message_pk=row.pk)
    settled, judgement = take(row, among=among, now=clock())
    while settled.place == Place.STORED:  # nobody else will come for it
        settled, judgement = take(settled, among=among, now=clock())
    if judgement is None:
        return quarantined(settled.why)
    return _as_settled(settled, judgement)


def _as_settled(row: IncomingMessage, judgement: Judgement) -> Judgement:
    if row.place == Place.DUPLICATE:
        return replace(judgement, understood=_as_duplicate(row, why=row.why).understood)
    if row.receipt is not None:
        understood = replace(judgement.understood, reference=row.receipt.reference or "")
        return replace(judgement, understood=understood)
    return judgement


def _as_duplicate(row: IncomingMessage, *, why: str) -> Judgement:
    told = quarantined(why, message_id=row.message_id).understood
    about = row.receipt or (row.first.receipt if row.first is not None else None)
    reference = (about.reference if about else None) or (
        row.disclosure_request.reference if row.disclosure_request else None
    )
    understood = replace(
        told,
        outcome=Outcome.DUPLICATE,
        name=row.name,
        email=row.email,
        came_to=row.came_to,
        reference=reference or "",
        language=row.language,
    )
    return Judgement(understood=understood, business=row.business)


def _came_before(row: IncomingMessage) -> str:
    return f"The very same message was given before, on {row.stored_at:%Y-%m-%d}: {row.get_place_display().lower()}."
