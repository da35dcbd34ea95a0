"""A request comes in: stored first, dated by the law, acknowledged in the same transaction."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.receive import day_of_receipt
from requests_app.requests.status import Status
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_request, asked, asked_by_post

pytestmark = pytest.mark.django_db


def test_a_request_through_the_form_is_due_thirty_days_after_its_receipt() -> None:
    request = a_request(a_business())

    assert request.received_on == date(2026, 5, 4)
    assert request.due_on == date(2026, 6, 3)
    assert request.deadline == "designated"
    assert request.report_year == 2025
    assert request.status == Status.RECEIVED


def test_a_request_to_an_address_that_is_not_designated_may_take_150_days() -> None:
    request = a_request(a_business(), channel=Channel.EMAIL, arrived_at="info@example.com")

    assert request.due_on == date(2026, 10, 1)
    assert request.deadline == "elsewhere"


def test_a_telephone_call_nobody_elected_has_no_due_date_and_is_kept() -> None:
    request = a_request(a_business(), channel=Channel.PHONE)

    assert (request.due_on, request.deadline) == (None, "none")


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        pytest.param(
            datetime(2026, 5, 5, 6, 59, tzinfo=UTC), "America/Los_Angeles", date(2026, 5, 4), id="before midnight"
        ),
        pytest.param(datetime(2026, 5, 5, 7, 0, tzinfo=UTC), "America/Los_Angeles", date(2026, 5, 5), id="at midnight"),
        pytest.param(
            datetime(2026, 5, 5, 6, 59, tzinfo=UTC), "America/New_York", date(2026, 5, 4), id="New York is later"
        ),
        pytest.param(
            datetime(2026, 5, 5, 8, 0, tzinfo=UTC), "Pacific/Honolulu", date(2026, 5, 4), id="Honolulu is earlier"
        ),
        pytest.param(datetime(2027, 1, 1, 7, 30, tzinfo=UTC), "America/Los_Angeles", date(2026, 12, 31), id="year end"),
    ],
)
def test_the_day_of_receipt_is_the_earlier_of_the_business_day_and_the_pacific_day(
    moment: datetime, zone: str, day: date
) -> None:
    assert day_of_receipt(moment, timezone=zone) == day


def test_the_reference_names_the_year_of_receipt_and_opens_nothing() -> None:
    request = a_request(a_business())

    assert request.reference == f"STL-2026-{request.receipts.get().pk:06d}"
    assert len(request.secret) == 20
    assert request.reference not in handling.status_url(request)


def test_an_acknowledgement_is_queued_with_the_request() -> None:
    request = a_request(a_business())

    acknowledgement = Delivery.objects.get()
    assert acknowledgement.kind == Kind.ACKNOWLEDGEMENT
    assert acknowledgement.state == State.QUEUED
    assert acknowledgement.recipient == "ana@example.org"
    assert acknowledgement.message_id == f"<{str(request.reference).lower()}.ack@mail.example.com>"
    assert "Wednesday, June 3, 2026" in acknowledgement.body
    assert str(request.reference) in acknowledgement.body


def test_a_name_stands_in_the_acknowledgement_as_it_was_typed() -> None:
    a_request(a_business(), requester_name="Siobhán O'Brien-Núñez")

    body = Delivery.objects.get().body
    assert "O'Brien-Núñez" in body
    assert "&#x27;" not in body


def test_nobody_without_an_email_address_is_sent_a_mail() -> None:
    request = handling.receive(business=a_business(), asked=asked_by_post(), received_at=NOW)

    assert request.due_on == date(2026, 6, 3)
    assert Delivery.objects.count() == 0


def test_a_form_sent_twice_is_one_request_with_one_acknowledgement() -> None:
    business = a_business()

    first = handling.receive(business=business, asked=asked(), received_at=NOW, form_token="t" * 32)
    second = handling.receive(business=business, asked=asked(), received_at=NOW, form_token="t" * 32)

    assert second.pk == first.pk
    assert DisclosureRequest.objects.count() == 1
    assert Delivery.objects.count() == 1


def test_receipt_leaves_an_event_and_an_audit_entry_without_personal_data() -> None:
    request = a_request(a_business(), requester_name="Zebulon Quirk", email="zq@example.org", message="my secret")

    assert request.events.get().kind == "received"
    entry = AuditEntry.objects.get(action="request.received")
    assert entry.subject == f"request:{request.reference}"
    told = f"{entry.actor} {entry.subject} {entry.detail}"
    assert not any(word in told for word in ("Quirk", "zq@example.org", "secret"))


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        pytest.param({"due_on": date(2026, 5, 4)}, "request_due_after_receipt", id="due on the day of receipt"),
        pytest.param({"due_on": None}, "request_due_unless_no_deadline", id="no due date"),
        pytest.param({"email": ""}, "request_can_be_answered", id="no way to answer by e-mail"),
        pytest.param({"reply_by": "POST"}, "request_can_be_answered", id="no way to answer by post"),
        pytest.param({"status": "APPROVED"}, "request_decided_by_somebody", id="decided by nobody"),
    ],
)
def test_the_database_refuses_a_request_that_cannot_be(changes: dict[str, object], constraint: str) -> None:
    request = a_request(a_business())

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        DisclosureRequest.objects.filter(pk=request.pk).update(**changes)

    request.refresh_from_db()
    assert request.status == Status.RECEIVED
