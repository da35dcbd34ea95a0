"""A notice that was sent to somebody who gave more than one address, and what is heard of it."""

from datetime import datetime, timedelta
from typing import Any

from requests_app.delivery.bounces import Marked, mark_returned
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.move import MAILBOX
from requests_app.requests.verdict import Returned
from tests.builders import NOW, a_business, a_register, a_request
from tests.views.ways import answered

HOME: dict[str, Any] = {"street": "12 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
LATER = NOW + timedelta(hours=3)


def a_business_that_answers() -> Business:
    business = a_business()
    a_register(business)
    return business


def a_notice_to_ana(**told: str) -> Delivery:
    """Return the mail with her notice, which the mail server took."""
    return answered(a_request(a_business_that_answers(), at=NOW, **told))


def said_again(row: DisclosureRequest, *, met_by: MetBy = MetBy.PERSON, **told: object) -> Receipt:
    """Return a further receipt of the request that gives other addresses."""
    receipt = row.receipts.earliest("id")
    receipt.pk, receipt.reference, receipt.secret, receipt.form_token = None, "STL-2026-000999", "another", None
    receipt.met_by = met_by
    for name, value in told.items():
        setattr(receipt, name, value)
    receipt.save(force_insert=True)
    return receipt


def a_report(delivery: Delivery, *, reason: ReturnReason = ReturnReason.NO_ADDRESS, **more: object) -> Returned:
    """Return what a server says of a mail that came back for good."""
    given: dict[str, object] = {
        "message_ids": (delivery.message_id.strip("<>"),),
        "is_final": True,
        "says": "A mail server says that a mail could not be delivered (5.1.1).",
        "reason": reason,
        **more,
    }
    return Returned(**given)  # type: ignore[arg-type]  # a test may give any value on purpose


def came_back(delivery: Delivery, *, at: datetime = LATER, **report: object) -> Marked:
    """Let a report on the mail come in, and read the mail and its request anew."""
    business = delivery.disclosure_request.business_id
    marked = mark_returned(a_report(delivery, **report), business_id=business, actor=MAILBOX, at=at)  # type: ignore[arg-type]  # as above
    delivery.refresh_from_db()
    delivery.disclosure_request.refresh_from_db()
    return marked
