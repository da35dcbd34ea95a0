"""One person or two: what somebody at the desk says of receipts and requests. Nothing is deleted by it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from requests_app.register.reading import as_it_is
from requests_app.requests.decision import ReviewError
from requests_app.requests.due import FOLLOWS, follow
from requests_app.requests.match import unsettled
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.move import Actor, record
from requests_app.requests.receive import begun_from
from requests_app.requests.status import Status


def check_people_are_settled(disclosure_request: DisclosureRequest) -> None:
    """Refuse to decide while nobody said whether a receipt that asks for the answer elsewhere is the same person's."""
    for receipt in unsettled(disclosure_request)[:1]:
        msg = f"{receipt.reference} asks for the answer at another address. Say first whether one person wrote both."
        raise ReviewError(msg)


@transaction.atomic
def confirm(receipt_id: int, *, by: User, at: datetime) -> DisclosureRequest:
    """Say that a receipt which joined by itself is the same person's: one answer, to the first address."""
    receipt = _joined(receipt_id)
    receipt.met_by = MetBy.PERSON
    receipt.save(update_fields=["met_by"])
    row = receipt.disclosure_request
    record(
        row, actor=Actor.staff(by), at=at, kind="said_one_person", says=f"{receipt.reference}: one person wrote both."
    )
    return row


@transaction.atomic
def part(receipt_id: int, *, by: User, at: datetime) -> Receipt:
    """Give a receipt that joined by itself its own request: two people wrote. Its day and its limit stay its own."""
    receipt = _joined(receipt_id)
    row = receipt.disclosure_request
    receipt.met_by = ""
    own = begun_from(receipt, row.business)
    receipt.save(update_fields=["met_by", "disclosure_request"])
    if row.status == Status.RECEIVED:
        follow(row, list(row.receipts.all()), as_it_is(row.business))
        DisclosureRequest.objects.filter(pk=row.pk).update(
            version=F("version") + 1, **{name: getattr(row, name) for name in FOLLOWS}
        )
    _say(row, own, is_one=False, by=by, at=at)
    return receipt


@transaction.atomic
def say(one_id: int, other_id: int, *, is_one: bool, by: User, at: datetime) -> DisclosureRequest:
    """Say of two requests whether one person made both; the law is told, and either keeps its day and its answer."""
    one = DisclosureRequest.objects.get(pk=one_id)
    other = DisclosureRequest.objects.get(pk=other_id)
    if one.business_id != other.business_id or one.pk == other.pk:
        msg = "These two requests cannot be compared: they went to different businesses, or they are one."
        raise ReviewError(msg)
    _say(one, other, is_one=is_one, by=by, at=at)
    return one


def _say(one: DisclosureRequest, other: DisclosureRequest, *, is_one: bool, by: User, at: datetime) -> None:
    first, second = sorted((one, other), key=lambda each: each.pk)
    OnePerson.objects.update_or_create(
        one=first, other=second, defaults={"is_one": is_one, "said_by": by, "said_at": at}
    )
    words = "one person made both." if is_one else "two people."
    for row, its_other in ((one, other), (other, one)):
        kind = "said_one_person" if is_one else "said_two_people"
        record(row, actor=Actor.staff(by), at=at, kind=kind, says=f"{its_other.reference}: {words}")


def _joined(receipt_id: int) -> Receipt:
    receipt = Receipt.objects.select_for_update().select_related("disclosure_request__business").get(pk=receipt_id)
    if receipt.reference == receipt.disclosure_request.reference:
        msg = "This receipt began the request. Part a later one from it instead."
        raise ReviewError(msg)
    if receipt.withdrawn_at is not None:
        msg = f"{receipt.reference} was withdrawn by whoever sent it. Nothing is left to say of it."
        raise ReviewError(msg)
    return receipt
