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
_PLACE_OF_TEXT = secrets.token_hex(24)
"""They stand for the file and the text while a mail is put together, and then give way. They are of this process alone.

A mail is put together line by line, which takes a while; both of them are lines already.
"""
LONGEST_LINE = 998
"""A longer one has to be encoded (RFC 5322, 2.1.1)."""


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
    is_plain = delivery.body.isascii() and max(map(len, delivery.body.split("\n"))) <= LONGEST_LINE
    mail = EmailMessage(
        subject=delivery.subject,
        body=_PLACE_OF_TEXT if is_plain else delivery.body,
        from_email=_with_name(business.legal_name, delivery.sender),
        to=[delivery.recipient],
        headers=_headers(delivery),
    )
    if delivery.notice is not None:
        mail.attach(f"notice-{(disclosure_request.reference or '').lower()}.pdf", _PLACE, "application/pdf")
    content = _on_the_wire(mail)
    if is_plain:
        content = content.replace(_PLACE_OF_TEXT.encode(), _lines(delivery.body.encode()), 1)
    if delivery.notice is not None:
        content = content.replace(_PLACE_ENCODED, _encoded(delivery.notice.document.digest), 1)
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
    message = mail.message()
    if message.is_multipart():
        # Drawn by chance, it is in no part; the library would look through all of them to find one that is not.
        message.set_boundary(f"={secrets.token_hex(16)}=")
    return _lines(message.as_bytes()) + b"\r\n"


def _lines(text: bytes) -> bytes:
    """Return the text in the lines that go over the wire, without the end of the last one."""
    return b"\r\n".join(text.splitlines())


def _with_name(name: str, address: str) -> str:
    quoted = " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
