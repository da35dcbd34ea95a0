"""A request comes by mail and goes the whole way by itself: fetched, taken in, acknowledged."""

import json
from pathlib import Path

import pytest

from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from shinelight.local.imap import ImapServer
from tests.authority import signed_in
from tests.cases_given import CASES
from tests.stack import StackFactory


@pytest.mark.parametrize("security", ["imap+ssl", "imap+tls"])
def test_a_mail_is_fetched_over_tls_from_a_server_of_an_authority_of_ones_own(
    security: str, start_stack: StackFactory, tmp_path: Path
) -> None:
    signed = signed_in(tmp_path)
    with ImapServer(certificate=signed.certificate) as server:
        boxes = json.dumps([{"name": "privacy", "url": server.url(security=security)}])
        settings = {"MAILBOXES": boxes, "MAIL_FETCH_SECONDS": "1", "SSL_CERT_FILE": str(signed.authority)}
        stack = start_stack(settings=settings)
        stack.manage("configure_business", str(CASES / "business.json"))

        server.deliver((CASES / "email" / "E01-plain.eml").read_bytes())

        stack.wait_for_mail(to="jane.doe@example.org")
        stack.wait_for(lambda: server.count("Processed") == 1, what="the message to be moved")


def test_a_mail_is_fetched_by_the_clock_and_acknowledged(start_stack: StackFactory) -> None:
    with ImapServer() as server:
        boxes = json.dumps([{"name": "privacy", "url": server.url()}])
        stack = start_stack(settings={"MAILBOXES": boxes, "MAIL_FETCH_SECONDS": "1"})
        stack.manage("configure_business", str(CASES / "business.json"))

        server.deliver((CASES / "email" / "E01-plain.eml").read_bytes())

        (mail,) = stack.wait_for_mail(to="jane.doe@example.org")
        stack.wait_for(lambda: server.count("Processed") == 1, what="the message to be moved")
        with stack.rows():
            row = IncomingMessage.objects.get()
            assert row.place == Place.TAKEN
            assert row.receipt is not None
            assert str(row.receipt.reference) in str(mail["Subject"])
        assert len(stack.mails()) == 1
