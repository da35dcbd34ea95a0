"""What becomes of a mail or letter: sent again, posted, come back, sent elsewhere. A part of the door for writes."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.delivery import letters, settle
from requests_app.delivery.bounces import mark_returned
from requests_app.delivery.models import Delivery, PrintRun
from requests_app.delivery.places import ReplyPlace
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import ReplyBy
from requests_app.requests.move import PROVIDER
from requests_app.requests.reach import check_reaches, check_reaches_rows
from requests_app.requests.verdict import Returned
from requests_app.tasks import send_delivery, wake_on_commit


def retry_delivery(*, delivery_id: int, by: User, now: datetime) -> Delivery:
    """Send a refused mail again."""
    with transaction.atomic():
        _check_delivery(by, delivery_id)
        delivery = settle.retry(delivery_id, by=by, at=now)
        wake_on_commit(send_delivery, delivery.pk)
        return delivery


def settle_doubtful(*, delivery_id: int, arrived: bool, by: User, now: datetime) -> Delivery:
    """Settle a mail whose outcome nobody recorded: it arrived, or it is sent again."""
    with transaction.atomic():
        _check_delivery(by, delivery_id)
        delivery = settle.settle_doubtful(delivery_id, arrived=arrived, by=by, at=now)
        if not arrived:
            wake_on_commit(send_delivery, delivery.pk)
        return delivery


def mark_posted(*, delivery_id: int, posted_on: date, by: User, now: datetime) -> Delivery:
    """Record that the printed notice was posted."""
    _check_delivery(by, delivery_id)
    return settle.mark_posted(delivery_id, posted_on=posted_on, by=by, at=now)


def send_elsewhere(*, delivery_id: int, place: ReplyPlace, how: str = "", by: User, now: datetime) -> Delivery:
    """Send a notice that came back to another place; `how` says where a new address was found. Raises `SettleError`."""
    with transaction.atomic():
        _check_delivery(by, delivery_id)
        delivery = settle.send_elsewhere(delivery_id, place=place, how=how, by=by, at=now)
        if delivery.channel == ReplyBy.EMAIL:
            wake_on_commit(send_delivery, delivery.pk)
        return delivery


def look_at_return(*, delivery_id: int, by: User, now: datetime) -> None:
    """Note that a person saw that something came back."""
    _check_delivery(by, delivery_id)
    settle.look_at(delivery_id, by=by, at=now)


def take_back_letter(
    *, delivery_id: int, returned_on: date, because: ReturnReason, by: User, now: datetime
) -> Delivery:
    """Record that the post brought a letter back; its request is open again. Raises `SettleError`."""
    _check_delivery(by, delivery_id)
    return letters.take_back(delivery_id, returned_on=returned_on, because=because, by=by, at=now)


def make_print_run(*, business_id: int, two_sided: bool, by: User, now: datetime) -> PrintRun:
    """Take the letters that wait into one file to print. Raises `SettleError` where none waits."""
    check_reaches(by, business_id)
    return letters.make_run(business_id, two_sided=two_sided, by=by, at=now)


def mark_run_posted(
    *, run_id: int, posted_on: date, left_out: Collection[int], by: User, now: datetime
) -> tuple[PrintRun, int]:
    """Record that the letters of a run were posted, but for those left out. Raises `SettleError`."""
    check_reaches_rows(by, PrintRun.objects.filter(pk=run_id), "business")
    return letters.mark_run_posted(run_id, posted_on=posted_on, left_out=left_out, by=by, at=now)


def take_report(*, returned: Returned, now: datetime) -> None:
    """Take what the mail provider reports of a mail; the same report again changes nothing."""
    with transaction.atomic():
        marked = mark_returned(returned, business_id=None, actor=PROVIDER, at=now)
        for mail in marked.mails:
            wake_on_commit(send_delivery, mail.pk)


def _check_delivery(by: User, delivery_id: int) -> None:
    check_reaches_rows(by, Delivery.objects.filter(pk=delivery_id), "disclosure_request__business")
