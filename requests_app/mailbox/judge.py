"""A message against the database: whose it is, which day it came, by when it is answered, what is known already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError

from requests_app.mailbox.files import Kept
from requests_app.mailbox.ours import Ours
from requests_app.mailbox.outcome import KnownRequest, Outcome, Understood
from requests_app.mailbox.parse import Parsed, UnreadableMessageError, parse
from requests_app.mailbox.references import references_in
from requests_app.mailbox.understand import read, understand
from requests_app.register.facts import business_facts
from requests_app.register.models import Business, DesignatedContact, OtherAddress
from requests_app.register.reading import as_it_is
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.receive import day_of_receipt
from requests_app.requests.status import OPEN
from requests_app.statute import Channel, ContactKind, RequestFacts, deadline, is_at_designated, report_year

_ELSEWHERE = "elsewhere"
_DATED = {Outcome.REQUEST, Outcome.REVIEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A message as `read_mail` tells it. Days are null where the law starts no clock for it."""

    understood: Understood
    business: Business | None = None
    received_on: date | None = None
    due_on: date | None = None
    designated: bool = False

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


def judge(kept: Kept, *, businesses: Iterable[Business], now: datetime) -> Judgement:
    """Judge one message; whatever is wrong with it ends in `quarantine` with the reason, never in an exception.

    `businesses` are those it may be for; of several, the one whose address it came to.
    """
    try:
        message = parse(kept.raw)
    except UnreadableMessageError as unreadable:
        return quarantined(str(unreadable))
    try:
        return _judge(message, [*businesses], kept_at=kept.kept_at, now=now)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - one poisoned message must not stop those behind it
        says = f"The program could not read it ({type(error).__name__}). Look at the original, and report the fault."
        return quarantined(says, message_id=message.headers.first("Message-ID"))


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


def _judge(message: Parsed, businesses: list[Business], *, kept_at: datetime | None, now: datetime) -> Judgement:
    readings = [(each, read(message, ours_of(each), kept_at=kept_at, now=now)) for each in businesses]
    named = [pair for pair in readings if pair[1].register_address] or readings
    if len(named) != 1:
        says = "It names an address of no business here, or of several; say which one with --business."
        return quarantined(says, message_id=message.headers.first("Message-ID"))
    business, reading = named[0]
    understood = understand(reading, _known(business, references_in(message)))
    return _dated(understood, business, now=now)


def _known(business: Business, references: tuple[str, ...]) -> Mapping[str, KnownRequest]:
    if not references:
        return {}
    rows = DisclosureRequest.objects.filter(business=business, reference__in=references)
    return {
        reference: KnownRequest(reference=reference, email=email, year=received_on.year, is_open=status in OPEN)
        for reference, email, received_on, status in rows.values_list("reference", "email", "received_on", "status")
        if reference
    }


def _dated(understood: Understood, business: Business, *, now: datetime) -> Judgement:
    zone = ZoneInfo(business.timezone)
    reached = _aware(understood.reached_at, zone)
    at = _aware(understood.at, zone) or now
    if reached is not None:
        at = min(at, reached)
    received_on = day_of_receipt(at, timezone=business.timezone)
    facts = business_facts(as_it_is(business), year=report_year(received_on), on=received_on)
    request = RequestFacts(
        received=received_on,
        channel=Channel.EMAIL,
        at=understood.register_address or understood.came_to or _ELSEWHERE,
        reached_designated=None,
    )
    first = deadline(facts, request)
    designated = is_at_designated(facts, request)
    due_on = first.due_on
    if reached is not None and not designated:
        reached_on = day_of_receipt(reached, timezone=business.timezone)
        then = RequestFacts(received=reached_on, channel=Channel.EMAIL, at=understood.reached_address or _ELSEWHERE)
        if is_at_designated(facts, then):
            due_on = deadline(facts, _reached(request, reached_on)).due_on
    return Judgement(
        understood=understood, business=business, received_on=received_on, due_on=due_on, designated=designated
    )


def _reached(request: RequestFacts, on: date) -> RequestFacts:
    return RequestFacts(received=request.received, channel=request.channel, at=request.at, reached_designated=on)


def _aware(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.replace(tzinfo=zone) if at is not None and at.tzinfo is None else at
