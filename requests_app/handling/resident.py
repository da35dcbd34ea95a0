"""What a requester does later, from the status page or by the link in our mail. A part of the door for writes."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.delivery.models import GroupedAcknowledgement
from requests_app.handling.intake import acknowledge_once, hold_addresses
from requests_app.register.reading import as_it_is
from requests_app.requests import later, proof
from requests_app.requests.keys import email_key
from requests_app.requests.models import DisclosureRequest, LaterWord, Receipt
from requests_app.requests.reach import check_reaches_rows


def correct_details(*, receipt_id: int, told: Mapping[str, str], token: str, now: datetime) -> LaterWord | None:
    """Take another name, reply address or form of the answer; see `requests.later.correct`.

    An acknowledgement that still waits for its group goes to the address that is right now.
    """
    with transaction.atomic():
        word = later.correct(receipt_id, told=told, token=token, at=now)
        if word is not None and not word.needs_look and word.after.get("email"):
            waiting = GroupedAcknowledgement.objects.filter(
                disclosure_request__receipts=receipt_id, delivery__isnull=True
            )
            waiting.update(address_key=email_key(word.after["email"]))
        return word


def call_wrong(*, receipt_id: int, says: str, token: str, now: datetime) -> LaterWord:
    """Hand “this looks wrong” to the reviewer as a possible error."""
    return later.call_wrong(receipt_id, says=says, token=token, at=now)


def answer_question(*, receipt_id: int, says: str, token: str, now: datetime) -> LaterWord | None:
    """Take a requester's answer to what a reviewer asked; None where nothing is asked any more."""
    return later.answer_question(receipt_id, says=says, token=token, at=now)


def withdraw(*, receipt_id: int, now: datetime) -> Receipt:
    """Withdraw what a receipt asked; raises `TooLateError` once it was decided. Nothing is sent, nothing removed."""
    with transaction.atomic():
        hold_addresses(Receipt.objects.filter(disclosure_request__receipts=receipt_id))
        goes_on = later.withdraw(receipt_id, at=now)
        if goes_on is not None:
            begins = Receipt.objects.select_related("disclosure_request__business").get(pk=goes_on.pk)
            acknowledge_once(begins, as_it_is(begins.disclosure_request.business), at=now)
        return Receipt.objects.select_related("disclosure_request").get(pk=receipt_id)


def confirm_address(*, disclosure_request: DisclosureRequest, now: datetime) -> None:
    """Note that the mailbox's owner made the request, and those acknowledged with it; a second time nothing happens."""
    with transaction.atomic():
        for row in acknowledged_with(disclosure_request):
            proof.confirm(row, at=now)


def disown(*, disclosure_request: DisclosureRequest, now: datetime) -> None:
    """Note that the mailbox's owner did not ask; a person looks."""
    with transaction.atomic():
        for row in acknowledged_with(disclosure_request):
            later.disown(row.pk, at=now)


def acknowledged_with(disclosure_request: DisclosureRequest) -> list[DisclosureRequest]:
    """Return the requests that one mail acknowledged, as far as they still name the same address."""
    group = GroupedAcknowledgement.objects.filter(disclosure_request=disclosure_request, delivery__isnull=False)
    together = DisclosureRequest.objects.filter(grouped_acknowledgement__delivery__in=group.values("delivery"))
    key = email_key(disclosure_request.email)
    rows = [each for each in together.order_by("id") if email_key(each.email) == key]
    return rows or [disclosure_request]


def look_at(*, word_id: int, by: User, now: datetime) -> DisclosureRequest:
    """Note that a reviewer has looked at what a requester said."""
    check_reaches_rows(by, LaterWord.objects.filter(pk=word_id), "receipt__disclosure_request__business")
    return later.look_at(word_id, by=by, at=now)
