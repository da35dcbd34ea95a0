"""From a delivery row to the mail that leaves, the same on every try."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, make_msgid
from functools import lru_cache

from django.conf import settings
from django.core.mail import EmailMessage

from requests_app.delivery.frame import PLACES, a_boundary, filled, fits, framed
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.models import Document
from requests_app.register.models import Business

ENCODED = 16
"""So many files are kept as a mail carries them: thousands may have the same one. The largest take megabytes."""
FRAMES = 64
"""So many frames are kept: one for each business, with and without a file."""
PDF = "application/pdf"
AUTO_REPLIED = "auto-replied"
"""Out-of-office answers and other programs must not answer this mail (RFC 3834)."""
_FILE = secrets.token_bytes(24)
_FILE_ENCODED = base64.b64encode(_FILE)
"""It stands for the file while a mail is put together line by line, and then gives way to what is lines already."""
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
    values = _values(delivery)
    is_plain = delivery.body.isascii() and max(map(len, delivery.body.split("\n"))) <= LONGEST_LINE
    content = _in_a_frame(delivery, values) if is_plain and fits(values) else _as_a_whole(delivery, values)
    return Mail(sender=delivery.sender, recipient=delivery.recipient, content=content)


def _values(delivery: Delivery) -> dict[str, str]:
    """Return what stands in the headers of this mail alone."""
    values = {
        "subject": delivery.subject,
        "recipient": delivery.recipient,
        "message_id": delivery.message_id,
        "date": formatdate(),
    }
    if delivery.notice is not None:
        values["file_name"] = f"notice-{(delivery.disclosure_request.reference or '').lower()}.pdf"
    return values


def _in_a_frame(delivery: Delivery, values: Mapping[str, str]) -> bytes:
    business = delivery.disclosure_request.business
    frame = _frame(business.legal_name, delivery.sender, delivery.kind == Kind.QUESTION, delivery.notice is not None)
    own = {name: value.encode() for name, value in values.items()}
    own |= {"boundary": a_boundary().encode(), "text": _lines(delivery.body.encode())}
    if delivery.notice is not None:
        own["file"] = _encoded(delivery.notice.document.digest)
    return filled(frame, own)


@lru_cache(FRAMES)
def _frame(name: str, sender: str, is_question: bool, has_file: bool) -> bytes:  # noqa: FBT001 - what is kept is found by its values in their order
    mail = _mail(_with_name(name, sender), PLACES["text"], PLACES, is_question=is_question)
    if has_file:
        mail.attach(PLACES["file_name"], _FILE, PDF)
    content = _on_the_wire(mail, PLACES["boundary"])
    return framed(content.replace(_FILE_ENCODED, PLACES["file"].encode()))


def _as_a_whole(delivery: Delivery, values: Mapping[str, str]) -> bytes:
    name = delivery.disclosure_request.business.legal_name
    mail = _mail(_with_name(name, delivery.sender), delivery.body, values, is_question=delivery.kind == Kind.QUESTION)
    if delivery.notice is not None:
        mail.attach(values["file_name"], _FILE, PDF)
    content = _on_the_wire(mail, a_boundary())
    if delivery.notice is not None:
        content = content.replace(_FILE_ENCODED, _encoded(delivery.notice.document.digest), 1)
    return content


def _mail(sender: str, body: str, values: Mapping[str, str], *, is_question: bool) -> EmailMessage:
    headers = {"Message-ID": values["message_id"], "Date": values["date"]}
    if not is_question:  # a person wrote a question, and waits for an answer
        headers["Auto-Submitted"] = AUTO_REPLIED
    return EmailMessage(
        subject=values["subject"], body=body, from_email=sender, to=[values["recipient"]], headers=headers
    )


def compose_for_staff(*, business: Business, subject: str, body: str, recipient: str, word: str = "test") -> Mail:
    """Return a mail to one of the staff, its Message-ID told apart by `word`. Raises `ValueError` as `compose` does."""
    mail = EmailMessage(
        subject=subject,
        body=body,
        from_email=_with_name(business.legal_name, business.reply_email),
        to=[recipient],
        headers={"Message-ID": make_msgid(word, domain=settings.MAIL_DOMAIN), "Auto-Submitted": "auto-generated"},
    )
    return Mail(sender=business.reply_email, recipient=recipient, content=_on_the_wire(mail, a_boundary()))


@lru_cache(ENCODED)
def _encoded(digest: str) -> bytes:
    """Return a kept file in the lines of base64 that a mail carries; putting it into a mail anew takes longest."""
    pdf = Document.objects.values_list("pdf", flat=True).get(digest=digest)
    return base64.encodebytes(pdf).strip().replace(b"\n", b"\r\n")


def _on_the_wire(mail: EmailMessage, boundary: str) -> bytes:
    message = mail.message()
    if message.is_multipart():
        message.set_boundary(boundary)  # the library would look through all parts for one that is in none
    return _lines(message.as_bytes()) + b"\r\n"


def _lines(text: bytes) -> bytes:
    """Return the text in the lines that go over the wire, without the end of the last one."""
    return b"\r\n".join(text.splitlines())


def _with_name(name: str, address: str) -> str:
    quoted = " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
