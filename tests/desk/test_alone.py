"""What is beyond doubt is approved without a person where one set it so; nothing else is, and nothing is declined."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from time_machine import travel

from requests_app import handling, handling_tasks, tasks
from requests_app.audit.models import AuditEntry
from requests_app.desk import alone
from requests_app.desk.models import LeftToPerson
from requests_app.notices.models import Notice
from requests_app.register.models import Business, ThirdParty, YearClose
from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, ReplyBy, Wish
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER
from requests_app.requests.status import Status
from tests.builders import NOW, REPORT_YEAR, a_business, a_person, a_register, a_request, a_reviewer, asked_by_post

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ada(db: None) -> User:
    return a_person("ada", ADMINISTRATOR)


@pytest.fixture
def business(ada: User) -> Business:
    """Return a business whose year is closed, whose statement two reviewers approved, and which answers alone."""
    business = a_business()
    a_register(business)
    YearClose.objects.create(
        business=business,
        year=REPORT_YEAR,
        closed_at=NOW,
        closed_by="user:1",
        register_version=business.register_version,
    )
    for name in ("rita", "sam"):
        row = a_request(business)
        handling.approve(disclosure_request_id=row.pk, seen_version=1, by=a_reviewer(name), now=NOW)
    set_policy(business, ada)
    return business


def set_policy(business: Business, by: User, *, answers_alone: bool = True, seen: int | None = None) -> None:
    handling.set_policy(
        business=business,
        answers_alone=answers_alone,
        needs_second=False,
        because="Most requests are alike.",
        seen=seen,
        by=by,
        now=NOW,
    )


def confirmed(business: Business, name: str = "Noor Haddad", *, in_california: bool = True) -> DisclosureRequest:
    """Return a request whose requester confirmed the address."""
    row = a_request(business, requester_name=name, california_resident=in_california)
    handling.confirm_address(disclosure_request=row, now=NOW)
    return row


def status_after(row: DisclosureRequest, now: datetime = LATER) -> str:
    handling.approve_alone(clock=lambda: now)
    row.refresh_from_db()
    return row.status


def because(row: DisclosureRequest) -> str:
    return LeftToPerson.objects.get(disclosure_request=row).because


def test_what_is_beyond_doubt_is_approved_and_answered(business: Business, ada: User) -> None:
    row = confirmed(business)
    assert status_after(row) == Status.APPROVED
    assert row.decided_by == ada
    event = row.events.get(kind="approved_alone")
    assert event.by is None
    assert "ada let such requests be approved without a person" in event.says
    entry = AuditEntry.objects.get(subject=f"request:{row.reference}", action="request.approved_alone")
    assert entry.actor.startswith("policy:")
    tasks.issue_notice(row.pk)
    assert Notice.objects.filter(disclosure_request=row).count() == 1


@travel(LATER, tick=False)
def test_the_clock_does_it(business: Business) -> None:
    row = confirmed(business)
    handling_tasks.approve_alone()
    row.refresh_from_db()
    assert row.status == Status.APPROVED


def test_nothing_is_approved_alone_unless_a_person_set_it_so(business: Business, ada: User) -> None:
    row = confirmed(business)
    policy = business.review_policies.get()
    set_policy(business, ada, answers_alone=False, seen=policy.pk)
    assert status_after(row) == Status.RECEIVED


def test_nothing_is_approved_alone_once_nobody_answers_for_it(business: Business, ada: User) -> None:
    row = confirmed(business)
    ada.groups.set(Group.objects.filter(name=REGISTER_KEEPER))
    assert status_after(row) == Status.RECEIVED


def a_change(business: Business) -> None:
    party = ThirdParty.objects.filter(business=business).order_by("pk").first()
    assert party is not None
    party.street = "Another street 5"
    handling.save_register_row(row=party, by=a_person("kim", REGISTER_KEEPER), now=NOW, nature="correction")


def flag(row: DisclosureRequest) -> None:
    row.receipts.update(flags=[{"name": "legal attention", "says": "It speaks of a claim."}])


def wish(row: DisclosureRequest) -> None:
    OtherWish.objects.create(disclosure_request=row, kind=Wish.DELETION, text="Delete me.", noted_at=NOW)


def claim(row: DisclosureRequest) -> None:
    LegalNote.objects.create(disclosure_request=row, text="Counsel wrote.", noted_at=NOW)


def put_off(row: DisclosureRequest) -> None:
    row.deferred_until = NOW.date() + timedelta(days=3)
    row.save()


def other_address(row: DisclosureRequest) -> None:
    row.email = "other@example.org"
    row.save()


def namesake(row: DisclosureRequest) -> None:
    a_request(row.business, requester_name=row.requester_name, email="somebody@example.net")


def reopen_year(row: DisclosureRequest) -> None:
    YearClose.objects.filter(business=row.business).delete()


DOUBTS = {
    "flagged": (flag, "wants a person’s eye"),
    "wish": (wish, "Something else was asked"),
    "claim": (claim, "possible claim"),
    "put off": (put_off, "A reviewer has it in hand"),
    "other address": (other_address, "Nobody confirmed"),
    "namesake": (namesake, "one person wrote both"),
    "open year": (reopen_year, "is not closed"),
    "changed register": (lambda row: a_change(row.business), "Two reviewers have not approved yet"),
}


@pytest.mark.parametrize("doubt", DOUBTS)
def test_any_doubt_leaves_it_to_a_person_and_says_which(business: Business, doubt: str) -> None:
    raise_doubt, says = DOUBTS[doubt]
    row = confirmed(business)
    raise_doubt(row)
    assert status_after(row) == Status.RECEIVED
    assert says in because(row)


def test_who_is_no_customer_is_left_to_a_person(business: Business) -> None:
    row = confirmed(business, in_california=False)
    assert status_after(row) == Status.RECEIVED
    assert "a person" in because(row)


def test_what_was_not_confirmed_or_goes_by_post_is_not_even_looked_at(business: Business) -> None:
    unconfirmed = a_request(business)
    by_post = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    assert status_after(unconfirmed) == Status.RECEIVED
    by_post.refresh_from_db()
    assert (by_post.status, by_post.reply_by) == (Status.RECEIVED, ReplyBy.POST)


def test_what_is_past_its_due_date_is_a_persons(business: Business) -> None:
    row = confirmed(business)
    assert status_after(row, NOW + timedelta(days=40)) == Status.RECEIVED
    assert "past" in because(row)


def test_what_a_reviewer_has_in_hand_is_theirs(business: Business) -> None:
    row = confirmed(business)
    rita = User.objects.get(username="rita")
    handling.assign(disclosure_request_id=row.pk, to=rita, seen=None, by=rita, now=NOW)
    assert status_after(row) == Status.RECEIVED


def test_what_was_left_is_looked_at_again_once_something_changed(business: Business) -> None:
    row = confirmed(business)
    note = OtherWish.objects.create(disclosure_request=row, kind=Wish.OPT_OUT, text="No mail.", noted_at=NOW)
    assert status_after(row) == Status.RECEIVED
    (ground,) = alone.grounds(now=LATER)
    assert row not in alone.to_look_at(ground)
    handling.hand_over_wish(wish_id=note.pk, to="Marketing", by=User.objects.get(username="rita"), now=LATER)
    assert status_after(row, LATER + timedelta(days=1)) == Status.APPROVED


def test_the_page_says_why_it_was_left_and_what_was_approved_alone(business: Business) -> None:
    rita = Client()
    rita.force_login(User.objects.get(username="rita"))
    left, done = confirmed(business), confirmed(business, "Bo Lind")
    flag(left)
    handling.approve_alone(clock=lambda: LATER)
    page = rita.get(f"/staff/requests/{left.pk}/").content.decode()
    assert "Left to a reviewer: Something in the message wants a person’s eye." in " ".join(page.split())
    page = rita.get(f"/staff/requests/{done.pk}/").content.decode()
    assert "Approved without a person on" in page
    assert "Shinelight, as your policy lets it" in page
