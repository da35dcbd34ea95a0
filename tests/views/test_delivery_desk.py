"""What a person settles about mails and letters at the desk."""

import pytest
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.delivery.models import Delivery, State
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests.builders import NOW, a_request, asked_by_post
from tests.views.ways import REFUSED, UNKNOWN, compiled, sent


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


def look(client: Client, row: DisclosureRequest) -> str:
    return " ".join(client.get(f"/staff/requests/{row.pk}/").content.decode().split())


def press(client: Client, delivery: Delivery, button: str, **fields: str) -> str:
    """Press a button of a delivery, and return the page that follows."""
    response = client.post(f"/staff/deliveries/{delivery.pk}/{button}/", fields, follow=True)
    assert response.redirect_chain == [(f"/staff/requests/{delivery.disclosure_request_id}/", 302)]
    delivery.refresh_from_db()
    return " ".join(response.content.decode().split())


def test_a_refused_mail_shows_the_servers_answer_and_is_sent_again(rita: Client, row: DisclosureRequest) -> None:
    delivery = sent(row, REFUSED)
    page = look(rita, row)
    for words in (REFUSED.says, delivery.message_id.strip("<>"), "Send again", "Delivery failed"):
        assert words in page

    page = press(rita, delivery, "retry")

    assert "Queued again, under the same Message-ID." in page
    assert delivery.state == State.QUEUED
    assert DisclosureRequest.objects.get().status == Status.COMPILED


def test_a_mail_that_is_on_its_way_is_not_sent_again(rita: Client, row: DisclosureRequest) -> None:
    assert "Only a failed delivery can be tried again." in press(rita, compiled(row), "retry")


@pytest.mark.parametrize(
    ("answer", "state", "status"),
    [("yes", State.ACCEPTED, Status.ANSWERED), ("no", State.QUEUED, Status.COMPILED)],
)
def test_a_doubtful_mail_is_settled_by_a_person(
    rita: Client, row: DisclosureRequest, answer: str, state: State, status: Status
) -> None:
    delivery = sent(row, UNKNOWN)
    assert "It arrived" in look(rita, row)

    assert "Settled: the mail" in press(rita, delivery, "settle", arrived=answer)

    assert delivery.state == state
    assert DisclosureRequest.objects.get().status == status


def test_a_doubt_is_not_settled_without_an_answer(rita: Client, row: DisclosureRequest) -> None:
    delivery = sent(row, UNKNOWN)

    assert "Say whether the mail arrived." in press(rita, delivery, "settle")
    assert delivery.state == State.DOUBTFUL


def test_a_letter_is_printed_posted_and_recorded(rita: Client, business: Business) -> None:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    with travel(NOW, tick=False):
        delivery = compiled(row)
        page = look(rita, row)
        assert "Print the letter (PDF)" in page
        assert 'value="2026-05-04"' in page

        assert "Recorded: the letter was posted." in press(rita, delivery, "posted", posted_on="2026-05-04")

    assert (delivery.state, delivery.answer) == (State.POSTED, "Posted on May 4, 2026.")
    assert DisclosureRequest.objects.get().status == Status.ANSWERED


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("", "Enter the day on which the letter was posted."),
        ("2199-01-01", "A letter cannot have been posted in the future"),
    ],
)
def test_a_letter_is_not_posted_on_a_day_that_cannot_be(rita: Client, business: Business, day: str, says: str) -> None:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    delivery = compiled(row)

    assert says in press(rita, delivery, "posted", posted_on=day)
    assert delivery.state == State.QUEUED
