"""Requests come in: through the form, by mail, or written down by staff. A part of the door for writes."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from requests_app.delivery.acknowledge import acknowledge as acknowledge_it
from requests_app.delivery.acknowledge import asks_for_day, is_acknowledged
from requests_app.notices.compile import sender_of
from requests_app.register.evidence import store
from requests_app.register.models import Business, EvidenceDocument
from requests_app.register.reading import Register, as_it_is, as_last_read
from requests_app.requests import beside, people, proof
from requests_app.requests.due import due_of_receipt
from requests_app.requests.keys import email_key
from requests_app.requests.languages import speaking
from requests_app.requests.law_sentences import in_their_language
from requests_app.requests.match import goes_to_the_same
from requests_app.requests.models import DisclosureRequest, LaterWord, Receipt
from requests_app.requests.move import MAILBOX, REQUESTER, Actor, record
from requests_app.requests.only_one import one_at_a_time
from requests_app.requests.permissions import check_can_enter_requests, check_can_read_scans
from requests_app.requests.reach import check_reaches, check_reaches_request, check_reaches_rows
from requests_app.requests.receive import Asked, Entry, Flag
from requests_app.requests.receive import receive as write_down
from requests_app.rows.prepared import Rows
from requests_app.rows.together import together, write_now
from requests_app.tasks import wake_after, wake_to_send


@dataclass(frozen=True, slots=True)
class Scan:
    """A letter as it was scanned."""

    content: bytes
    file_name: str


def receive(
    *, business: Business, asked: Asked, received_at: datetime, form_token: str | None = None
) -> DisclosureRequest:
    """Take a request in and return it as it stands: see `take_in`."""
    return take_in(business=business, asked=asked, received_at=received_at, form_token=form_token).disclosure_request


def take_in(
    *,
    business: Business,
    asked: Asked,
    received_at: datetime,
    form_token: str | None = None,
    entry: Entry | None = None,
    acknowledge: bool = True,
    flags: tuple[Flag, ...] = (),
    sender_is_proved: bool = False,
) -> Receipt:
    """Take a request in and queue its acknowledgement, in one transaction; return the receipt.

    What the same person asked of the business in the same calendar year is one request with several receipts, and one
    acknowledgement: nobody can fill somebody else's mailbox. A second call with the same `form_token` returns the first
    one's receipt. `acknowledge` is false where nothing may be sent back, as to a program.
    `sender_is_proved` is true where our mail server vouched for the address a mail came from.
    """
    entry = _with_flags(entry or Entry(actor=REQUESTER, at=received_at, flags=flags), asked)
    register = as_last_read(business)
    with transaction.atomic(), together():
        taken = write_down(
            register=register,
            asked=asked,
            received_at=received_at,
            entry=entry,
            form_token=form_token,
            asks_too=[asks_for_day(business, asked.email, at=entry.at)] if acknowledge and asked.email else (),
        )
        receipt = taken.receipt
        if not taken.is_new:
            return receipt
        if entry.actor != MAILBOX:
            beside.read_out(receipt, at=entry.at)
        row = receipt.disclosure_request
        if sender_is_proved and receipt.email and goes_to_the_same(row, receipt):
            write_now()
            proof.confirm(row, at=entry.at)
        if acknowledge and row.reference == receipt.reference:
            _acknowledge(receipt, register, at=entry.at, so_far=taken.found[0] if taken.found else None)
        return receipt


def _with_flags(entry: Entry, asked: Asked) -> Entry:
    """Add what staff should know of text and address; a mail was looked through as a whole, with its headers."""
    if entry.actor == MAILBOX:
        return entry
    known = {each.name for each in entry.flags}
    found = tuple(each for each in beside.flags_in(asked) if each.name not in known)
    return replace(entry, flags=(*entry.flags, *found))


def hold_addresses(receipts: QuerySet[Receipt]) -> None:
    """Hold the addresses to which these receipts may be acknowledged, until the transaction ends.

    Call it before any row is held: whoever takes a request in holds the address first and the row then.
    """
    emails: dict[int, set[str]] = {}
    for business_id, email in receipts.values_list("disclosure_request__business", "email"):
        emails.setdefault(business_id, set()).add(email)
    corrected = LaterWord.objects.filter(receipt__in=receipts)
    for business_id, after in corrected.values_list("receipt__disclosure_request__business", "after"):
        emails[business_id].add(after.get("email", ""))
    for business_id, found in sorted(emails.items()):
        one_at_a_time(business_id, map(email_key, found))


def acknowledge_once(receipt: Receipt, register: Register, *, at: datetime) -> None:
    """Queue the acknowledgement of a request, or promise it with the next group, unless that was done before."""
    row = receipt.disclosure_request
    if row.reference == receipt.reference and not is_acknowledged(row):
        _acknowledge(receipt, register, at=at)


@transaction.atomic
def acknowledge_after_all(*, receipt_id: int, by: User, now: datetime) -> DisclosureRequest:
    """Send the acknowledgement that was held back, because a person says that a person wrote. It goes out once."""
    check_can_enter_requests(by)
    _check_reaches_receipt(by, receipt_id)
    hold_addresses(Receipt.objects.filter(pk=receipt_id))
    held = Receipt.objects.select_for_update(of=("self",)).select_related("disclosure_request__business")
    receipt = held.get(pk=receipt_id)
    row = receipt.disclosure_request
    if row.reference == receipt.reference and not is_acknowledged(row):
        _acknowledge(receipt, as_it_is(row.business), at=now)
        record(row, actor=Actor.staff(by), at=now, kind="acknowledged_after_all", says="A person wrote it.")
    return row


def _acknowledge(receipt: Receipt, register: Register, *, at: datetime, so_far: Rows | None = None) -> None:
    row = receipt.disclosure_request
    with speaking(row.language):
        acknowledgement = acknowledge_it(
            row,
            sender=sender_of(register, on=row.received_on),
            why_due=why_due(receipt, register),
            at=at,
            wake_after=wake_after(),
            so_far=so_far,
        )
    if acknowledgement is not None:
        transaction.on_commit(partial(wake_to_send, acknowledgement))


def enter(
    *,
    business: Business,
    asked: Asked,
    received_at: datetime,
    note: str,
    scan: Scan | None,
    by: User,
    now: datetime,
    form_token: str | None = None,
) -> Receipt:
    """Write down what came by post, fax, telephone, at a counter or to somebody's mailbox, with its scan.

    The request is kept before its scan: where the disk is full, the letter still has its due date.
    """
    check_can_enter_requests(by)
    check_reaches(by, business.pk)
    actor = Actor.staff(by)
    receipt = take_in(
        business=business,
        asked=asked,
        received_at=received_at,
        form_token=form_token,
        entry=Entry(actor=actor, at=now, note=note),
    )
    if scan is not None:
        with store.kept_scan(
            business.pk,
            scan.content,
            file_name=scan.file_name,
            title=f"Scan of {receipt.reference}",
            actor=actor.label,
            at=now,
        ) as document:
            receipt.scans.add(document)
    return receipt


def confirm_receipt(*, receipt_id: int, by: User, now: datetime) -> DisclosureRequest:
    """Say that a receipt which joined a request by itself is the same person's."""
    check_can_enter_requests(by)
    _check_reaches_receipt(by, receipt_id)
    return people.confirm(receipt_id, by=by, at=now)


def part_receipt(*, receipt_id: int, by: User, now: datetime) -> DisclosureRequest:
    """Give a receipt that joined a request by itself its own: two people wrote, and each gets an answer."""
    check_can_enter_requests(by)
    _check_reaches_receipt(by, receipt_id)
    with transaction.atomic():
        hold_addresses(Receipt.objects.filter(pk=receipt_id))
        receipt = people.part(receipt_id, by=by, at=now)
        acknowledge_once(receipt, as_it_is(receipt.disclosure_request.business), at=now)
        return receipt.disclosure_request


def say_one_person(*, one_id: int, other_id: int, is_one: bool, by: User, now: datetime) -> DisclosureRequest:
    """Say of two requests whether one person made both."""
    check_can_enter_requests(by)
    check_reaches_request(by, one_id)
    check_reaches_request(by, other_id)
    return people.say(one_id, other_id, is_one=is_one, by=by, at=now)


def hand_out_scan(*, document: EvidenceDocument, by: User, now: datetime) -> bytes:
    """Return the bytes of a scan and record who got them; raises `DamagedDocumentError` where damaged."""
    check_can_read_scans(by)
    check_reaches(by, document.business_id)
    return store.handed_out(document, actor=Actor.staff(by).label, at=now)


def _check_reaches_receipt(by: User, receipt_id: int) -> None:
    check_reaches_rows(by, Receipt.objects.filter(pk=receipt_id), "disclosure_request__business")


def why_due(receipt: Receipt, register: Register | None = None) -> str:
    """Return the sentence that tells the requester why the answer is due on the receipt's day.

    It is in the language spoken now: the page's, or that of a mail which is being written.
    """
    register = register or as_last_read(receipt.disclosure_request.business)
    return in_their_language(due_of_receipt(register, receipt).reason.says)
