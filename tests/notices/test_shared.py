"""The notices of a wave share what is the same for them, and each is what it would be alone."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind
from requests_app.desk.alike import Alike
from requests_app.notices import issue
from requests_app.notices.models import Document, Notice
from requests_app.notices.shared import Shared
from requests_app.register.models import Business, NoticePdf, ThirdParty
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    """One that sends the statement alone, so that nothing is laid out for each requester."""
    business = a_business(notice_pdf=NoticePdf.STANDARD)
    a_register(business)
    return business


def approved(*requests: DisclosureRequest) -> list[DisclosureRequest]:
    reviewer = User.objects.filter(username="approver").first() or a_reviewer("approver")
    for row in requests:
        handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=reviewer, now=NOW)
    return list(DisclosureRequest.objects.select_related("business").filter(pk__in=[row.pk for row in requests]))


def test_each_of_a_slice_is_kept_as_it_would_be_alone(business: Business) -> None:
    rows = approved(
        a_request(business, email="p1@example.org", requester_name="Ana Ruiz"),
        a_request(business, email="p2@example.org", requester_name="Bo Lindqvist"),
        a_request(business, email="p3@example.org", language="es"),
        a_request(business, email="p4@example.org", channel=Channel.PHONE),
        a_request(business, email="p5@example.org", california_resident=False),
    )
    alone = [issue.prepare(row, at=NOW) for row in rows]
    shared = Shared(Alike().compiled)

    together = [issue.prepare(row, at=NOW, shared=shared) for row in rows]

    assert [each.basis for each in together] == [each.basis for each in alone]
    assert [each.compiled.content for each in together] == [each.compiled.content for each in alone]
    assert [each.rendered for each in together] == [each.rendered for each in alone]
    kept = issue.keep_all(together, at=NOW)
    assert [notice.content["letter"]["requester_name"] for notice in kept] == [row.requester_name for row in rows]
    assert [notice.ruling["id"] for notice in kept] == [row.reference for row in rows]
    assert [notice.facts["id"] for notice in kept] == [row.reference for row in rows]


def test_a_slice_makes_a_notice_and_a_mail_for_each_and_one_file_for_all(business: Business) -> None:
    rows = approved(*(a_request(business, email=f"p{number}@example.org") for number in range(4)))

    tasks.issue_notices([row.pk for row in rows])

    notices = Notice.objects.order_by("disclosure_request_id")
    assert [notice.disclosure_request_id for notice in notices] == [row.pk for row in rows]
    assert Document.objects.filter(notices__isnull=False).distinct().count() == 1
    mails = Delivery.objects.filter(kind=Kind.NOTICE).order_by("disclosure_request_id")
    assert [mail.recipient for mail in mails] == [row.email for row in rows]
    for row, mail in zip(rows, mails, strict=True):
        row.refresh_from_db()
        assert row.status == Status.COMPILED
        assert str(row.reference) in mail.body
        assert list(row.events.filter(kind="compiled").values_list("from_status", "to_status")) == [
            (Status.APPROVED, Status.COMPILED)
        ]


def test_a_longer_slice_asks_the_database_nothing_more(business: Business) -> None:
    rows = approved(*(a_request(business, email=f"p{number}@example.org") for number in range(9)))
    tasks.issue_notices([rows[0].pk])  # lays the statement out

    with CaptureQueriesContext(
        connection,
    ) as short:
        tasks.issue_notices([row.pk for row in rows[1:3]])
    with CaptureQueriesContext(connection) as long:
        tasks.issue_notices([row.pk for row in rows[3:9]])

    assert Notice.objects.count() == 9
    assert len(long) == len(short)


def test_one_that_is_blocked_or_was_withdrawn_meanwhile_keeps_back_no_other(business: Business) -> None:
    rows = approved(*(a_request(business, email=f"p{number}@example.org") for number in range(3)))
    other = a_business("other")
    a_register(other)
    (blocked,) = approved(a_request(other, email="b@example.org"))
    ThirdParty.objects.filter(business=other).update(street="")
    DisclosureRequest.objects.filter(pk=rows[1].pk).update(status=Status.RECEIVED)

    tasks.issue_notices([rows[0].pk, blocked.pk, rows[1].pk, rows[2].pk])

    assert {each.disclosure_request_id for each in Notice.objects.all()} == {rows[0].pk, rows[2].pk}
    blocked.refresh_from_db()
    assert blocked.status == Status.RECEIVED
    assert "postal address missing" in blocked.problem


def test_a_slice_that_comes_twice_makes_nothing_twice(business: Business) -> None:
    rows = approved(*(a_request(business, email=f"p{number}@example.org") for number in range(3)))
    prepared = [issue.prepare(row, at=NOW) for row in rows]

    first, again = issue.keep_all(prepared[:2], at=NOW), issue.keep_all(prepared, at=NOW)

    assert [notice.disclosure_request_id for notice in first] == [rows[0].pk, rows[1].pk]
    assert [notice.disclosure_request_id for notice in again] == [rows[2].pk]


def test_what_a_worker_had_no_time_for_is_handed_on(
    business: Business, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No broker runs here, so it says whom the sweep will wake instead."""
    rows = approved(*(a_request(business, email=f"p{number}@example.org") for number in range(2)))
    monkeypatch.setattr(tasks, "ISSUING_SECONDS", 0)

    tasks.issue_notices([row.pk for row in rows])

    assert not Notice.objects.exists()
    assert f"the sweep will wake requests_app.issue_notices for rows {[row.pk for row in rows]}" in caplog.text
    assert set(DisclosureRequest.objects.values_list("status", flat=True)) == {Status.APPROVED}
