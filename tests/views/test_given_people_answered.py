"""The given people and forms: what is sent to them, and what a flood of one form brings."""

from datetime import timedelta

import pytest
from django.test import Client

from requests_app.delivery.models import Delivery, Kind
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from tests.cases_given import Case, cases
from tests.views.filled import TOKEN
from tests.views.test_given_people import TAKEN, filled_from

GIVEN = {case.name: case for case in (*cases("names"), *cases("forms"))}
ACKNOWLEDGED = [case for case in GIVEN.values() if case.expect["outcome"] in TAKEN and case.name != "N34"]


def sent(client: Client, case: Case, **more: str) -> int:
    """Send the case's form; return the status of what comes back."""
    given = case.given["payload"]
    trap = {"website": given["website"]} if "website" in given else {}
    return client.post("/request/", {**filled_from(given), **trap, **more}).status_code


@pytest.mark.parametrize("case", ACKNOWLEDGED, ids=[case.name for case in ACKNOWLEDGED])
def test_a_given_person_is_written_to_as_they_write_themselves(client: Client, business: Business, case: Case) -> None:
    sent(client, case)

    mail = Delivery.objects.get(kind=Kind.ACKNOWLEDGEMENT)
    assert DisclosureRequest.objects.count() == 1
    assert DisclosureRequest.objects.get().status == "RECEIVED"  # nobody is refused by a program
    assert f"Dear {case.given['payload']['full_name'].strip()}:" in mail.body
    assert case.expect.get("ack_text_contains", "") in mail.body
    assert case.expect.get("ack_text_lacks", "\x00") not in mail.body
    assert "\n" not in mail.subject


def test_who_wants_a_letter_has_the_same_thirty_days(client: Client, business: Business) -> None:
    case = GIVEN["N34"]

    assert sent(client, case) == 302

    row = DisclosureRequest.objects.get()
    assert row.reply_by == ReplyBy.POST
    assert row.due_on == row.received_on + timedelta(days=case.expect["due_days"])


def test_two_hundred_posts_of_a_program_are_held_and_stopped_and_mail_nobody(
    client: Client, business: Business
) -> None:
    case = GIVEN["F06"]

    answers = [sent(client, case, form_token=f"{number:a>43}") for number in range(200)]

    assert answers[0] == 302
    assert answers[-1] == 429
    assert 0 < Receipt.objects.count() <= 20
    assert DisclosureRequest.objects.count() == 1
    assert all(receipt.flags for receipt in Receipt.objects.all())
    assert Delivery.objects.count() == case.expect["acks"]


def test_a_header_in_a_name_reaches_no_header_and_no_other_inbox(client: Client, business: Business) -> None:
    case = GIVEN["F09"]

    assert sent(client, case) == 422
    assert Delivery.objects.count() == 0
    assert sent(client, case, email="jane.doe@example.org", form_token=TOKEN) == 302
    assert [mail.recipient for mail in Delivery.objects.all()] == case.expect["recipients"]
    assert "\n" not in Delivery.objects.get().subject


def test_the_same_address_in_capitals_is_the_same_customer(client: Client, business: Business) -> None:
    case = GIVEN["N28"]
    sent(client, case)

    sent(client, case, email="jane.doe@example.org", form_token="b" * 43)

    assert DisclosureRequest.objects.count() == 1
    assert DisclosureRequest.objects.get().email.endswith("@example.org")
