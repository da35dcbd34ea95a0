"""Counsel's figures: each request counted once, by what is ruled now, at the amounts of the statute."""

from datetime import timedelta

import pytest
from django.test import Client

from requests_app import handling
from requests_app.cure.exposure import exposure
from requests_app.register.models import Business
from requests_app.requests.permissions import COUNSEL
from tests.builders import NOW, a_person, a_request, a_reviewer
from tests.cure.wrongly_told import LATER, a_remembered_business, correct, launched, settle, to_send, walk
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db


def figures(business: Business) -> dict[str, int]:
    return {figure.name: figure.number for figure in exposure(business, on=LATER.date()).figures}


def test_each_figure_follows_what_is_ruled_and_what_was_put_right() -> None:
    business, cora, rita = a_remembered_business(), a_person("cora", COUNSEL), a_reviewer("rita")
    late = a_request(business, at=NOW - timedelta(days=60))
    sent(late, TAKEN, by=rita)
    a_request(business, at=NOW - timedelta(days=50))
    assert figures(business) | {
        "Waiting past the due date": 1,
        "Told something else than is known now": 0,
        "Answered late": 1,
        "Counted as violations": 2,
        "At most, otherwise": 1_000,
        "At most, if willful, intentional or reckless": 6_000,
    } == figures(business)

    correct(business)  # what was told late is wrong, too, and counts once
    found = figures(business)
    assert (found["Told something else than is known now"], found["Answered late"]) == (1, 0)
    assert found["Counted as violations"] == 2

    campaign = launched(business, cora)
    walk(campaign)
    (mail,) = to_send()
    settle(TAKEN, mail)
    found = figures(business)
    assert (found["Told something else than is known now"], found["Answered late"]) == (0, 1)


def test_late_answers_of_a_campaign_that_was_done_in_time_are_taken_off() -> None:
    business, cora, rita = a_remembered_business(), a_person("cora", COUNSEL), a_reviewer("rita")
    sent(a_request(business, at=NOW - timedelta(days=60)), TAKEN, by=rita)
    campaign = launched(business, cora, with_late=True)
    (open_one,) = exposure(business, on=LATER.date()).events
    assert (open_one.event, open_one.days_left) == (campaign.event, 90)

    handling.read_campaigns(now=LATER)

    found = figures(business)
    assert (found["Answered late"], found["Of these in a campaign done in time"]) == (1, 1)
    assert (found["Counted as violations"], found["At most, otherwise"]) == (0, 0)
    assert exposure(business, on=LATER.date()).events == ()


def test_the_page_says_what_each_figure_counts(client: Client) -> None:
    a_request(a_remembered_business(), at=NOW - timedelta(days=60))
    client.force_login(a_person("cora", COUNSEL))

    page = " ".join(client.get("/staff/cure/exposure/").content.decode().split())

    assert "$3,000" in page
    assert "Up to $500 a violation, section 1798.84(c)." in page
    assert page.count('class="definition"') == page.count('class="number"') == 7
