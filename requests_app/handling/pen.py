"""The holding pen: what a person says of a message that was not surely a request. A part of the door for writes."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.handling.intake import take_in
from requests_app.handling.mail import join_thread
from requests_app.register.models import Business
from requests_app.requests import raw_mail
from requests_app.requests.decision import ReviewError
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt
from requests_app.requests.models.incoming_message import MOVABLE, Place
from requests_app.requests.move import Actor, check_not_destroyed
from requests_app.requests.permissions import NotAllowedError, check_can_enter_requests, check_can_read_scans
from requests_app.requests.reach import check_reaches, check_reaches_rows
from requests_app.requests.receive import Asked, Entry, Flag
from requests_app.retention import mails
from requests_app.statute import ELSEWHERE, Channel

MAIL_DESTROYED = "This message was destroyed when its time was over. Nothing is left of it."


def accept_message(
    *, message_pk: int, business: Business, asked: Asked, note: str, acknowledge: bool, by: User, now: datetime
) -> Receipt:
    """Take a held message in as a request. Its clock runs since it arrived, and not since somebody understood it.

    Raises `ReviewError` where somebody else decided on it before.
    """
    check_can_enter_requests(by)
    check_reaches(by, business.pk)
    _check_reaches(by, message_pk)
    with transaction.atomic():
        row = _held(message_pk)
        receipt = take_in(
            business=business,
            asked=replace(
                asked,
                channel=Channel.EMAIL,
                brand=row.brand if row.brand is not None and row.brand.business_id == business.pk else None,
                arrived_at=row.arrived_at or ELSEWHERE,
                reached_designated_on=row.reached_designated_on,
            ),
            received_at=row.received_at or row.kept_at or row.stored_at,
            form_token=f"mail-{row.pk}",
            entry=Entry(actor=Actor.staff(by), at=now, note=note, flags=_flags_of(row)),
            acknowledge=acknowledge,
        )
        row.business, row.receipt, row.disclosure_request = business, receipt, receipt.disclosure_request
        _decide(row, Place.TAKEN, "A person accepted it as a request.", by=by, now=now)
        return receipt


def dismiss_message(*, message_pk: int, because: str, by: User, now: datetime) -> IncomingMessage:
    """Say that a message is no request. It stays kept, and can still be accepted later."""
    check_can_enter_requests(by)
    _check_reaches(by, message_pk)
    with transaction.atomic():
        row = _held(message_pk)
        if row.place == Place.NOT_REQUEST:
            msg = "This message is not held as a request any more. Open it again to see what became of it."
            raise ReviewError(msg)
        says = f"A person said that it is no request. {because.strip()}"
        _decide(row, Place.NOT_REQUEST, says.strip(), by=by, now=now)
        return row


def attach_message(*, message_pk: int, reference: str, by: User, now: datetime) -> DisclosureRequest:
    """Say to which request a message belongs; that request's due date stays as it is."""
    check_can_enter_requests(by)
    _check_reaches(by, message_pk)
    with transaction.atomic():
        row = _held(message_pk)
        wanted = reference.strip().upper()
        receipt = Receipt.objects.select_related("disclosure_request").filter(reference=wanted).first()
        known = receipt.disclosure_request if receipt else None
        if known is None or row.business_id not in {None, known.business_id}:
            msg = f"There is no request “{wanted}” of this business. Check the reference: STL-, the year, six digits."
            raise ReviewError(msg)
        row.business_id, row.disclosure_request = known.business_id, known
        join_thread(row, known, actor=Actor.staff(by), now=now)
        _decide(row, Place.THREAD, f"A person said that it belongs to {wanted}.", by=by, now=now)
        return known


def hand_out_message(*, message: IncomingMessage, what: str, by: User, now: datetime) -> bytes:
    """Return the bytes of a message and record who got them, or which file of it; raises `MissingMessageError`."""
    check_can_read_scans(by)
    check_reaches(by, message.business_id)
    _check_not_destroyed(message)
    raw = raw_mail.read(message.raw_digest)
    with transaction.atomic():
        _audit("downloaded", message, what=what, by=by, now=now)
    return raw


def _check_reaches(by: User, message_pk: int) -> None:
    """Refuse a person who does not reach the business of the message, or not all where it names none yet."""
    check_reaches_rows(by, IncomingMessage.objects.filter(pk=message_pk))


def _held(message_pk: int) -> IncomingMessage:
    """Return a message that may still be moved, held until the transaction ends."""
    held = IncomingMessage.objects.select_for_update(of=("self",)).select_related("brand", "decided_by")
    row = held.get(pk=message_pk)
    _check_not_destroyed(row)
    if row.place not in MOVABLE:
        who = row.decided_by.get_full_name() or row.decided_by.get_username() if row.decided_by else "The program"
        msg = f"{who} decided on this message before you: {row.get_place_display().lower()}. Nothing was changed."
        raise ReviewError(msg)
    return row


def _check_not_destroyed(message: IncomingMessage) -> None:
    """Refuse a message that was destroyed, with its request or alone: nothing is left to read in it."""
    request = message.receipt.disclosure_request if message.receipt else message.disclosure_request
    if request is not None:
        check_not_destroyed(request)
    if mails.is_destroyed(message):
        raise NotAllowedError(MAIL_DESTROYED)


def _flags_of(row: IncomingMessage) -> tuple[Flag, ...]:
    return tuple(Flag(name=each["name"], says=each["says"]) for each in row.flags)


def _decide(row: IncomingMessage, place: Place, says: str, *, by: User, now: datetime) -> None:
    row.place, row.decided_by, row.decided_at = place, by, now
    row.why = f"{row.why} {says}".strip()
    row.save()
    _audit(place.lower(), row, what="", by=by, now=now)


def _audit(action: str, row: IncomingMessage, *, what: str, by: User, now: datetime) -> None:
    request = row.disclosure_request.reference if row.disclosure_request else None
    chain.append(
        at=now,
        actor=Actor.staff(by).label,
        action=f"mail.{action}",
        subject=f"mail:{row.pk}",
        detail={"digest": row.raw_digest, "request": request, "what": what},
    )
