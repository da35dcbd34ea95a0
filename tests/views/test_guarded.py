"""What looks like a program's is taken and marked, never lost: a person looks at it, and no mail goes out for it."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.views.filled import form

ASK = "/request/"
LINKS = " ".join(f"http://192.0.2.{number}/buy" for number in range(12))


def opened(client: Client, *, seconds: float) -> dict[str, str]:
    """Open the form and return its hidden fields, as a browser sends them so many seconds later."""
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        first = client.get(ASK).context["form"]
    return {name: str(first[name].value() or "") for name in ("form_token", "opened", "business")}


def flags(client: Client, filled: dict[str, str]) -> list[str]:
    assert client.post(ASK, filled).status_code == 302
    return [flag["name"] for flag in Receipt.objects.get().flags]


def test_what_a_person_sends_is_not_marked(client: Client, business: Business) -> None:
    assert flags(client, form(**opened(client, seconds=40))) == []
    assert Delivery.objects.count() == 1


def test_a_page_that_was_open_for_days_is_no_sign(client: Client, business: Business) -> None:
    assert flags(client, form(**opened(client, seconds=4 * 86_400))) == []


def test_a_form_without_its_moment_is_no_sign(client: Client, business: Business) -> None:
    assert flags(client, form()) == []


@pytest.mark.parametrize(
    "signs",
    [
        pytest.param({"website": "http://spam.example.net"}, id="the field that nobody sees"),
        pytest.param({"website": "x", "message": LINKS}, id="the field, and links"),
    ],
)
def test_a_filled_trap_is_taken_marked_and_not_acknowledged(
    client: Client, business: Business, signs: dict[str, str]
) -> None:
    assert set(flags(client, form(**opened(client, seconds=40), **signs))) == {"perhaps a program"}
    assert DisclosureRequest.objects.get().due_on is not None
    assert Delivery.objects.count() == 0


def test_one_weak_sign_is_marked_and_acknowledged_all_the_same(client: Client, business: Business) -> None:
    assert flags(client, form(message=LINKS, **opened(client, seconds=40))) == ["perhaps a program"]
    assert Delivery.objects.count() == 1


def test_two_weak_signs_together_are_not_acknowledged(client: Client, business: Business) -> None:
    assert flags(client, form(message=LINKS, **opened(client, seconds=0))) == ["perhaps a program"]
    assert Delivery.objects.count() == 0


def test_the_reviewer_reads_why_nothing_was_sent(rita: Client, client: Client, business: Business) -> None:
    client.post(ASK, form(website="http://spam.example.net"))

    page = rita.get(f"/staff/requests/{DisclosureRequest.objects.get().pk}/").content.decode()

    assert "A field that people do not see was filled in." in page


def test_the_trap_is_out_of_the_way_of_people(client: Client, business: Business) -> None:
    page = client.get(ASK).content.decode()

    trap = page[page.index('<div class="beside-the-page"') :]
    assert 'aria-hidden="true"' in trap[:100]
    assert 'tabindex="-1"' in trap[: trap.index("</div>")]
    assert 'autocomplete="off"' in trap[: trap.index("</div>")]


def test_a_person_says_that_a_person_wrote_it_and_the_acknowledgement_goes_out_once(
    rita: Client, client: Client, business: Business
) -> None:
    client.post(ASK, form(website="filled in by a password manager"))
    receipt = Receipt.objects.get()
    desk = f"/staff/requests/{receipt.disclosure_request_id}/"
    assert "A person wrote it" in rita.get(desk).content.decode()

    for _again in range(2):
        rita.post(f"{desk}receipts/{receipt.pk}/acknowledge/")

    assert Delivery.objects.count() == 1
    assert "A person wrote it: send" not in rita.get(desk).content.decode()
    assert receipt.disclosure_request.events.filter(kind="acknowledged_after_all").count() == 1
