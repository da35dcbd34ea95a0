"""The status page over HTTP: found by reference and code, told the same to whoever guesses, and kept private."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.codes import in_groups
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.builders import NOW, a_request, asked
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business, message="Order 4411")


@pytest.mark.parametrize(
    "written",
    [
        lambda reference: reference,
        lambda reference: reference.lower(),
        lambda reference: f"  {reference.replace('-', ' ')} ",
        lambda reference: reference.removeprefix("STL-"),
        lambda reference: reference.replace("-", "\u2013"),
    ],
)
def test_a_reference_is_found_however_it_is_written(
    client: Client, row: DisclosureRequest, written: Callable[[str], str]
) -> None:
    found = client.post("/status/", {"reference": written(str(row.reference)), "secret": row.secret})

    assert found.status_code == 302
    assert found["Location"] == f"/status/{row.secret}/"


@pytest.mark.parametrize(
    "written",
    [
        in_groups,
        str.upper,
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: f" {in_groups(code).replace('-', ' ')} ",
    ],
)
def test_a_code_is_taken_however_it_is_typed_from_paper(
    client: Client, row: DisclosureRequest, written: Callable[[str], str]
) -> None:
    found = client.post("/status/", {"reference": row.reference, "secret": written(row.secret)})

    assert found.status_code == 302


def test_an_older_secret_still_opens_its_page(client: Client, row: DisclosureRequest) -> None:
    older = "aB-c_dEfGhIjKlMnOpQrStUvWxYz0123"
    Receipt.objects.filter(reference=row.reference).update(secret=older)

    assert client.post("/status/", {"reference": row.reference, "secret": older}).status_code == 302
    assert client.get(f"/status/{older}/").status_code == 200


def test_an_unknown_reference_and_a_wrong_code_get_the_same_page_by_the_same_steps(
    client: Client, row: DisclosureRequest
) -> None:
    """Fault 91: known or unknown, the text is the same and so is the work: neither tells which references there are."""
    wrong = "0" * 20
    answers = []
    for reference in (str(row.reference), "STL-2026-999999", "not a reference"):
        with CaptureQueriesContext(connection) as steps:
            answer = client.post("/status/", {"reference": reference, "secret": wrong})
        text = answer.content.decode().replace(reference, "")
        answers.append((answer.status_code, re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text), len(steps)))

    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 422
    assert "We found no request with this reference and code." in answers[0][1]


def test_another_receipts_code_opens_nothing(client: Client, business: Business, row: DisclosureRequest) -> None:
    other = a_request(business)

    assert client.post("/status/", {"reference": row.reference, "secret": other.secret}).status_code == 422


def test_the_page_says_what_was_asked_by_when_it_is_answered_and_what_was_sent(
    client: Client, row: DisclosureRequest
) -> None:
    with travel(NOW, tick=False):
        page = client.get(f"/status/{row.secret}/").content.decode()

    for words in (
        str(row.reference),
        "We answer by Wednesday, June 3, 2026",
        "Order 4411",
        "ana@example.org",
        "Confirmation that we received your request",
        "It is about to be sent.",
        in_groups(row.secret),
    ):
        assert words in page
    assert "Our answer</h2>" not in page


def test_the_answer_is_there_once_it_is_given(client: Client, row: DisclosureRequest) -> None:
    assert client.get(f"/status/{row.secret}/answer.pdf").status_code == 404
    delivery = sent(row, TAKEN)

    page = client.get(f"/status/{row.secret}/").content.decode()
    pdf = client.get(f"/status/{row.secret}/answer.pdf")

    assert "We answered your request" in page
    assert f"/status/{row.secret}/answer.pdf" in page
    assert delivery.notice is not None
    assert pdf.content == bytes(delivery.notice.document.pdf)
    assert pdf["Content-Type"] == "application/pdf"


def test_a_receipt_that_joined_shows_its_own_words_and_nothing_of_the_first(
    client: Client, business: Business, row: DisclosureRequest
) -> None:
    joined = handling.take_in(business=business, asked=asked(message="Me again"), received_at=NOW)
    assert joined.disclosure_request_id == row.pk
    sent(DisclosureRequest.objects.get(pk=row.pk), TAKEN)

    page = client.get(f"/status/{joined.secret}/").content.decode()

    assert str(joined.reference) in page
    assert "Me again" in page
    assert "Order 4411" not in page
    assert str(row.reference) not in page
    assert "answer.pdf" not in page
    assert client.get(f"/status/{joined.secret}/answer.pdf").status_code == 404


def test_the_pages_are_listed_and_kept_nowhere_and_tell_no_other_site(client: Client, row: DisclosureRequest) -> None:
    for address in (
        "/status/",
        f"/status/{row.secret}/",
        f"/status/{row.secret}/change/",
        f"/status/{row.secret}/wrong/",
        f"/status/{row.secret}/withdraw/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert 'name="robots" content="noindex, nofollow"' in answer.content.decode()


def test_an_unknown_page_is_not_found(client: Client, row: DisclosureRequest) -> None:
    assert client.get(f"/status/{row.reference}/").status_code == 404
    assert client.get(f"/status/{row.secret[:-1]}/").status_code == 404
    for name in ("change", "wrong", "withdraw"):
        assert client.post(f"/status/nothing/{name}/").status_code == 404
