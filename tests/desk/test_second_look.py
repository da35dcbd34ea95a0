"""A statement's first notice takes two reviewers, the second of whom did not write it, where a person set it so."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from requests_app import handling, tasks
from requests_app.audit.models import AuditEntry
from requests_app.desk.models import BulkRun, StatementApproval
from requests_app.desk.second_look import SecondLookError
from requests_app.notices.models import Notice
from requests_app.register.models import Business, ThirdParty
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER
from requests_app.requests.status import Status
from tests.builders import NOW, a_business, a_person, a_register, a_request, a_reviewer


def a_careful_business() -> Business:
    """Return a business that asks for a second reviewer."""
    business = a_business()
    a_register(business)
    handling.set_policy(
        business=business,
        answers_alone=False,
        needs_second=True,
        because="Four eyes see more than two.",
        seen=None,
        by=a_person("ada", ADMINISTRATOR),
        now=NOW,
    )
    return business


@pytest.fixture
def business(db: None) -> Business:
    return a_careful_business()


@pytest.fixture
def rita(db: None) -> User:
    return a_reviewer()


@pytest.fixture
def sam(db: None) -> User:
    return a_reviewer("sam")


def approved(row: DisclosureRequest, by: User) -> Status:
    row.refresh_from_db()
    return Status(handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by, now=NOW).status)


def change_register(business: Business, by: User) -> None:
    party = ThirdParty.objects.filter(business=business).order_by("pk").first()
    assert party is not None
    party.street = f"{party.street} Suite 4"
    handling.save_register_row(row=party, by=by, now=NOW, nature="change")


def test_the_first_approval_sends_nothing_and_the_second_does(business: Business, rita: User, sam: User) -> None:
    row = a_request(business)
    assert approved(row, rita) == Status.RECEIVED
    assert row.events.filter(kind="approved_first", by=rita).count() == 1
    tasks.issue_notice(row.pk)
    assert not Notice.objects.filter(disclosure_request=row).exists()
    assert approved(row, sam) == Status.APPROVED
    tasks.issue_notice(row.pk)
    assert Notice.objects.filter(disclosure_request=row).count() == 1


def test_nobody_is_the_second_after_themselves(business: Business, rita: User) -> None:
    row, other = a_request(business), a_request(business)
    approved(row, rita)
    for each in (row, other):
        with pytest.raises(SecondLookError, match="You approved this statement as the first"):
            approved(each, rita)
    assert StatementApproval.objects.count() == 1


def test_once_two_agreed_the_next_notice_takes_one_reviewer(business: Business, rita: User, sam: User) -> None:
    row = a_request(business)
    approved(row, rita)
    approved(row, sam)
    assert approved(a_request(business), rita) == Status.APPROVED
    spanish = a_request(business, language="es")
    assert approved(spanish, rita) == Status.APPROVED


def test_what_prints_something_new_takes_two_again(business: Business, rita: User, sam: User) -> None:
    row = a_request(business)
    approved(row, rita)
    approved(row, sam)
    change_register(business, a_person("kim", REGISTER_KEEPER))
    assert approved(a_request(business), sam) == Status.RECEIVED


def test_who_changed_the_register_is_not_the_second(business: Business, rita: User, sam: User) -> None:
    kim = a_person("kim", REGISTER_KEEPER, REVIEWER)
    change_register(business, kim)
    row = a_request(business)
    approved(row, rita)
    with pytest.raises(SecondLookError, match="you changed the register"):
        approved(row, kim)
    assert approved(row, sam) == Status.APPROVED


def test_who_changed_the_register_may_be_the_first(business: Business, rita: User) -> None:
    kim = a_person("kim", REGISTER_KEEPER, REVIEWER)
    change_register(business, kim)
    row = a_request(business)
    assert approved(row, kim) == Status.RECEIVED
    assert approved(row, rita) == Status.APPROVED


def test_a_change_of_long_ago_makes_nobody_an_author(business: Business, rita: User, sam: User) -> None:
    kim = a_person("kim", REGISTER_KEEPER, REVIEWER)
    change_register(business, kim)
    row = a_request(business)
    approved(row, rita)
    approved(row, sam)
    change_register(business, a_person("lee", REGISTER_KEEPER))
    later = a_request(business)
    approved(later, rita)
    assert approved(later, kim) == Status.APPROVED


def test_without_the_policy_one_reviewer_is_enough_and_is_remembered(db: None, rita: User, sam: User) -> None:
    business = a_business()
    a_register(business)
    assert approved(a_request(business), rita) == Status.APPROVED
    assert approved(a_request(business), sam) == Status.APPROVED
    assert list(StatementApproval.objects.values_list("by__username", flat=True)) == ["rita", "sam"]


def test_what_changed_between_approval_and_notice_goes_back_to_review(
    business: Business, rita: User, sam: User
) -> None:
    row = a_request(business)
    approved(row, rita)
    approved(row, sam)
    change_register(business, a_person("kim", REGISTER_KEEPER))
    tasks.issue_notice(row.pk)
    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    assert "the register changed since two reviewers approved" in row.problem
    assert not Notice.objects.filter(disclosure_request=row).exists()


def test_a_decline_needs_no_second(business: Business, rita: User) -> None:
    row = a_request(business)
    decided = handling.decline(
        disclosure_request_id=row.pk, clause="(e)(1)", because="You live in Nevada.", seen_version=1, by=rita, now=NOW
    )
    tasks.issue_notice(decided.pk)
    assert Notice.objects.filter(disclosure_request=row).count() == 1


def test_the_first_of_many_at_once_is_told_so_and_the_second_sends_them_all(
    business: Business, rita: User, sam: User
) -> None:
    rows = [a_request(business) for _ in range(3)]

    def outcomes(by: User) -> list[str]:
        run = handling.freeze_bulk(
            rows=DisclosureRequest.objects.waiting(), kind=BulkRun.Kind.APPROVE, chosen_by="", by=by, now=NOW
        )
        handling.confirm_bulk(run_id=run.pk, by=by, now=NOW)
        handling.run_bulk(run_id=run.pk, clock=lambda: NOW)
        return [f"{each.outcome}: {each.says}" for each in run.items.order_by("id")]

    first = outcomes(rita)
    assert first[0].startswith("SKIPPED: Your approval is noted as the first.")
    assert all(each.startswith("SKIPPED: You approved this statement as the first.") for each in first[1:])
    assert outcomes(sam) == ["DONE: "] * len(rows)


def test_the_next_one_is_not_what_one_approved_first(business: Business, rita: User, sam: User) -> None:
    first, other = a_request(business), a_request(business)
    approved(first, rita)
    taken = handling.take_next(by=rita, now=NOW, on=NOW.date())
    assert taken == other
    assert handling.take_next(by=sam, now=NOW, on=NOW.date()) == first


def test_the_page_says_who_was_first_and_what_the_button_does(business: Business, rita: User, sam: User) -> None:
    row = a_request(business)
    desk = Client()
    desk.force_login(rita)
    assert "Approve as the first of two" in desk.get(f"/staff/requests/{row.pk}/").content.decode()
    seen = {"seen_version": row.version, "seen_register": business.register_version}
    told = desk.post(f"/staff/requests/{row.pk}/approve/", seen, follow=True).content.decode()
    assert f"Your approval of {row.reference} is noted as the first" in told
    assert "You approved what this notice says as the first" in desk.get(f"/staff/requests/{row.pk}/").content.decode()
    desk.force_login(sam)
    page = desk.get(f"/staff/requests/{row.pk}/").content.decode()
    assert "<bdi>rita</bdi> approved what this notice says first" in page
    assert "Approve and send" in page
    told = desk.post(f"/staff/requests/{row.pk}/approve/", seen, follow=True).content.decode()
    assert f"Approved: {row.reference}." in told


def test_the_record_names_both(business: Business, rita: User, sam: User) -> None:
    row = a_request(business)
    approved(row, rita)
    approved(row, sam)
    entries = AuditEntry.objects.filter(subject=f"request:{row.reference}").order_by("id")
    acts = [(each.action, each.actor) for each in entries if "approved" in each.action]
    assert acts == [("request.approved_first", f"user:{rita.pk}"), ("request.approved", f"user:{sam.pk}")]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", range(3))
def test_two_who_approve_at_once_are_a_first_and_a_second(run: int) -> None:
    business = a_careful_business()
    rows = [a_request(business), a_request(business)]
    people, barrier = [a_reviewer("rita"), a_reviewer("sam")], Barrier(2)

    def approve(pair: tuple[DisclosureRequest, User]) -> Status:
        try:
            barrier.wait(timeout=20)
            return approved(*pair)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(approve, zip(rows, people, strict=True)))

    assert sorted(outcomes) == [Status.APPROVED, Status.RECEIVED]
    assert StatementApproval.objects.count() == 2
