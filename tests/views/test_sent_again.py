"""A public page that was open for long, or a browser without cookies: nothing is done, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business, YearPart
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest, LaterWord
from requests_app.requests.status import Status
from tests.builders import NOW, a_request

pytestmark = pytest.mark.django_db
TYPED = {
    "status/": ({"reference": "STL-2026-000777", "secret": "abcd-efgh"}, "STL-2026-000777"),
    "status/{secret}/change/": ({"requester_name": "Ana Ruiz Vega", "reply_by": "EMAIL"}, "Ana Ruiz Vega"),
    "status/{secret}/wrong/": ({"says": "It leaves out Blue Horizon."}, "It leaves out Blue Horizon."),
    "status/{secret}/withdraw/": ({}, "Withdraw my request"),
    "confirm/{token}/": ({"mine": "yes"}, "Yes, I asked"),
    "attest/{part}/": ({"name": "Kim Part-Owner", "note": "All of it"}, "Kim Part-Owner"),
}


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


def address_of(page: str, row: DisclosureRequest) -> str:
    part = YearPart.objects.create(business=row.business, year=2025, title="Shops", owner_name="Kim", secret="p" * 43)
    return "/" + page.format(secret=row.secret, token=proof.token_of(row), part=part.secret)


@pytest.mark.parametrize("page", TYPED)
def test_a_public_page_without_its_cookie_keeps_what_was_typed(page: str, row: DisclosureRequest) -> None:
    typed, kept = TYPED[page]
    client = Client(enforce_csrf_checks=True)

    response = client.post(address_of(page, row), typed)

    said = response.content.decode()
    assert response.status_code == 403
    assert "Please press the button once more" in said
    assert kept in said
    assert "To the queue" not in said
    assert "no-store" in response["Cache-Control"]
    row.refresh_from_db()
    assert (row.status, row.verified_at, LaterWord.objects.count()) == (Status.RECEIVED, None, 0)
    token = client.cookies["shinelight_csrf"].value
    assert client.post(response.wsgi_request.path, {**typed, "csrfmiddlewaretoken": token}).status_code != 403


def test_another_public_page_leads_back_to_the_start(row: DisclosureRequest) -> None:
    said = Client(enforce_csrf_checks=True).post("/privacy-rights/", {}).content.decode()

    assert "Please try once more" in said
    assert "To the start page" in said
    assert "To the queue" not in said


def test_it_is_said_in_the_language_of_the_page(row: DisclosureRequest) -> None:
    said = Client(enforce_csrf_checks=True).post(f"/es/status/{row.secret}/wrong/", {"says": "Falta algo"}).content

    assert "Falta algo" in said.decode()
    assert "Por favor, presione el botón otra vez" in said.decode()


@pytest.mark.parametrize("code", ["withdrawn", "too-late", "gone", "wrong", "changed", "noted"])
def test_what_was_not_done_is_not_said(code: str, client: Client, row: DisclosureRequest) -> None:
    assert 'role="status"' not in client.get(f"/status/{row.secret}/?said={code}").content.decode()


def test_what_was_done_is_said(client: Client, row: DisclosureRequest) -> None:
    handling.withdraw(receipt_id=row.receipts.get().pk, now=NOW)

    assert "You withdrew your request." in client.get(f"/status/{row.secret}/?said=withdrawn").content.decode()


@pytest.mark.parametrize("page", ["status", "request/received"])
def test_a_day_that_is_past_is_not_promised(page: str, client: Client, row: DisclosureRequest) -> None:
    assert row.due_on is not None
    with travel(NOW + (row.due_on - NOW.date()), tick=False):
        on_the_day = client.get(f"/{page}/{row.secret}/").content.decode()
    with travel(NOW + (row.due_on - NOW.date()) + timedelta(days=1), tick=False):
        after_it = client.get(f"/{page}/{row.secret}/").content.decode()

    assert "We answer by Wednesday, June 3, 2026" in on_the_day
    assert "Our answer was due on Wednesday, June 3, 2026" in after_it
    assert "We answer by" not in after_it
