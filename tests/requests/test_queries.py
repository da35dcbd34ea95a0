"""The queue's questions and its paging."""

from datetime import date

import pytest

from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
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


def test_a_count_stops_at_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    business = a_business()
    for number in range(4):
        a_request(business, email=f"p{number}@example.org")
    monkeypatch.setattr("requests_app.requests.queries.COUNT_CAP", 3)

    assert DisclosureRequest.objects.open().capped_count() == 3
