"""A kept list tells its keeper on working mornings what is new in it: each request once, and only what they may see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.desk.models import SavedList
from requests_app.desk.narrowing import Narrowing
from requests_app.register.models import Business, Reach
from shinelight.local.smtp import Catcher
from tests.builders import a_business, a_register, a_request, a_reviewer

MORNING = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
"""A Monday, nine in the morning, Pacific time."""
NEXT = MORNING + timedelta(days=1)


@pytest.fixture
def business(db: None) -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita(db: None) -> User:
    rita = a_reviewer()
    rita.email = "rita@example.com"
    rita.save()
    return rita


def keep(rita: User, reply: str = "") -> SavedList:
    return handling.keep_list(
        narrowing=Narrowing(show="open", reply=reply),
        name="Mine",
        is_shared=False,
        by=rita,
        tells=True,
    )


def tell(at: datetime) -> int:
    return sum(handling.tell_of_list(list_id=pk, clock=lambda: at) for pk in handling.lists_that_tell(now=at))


def bodies(catcher: Catcher) -> list[str]:
    return [each.message.get_content() for each in catcher.received]


def test_what_is_new_is_told_once_and_what_was_there_is_not(
    business: Business, rita: User, smtp_catcher: Catcher
) -> None:
    there = a_request(business, at=MORNING)
    keep(rita)
    assert tell(MORNING) == 0
    new = a_request(business, at=MORNING)
    assert tell(MORNING + timedelta(hours=1)) == 0
    assert tell(NEXT) == 1
    (body,) = bodies(smtp_catcher)
    assert str(new.reference) in body
    assert str(there.reference) not in body
    assert new.requester_name not in body
    assert "show=open" in body
    assert tell(NEXT + timedelta(days=1)) == 0


def test_what_is_not_of_the_list_is_not_told(business: Business, rita: User, smtp_catcher: Catcher) -> None:
    keep(rita, reply="POST")
    a_request(business, at=MORNING)
    assert tell(NEXT) == 0
    assert smtp_catcher.received == []


def test_only_what_the_keeper_may_see_is_told(business: Business, rita: User, smtp_catcher: Catcher) -> None:
    keep(rita)
    Reach.objects.create(user=rita, business=a_business("other"))
    a_request(business, at=MORNING)
    assert tell(NEXT) == 0
    rita.groups.clear()
    Reach.objects.all().delete()
    assert tell(NEXT + timedelta(days=1)) == 0
    assert smtp_catcher.received == []


def test_outside_working_hours_nobody_is_told(business: Business, rita: User) -> None:
    keep(rita)
    assert handling.lists_that_tell(now=datetime(2026, 5, 3, 17, 0, tzinfo=UTC)) == []
    assert handling.lists_that_tell(now=datetime(2026, 5, 4, 14, 59, tzinfo=UTC)) == []


def test_what_the_mail_server_put_off_is_told_later_the_same_day(
    business: Business, rita: User, smtp_catcher: Catcher
) -> None:
    keep(rita)
    a_request(business, at=MORNING)
    smtp_catcher.answers.at_rcpt("rita@example.com", "451 Later", times=1)
    assert tell(MORNING) == 0
    assert tell(MORNING + timedelta(minutes=10)) == 1
    assert len(bodies(smtp_catcher)) == 1


def test_the_desk_keeps_one_that_tells(business: Business, rita: User) -> None:
    browser = Client()
    browser.force_login(rita)
    said = {"list": "show=open", "name": "Mine", "tells": "on"}
    page = browser.post("/staff/lists/", said, follow=True).content.decode()
    assert "tells you what is new" in page
    rita.email = ""
    rita.save()
    page = browser.post("/staff/lists/", {**said, "name": "Other"}, follow=True).content.decode()
    assert "no e-mail address to tell you at" in page
    assert SavedList.objects.count() == 1
