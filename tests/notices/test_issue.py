"""Issuing: kept with its digest, once, however often a worker begins."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices import issue
from requests_app.notices.compile import BlockedError
from requests_app.notices.models import Document, Notice, StandardStatement
from requests_app.notices.render import render_statement
from requests_app.notices.standard import keep_document, laid_out
from requests_app.register.models import Business, NoticePdf, ThirdParty
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
    by = User.objects.filter(username="rita").first() or a_reviewer()
    return handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=by, now=NOW)


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
    assert Document.objects.filter(digest=prepared.rendered.digest).count() == 1


def test_the_statement_of_a_year_is_laid_out_once_and_kept(business: Business) -> None:
    """(b)(3): two people who ask about one year get the same pages; a change of the register makes others."""
    first, second = (issue.prepare(approved(a_request(business, email=f"{name}@c.example")), at=NOW) for name in "ab")
    business.register_version += 1
    business.save()
    third = issue.prepare(approved(a_request(business, email="c@c.example")), at=NOW)

    assert first.statement is not None
    assert first.statement == second.statement != third.statement
    assert first.rendered.digest != second.rendered.digest
    assert first.statement.document.digest != first.rendered.digest
    assert StandardStatement.objects.count() == 2


def test_two_workers_that_lay_out_one_statement_keep_it_once(business: Business) -> None:
    content = issue.prepare(approved(a_request(business)), at=NOW).compiled.content.statement
    rendered = render_statement(content)
    StandardStatement.objects.all().delete()
    Document.objects.filter(digest=rendered.digest).delete()
    keep_document(rendered, at=NOW)

    laid = laid_out(content, large_print=False, business_id=business.pk, at=NOW)

    assert laid.rendered == rendered
    assert Document.objects.filter(digest=rendered.digest).count() == 1


def test_a_business_may_send_the_standard_file_but_a_letter_by_post_has_its_page(business: Business) -> None:
    business.notice_pdf = NoticePdf.STANDARD
    business.save()

    mailed = issue.prepare(approved(a_request(business)), at=NOW)
    asked = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    posted = issue.prepare(approved(asked), at=NOW)

    assert mailed.statement is not None
    assert mailed.statement == posted.statement
    assert mailed.rendered.digest == mailed.statement.document.digest
    assert posted.rendered.pages == 1 + mailed.rendered.pages

    assert Document.objects.count() == 1


def test_a_long_line_is_woken_once_and_not_with_every_sweep(
    business: Business, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits behind a thousand others is asked for again when those had their time."""
    monkeypatch.setattr(issue, "MOST_WOKEN", 2)
    reviewer = a_reviewer()
    rows = [a_request(business, email=f"p{number}@example.org") for number in range(5)]
    for row in rows:
        handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=reviewer, now=NOW)
    DisclosureRequest.objects.update(wake_at=NOW)
    soon, one = timedelta(milliseconds=1), issue.LAYING_OUT

    first, then, last, none = (issue.to_wake(now=NOW, wake_after=soon) for _ in range(4))

    assert [*first, *then, *last] == [row.pk for row in rows]
    assert (len(first), len(then), none) == (2, 2, [])
    assert issue.to_wake(now=NOW + 4 * one, wake_after=soon) == []
    assert issue.to_wake(now=NOW + 5 * one, wake_after=soon) == first


def test_whoever_waits_is_woken_within_the_hour_however_long_the_line(business: Business) -> None:
    row = approved(a_request(business))
    DisclosureRequest.objects.update(wake_at=NOW)

    assert issue.to_wake(now=NOW, wake_after=timedelta(days=1)) == [row.pk]
    assert issue.to_wake(now=NOW + issue.LONGEST_PAUSE, wake_after=timedelta(days=1)) == [row.pk]
