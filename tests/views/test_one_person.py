"""The page of a request shows each receipt with its own limit, and lets a reviewer say: one person, or two."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business, OtherAddress
from requests_app.requests.decision import ReviewError
from requests_app.requests.match import earlier_requests
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt, ReplyBy
from requests_app.requests.permissions import ADMINISTRATOR
from requests_app.statute import Channel
from tests.builders import NOW, a_person, a_request, a_reviewer, asked

JANUARY_10 = datetime(2026, 1, 10, 20, 0, tzinfo=UTC)
MARCH_1 = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
ELSEWHERE = {"reply_by": ReplyBy.POST, "street": "1 Thief Ave", "city": "Reno", "state": "NV", "postal_code": "89501"}


def take(business: Business, at: datetime = NOW, **values: object) -> Receipt:
    return handling.take_in(business=business, asked=asked(**values), received_at=at)


def page_of(client: Client, row: DisclosureRequest) -> str:
    return " ".join(unescape(client.get(f"/staff/requests/{row.pk}/").content.decode()).split())


def people(row: DisclosureRequest, receipt: Receipt) -> str:
    return f"/staff/requests/{row.pk}/receipts/{receipt.pk}/people/"


@pytest.fixture
def two(business: Business) -> tuple[DisclosureRequest, Receipt]:
    """Return a request, and a receipt that joined it and asks for the answer elsewhere."""
    row = take(business).disclosure_request
    return row, take(business, NOW + timedelta(days=1), message="Send it to me", **ELSEWHERE)


def test_the_page_shows_every_receipt_with_its_own_limit_and_the_key(rita: Client, business: Business) -> None:
    OtherAddress.objects.create(business=business, kind="email", value="store22@example.com")
    take(business, JANUARY_10, channel=Channel.EMAIL, arrived_at="store22@example.com")
    take(business, MARCH_1, channel=Channel.EMAIL, arrived_at="privacy@example.com")

    page = page_of(rita, DisclosureRequest.objects.get())

    for words in (
        "How it came: 2 receipts",
        "Jun 9</strong> (150 days at most, elsewhere)",
        "Mar 31</strong> (30 days, at a published address)",
        "same e-mail address",
        "Tuesday, March 31, 2026",
    ):
        assert words in page


def test_the_queue_shows_the_earliest_limit(rita: Client, business: Business) -> None:
    take(business, JANUARY_10, channel=Channel.EMAIL, arrived_at="store22@example.com")
    take(business, MARCH_1, channel=Channel.EMAIL, arrived_at="privacy@example.com")

    rows = rita.get("/staff/").context["rows"]

    assert [row.due.day for row in rows] == [date(2026, 3, 31)]


def test_what_differs_is_shown_and_nothing_is_decided_until_somebody_says(
    rita: Client, two: tuple[DisclosureRequest, Receipt]
) -> None:
    row, _other = two

    page = page_of(rita, row)

    assert "It says other than the first" in page
    assert "1 Thief Ave" in page
    assert "one person wrote both" in page
    with pytest.raises(ReviewError, match="asks for the answer at another address"):
        handling.approve(disclosure_request_id=row.pk, seen_version=2, by=a_reviewer("sam"), now=NOW)


def test_one_person_lets_the_first_address_stand(rita: Client, two: tuple[DisclosureRequest, Receipt]) -> None:
    row, other = two

    rita.post(people(row, other), {"people": "one"})

    decided = handling.approve(disclosure_request_id=row.pk, seen_version=2, by=a_reviewer("sam"), now=NOW)
    assert (decided.status, decided.reply_by, decided.street) == ("APPROVED", ReplyBy.EMAIL, "")
    assert Receipt.objects.get(pk=other.pk).get_met_by_display() == "joined by a person"


def test_two_people_get_a_request_each_with_its_own_day(rita: Client, two: tuple[DisclosureRequest, Receipt]) -> None:
    row, other = two

    rita.post(people(row, other), {"people": "two"})

    own = DisclosureRequest.objects.exclude(pk=row.pk).get()
    row.refresh_from_db()
    assert (own.reference, own.street, own.due_on) == (other.reference, "1 Thief Ave", date(2026, 6, 4))
    assert row.due_on == date(2026, 6, 3)
    assert own.receipts.get() == other
    assert row.receipts.count() == 1
    assert earlier_requests(own) == []
    assert {each.recipient for each in Delivery.objects.all()} == {"ana@example.org"}
    assert own.events.filter(kind="said_two_people").count() == row.events.filter(kind="said_two_people").count() == 1


def test_the_receipt_that_began_a_request_is_not_parted_from_it(
    rita: Client, two: tuple[DisclosureRequest, Receipt]
) -> None:
    row, _other = two
    first = row.receipts.get(reference=row.reference)

    page = rita.post(people(row, first), {"people": "two"}, follow=True).content.decode()

    assert "This receipt began the request." in page
    assert DisclosureRequest.objects.count() == 1


def test_the_stranger_sees_a_page_like_any_other(client: Client, two: tuple[DisclosureRequest, Receipt]) -> None:
    row, other = two

    page = unescape(client.get(f"/request/received/{other.secret}/").content.decode())

    assert str(other.reference) in page
    assert "1 Thief Ave" in page
    for hidden in (str(row.reference), row.secret, "June 3", "May 4"):
        assert hidden not in page


def test_a_receipt_after_the_decision_does_not_tell_that_there_was_one(client: Client, business: Business) -> None:
    row = take(business).disclosure_request
    handling.approve(disclosure_request_id=row.pk, seen_version=1, by=a_reviewer("sam"), now=NOW + timedelta(hours=1))
    later = take(business, NOW + timedelta(days=2))

    steps = client.get(f"/request/received/{later.secret}/").context["steps"]

    assert later.disclosure_request == row
    assert [step.state for step in steps] == ["done", "current", "waiting", "waiting"]


@pytest.mark.parametrize(("said", "is_one"), [("one", True), ("two", False)])
def test_requests_that_look_alike_are_linked_or_told_apart(
    rita: Client, business: Business, said: str, is_one: bool
) -> None:
    one = a_request(business, email="ana@example.org")
    two = a_request(business, NOW + timedelta(hours=1), email="ana.ruiz@example.net")
    assert "Perhaps the same person" in page_of(rita, two)

    rita.post(f"/staff/requests/{two.pk}/people/{one.pk}/", {"people": said})

    assert OnePerson.objects.get().is_one is is_one
    assert earlier_requests(two) == ([one] if is_one else [])
    assert "Perhaps the same person" not in page_of(rita, two)
    assert DisclosureRequest.objects.count() == 2


def test_who_only_reads_requests_says_nothing(client: Client, two: tuple[DisclosureRequest, Receipt]) -> None:
    row, other = two

    assert client.post(people(row, other), {"people": "two"}).status_code == 302
    assert DisclosureRequest.objects.count() == 1


def test_a_request_is_found_by_the_reference_of_each_receipt(
    as_user: Callable[[User], Client], two: tuple[DisclosureRequest, Receipt]
) -> None:
    row, other = two
    adam = a_person("adam", ADMINISTRATOR)
    adam.is_staff = True
    adam.save()

    page = as_user(adam).get("/admin/requests_app/disclosurerequest/", {"q": str(other.reference)}).content.decode()

    assert str(row.reference) in page
