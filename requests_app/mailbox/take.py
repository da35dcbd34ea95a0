"""A stored message on its way: its bytes are judged, and `handling` settles what it asks for.

Whatever goes wrong with one message stays with it. It is begun anew a few times, also after the program was killed over
it, and is then put aside for a person.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import DatabaseError, connection

from requests_app import handling
from requests_app.mailbox.files import Kept
from requests_app.mailbox.judge import Judgement, judge, quarantined
from requests_app.mailbox.outcome import Outcome
from requests_app.mailbox.parse import LARGEST_MESSAGE
from requests_app.mailbox.verdict import verdict_of
from requests_app.register.models import Business
from requests_app.requests import raw_mail
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.verdict import Verdict

logger = logging.getLogger(__name__)
DIED = (
    "Reading it was begun {tries} times and never came to an end. Look at the original, decide, and report the fault."
)
FAILED = "It could not be taken in ({error}). Look at the original, decide, and report the fault."


def businesses() -> list[Business]:
    """Return every business with the addresses that messages are compared with."""
    return [*Business.objects.prefetch_related("designated_contacts", "other_addresses")]


def take(
    row: IncomingMessage, *, among: Sequence[Business], now: datetime, is_counted: bool = False
) -> tuple[IncomingMessage, Judgement | None]:
    """Judge and settle a stored message; return it as it stands, and the judgement where it was judged now.

    It stays stored where something went wrong that may pass; a try that `is_counted` already is not counted again.
    Raises `DatabaseError` only when the database is gone.
    """
    if row.tries > handling.MOST_TRIES:
        return _put_aside(row, None, DIED.format(tries=row.tries), now=now)
    judged: tuple[Judgement, Verdict] | None = None
    try:
        judged = _judged(row, among)
        return handling.settle_message(message_pk=row.pk, verdict=judged[1], now=now), judged[0]
    except Exception as error:  # one poisoned message must not stop those behind it; the log keeps what went wrong
        _raise_without_database(error)
        logger.exception("message %s could not be taken in", row.pk)
        row.tries = row.tries if is_counted else handling.begin_again(message_pk=row.pk)
        if row.tries < handling.MOST_TRIES:
            return row, None
        return _put_aside(row, judged, FAILED.format(error=type(error).__name__), now=now)


def _judged(row: IncomingMessage, among: Sequence[Business]) -> tuple[Judgement, Verdict]:
    raw = raw_mail.read(row.raw_digest, most=LARGEST_MESSAGE + 1)
    judgement = judge(
        Kept(raw=raw, kept_at=row.kept_at),
        businesses=[each for each in among if row.business_id in {None, each.pk}],
        # The day of an arrival that nobody noted is the one on which it was stored, however late it is read.
        now=row.stored_at,
        mailbox_address=row.mailbox_address,
        number=row.pk,
    )
    return judgement, verdict_of(judgement, raw)


def _raise_without_database(error: Exception) -> None:
    if isinstance(error, DatabaseError) and not connection.is_usable():
        raise error


def resume(*, now: datetime, after: timedelta) -> int:
    """Take what was stored `after` ago and longer, and never settled: whoever had it in hand died. Return how many."""
    among = businesses()
    waiting = IncomingMessage.objects.filter(place=Place.STORED, stored_at__lte=now - after)
    taken = 0
    for row in waiting.select_related("business").order_by("id").iterator(chunk_size=100):
        taken += take_again(row, among=among, now=now).place != Place.STORED
    return taken


def take_again(row: IncomingMessage, *, among: Sequence[Business], now: datetime) -> IncomingMessage:
    """Take a message whose reading did not come to its end before; counted first, so that no message kills for ever."""
    row.tries = handling.begin_again(message_pk=row.pk)
    return take(row, among=among, now=now, is_counted=True)[0]


def _put_aside(
    row: IncomingMessage, judged: tuple[Judgement, Verdict] | None, says: str, *, now: datetime
) -> tuple[IncomingMessage, Judgement]:
    """Hold a message for a person, with what was read of it where that can be kept."""
    if judged is not None and judged[1].outcome in {"request", "review"}:
        judgement, verdict = judged
        verdict = replace(verdict, outcome=Outcome.REVIEW.value, why=f"{says} {verdict.why}", acknowledge=False)
        try:
            settled = handling.settle_message(message_pk=row.pk, verdict=verdict, now=now)
        except Exception as error:  # noqa: BLE001 - it is what was read that cannot be kept; the log has the first fault
            _raise_without_database(error)
        else:
            told = replace(judgement.understood, outcome=Outcome.REVIEW, why=(verdict.why,), acknowledge=False)
            return settled, replace(judgement, understood=told)
    judgement = quarantined(says)
    verdict = replace(verdict_of(judgement, row.raw_digest.encode()), text="")
    return handling.settle_message(message_pk=row.pk, verdict=verdict, now=now), judgement
