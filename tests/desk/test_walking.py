"""A page after a page: each request once, in one order, while others come in and leave."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from requests_app import handling
from requests_app.desk.walking import Page, Place, by_due_date, newest_first
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_request

Way = Callable[..., Page]
Between = Callable[[int], object]


def walked(way: Way, rows: DisclosureRequestQuerySet, between: Between = lambda number: number) -> list[int]:
    """Return the ids met on pages of three, with something done after each page."""
    met: list[int] = []
    after = None
    for number in range(50):
        page = way(rows.all(), after=after, size=3)
        met += [row.pk for row in page.rows]
        if page.onward is None:
            return met
        after = Place.read(str(page.onward))
        between(number)
    raise AssertionError(met)


@pytest.fixture
def business(db: None) -> Business:
    """Return a business that is asked."""
    return a_business()


@pytest.fixture
def waiting(business: Business) -> list[int]:
    """Return 17 requests in the order of their due dates, several on a day, the last three without one."""
    for number in range(17):
        channel = Channel.PHONE if number > 13 else Channel.WEB_FORM
        a_request(business, at=NOW - timedelta(days=20 - number // 4), channel=channel, email=f"p{number}@example.org")
    return list(DisclosureRequest.objects.order_by("id").values_list("pk", flat=True))


def test_the_most_urgent_comes_first_and_each_once(waiting: list[int]) -> None:
    assert walked(by_due_date, DisclosureRequest.objects.open()) == waiting


def test_the_newest_comes_first_and_each_once(waiting: list[int]) -> None:
    assert walked(newest_first, DisclosureRequest.objects.all()) == waiting[::-1]


@pytest.mark.parametrize("way", [by_due_date, newest_first])
def test_none_is_missed_and_none_met_twice_while_requests_come_and_leave(
    business: Business, waiting: list[int], way: Way
) -> None:
    """Fault 69: what is decided before it was seen leaves; whatever else was there at the start is met once."""
    leave = {2: waiting[8], 3: waiting[0], 1: waiting[-1]}

    def between(number: int) -> None:
        a_request(business, at=NOW - timedelta(days=30 - number), email=f"new{number}@example.org")
        a_request(business, at=NOW, email=f"newer{number}@example.org")
        if number in leave:
            row = DisclosureRequest.objects.get(pk=leave[number])
            handling.withdraw(receipt_id=row.receipts.get().pk, now=NOW)

    met = walked(way, DisclosureRequest.objects.open(), between)

    assert len(met) == len(set(met))
    assert set(waiting) - set(leave.values()) <= set(met)


@pytest.mark.parametrize(
    "token", ["", "x", "2026-99-99.1", "none.", ".1", "2026-06-03.\u0661", "2026-06-03." + "9" * 40]
)
def test_a_broken_place_is_none(token: str) -> None:
    assert Place.read(token) is None
