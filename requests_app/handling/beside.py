"""What stands beside a request, and where to answer it. A part of the door for writes."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from requests_app.requests import beside, reply_address
from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, Wish


def add_wish(*, disclosure_request_id: int, kind: Wish, text: str, by: User, now: datetime) -> OtherWish:
    """Note a wish that a person read out of the request."""
    return beside.add_wish(disclosure_request_id, kind=kind, text=text, by=by, at=now)


def hand_over_wish(*, wish_id: int, to: str, by: User, now: datetime) -> OtherWish:
    """Note that a wish was handed over to the team or person that owns it."""
    return beside.hand_over(wish_id, to=to, by=by, at=now)


def add_legal_note(*, disclosure_request_id: int, text: str, by: User, now: datetime) -> LegalNote:
    """Keep a private note, which marks the request as a possible claim."""
    return beside.add_legal_note(disclosure_request_id, text=text, by=by, at=now)


def enter_reply_address(
    *, disclosure_request_id: int, found: Mapping[str, str], how: str, by: User, now: datetime
) -> DisclosureRequest:
    """Enter the address that staff found for somebody whose letter gave none."""
    return reply_address.enter_address(disclosure_request_id, found=found, how=how, by=by, at=now)
