"""The mail that leaves: addressed, threaded and attached the same way on every try."""

import hashlib
import itertools
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMessage as DjangoMail

from requests_app import handling, tasks
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db


def a_notice(legal_name: str = "Example Outfitters, Inc.") -> Delivery:
    owner = a_business(legal_name=legal_name)
    a_register(owner)
    request = a_request(owner)
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)
    tasks.issue_notice(request.pk)
    return Delivery.objects.get(kind=Kind.NOTICE)


def as_received(delivery: Delivery) -> EmailMessage:
    received = message_from_bytes(compose(delivery).content, policy=policy.default)
    assert isinstance(received, EmailMessage)
    return received


def test_the_notice_is_attached_as_it_was_kept() -> None:
    delivery = a_notice()
    assert delivery.notice is not None

    attachment = next(as_received(delivery).iter_attachments())

    assert attachment.get_content_type() == "application/pdf"
    assert attachment.get_filename() == f"notice-{str(delivery.disclosure_request.reference).lower()}.pdf"
    assert hashlib.sha256(attachment.get_content()).hexdigest() == delivery.notice.document.digest


def test_the_text_is_complete_without_the_attachment() -> None:
    body = as_received(a_notice()).get_body(("plain",))

    assert body is not None
    text = body.get_content()
    for word in ("Sierra Seed Catalog Co.", "2118 Commerce Way, Reno, NV 89502", "Name and address", "1798.83"):
        assert word in text


def test_two_tries_carry_the_same_message_id() -> None:
    delivery = a_notice()

    assert as_received(delivery)["Message-ID"] == as_received(delivery)["Message-ID"] == delivery.message_id


def test_programs_are_told_not_to_answer() -> None:
    assert as_received(a_notice())["Auto-Submitted"] == "auto-replied"


def test_a_business_name_with_quotes_and_commas_stays_one_sender() -> None:
    received = as_received(a_notice(legal_name='Smith, "Jones" & Co.'))

    sender = received["From"].addresses
    assert [(address.display_name, address.addr_spec) for address in sender] == [
        ('Smith, "Jones" & Co.', "privacy@example.com")
    ]


def test_line_breaks_in_a_stored_subject_add_no_header() -> None:
    delivery = a_notice()
    delivery.subject = "Your request\r\nBcc: eve@example.net"

    with pytest.raises(ValueError, match="newline"):
        compose(delivery)


SUBJECTS = [
    "Your request STL-2026-000001",
    "A subject that takes more than a line of a mail, so that the library divides it at a blank somewhere in it",
    " begins with a blank",
    "two  blanks",
    "100 % of %(text)b and {more}",
    "=?utf-8?q?looks_encoded?=",
    "Su petición",
    "",
]
RECIPIENTS = [
    "ana@example.org",
    "o'neil@example.org",
    '"a b"@example.org',
    "siobhán@example.org",
    "a+b@sub.example.org",
]


BODIES = ["Hello.\n\nA line.", "Petición.\nOtra línea.", f"Long: {'x' * 1200}", "dots\n.\n%s %(file)b"]


def test_what_is_written_once_for_many_mails_is_what_the_library_writes_for_each() -> None:
    delivery = a_notice(legal_name="Café 100 % of %(text)b, Inc.")
    mails = itertools.product((Kind.NOTICE, Kind.QUESTION), SUBJECTS, RECIPIENTS, BODIES)
    for delivery.kind, delivery.subject, delivery.recipient, delivery.body in mails:
        assert _told(compose(delivery).content) == _told(_by_the_library_alone(delivery))


def _by_the_library_alone(delivery: Delivery) -> bytes:
    """Return the mail put together by Django alone."""
    assert delivery.notice is not None
    row = delivery.disclosure_request
    headers = {"Message-ID": delivery.message_id}
    if delivery.kind != Kind.QUESTION:
        headers["Auto-Submitted"] = "auto-replied"
    mail = DjangoMail(
        delivery.subject,
        delivery.body,
        f'"{row.business.legal_name}" <{delivery.sender}>',
        [delivery.recipient],
        headers=headers,
    )
    mail.attach(f"notice-{str(row.reference).lower()}.pdf", bytes(delivery.notice.document.pdf), "application/pdf")
    return mail.message().as_bytes()


def _told(content: bytes) -> list[tuple[list[tuple[str, str]], bytes]]:
    """Return the headers and the content of each part; not the day, nor what divides the parts."""
    mail = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.compat32)
    parts = []
    for part in mail.walk():
        headers = [
            (name, str(value))
            for name, value in part.items()
            if name != "Date" and not str(value).startswith("multipart/mixed")
        ]
        text = part.get_payload(decode=True)
        parts.append((headers, text.rstrip(b"\n") if isinstance(text, bytes) else b""))
    return parts
