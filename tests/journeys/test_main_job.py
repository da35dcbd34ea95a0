"""The main job over the real doors: the form over HTTP, the review desk over HTTP, a worker, a mail server."""

from requests_app.audit import chain
from requests_app.requests.models import DisclosureRequest
from tests.journeys.people import (
    ANA,
    PASSWORD,
    approve,
    ask,
    assert_answered_once,
    open_for_business,
    pdf_of,
    settled,
    text_of,
    wait_for_notice,
)
from tests.stack import Stack


def test_a_request_becomes_an_emailed_pdf_notice(stack: Stack) -> None:
    open_for_business(stack)

    reference = ask(stack)
    acknowledgement = stack.wait_for_mail(to=ANA)[0]
    stack.sign_in("rita", PASSWORD)
    approve(stack, reference)
    notice = wait_for_notice(stack)

    told = acknowledgement.get_body(("plain",))
    assert told is not None
    assert reference in told.get_content()
    text = text_of(pdf_of(notice))
    for word in (reference, "Ana Ruiz", "1798.83", "Sierra Seed Catalog Co.", "2118 Commerce Way, Reno, NV 89502"):
        assert word in text
    assert "Quiet Hosting Inc." not in text
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def test_the_audit_chain_of_a_whole_journey_is_sealed_and_whole(stack: Stack) -> None:
    open_for_business(stack)
    reference = ask(stack)
    stack.sign_in("rita", PASSWORD)
    approve(stack, reference)
    stack.wait_for(settled, what="the outcome in the database")

    report = stack.wait_for(lambda: chain.verify() if not chain.verify().unsealed else None, what="the seal")

    assert report is not None
    assert report.outcome == "whole"
    assert report.sealed_to == report.entries
    assert stack.manage("verify_audit").startswith("whole")


def test_a_reference_alone_opens_nothing(stack: Stack) -> None:
    open_for_business(stack)
    reference = ask(stack)
    with stack.rows():
        secret = DisclosureRequest.objects.get().secret

    assert reference in stack.visit(f"/request/received/{secret}/").text
    assert stack.visit(f"/request/received/{reference}/").status == 404
    assert "/staff/sign-in/" in stack.new_browser().visit("/staff/").url
