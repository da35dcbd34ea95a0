"""Where to answer whoever gives no address: the clock runs, and staff find one before the answer leaves."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from requests_app.requests.decision import AlreadyDecidedError, ReviewError
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import Actor, record
from requests_app.requests.permissions import check_can_enter_requests
from requests_app.requests.status import Status

FOUND = ("reply_by", "email", "street", "city", "state", "postal_code", "country")
"""The columns that say where to answer."""


class NoAddressError(ReviewError):
    """Nobody knows where to answer; the message is a sentence for the reviewer."""


def check_address_is_known(disclosure_request: DisclosureRequest) -> None:
    """Refuse a decision whose letter could reach nobody."""
    if disclosure_request.reply_by == ReplyBy.UNKNOWN:
        msg = "Nobody knows yet where to answer. Find the address and enter it; the due date stays."
        raise NoAddressError(msg)


@transaction.atomic
def enter_address(
    disclosure_request_id: int, *, found: Mapping[str, str], how: str, by: User, at: datetime
) -> DisclosureRequest:
    """Enter an address that was found, and how; the receipt keeps what the letter said, and the due date stays.

    Raises `AlreadyDecidedError` once the answer is on its way.
    """
    check_can_enter_requests(by)
    row = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=disclosure_request_id)
    if row.status != Status.RECEIVED or row.reply_by != ReplyBy.UNKNOWN:
        msg = "This request has an address by now. Look at it again."
        raise AlreadyDecidedError(msg)
    changes = {name: found[name] for name in FOUND}
    DisclosureRequest.objects.filter(pk=row.pk).update(**changes, version=F("version") + 1)
    row.refresh_from_db()
    record(row, actor=Actor.staff(by), at=at, kind="address_found", says=how)
    return row
