"""A request comes by mail and goes the whole way by itself: fetched, taken in, acknowledged."""

import json

from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from shinelight.local.imap import ImapServer
from tests.cases_given import CASES
from tests.stack import StackFactory


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
