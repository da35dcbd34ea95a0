"""What the pages on letters say of each: where it stands, that it is late, and what comes next when it came back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from tests.builders import NOW, asked_by_post
from tests.views.ways import compiled

LEILA = "\u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f"


@pytest.fixture
def letter(business: Business) -> Delivery:
    """A letter that waits to be printed, to somebody whose name runs leftward."""
    row = handling.receive(business=business, asked=asked_by_post(requester_name=LEILA), received_at=NOW)
    with travel(NOW, tick=False):
        return compiled(row)


def printed(letter: Delivery) -> int:
    """Put the letter into a run; return the run's number."""
    business = letter.disclosure_request.business_id
    by = User.objects.get(username="rita")
    return handling.make_print_run(business_id=business, two_sided=False, by=by, now=NOW).pk


def back(letter: Delivery, because: ReturnReason) -> int:
    """Print and post the letter, and let it come back; return the run's number."""
    run, by = printed(letter), User.objects.get(username="rita")
    handling.mark_run_posted(run_id=run, posted_on=NOW.date(), left_out=[], by=by, now=NOW)
    handling.take_back_letter(delivery_id=letter.pk, returned_on=NOW.date(), because=because, by=by, now=NOW)
    return run


def words(client: Client, url: str) -> str:
    with travel(NOW, tick=False):
        return " ".join(client.get(url).content.decode().split())


def test_a_letter_is_to_print_then_to_post_then_posted_then_it_came_back(rita: Client, letter: Delivery) -> None:
    request = f"/staff/requests/{letter.disclosure_request_id}/"
    assert '<span class="pill queued">To print</span>' in words(rita, request)
    run = printed(letter)
    assert "Printed, to post</td>" in words(rita, f"/staff/post/{run}/")
    by = User.objects.get(username="rita")
    handling.mark_run_posted(run_id=run, posted_on=NOW.date(), left_out=[], by=by, now=NOW)
    assert "Posted</td>" in words(rita, f"/staff/post/{run}/")

    moved = ReturnReason.MOVED
    handling.take_back_letter(delivery_id=letter.pk, returned_on=NOW.date(), because=moved, by=by, now=NOW)

    assert "Came back</td>" in words(rita, f"/staff/post/{run}/")
    page = words(rita, request)
    assert '<span class="pill failed">Came back</span>' in page
    assert "Posted on May 4, 2026." in page


def test_whoever_moved_is_first_written_to_at_another_address(rita: Client, letter: Delivery) -> None:
    back(letter, ReturnReason.MOVED)

    page = words(rita, f"/staff/requests/{letter.disclosure_request_id}/")

    first, second = page.index("Send to another address"), page.index("Send again to the same one")
    assert first < second
    assert f'<a class="button small" href="/staff/deliveries/{letter.pk}/elsewhere/">' in page
    assert '<a href="#deliveries_title">Mails and letters</a>' in page


def test_an_address_that_is_incomplete_is_there_to_be_completed_and_another_one_is_not(
    rita: Client, letter: Delivery
) -> None:
    back(letter, ReturnReason.INCOMPLETE)
    elsewhere = f"/staff/deliveries/{letter.pk}/elsewhere/"
    assert "12 Elm St</textarea>" in words(rita, elsewhere)

    Delivery.objects.update(returned_because=ReturnReason.MOVED)

    assert "12 Elm St</textarea>" not in words(rita, elsewhere)


def test_no_line_of_an_address_is_turned_by_a_name_that_runs_leftward(rita: Client, letter: Delivery) -> None:
    """In one piece with the name, “12 Elm St” would read “Elm St 12”."""
    lines = f"<bdi>{LEILA}</bdi><br><bdi>12 Elm St</bdi><br><bdi>Fresno, CA 93701</bdi>"
    assert lines in words(rita, f"/staff/requests/{letter.disclosure_request_id}/")
    assert lines in words(Client(), f"/status/{letter.disclosure_request.secret}/")
    back(letter, ReturnReason.MOVED)
    assert lines in words(rita, f"/staff/deliveries/{letter.pk}/elsewhere/")


def test_a_letter_that_should_be_on_its_way_says_so_until_it_is_posted(rita: Client, letter: Delivery) -> None:
    assert "post it today" not in words(rita, "/staff/post/")
    with travel(NOW + timedelta(days=27), tick=False):
        assert "past: post it today" in rita.get("/staff/post/").content.decode()

    run = back(letter, ReturnReason.MOVED)

    with travel(NOW + timedelta(days=27), tick=False):
        assert "post it today" not in rita.get(f"/staff/post/{run}/").content.decode()


def test_no_reason_is_chosen_for_whoever_records_a_letter(rita: Client, letter: Delivery) -> None:
    printed(letter)

    page = words(rita, "/staff/post/")

    assert 'type="radio" name="because"' in page
    assert " checked" not in page
