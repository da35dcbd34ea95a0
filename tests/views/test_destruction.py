"""The pages of keeping and destroying: the list, its two approvals, the hold, and what stands where a request was."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL, NotAllowedError
from requests_app.retention.models import DestructionBatch, LegalHold
from tests.builders import a_business, a_person, a_register, a_reviewer
from tests.retention.whole import OVER, answered, approved, by_mail, destroy, settle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita() -> User:
    return a_reviewer()


@pytest.fixture
def row(business: Business, rita: User) -> DisclosureRequest:
    return answered(business, rita)


@pytest.fixture
def destroyed(business: Business, row: DisclosureRequest) -> DisclosureRequest:
    destroy(approved(business))
    return row


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def listed(row: DisclosureRequest, *, days_ago: int) -> DestructionBatch:
    """Return a list that was written so many days ago, with one request on it."""
    today = timezone.now().date()
    handling.propose_destruction(now=OVER)
    batch = DestructionBatch.objects.get()
    batch.proposed_on, batch.review_until = today - timedelta(days=days_ago), today + timedelta(days=7 - days_ago)
    batch.save()
    return batch


def test_a_list_is_approved_by_two_people_on_its_page(row: DisclosureRequest, rita: User) -> None:
    batch = listed(row, days_ago=8)
    ada, cora = signed_in(a_person("ada", ADMINISTRATOR)), signed_in(a_person("cora", COUNSEL))
    address = f"/staff/destruction/{batch.pk}/"
    assert f"List {batch.pk} For review" in text_of(ada, "/staff/destruction/")
    assert "17208" in text_of(ada, address)
    assert "Approve: destroy 1 record" in text_of(ada, address)
    assert "Approve" not in text_of(signed_in(rita), address).replace("Approvals", "")

    ada.post(f"{address}approve/")
    assert "Approve: destroy" not in text_of(ada, address)
    refused = ada.post(f"{address}approve/", follow=True).content.decode()
    assert "A second person has to approve it as well." in refused
    cora.post(f"{address}approve/")

    batch.refresh_from_db()
    approved_by = [batch.first_by and batch.first_by.username, batch.second_by and batch.second_by.username]
    assert (batch.state, approved_by) == ("APPROVED", ["ada", "cora"])


def test_a_list_under_review_has_no_button(row: DisclosureRequest) -> None:
    batch = listed(row, days_ago=3)
    page = text_of(signed_in(a_person("ada", ADMINISTRATOR)), f"/staff/destruction/{batch.pk}/")

    assert "Approve: destroy" not in page
    assert "Until then it is reviewed" in page


def test_a_list_is_cancelled_with_a_reason_alone(row: DisclosureRequest) -> None:
    batch = listed(row, days_ago=3)
    ada = signed_in(a_person("ada", ADMINISTRATOR))

    without = ada.post(f"/staff/destruction/{batch.pk}/cancel/", {"because": " "})
    assert (without.status_code, "Say why." in without.content.decode()) == (422, True)
    ada.post(f"/staff/destruction/{batch.pk}/cancel/", {"because": "A suit is near."})

    batch.refresh_from_db()
    assert (batch.state, batch.because) == ("CANCELLED", "A suit is near.")
    assert "A suit is near." in text_of(ada, f"/staff/destruction/{batch.pk}/")


def test_a_reviewer_puts_on_hold_and_counsel_lifts(row: DisclosureRequest, rita: User) -> None:
    reviewer, counsel = signed_in(rita), signed_in(a_person("cora", COUNSEL))
    address = f"/staff/requests/{row.pk}/hold/"
    assert reviewer.post(address, {"because": ""}).status_code == 422

    reviewer.post(address, {"because": "A claim was filed."})
    assert "A claim was filed." in text_of(counsel, "/staff/destruction/")
    assert "Legal hold" in text_of(reviewer, f"/staff/requests/{row.pk}/").split("Request Name")[0]
    assert "An administrator or counsel can lift it." in text_of(reviewer, address)
    assert reviewer.post(address, {"because": "I think it is over."}).status_code == 403
    counsel.post(address, {"because": "It was settled."})

    hold = LegalHold.objects.get(disclosure_request=row)
    assert (hold.by, hold.lifted_because) == (rita, "It was settled.")
    assert "It was settled." in text_of(reviewer, address)


def test_staff_read_what_was_destroyed_when_and_by_whose_word(destroyed: DisclosureRequest, rita: User) -> None:
    client = signed_in(rita)
    page = text_of(client, f"/staff/requests/{destroyed.pk}/")

    assert str(destroyed.reference) in page
    assert "The record of this request was destroyed on" in page
    assert "4 years and 90 days after the last thing that was done with it." in page
    assert "ada" in page.split("Approved by")[1]
    assert "cora" in page.split("Approved by")[1]
    assert "Receipt: 1" in page
    assert "Ana" not in page


@pytest.mark.parametrize("page", ["preview/", "hold/"])
def test_its_other_pages_lead_to_the_tombstone(page: str, destroyed: DisclosureRequest, rita: User) -> None:
    response = signed_in(rita).get(f"/staff/requests/{destroyed.pk}/{page}")

    assert (response.status_code, response["Location"]) == (302, f"/staff/requests/{destroyed.pk}/")


def test_its_letter_and_its_evidence_are_gone(destroyed: DisclosureRequest, rita: User) -> None:
    client, notice = signed_in(rita), destroyed.notices.get()

    assert client.get(f"/staff/notices/{notice.pk}/notice.pdf").status_code == 302
    assert client.get(f"/staff/requests/{destroyed.pk}/evidence.zip").status_code == 403
    written = client.post(f"/staff/requests/{destroyed.pk}/notes/", {"kind": "NOTE", "text": "Ana rang."})
    assert written.status_code == 403
    assert not destroyed.notes.exists()


def test_a_mail_of_it_is_neither_handed_out_nor_taken_for_a_new_request(
    business: Business, rita: User, tmp_path: Path
) -> None:
    row = by_mail(business, rita, tmp_path / "mail.eml")
    settle(row, rita)
    destroy(approved(business))
    client, message = signed_in(rita), IncomingMessage.objects.get()

    assert client.get(f"/staff/mail/{message.pk}/original.eml").status_code == 403
    IncomingMessage.objects.update(place="THREAD", disclosure_request=row)
    with pytest.raises(NotAllowedError, match="destroyed"):
        handling.dismiss_message(message_pk=message.pk, because="No request.", by=rita, now=OVER)
    assert client.get(f"/staff/mail/{message.pk}/").status_code == 200


def test_the_queue_says_of_its_row_that_it_is_destroyed(destroyed: DisclosureRequest, rita: User) -> None:
    page = text_of(signed_in(rita), "/staff/?show=all")

    assert f"{destroyed.reference} Destroyed" in page


@pytest.mark.parametrize("page", ["", "answer.pdf", "change/", "wrong/", "reply/", "withdraw/"])
def test_the_resident_reads_at_each_address_that_it_was_destroyed(page: str, destroyed: DisclosureRequest) -> None:
    receipt = destroyed.receipts.get()
    response = Client().get(f"/status/{receipt.secret}/{page}")
    text = " ".join(response.content.decode().split())

    assert response.status_code == 410
    assert "The record of your request was destroyed" in text
    assert (OVER + timedelta(days=8)).strftime("%B ") in text
    assert str(receipt.reference) in text
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_the_resident_reads_it_in_spanish(destroyed: DisclosureRequest) -> None:
    response = Client().get(f"/es/status/{destroyed.receipts.get().secret}/")

    assert "El registro de su solicitud fue destruido" in " ".join(response.content.decode().split())


def test_reference_and_code_still_lead_to_it(destroyed: DisclosureRequest) -> None:
    receipt = destroyed.receipts.get()
    found = Client().post("/status/", {"reference": receipt.reference, "secret": receipt.secret}, follow=True)

    assert found.status_code == 410
    assert Client().get(f"/request/received/{receipt.secret}/", follow=True).status_code == 410


def test_nothing_is_said_on_a_destroyed_request_any_more(destroyed: DisclosureRequest) -> None:
    receipt = destroyed.receipts.get()
    response = Client().post(f"/status/{receipt.secret}/wrong/", {"says": "It is me, Ana.", "form_token": "x"})

    assert response.status_code == 410
    assert not receipt.later_words.exists()


def test_an_empty_index_says_why(business: Business, rita: User) -> None:
    page = text_of(signed_in(rita), "/staff/destruction/")

    assert "no request’s time is over" in page
    assert "A hold is set on the page of a request." in page
