"""The queue's questions and its paging."""

from datetime import date, timedelta

import pytest

from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_request, a_reviewer

pytestmark = pytest.mark.django_db


def test_a_request_is_overdue_on_the_day_after_its_due_date() -> None:
    request = a_request(a_business())

    assert request not in DisclosureRequest.objects.overdue(on=date(2026, 6, 3))
    assert request in DisclosureRequest.objects.overdue(on=date(2026, 6, 4))


def test_an_answered_request_is_never_overdue() -> None:
    request = a_request(a_business())
    DisclosureRequest.objects.filter(pk=request.pk).update(
        status=Status.ANSWERED, decided_by=a_reviewer(), decided_at=NOW
    )

    assert not DisclosureRequest.objects.overdue(on=date(2027, 1, 1)).exists()


def test_walking_the_pages_meets_each_request_once_in_the_order_of_due_dates() -> None:
    business = a_business()
    for number in range(7):
        a_request(business, at=NOW - timedelta(days=number // 2), email=f"p{number}@example.org")
    met: list[DisclosureRequest] = []
    after = None

    while page := list(DisclosureRequest.objects.open().by_due_date(after=after)[:3]):
        met += page
        assert page[-1].due_on is not None
        after = (page[-1].due_on, page[-1].pk)

    assert met == list(DisclosureRequest.objects.order_by("due_on", "pk"))
    assert len({request.pk for request in met}) == 7


def test_a_request_without_a_due_date_is_not_lost_from_the_pages() -> None:
    business = a_business()
    called = a_request(business, channel=Channel.PHONE)
    a_request(business, email="b@example.org")

    first = list(DisclosureRequest.objects.open().by_due_date()[:1])
    assert first[0].due_on is not None
    rest = list(DisclosureRequest.objects.open().by_due_date(after=(first[0].due_on, first[0].pk)))

    assert {request.pk for request in [*first, *rest]} == set(DisclosureRequest.objects.values_list("pk", flat=True))
    assert called in [*first, *rest]


def test_a_count_stops_at_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    business = a_business()
    for number in range(4):
        a_request(business, email=f"p{number}@example.org")
    monkeypatch.setattr("requests_app.requests.queries.COUNT_CAP", 3)

    assert DisclosureRequest.objects.open().capped_count() == 3
