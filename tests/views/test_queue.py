"""The review queue: most urgent first, each row once, numbers that open their lists."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from requests_app import handling
from requests_app.delivery.models import Delivery, State
from requests_app.desk.listings import FURTHER, LISTINGS
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from requests_app.statute import Channel
from requests_app.views.staff_queue import counted
from tests.builders import NOW, a_request, a_reviewer
from tests.views.ways import answered


@pytest.fixture(autouse=True)
def _on_that_monday() -> object:
    with travel(NOW, tick=False):
        yield


def references(page: str) -> list[str]:
    """Return the references of the rows in their order."""
    return re.findall(r'<a href="/staff/requests/\d+/\?[^"]+">(STL-[0-9-]+)</a>', page)


def look(client: Client, query: str = "") -> str:
    response = client.get(f"/staff/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_most_urgent_is_first_and_what_has_no_date_is_last(rita: Client, business: Business) -> None:
    undated = a_request(business, channel=Channel.PHONE)
    late = a_request(business, at=NOW - timedelta(days=1))
    later = a_request(business)

    assert references(look(rita)) == [late.reference, later.reference, undated.reference]


def test_walking_the_pages_meets_each_request_once(rita: Client, business: Business) -> None:
    for number in range(95):
        channel = Channel.PHONE if number > 80 else Channel.WEB_FORM
        a_request(business, at=NOW - timedelta(days=number // 50), channel=channel)
    met: list[str] = []
    query = ""
    for _ in range(3):
        page = look(rita, query)
        met += references(page)
        further = re.search(r'<a href="(\?[^"]+)" rel="next">', page)
        query = further[1].replace("&amp;", "&") if further else ""

    assert query == ""
    assert len(met) == len(set(met)) == 95


@pytest.mark.parametrize("after", ["x", "2026-99-99.1", "none.", ".1", "2026-06-03.\u0661", "2026-06-03." + "9" * 40])
def test_a_broken_place_begins_at_the_front(rita: Client, business: Business, after: str) -> None:
    row = a_request(business)

    assert references(look(rita, f"?after={after}")) == [row.reference]


def test_each_number_counts_the_list_it_opens(rita: Client, business: Business) -> None:
    for age in (40, 30, 28, 0):
        a_request(business, at=NOW - timedelta(days=age))
    failed, post, doubtful = (a_request(business, at=NOW - timedelta(days=3)) for _ in range(3))
    Delivery.objects.filter(disclosure_request=failed).update(state=State.FAILED, finished_at=NOW)
    Delivery.objects.filter(disclosure_request=post).update(channel="POST")
    Delivery.objects.filter(disclosure_request=doubtful).update(state=State.DOUBTFUL)
    tiles = {tile.listing.key: tile for tile in rita.get("/staff/").context["tiles"]}

    assert {key: tile.count for key, tile in tiles.items()} == {
        "overdue": 1,
        "due": 2,
        "waiting": 7,
        "asked": 0,
        "address": 0,
        "returned": 0,
        "failed": 1,
        "post": 1,
        "said": 0,
        "doubtful": 1,
        "wishes": 0,
    }
    for key, tile in tiles.items():
        assert len(references(look(rita, f"?show={key}"))) == tile.count


def test_red_is_kept_for_what_puts_the_law_at_risk(rita: Client, business: Business) -> None:
    for age in (31, 20, 19):
        a_request(business, at=NOW - timedelta(days=age))

    rows = rita.get("/staff/").context["rows"]

    assert [(row.due.left, row.is_at_risk) for row in rows] == [
        ("1 day late", True),
        ("10 days left", False),
        ("11 days left", False),
    ]


@pytest.mark.parametrize(("warning_days", "red"), [([2], [True, False]), ([4], [True, True]), ([], [True, False])])
def test_a_business_says_when_red_begins_and_late_is_always_red(
    rita: Client, business: Business, warning_days: list[int], red: list[bool]
) -> None:
    type(business).objects.update(warning_days=warning_days)
    for age in (31, 27):
        a_request(business, at=NOW - timedelta(days=age))

    assert [row.is_at_risk for row in rita.get("/staff/").context["rows"]] == red


def test_dates_have_their_year_where_it_is_not_this_one(rita: Client, business: Business) -> None:
    a_request(business, at=NOW - timedelta(days=200))
    a_request(business)

    assert [row.due.short for row in rita.get("/staff/").context["rows"]] == ["Nov 15, 2025", "Jun 3"]


@pytest.mark.parametrize("listing", [*LISTINGS, *FURTHER], ids=lambda listing: listing.key)
def test_an_empty_list_says_why_it_is_empty(rita: Client, business: Business, listing: object) -> None:
    assert str(listing.empty) in look(rita, f"?show={listing.key}")  # type: ignore[attr-defined] # a Listing


def test_a_decided_request_says_since_when_it_waits_for_a_worker(rita: Client, business: Business) -> None:
    row = a_request(business)
    handling.approve(disclosure_request_id=row.pk, seen_version=1, by=a_reviewer("ruth"), now=NOW)

    assert "since May 4, 11:00 a.m. PDT" in look(rita, "?show=worker")


def test_the_answer_is_shown_once_it_was_compiled(rita: Client, business: Business) -> None:
    row = a_request(business)
    assert "not compiled yet" in look(rita)
    answered(row)
    assert ">Disclosure<" in look(rita, "?show=answered").replace(" ", "")
    assert DisclosureRequest.objects.get().status == Status.ANSWERED


@pytest.mark.parametrize("count", [1, 40])
def test_the_queue_asks_the_database_a_fixed_number_of_questions(
    rita: Client, business: Business, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        a_request(business)

    with django_assert_max_num_queries(28):
        rita.get("/staff/")


def test_a_large_count_is_shown_as_more_than_a_thousand() -> None:
    assert [counted(number) for number in (0, 999, 1_000, 1_001)] == ["0", "999", "1,000", "1,000+"]
