"""Whoever is reminded hears of a letter as many days earlier as it takes on its way."""

from datetime import timedelta
from typing import Any

import pytest

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.desk.due_list import due_list, late_list
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_business, a_request, asked_by_post
from tests.delivery.places import HOME, a_business_that_answers, came_back
from tests.views.ways import answered

pytestmark = pytest.mark.django_db
LEAD: dict[str, Any] = {"warning_days": [10, 2], "postal_lead_days": 5}


def titles(business: Business, row: DisclosureRequest, *, days_before: int) -> list[str]:
    assert row.due_on is not None
    return [group.title for group in due_list(business, on=row.due_on - timedelta(days=days_before)).groups]


@pytest.mark.parametrize(
    ("days", "mail", "letter"),
    [
        (16, [], []),
        (15, [], ["COMING UP"]),
        (10, ["COMING UP"], ["COMING UP"]),
        (8, ["COMING UP"], ["COMING UP"]),
        (7, ["COMING UP"], ["AT RISK"]),
        (2, ["AT RISK"], ["AT RISK"]),
        (-1, ["OVERDUE"], ["OVERDUE"]),
    ],
)
def test_the_warnings_of_a_letter_come_its_days_on_the_way_earlier(
    days: int, mail: list[str], letter: list[str]
) -> None:
    one, other = a_business(**LEAD), a_business("other", **LEAD)
    by_mail = a_request(one)
    by_post = handling.receive(business=other, asked=asked_by_post(), received_at=NOW)

    assert titles(one, by_mail, days_before=days) == mail
    assert titles(other, by_post, days_before=days) == letter


def test_a_notice_that_fell_back_to_post_is_warned_of_as_a_letter() -> None:
    business = a_business_that_answers()
    Business.objects.filter(pk=business.pk).update(**LEAD)
    business.refresh_from_db()
    came_back(answered(a_request(business, **HOME)))
    row = Delivery.objects.get(instead_of__isnull=False).disclosure_request
    assert row.due_on is not None

    assert titles(business, row, days_before=7) == ["AT RISK"]
    assert [group.title for group in late_list(business, on=row.due_on - timedelta(days=7)).groups] == ["AT RISK"]
