"""Messages in the pen, for tests of its pages."""

from django.utils import timezone

from requests_app import handling
from requests_app.mailbox.files import Kept
from requests_app.mailbox.take import businesses, take
from requests_app.requests.models import IncomingMessage


def taken_in(raw: bytes, *, mailbox: str = "privacy") -> IncomingMessage:
    """Return a message after it came through the mailbox."""
    kept = Kept(raw=raw, kept_at=None)
    row, _is_new = handling.store_message(
        content=(kept.raw,), delivered=handling.Delivered(mailbox=mailbox), now=timezone.now()
    )
    settled, _judgement = take(row, among=businesses(), now=timezone.now())
    return settled
