"""The proof that an e-mail address is the requester's: a link that only its mailbox gets. See (c)(1) on the year.

It protects whoever owns the mailbox, and nothing else waits for it. A request that nobody confirmed is answered like
any other, by the same day; it never uses up a calendar year.
"""

from datetime import datetime

from django.core import signing
from django.db import transaction

from requests_app.requests.keys import email_key
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import REQUESTER, record

_SIGNER = signing.Signer(salt="requests_app.requests.proof", sep=".")
_KEY_SIGNS = 16
"""Enough of the address's key to see that the request still names the address the link went to."""


def token_of(disclosure_request: DisclosureRequest) -> str:
    """Return what the link holds: signed, so that nobody makes one who did not get the mail, and nothing is stored."""
    return _SIGNER.sign(f"{disclosure_request.reference}.{email_key(disclosure_request.email)[:_KEY_SIGNS]}")


def asked_about(token: str) -> DisclosureRequest | None:
    """Return the request of a link, None where we made no such link or the answer now goes to another address."""
    try:
        reference, _dot, key = _SIGNER.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    row = DisclosureRequest.objects.select_related("business").filter(reference=reference).first()
    return row if row is not None and row.email and email_key(row.email).startswith(key) else None


@transaction.atomic
def confirm(disclosure_request: DisclosureRequest, *, at: datetime) -> bool:
    """Note that the address is the requester's; return False, and change nothing, where it was noted before."""
    unproved = DisclosureRequest.objects.filter(pk=disclosure_request.pk, verified_at__isnull=True)
    key = email_key(disclosure_request.email)
    if unproved.update(verified_at=at, verified_key=key) != 1:
        return False
    disclosure_request.verified_at, disclosure_request.verified_key = at, key
    record(disclosure_request, actor=REQUESTER, at=at, kind="address_confirmed")
    return True
