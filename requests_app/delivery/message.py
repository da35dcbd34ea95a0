"""From a delivery row to the mail that leaves, the same on every try."""

from dataclasses import dataclass

from django.core.mail import EmailMessage

from requests_app.delivery.models import Delivery


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
        headers={
            "Message-ID": delivery.message_id,
            # Out-of-office answers and other programs must not answer this mail (RFC 3834).
            "Auto-Submitted": "auto-replied",
        },
    )
    if delivery.notice is not None:
        name = f"notice-{(disclosure_request.reference or '').lower()}.pdf"
        mail.attach(name, bytes(delivery.notice.document.pdf), "application/pdf")
    lines = mail.message().as_bytes().splitlines()
    return Mail(sender=delivery.sender, recipient=delivery.recipient, content=b"\r\n".join([*lines, b""]))


def _with_name(name: str, address: str) -> str:
    quoted = " ".join(name.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
