"""Mail comes in: kept as it is, then read, then settled in one transaction. A part of the door for writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from requests_app.audit import chain
from requests_app.delivery.bounces import mark_returned
from requests_app.handling.intake import take_in
from requests_app.register.models import Brand, Business
from requests_app.requests import beside, raw_mail
from requests_app.requests.ask import end_open
from requests_app.requests.flags import ANSWER_BY_POST, LEGAL_ATTENTION
from requests_app.requests.models import (
    AgentKind,
    DisclosureRequest,
    Dossier,
    IncomingMessage,
    LegalNote,
    MailboxVisit,
    Question,
    Receipt,
    ReplyBy,
)
from requests_app.requests.models.incoming_message import WAITING, Place
from requests_app.requests.move import MAILBOX, Actor, record
from requests_app.requests.only_one import one_at_a_time
from requests_app.requests.receive import Asked, Entry
from requests_app.requests.verdict import Verdict
from requests_app.retention import mails
from requests_app.statute import ELSEWHERE, Channel, DeadlineKind
from requests_app.tasks import send_delivery, wake_on_commit

MOST_TRIES = 3
"""So often is a message read anew; then it is put aside for a person, and those behind it go on."""
LONGEST_NOTE = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """How a message reached us: out of which mailbox, whose, for which address, and when that kept it."""

    mailbox: str
    business: Business | None = None
    brand: Brand | None = None
    address: str = ""
    uid_validity: int | None = None
    uid: int | None = None
    kept_at: datetime | None = None


def store_message(*, content: Iterable[bytes], delivered: Delivered, now: datetime) -> tuple[IncomingMessage, bool]:
    """Keep a message's bytes, then its row; return the row, and whether it is new. Nothing is read here.

    The same bytes out of the same mailbox are the same row, so that a fetch that was cut short may begin again.
    """
    with raw_mail.received(content) as message, transaction.atomic():
        raw_mail.hold(message.digest)
        known = IncomingMessage.objects.filter(mailbox=delivered.mailbox, raw_digest=message.digest).first()
        if known is not None and mails.is_destroyed(known):
            return known, False  # its server has it still, or gave it another number: nothing of it is kept again
        raw_mail.keep(message)
        if known is not None:
            return known, False
        row = IncomingMessage.objects.create(
            mailbox=delivered.mailbox,
            mailbox_address=delivered.address,
            business=delivered.business,
            brand=delivered.brand,
            uid_validity=delivered.uid_validity,
            uid=delivered.uid,
            kept_at=delivered.kept_at,
            raw_digest=message.digest,
            size=message.size,
            stored_at=now,
        )
        _audit("stored", row, at=now)
        return row, True


def begin_again(*, message_pk: int) -> int:
    """Count that reading a message begins anew, before it does: what kills its reader is put aside in the end."""
    IncomingMessage.objects.filter(pk=message_pk, place=Place.STORED).update(tries=F("tries") + 1)
    return IncomingMessage.objects.values_list("tries", flat=True).get(pk=message_pk)


def note_visit(*, mailbox: str, problem: str, now: datetime) -> None:
    """Note that a mailbox was looked into, and what stood in the way: staff see it until it is over."""
    reached = {} if problem else {"reached_at": now}
    MailboxVisit.objects.update_or_create(mailbox=mailbox, defaults={"tried_at": now, "problem": problem, **reached})


def settle_message(*, message_pk: int, verdict: Verdict, now: datetime) -> IncomingMessage:
    """Do what a message asks for, once: take a request in, join a thread, hold it for a person, put it aside.

    A message that was settled before is returned as it is.
    """
    with transaction.atomic():
        row = IncomingMessage.objects.select_for_update(of=("self",)).select_related("business").get(pk=message_pk)
        if row.place != Place.STORED:
            return row
        business = verdict.business or row.business
        one_at_a_time(business.pk if business else 0, (f"mail\x1f{verdict.identity}",))
        first = _first_copy(verdict, business)
        row.settled_at = now
        if first is not None and mails.is_destroyed(first):
            # Nothing of it is read: what was destroyed would come back.
            mails.note_copy(row, first, identity=verdict.identity)
            _audit("forgotten", row, at=now)
            return row
        verdict.write_on(row)
        if first is not None:
            _join_first(row, first, verdict, now=now)
        elif verdict.outcome == "request" and business is not None:
            _take(row, business, verdict, now=now)
        elif verdict.outcome == "thread" and (known := _named(verdict, business)) is not None:
            _attach(row, known, now=now)
        elif verdict.outcome == "not_request":
            _put_aside(row, verdict, business, now=now)
        else:
            row.place = Place.QUARANTINE if verdict.outcome == "quarantine" else Place.PEN
            row.disclosure_request = _named(verdict, business)
        row.save()
        _audit(row.place.lower(), row, at=now)
        return row


def _first_copy(verdict: Verdict, business: Business | None) -> IncomingMessage | None:
    if not verdict.identity:
        return None
    copies = IncomingMessage.objects.filter(identity=verdict.identity, business=business, first__isnull=True)
    first = copies.exclude(place=Place.STORED).order_by("id").first()
    if first is None:
        return None
    # A destruction that is at its request is waited for, or waits and finds this copy.
    if (request := mails.request_of(first)) is not None:
        DisclosureRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request)
    return IncomingMessage.objects.select_for_update(of=("self",)).get(pk=first.pk)


def _join_first(row: IncomingMessage, first: IncomingMessage, verdict: Verdict, *, now: datetime) -> None:
    """Note a further copy. Where it reached a designated address and the first did not, the earlier limit holds."""
    row.place, row.first, row.disclosure_request = Place.DUPLICATE, first, first.disclosure_request
    about = f" as {first.receipt.reference}" if first.receipt else ""
    row.why = f"The same message came before, on {first.stored_at:%Y-%m-%d}, and was kept{about}."
    is_asked = verdict.outcome in {"request", "review"} and verdict.designated
    if first.receipt is not None and is_asked and first.receipt.deadline != DeadlineKind.DESIGNATED:
        row.why += " This copy came to a designated address, so the shorter limit runs from it."
        row.receipt = _receive(row, first.receipt.disclosure_request.business, verdict, now=now, acknowledge=False)
    elif first.place in WAITING and verdict.designated and _is_earlier(verdict.due_on, first.due_on):
        row.why += " This copy came to a designated address, so the shorter limit runs from it."
        first.due_on, first.reached_designated_on = verdict.due_on, verdict.received_on
        first.save(update_fields=["due_on", "reached_designated_on"])


def _is_earlier(day: date | None, other: date | None) -> bool:
    return day is not None and (other is None or day < other)


def _take(row: IncomingMessage, business: Business, verdict: Verdict, *, now: datetime) -> None:
    receipt = _receive(row, business, verdict, now=now, acknowledge=verdict.acknowledge)
    row.place, row.receipt, row.disclosure_request = Place.TAKEN, receipt, receipt.disclosure_request
    _note_beside(receipt.disclosure_request, verdict, now=now)


def _receive(
    row: IncomingMessage, business: Business, verdict: Verdict, *, now: datetime, acknowledge: bool
) -> Receipt:
    is_represented = any(each.name == "represented" for each in verdict.flags)
    asked = Asked(
        requester_name=row.name,
        email=row.email,
        street=row.street,
        city=row.city,
        state=row.state,
        postal_code=row.postal_code,
        reply_by=_reply_by(row, verdict),
        message=row.text,
        language=row.language or "en",
        represented=is_represented,
        brand=row.brand,
        channel=Channel.EMAIL,
        arrived_at=row.arrived_at or ELSEWHERE,
        reached_designated_on=row.reached_designated_on,
    )
    dossier = _dossier(row, business, verdict, now=now) if is_represented and verdict.correspondent else None
    entry = Entry(actor=MAILBOX, at=now, note=verdict.why[:LONGEST_NOTE], dossier=dossier, flags=verdict.flags)
    return take_in(
        business=business,
        asked=asked,
        received_at=verdict.received_at or now,
        form_token=f"mail-{row.pk}",
        entry=entry,
        acknowledge=acknowledge,
        sender_is_proved=verdict.sender_is_proved,
    )


def _reply_by(row: IncomingMessage, verdict: Verdict) -> ReplyBy:
    """Return where the answer goes: back, but by post to who asks for that and gives a whole address, (a)."""
    is_whole = all((row.name, row.street, row.city, row.state, row.postal_code))
    if is_whole and any(each.name == ANSWER_BY_POST for each in verdict.flags):
        return ReplyBy.POST
    return ReplyBy.EMAIL if row.email else ReplyBy.UNKNOWN


def _dossier(row: IncomingMessage, business: Business, verdict: Verdict, *, now: datetime) -> Dossier:
    is_lawyer = any(each.name == LEGAL_ATTENTION for each in verdict.flags)
    return Dossier.objects.create(
        business=business,
        kind=AgentKind.ATTORNEY if is_lawyer else AgentKind.AGENT,
        agent_name=verdict.correspondent[:200],
        email=row.email,
        language=row.language or "en",
        received_at=verdict.received_at or now,
        entered_at=max(now, verdict.received_at or now),
    )


def _note_beside(row: DisclosureRequest, verdict: Verdict, *, now: datetime) -> None:
    """Keep what else a message asks for or threatens as notes of their own; the request keeps its clock."""
    beside.note_wishes(row, verdict.wishes, at=now)
    for flag in verdict.flags:
        if flag.name == LEGAL_ATTENTION and flag.says:
            LegalNote.objects.create(disclosure_request=row, text=flag.says, noted_at=now)


def _named(verdict: Verdict, business: Business | None) -> DisclosureRequest | None:
    """Return the request a message speaks of, by any of its references."""
    if not verdict.reference or business is None:
        return None
    # Nothing joins a request that was destroyed: nobody would see it, and it would be kept for ever.
    alive = DisclosureRequest.objects.filter(business=business, destroyed_at__isnull=True)
    receipt = Receipt.objects.filter(reference=verdict.reference, disclosure_request__in=alive).first()
    if receipt is not None:
        return receipt.disclosure_request
    return alive.filter(reference=verdict.reference).first()


def _attach(row: IncomingMessage, known: DisclosureRequest, *, now: datetime) -> None:
    row.place, row.disclosure_request = Place.THREAD, known
    join_thread(row, known, actor=MAILBOX, now=now)


def join_thread(row: IncomingMessage, known: DisclosureRequest, *, actor: Actor, now: datetime) -> None:
    """Lay a message beside its request. Whoever has the request open looks again before deciding."""
    DisclosureRequest.objects.filter(pk=known.pk).update(version=F("version") + 1)
    end_open(known, Question.Ended.MAIL, at=now)
    record(known, actor=actor, at=now, kind="wrote_again", says=f"“{row.subject[:200] or 'no subject'}”")


def _put_aside(row: IncomingMessage, verdict: Verdict, business: Business | None, *, now: datetime) -> None:
    row.place = Place.NOT_REQUEST
    row.disclosure_request = _named(verdict, business)
    returned = verdict.returned
    if returned is not None and business is not None:
        marked = mark_returned(returned, business_id=business.pk, actor=MAILBOX, at=now)
        row.disclosure_request = marked.requests[0] if marked.requests else row.disclosure_request
        for mail in marked.mails:
            wake_on_commit(send_delivery, mail.pk)
    elif row.disclosure_request is not None:
        record(row.disclosure_request, actor=MAILBOX, at=now, kind="automatic_mail", says=verdict.why[:500])


def _audit(what: str, row: IncomingMessage, *, at: datetime, actor: Actor = MAILBOX) -> None:
    reference = row.disclosure_request.reference if row.disclosure_request else None
    chain.append(
        at=at,
        actor=actor.label,
        action=f"mail.{what}",
        subject=f"mail:{row.pk}",
        detail={"digest": row.raw_digest, "size": row.size, "request": reference},
    )
