"""From a delivery row to the mail that leaves, the same on every try."""

import base64
import secrets
from dataclasses import dataclass
from email.utils import make_msgid
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMessage

from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.models import Document
from requests_app.register.models import Business

ENCODED = 16
"""So many files are kept as a mail carries them: thousands may have the same one. The largest take megabytes."""
_PLACE = secrets.token_bytes(24)
_PLACE_ENCODED = base64.b64encode(_PLACE)
"""Stands for the file while a mail is put together, and then gives way to it. It is of this process alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail in the bytes that go over the wire, and the envelope it goes in."""

    sender: str
    recipient: str
    content: bytes


def compose(delivery: Delivery) -> Mail:
    """Return the mail with its constant Message-ID and, for a notice, the kept PDF attached.

    Raises `ValueError` for a header that no mail can carry.
    """
    disclosure_request = delivery.disclosure_request
    business = disclosure_request.business
    mail = EmailMessage(
        subject=delivery.subject,
        body=delivery.body,
        from_email=_with_name(business.legal_name, delivery.sender),
        to=[delivery.recipient],
        headers=_headers(delivery),
    )
    if delivery.notice is None:
        return Mail(sender=delivery.sender, recipient=delivery.recipient, content=_on_the_wire(mail))
    mail.attach(f"notice-{(disclosure_request.reference or '').lower()}.pdf", _PLACE, "application/pdf")
    file = _encoded(delivery.notice.document.digest)
    content = _on_the_wire(mail).replace(_PLACE_ENCODED, file, 1)
    return Mail(sender=delivery.sender, recipient=delivery.recipient, content=content)


def compose_for_staff(*, business: Business, subject: str, body: str, recipient: str, word: str = "test") -> Mail:
    """Return a mail to one of the staff, its Message-ID told apart by `word`. Raises `ValueError` as `compose` does."""
    mail = EmailMessage(
        subject=subject,
        body=body,
        from_email=_with_name(business.legal_name, business.reply_email),
        to=[recipient],
        headers={"Message-ID": make_msgid(word, domain=settings.MAIL_DOMAIN), "Auto-Submitted": "auto-generated"},
    )
    return Mail(sender=business.reply_email, recipient=recipient, content=_on_the_wire(mail))


@lru_cache(ENCODED)
def _encoded(digest: str) -> bytes:
    """Return a kept file in the lines of base64 that a mail carries; putting it into a mail anew takes longest."""
    pdf = Document.objects.values_list("pdf", flat=True).get(digest=digest)
    return base64.encodebytes(pdf).strip().replace(b"\n", b"\r\n")


def _headers(delivery: Delivery) -> dict[str, str]:
    if delivery.kind == Kind.QUESTION:  # a person wrote it, and waits for an answer
        return {"Message-ID": delivery.message_id}
    # Out-of-office answers and other programs must not answer this mail (RFC 3834).
    return {"Message-ID": delivery.message_id, "Auto-Submitted": "auto-replied"}


def _on_the_wire(mail: EmailMessage) -> bytes:
    return b"\r\n".join([*mail.message().as_bytes().splitlines(), b""])


def _with_name(name: str, address: str) -> str:
    quoted = " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
