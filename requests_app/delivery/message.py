"""From a delivery row to the mail that leaves, the same on every try."""

from dataclasses import dataclass
from email.utils import make_msgid

from django.conf import settings
from django.core.mail import EmailMessage

from requests_app.delivery.models import Delivery, Kind
from requests_app.register.models import Business


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
    if delivery.notice is not None:
        name = f"notice-{(disclosure_request.reference or '').lower()}.pdf"
        mail.attach(name, bytes(delivery.notice.document.pdf), "application/pdf")
    return Mail(sender=delivery.sender, recipient=delivery.recipient, content=_on_the_wire(mail))


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
