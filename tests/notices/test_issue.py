"""Issuing: kept with its digest, once, however often a worker begins."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices import issue
from requests_app.notices.compile import BlockedError
from requests_app.notices.models import Document, Notice
from requests_app.register.models import Business, ThirdParty
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer, asked_by_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def approved(request: DisclosureRequest) -> DisclosureRequest:
    return handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)


def test_an_approved_request_gets_its_notice_and_one_mail_in_the_queue(business: Business) -> None:
    request = approved(a_request(business))

    tasks.issue_notice(request.pk)

    notice = Notice.objects.select_related("document").get()
    assert notice.answer == "disclosure"
    assert notice.document.digest == hashlib.sha256(bytes(notice.document.pdf)).hexdigest()
    assert notice.content["letter"]["reference"] == request.reference
    assert notice.register_version == business.register_version
    delivery = Delivery.objects.get(kind=Kind.NOTICE)
    assert (delivery.state, delivery.notice) == (State.QUEUED, notice)
    assert delivery.message_id == f"<{str(request.reference).lower()}.notice@mail.example.com>"
    request.refresh_from_db()
    assert request.status == Status.COMPILED


def test_a_task_that_runs_twice_makes_one_notice_and_one_mail(business: Business) -> None:
    request = approved(a_request(business))

    tasks.issue_notice(request.pk)
    tasks.issue_notice(request.pk)

    assert Notice.objects.count() == 1
    assert Delivery.objects.filter(kind=Kind.NOTICE).count() == 1


def test_two_workers_that_both_laid_it_out_keep_it_once(business: Business) -> None:
    request = approved(a_request(business))
    one, two = issue.prepare(request, at=NOW), issue.prepare(request, at=NOW)

    assert issue.keep(one, at=NOW) is not None
    assert issue.keep(two, at=NOW) is None

    assert Notice.objects.count() == 1


def test_a_worker_that_was_late_does_not_keep_the_notice_of_an_earlier_decision(business: Business) -> None:
    request = approved(a_request(business))
    begun = issue.begin(request.pk, at=NOW, wake_after=timedelta(seconds=60))
    assert begun is not None
    late = issue.prepare(begun, at=NOW)
    issue.return_to_review(request.pk, blocked=BlockedError(("An address is missing",)), at=NOW)
    request.refresh_from_db()
    handling.decline(
        disclosure_request_id=request.pk,
        clause="(e)(1)",
        because="You told us that you live in Nevada.",
        seen_version=request.version,
        by=a_reviewer("sam"),
        now=NOW,
    )

    assert issue.keep(late, at=NOW) is None

    request.refresh_from_db()
    assert request.status == Status.DECLINED
    assert Notice.objects.count() == 0


def test_the_database_refuses_a_second_first_notice(business: Business) -> None:
    request = approved(a_request(business))
    tasks.issue_notice(request.pk)
    notice = Notice.objects.get()
    notice.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        notice.save()

    assert Notice.objects.count() == 1


def test_the_database_refuses_a_second_live_mail_of_a_notice(business: Business) -> None:
    request = approved(a_request(business))
    tasks.issue_notice(request.pk)
    delivery = Delivery.objects.get(kind=Kind.NOTICE)
    delivery.pk, delivery.message_id = None, "<another@mail.example.com>"

    with pytest.raises(IntegrityError), transaction.atomic():
        delivery.save()

    assert Delivery.objects.filter(kind=Kind.NOTICE).count() == 1


def test_a_register_that_lost_an_address_after_the_approval_returns_the_request(business: Business) -> None:
    request = approved(a_request(business))
    ThirdParty.objects.filter(legal_name="Blue Horizon LLC").update(street="")

    tasks.issue_notice(request.pk)

    request.refresh_from_db()
    assert request.status == Status.RECEIVED
    assert "Blue Horizon LLC: postal address missing" in request.problem
    assert Notice.objects.count() == 0
    assert request.decided_by is None


def test_a_request_that_waits_for_review_is_not_compiled(business: Business) -> None:
    request = a_request(business)

    tasks.issue_notice(request.pk)

    request.refresh_from_db()
    assert (request.status, request.tries) == (Status.RECEIVED, 0)
    assert Notice.objects.count() == 0


def test_the_pause_before_the_sweep_looks_again_grows_with_every_try(business: Business) -> None:
    request = approved(a_request(business))
    pauses = []

    for _ in range(4):
        issue.begin(request.pk, at=NOW, wake_after=timedelta(seconds=60))
        request.refresh_from_db()
        assert request.wake_at is not None
        pauses.append(request.wake_at - NOW)

    assert pauses == [timedelta(seconds=seconds) for seconds in (60, 120, 240, 480)]


def test_a_declined_request_gets_a_letter_with_the_reason(business: Business) -> None:
    request = a_request(business)
    handling.decline(
        disclosure_request_id=request.pk,
        clause="(e)(1)",
        because="You told us that you live in Nevada.",
        seen_version=request.version,
        by=a_reviewer(),
        now=NOW,
    )

    tasks.issue_notice(request.pk)

    assert Notice.objects.get().answer == "not_required"
    body = Delivery.objects.get(kind=Kind.NOTICE).body
    assert "You told us that you live in Nevada." in body
    assert "Sierra Seed" not in body


def test_an_answer_by_post_waits_for_a_person_to_post_it(business: Business) -> None:
    request = approved(handling.receive(business=business, asked=asked_by_post(), received_at=NOW))

    tasks.issue_notice(request.pk)

    delivery = Delivery.objects.get()
    assert (delivery.channel, delivery.state, delivery.wake_at) == ("POST", State.QUEUED, None)
    assert delivery.recipient == "Ana Ruiz\n12 Elm St\nFresno, CA 93701"


def test_the_same_bytes_are_kept_once(business: Business) -> None:
    request = approved(a_request(business))
    prepared = issue.prepare(request, at=NOW)
    Document.objects.create(
        digest=prepared.rendered.digest, pdf=prepared.rendered.pdf, pages=prepared.rendered.pages, kept_at=NOW
    )

    notice = issue.keep(prepared, at=NOW)

    assert notice is not None
    assert Document.objects.count() == 1
