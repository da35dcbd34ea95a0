"""In whose hands a request is: taken, given on, put off; the due date never moves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.assign import AssignError
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_person, a_request, a_reviewer

ON = NOW.date()


@pytest.fixture
def business(db: None) -> Business:
    """Return a business that is asked."""
    return a_business()


@pytest.fixture
def rita(db: None) -> User:
    return a_reviewer()


def with_whom(row: DisclosureRequest) -> str:
    row.refresh_from_db()
    return row.assigned_to.username if row.assigned_to else ""


def test_the_next_one_is_the_most_urgent_that_waits_and_nobody_has(business: Business, rita: User) -> None:
    a_request(business, channel=Channel.PHONE)
    later, first, second = (a_request(business, at=NOW - timedelta(days=age)) for age in (1, 9, 5))
    handling.assign(disclosure_request_id=first.pk, to=a_reviewer("ruth"), seen=None, by=rita, now=NOW)

    taken = [handling.take_next(by=rita, now=NOW, on=ON) for _ in range(4)]

    assert [row.pk if row else None for row in taken][:2] == [second.pk, later.pk]
    assert taken[2] is not None
    assert taken[2].channel == Channel.PHONE
    assert taken[3] is None
    assert (with_whom(first), with_whom(second)) == ("ruth", "rita")


def test_what_is_put_off_is_nobodys_next_one_until_its_day_and_stays_due(business: Business, rita: User) -> None:
    row = a_request(business)
    due = row.due_on
    handling.defer(disclosure_request_id=row.pk, until=ON + timedelta(days=3), on=ON, by=rita, now=NOW)

    assert handling.take_next(by=rita, now=NOW, on=ON + timedelta(days=2)) is None
    assert handling.take_next(by=rita, now=NOW, on=ON + timedelta(days=3)) == row
    row.refresh_from_db()
    assert row.due_on == due
    event = RequestEvent.objects.get(kind="deferred")
    assert event.says == "Until May 7, 2026. The due date stays."


@pytest.mark.parametrize(("days", "says"), [(0, "still to come"), (-1, "still to come"), (30, "due on June 3, 2026")])
def test_it_is_put_off_to_a_day_between_today_and_its_due_date(
    business: Business, rita: User, days: int, says: str
) -> None:
    row = a_request(business)

    with pytest.raises(AssignError, match=says):
        handling.defer(disclosure_request_id=row.pk, until=ON + timedelta(days=days), on=ON, by=rita, now=NOW)


def test_what_changed_hands_meanwhile_is_not_taken_from_anybody_unseen(business: Business, rita: User) -> None:
    row, ruth = a_request(business), a_reviewer("ruth")
    handling.assign(disclosure_request_id=row.pk, to=ruth, seen=None, by=ruth, now=NOW)

    with pytest.raises(AssignError, match="ruth has it now"):
        handling.assign(disclosure_request_id=row.pk, to=rita, seen=None, by=rita, now=NOW)
    assert with_whom(row) == "ruth"
    handling.assign(disclosure_request_id=row.pk, to=rita, seen=ruth.pk, by=rita, now=NOW)
    assert with_whom(row) == "rita"
    handling.assign(disclosure_request_id=row.pk, to=None, seen=rita.pk, by=rita, now=NOW)
    assert with_whom(row) == ""
    assert list(RequestEvent.objects.filter(kind="assigned").order_by("id").values_list("says", flat=True)) == [
        "To ruth.",
        "To rita.",
        "To nobody.",
    ]


def test_only_a_reviewer_is_given_a_request_and_only_a_reviewer_gives(business: Business, rita: User) -> None:
    row, kim = a_request(business), a_person("kim", REGISTER_KEEPER)

    with pytest.raises(AssignError, match="kim may not decide"):
        handling.assign(disclosure_request_id=row.pk, to=kim, seen=None, by=rita, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.assign(disclosure_request_id=row.pk, to=rita, seen=None, by=kim, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.take_next(by=kim, now=NOW, on=ON)
    with pytest.raises(NotAllowedError):
        handling.defer(disclosure_request_id=row.pk, until=date(2026, 5, 20), on=ON, by=kim, now=NOW)


def test_what_is_done_needs_no_hands(business: Business, rita: User) -> None:
    row = a_request(business)
    handling.withdraw(receipt_id=row.receipts.get().pk, now=NOW)

    with pytest.raises(AssignError, match="done"):
        handling.assign(disclosure_request_id=row.pk, to=rita, seen=None, by=rita, now=NOW)
    with pytest.raises(AssignError, match="done"):
        handling.defer(disclosure_request_id=row.pk, until=date(2026, 5, 20), on=ON, by=rita, now=NOW)
    assert handling.take_next(by=rita, now=NOW, on=ON) is None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", range(3))
def test_two_who_ask_at_once_get_two(run: int) -> None:
    business = a_business()
    for number in range(2):
        a_request(business, email=f"p{number}@example.org")
    people, barrier = [a_reviewer("rita"), a_reviewer("ruth")], Barrier(2)

    def take(person: User) -> int | None:
        try:
            barrier.wait(timeout=20)
            row = handling.take_next(by=person, now=NOW, on=ON)
            return row.pk if row else None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        taken = set(pool.map(take, people))

    assert taken == set(DisclosureRequest.objects.values_list("pk", flat=True))
