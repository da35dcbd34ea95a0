"""A message against the database: whose it is, which day it came, by when it is answered, what is known already."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError

from requests_app.mailbox.files import Kept
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.outcome import KnownRequest, Outcome, Understood
from requests_app.mailbox.parse import Parsed, UnreadableMessageError, parse
from requests_app.mailbox.reading import Reading, read
from requests_app.mailbox.references import references_in
from requests_app.mailbox.understand import understand
from requests_app.register.models import Business, DesignatedContact, OtherAddress
from requests_app.register.reading import as_last_read
from requests_app.requests.due import day_of_receipt, due_of
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.requests.status import OPEN
from requests_app.statute import ELSEWHERE, Channel, ContactKind, DeadlineKind, report_year

logger = logging.getLogger(__name__)
_DATED = {Outcome.REQUEST, Outcome.REVIEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A message as `read_mail` tells it. Days are null where the law starts no clock for it.

    `arrived_at` is the address as the law compares it; `reading` is None where the message could not be read.
    """

    understood: Understood
    business: Business | None = None
    received_at: datetime | None = None
    received_on: date | None = None
    reached_designated_on: date | None = None
    due_on: date | None = None
    designated: bool = False
    arrived_at: str = ""
    reading: Reading | None = None

    def as_json(self, file: str) -> dict[str, object]:
        """Return the object of contracts.md, section 2."""
        told = self.understood
        is_dated = told.outcome in _DATED and self.received_on is not None
        return {
            "file": file,
            "message_id": told.message_id or None,
            "outcome": told.outcome.value,
            "why": told.explanation,
            "name": told.name or None,
            "email": told.email or None,
            "address": told.address or None,
            "received_on": self.received_on.isoformat() if is_dated and self.received_on else None,
            "received_to": told.came_to or None,
            "designated": self.designated,
            "due_on": self.due_on.isoformat() if is_dated and self.due_on else None,
            "report_year": report_year(self.received_on) if is_dated and self.received_on else None,
            "reference": told.reference or None,
            "language": told.language or None,
            "acknowledge": told.acknowledge,
            "flags": [*told.flags],
            "attachments": [
                {"name": each.name, "bytes": each.size, "kept": each.kept, "why": each.why} for each in told.attachments
            ],
        }


def judge(
    kept: Kept,
    *,
    businesses: Iterable[Business],
    now: datetime,
    mailbox_address: str = "",
    number: int | None = None,
) -> Judgement:
    """Judge one message; whatever is wrong with it ends in `quarantine` with the reason, never in an exception.

    `businesses` are those it may be for; of several, the one whose address it came to. `mailbox_address` is what the
    mailbox it lay in receives mail for: it came there where the message itself names no address of ours. `number` is
    that of the row of a stored message, for the log.
    """
    message_id = ""
    try:
        message = parse(kept.raw)
        message_id = message.headers.first("Message-ID")
        return _judge(message, [*businesses], kept_at=kept.kept_at, now=now, mailbox_address=mailbox_address)
    except UnreadableMessageError as unreadable:
        return quarantined(str(unreadable))
    except DatabaseError:
        raise
    except Exception as error:  # one poisoned message must not stop those behind it; the log keeps what went wrong
        logger.exception("message %s could not be read", number or "that was not stored")
        says = f"The program could not read it ({type(error).__name__}). Look at the original, and report the fault."
        return quarantined(says, message_id=message_id)


def quarantined(says: str, *, message_id: str = "") -> Judgement:
    """Return the judgement on something that is no readable message."""
    return Judgement(understood=Understood(outcome=Outcome.QUARANTINE, why=(says,), message_id=message_id))


def ours_of(business: Business) -> Ours:
    """Return the addresses and names of a business that messages are compared with."""
    contacts: list[DesignatedContact] = [*business.designated_contacts.all()]
    others: list[OtherAddress] = [*business.other_addresses.all()]
    postal = [each.value for each in contacts if each.kind == ContactKind.POSTAL]
    postal += [each.value for each in others if each.kind == ContactKind.POSTAL]
    return Ours(
        designated=tuple(each.value for each in contacts if each.kind == ContactKind.EMAIL),
        others=tuple(each.value for each in others if each.kind == ContactKind.EMAIL),
        reply_email=business.reply_email,
        mail_domain=settings.MAIL_DOMAIN,
        postal_addresses=(business.postal_address, *postal),
    )


def _judge(
    message: Parsed, businesses: list[Business], *, kept_at: datetime | None, now: datetime, mailbox_address: str
) -> Judgement:
    readings = [
        (each, _in_mailbox(read(message, ours_of(each), kept_at=kept_at, now=now), mailbox_address))
        for each in businesses
    ]
    named = [pair for pair in readings if pair[1].register_address] or readings
    if len(named) != 1:
        says = "It names an address of no business here, or of several; say which one with --business."
        return quarantined(says, message_id=message.headers.first("Message-ID"))
    business, reading = named[0]
    understood = understand(reading, _known(business, references_in(message)))
    return replace(_dated(understood, business, now=now), reading=reading)


def _in_mailbox(reading: Reading, address: str) -> Reading:
    """Return the reading of a message that came to the address of the mailbox, where it names none of ours itself."""
    register = reading.ours.known(address) if address and not reading.register_address else ""
    return replace(reading, came_to=address, register_address=register) if register else reading


def _known(business: Business, references: tuple[str, ...]) -> Mapping[str, KnownRequest]:
    if not references:
        return {}
    # Nobody writes about a request that was destroyed: what names it is looked at for itself.
    rows = DisclosureRequest.objects.filter(business=business, reference__in=references, destroyed_at__isnull=True)
    receipts = Receipt.objects.filter(
        disclosure_request__business=business, reference__in=references, disclosure_request__destroyed_at__isnull=True
    )
    # A person who wrote twice has a reference for each time; whoever knows one of them writes about their own.
    found = [
        *receipts.values_list("reference", "email", "received_on", "disclosure_request__status"),
        *rows.values_list("reference", "email", "received_on", "status"),
    ]
    return {
        reference: KnownRequest(reference=reference, email=email, year=received_on.year, is_open=status in OPEN)
        for reference, email, received_on, status in found
        if reference
    }


def _dated(understood: Understood, business: Business, *, now: datetime) -> Judgement:
    zone = ZoneInfo(business.timezone)
    reached = _aware(understood.reached_at, zone)
    at = _aware(understood.at, zone) or now
    if reached is not None:
        at = min(at, reached)
    received_on = day_of_receipt(at, timezone=business.timezone)
    register = as_last_read(business)
    to = understood.register_address or understood.came_to or ELSEWHERE
    due = due_of(register, received_on=received_on, channel=Channel.EMAIL.value, arrived_at=to)
    is_designated = due.kind is DeadlineKind.DESIGNATED
    reached_designated_on = None
    if reached is not None and not is_designated:
        reached_on = day_of_receipt(reached, timezone=business.timezone)
        there = understood.reached_address or ELSEWHERE
        then = due_of(register, received_on=reached_on, channel=Channel.EMAIL.value, arrived_at=there)
        if then.kind is DeadlineKind.DESIGNATED:
            due = due_of(
                register,
                received_on=received_on,
                channel=Channel.EMAIL.value,
                arrived_at=to,
                reached_designated=reached_on,
            )
            understood = replace(understood, why=(*understood.why, due.reason.because))
            reached_designated_on = reached_on
    return Judgement(
        understood=understood,
        business=business,
        received_at=at,
        received_on=received_on,
        reached_designated_on=reached_designated_on,
        arrived_at=to,
        due_on=due.due_on,
        designated=is_designated,
    )


def _aware(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.replace(tzinfo=zone) if at is not None and at.tzinfo is None else at
