"""What journeys share: a business with its register in the stack's database, and the ways people go."""

import hashlib
import subprocess
from email.message import EmailMessage

from django.utils import timezone

from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.models import Notice
from requests_app.register.models import Disclosure
from requests_app.requests.models import DisclosureRequest
from shinelight.demo.browser import Browser
from shinelight.demo.page import Page
from tests import builders
from tests.stack import Stack

ANA = "ana@example.org"
PASSWORD = "correct horse battery"


def open_for_business(stack: Stack, *, recipients: int = 2, reviewers: tuple[str, ...] = ("rita",)) -> None:
    """Give the stack a business, a register for the year before this one, and reviewers."""
    with stack.rows():
        business = builders.a_business()
        builders.a_register(business)
        for number in range(recipients - 2):
            builders.a_disclosure(
                builders.a_third_party(business, f"Recipient {number:04} LLC", street=f"{number} Sample St")
            )
        Disclosure.objects.update(year=timezone.now().year - 1)
        for reviewer in reviewers:
            builders.a_reviewer(reviewer)


def ask(stack: Stack, *, name: str = "Ana Ruiz", email: str = ANA) -> str:
    """Ask through the form, and return the reference of the request."""
    page = stack.post_form("/request/", requester_name=name, reply_by="EMAIL", email=email, california_resident="on")
    assert page.status == 200, page.text[:500]
    assert "/request/received/" in page.url, page.text[:500]
    with stack.rows():
        return str(DisclosureRequest.objects.get(email=email).reference)


def approve(stack: Stack, reference: str, *, browser: Browser | None = None) -> Page:
    """Open the request and press “Approve and send”."""
    pk = int(reference.rsplit("-", 1)[1])
    return stack.post_form(f"/staff/requests/{pk}/", action=f"/staff/requests/{pk}/approve/", browser=browser)


def notice_mails(stack: Stack, to: str = ANA) -> list[EmailMessage]:
    """Return the notices that the mail server took for this address."""
    return [mail for mail in stack.mails(to) if ".notice@" in str(mail["Message-ID"])]


def wait_for_notice(stack: Stack, to: str = ANA) -> EmailMessage:
    """Wait for the notice, and return its mail."""
    stack.wait_for(lambda: bool(notice_mails(stack, to)), what=f"a notice to {to}")
    return notice_mails(stack, to)[0]


def pdf_of(mail: EmailMessage) -> bytes:
    """Return the attached PDF."""
    content = next(mail.iter_attachments()).get_content()
    assert isinstance(content, bytes)
    return content


def text_of(pdf: bytes) -> str:
    """Return the PDF's text with white space folded."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def settled() -> bool:
    """Say whether every request is answered and nothing waits or is in hand."""
    return (
        not DisclosureRequest.objects.exclude(status="ANSWERED").exists()
        and not Delivery.objects.exclude(state="ACCEPTED").exists()
    )


def assert_answered_once(stack: Stack, reference: str, to: str = ANA) -> None:
    """Hold that one notice was issued, one delivery accepted, one mail taken, all agree, and the audit names nobody."""
    with stack.rows():
        notice = Notice.objects.select_related("document").get(disclosure_request__reference=reference)
        delivery = Delivery.objects.get(kind=Kind.NOTICE, notice=notice)
        digest, state, answer = notice.document.digest, delivery.state, delivery.answer
        status = notice.disclosure_request.status
        row = notice.disclosure_request
        written = AuditEntry.objects.values_list("actor", "action", "subject", "detail")
        assert [each for each in written if row.requester_name in str(each) or to in str(each)] == []
    mails = notice_mails(stack, to)
    assert len(mails) == 1
    assert (status, state) == ("ANSWERED", "ACCEPTED")
    assert answer.startswith("250")
    assert hashlib.sha256(pdf_of(mails[0])).hexdigest() == digest
