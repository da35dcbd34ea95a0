"""What a requester may do from the status page, over HTTP, and what the desk sees of it."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, LaterWord
from requests_app.requests.status import Status
from tests.builders import NOW, a_request, asked
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db

BY_POST = {
    "requester_name": "Ana Ruiz",
    "reply_by": "POST",
    "email": "ana@example.org",
    "street": "9 Oak St",
    "city": "Lodi",
    "state": "California",
    "postal_code": "95240",
    "answer_format": "",
}


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


def filled(client: Client, address: str, **changed: str) -> dict[str, str]:
    """Return what the form of the page sends, with what a visitor changes."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(form_token)" value="([^"]*)"', page))
    return {**hidden, **changed}


def text(client: Client, row: DisclosureRequest, query: str = "") -> str:
    return client.get(f"/status/{row.secret}/{query}").content.decode()


def desk(rita: Client, row: DisclosureRequest) -> str:
    return rita.get(f"/staff/requests/{row.pk}/").content.decode()


def test_the_form_shows_what_stands(client: Client, row: DisclosureRequest) -> None:
    page = client.get(f"/status/{row.secret}/change/").content.decode()

    assert 'value="Ana Ruiz"' in page
    assert 'value="ana@example.org"' in page
    assert re.search(r'value="EMAIL"[^>]*checked', page)


def test_a_correction_is_shown_to_requester_and_desk(client: Client, rita: Client, row: DisclosureRequest) -> None:
    address = f"/status/{row.secret}/change/"
    sent_form = filled(client, address, **BY_POST)

    answer = client.post(address, sent_form)
    client.post(address, sent_form)

    assert answer["Location"] == f"/status/{row.secret}/?said=changed"
    with travel(NOW, tick=False):
        page = text(client, row, "?said=changed")
    assert "Changed. The date by which we answer stays the same." in page
    assert "We answer by Wednesday, June 3, 2026" in page
    assert "9 Oak St" in page
    assert LaterWord.objects.count() == 1
    shown = desk(rita, row)
    assert "Other name or address" in shown
    assert "9 Oak St" in shown
    assert "by e-mail" in shown


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"requester_name": ""}, "Enter your name."),
        ({"street": ""}, "Enter your street address or PO box, so that our letter finds you."),
        ({"city": ""}, "Enter your city."),
        ({"postal_code": "12"}, "Enter a ZIP code of five or nine digits"),
        ({"reply_by": "EMAIL", "email": ""}, "Enter your e-mail address, or choose to get our answer by post."),
        ({"reply_by": "EMAIL", "email": "nobody"}, "Enter an e-mail address in the form name@example.com."),
        ({"reply_by": "PIGEON"}, "Choose how we should answer: by e-mail or by post."),
        ({"answer_format": "PLAIN"}, "Plain text comes by e-mail. Choose large print for a letter."),
    ],
)
def test_a_fault_is_said_and_everything_typed_is_kept(
    client: Client, row: DisclosureRequest, changed: dict[str, str], says: str
) -> None:
    answer = client.post(f"/status/{row.secret}/change/", {**BY_POST, **changed})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert says in page
    assert "95240" in page or "12" in changed.values()
    assert LaterWord.objects.count() == 0


def test_large_print_is_kept_and_shown(client: Client, rita: Client, row: DisclosureRequest) -> None:
    client.post(f"/status/{row.secret}/change/", {**BY_POST, "answer_format": "LARGE"})

    assert "in large print" in text(client, row)
    assert "<strong>large print</strong>" in desk(rita, row)


def test_what_comes_after_the_decision_is_noted_and_not_promised(
    client: Client, rita: Client, row: DisclosureRequest
) -> None:
    sent(row, TAKEN)

    answer = client.post(f"/status/{row.secret}/change/", BY_POST)

    assert answer["Location"].endswith("?said=noted")
    assert "a person looks at what can still be changed" in text(client, row, "?said=noted")
    shown = desk(rita, row)
    assert "The request does not follow it" in shown
    row.refresh_from_db()
    assert row.street == ""


def test_this_looks_wrong_reaches_the_desk_and_is_looked_at(
    client: Client, rita: Client, row: DisclosureRequest
) -> None:
    address = f"/status/{row.secret}/wrong/"
    form = filled(client, address, says="You left out Blue Horizon.")
    client.post(address, form)
    client.post(address, form)

    word = LaterWord.objects.get()
    assert "waits for a person to look at it" in text(client, row)
    assert str(row.reference) in rita.get("/staff/?show=said").content.decode()
    shown = desk(rita, row)
    assert "A possible error" in shown
    assert "You left out Blue Horizon." in shown
    rita.post(f"/staff/words/{word.pk}/looked/")
    assert "a person has looked at it" in text(client, row)
    assert "rita looked at it" in desk(rita, row)
    assert str(row.reference) not in rita.get("/staff/?show=said").content.decode()


def test_nothing_said_is_a_fault(client: Client, row: DisclosureRequest) -> None:
    answer = client.post(f"/status/{row.secret}/wrong/", {"says": "  "})

    assert answer.status_code == 422
    assert "Say in a few words what looks wrong." in answer.content.decode()


def test_a_request_is_withdrawn_by_a_post_alone_and_asked_once(
    client: Client, rita: Client, row: DisclosureRequest
) -> None:
    address = f"/status/{row.secret}/withdraw/"
    assert "This cannot be undone" in client.get(address).content.decode()
    client.head(address)
    row.refresh_from_db()
    assert row.status == Status.RECEIVED

    for _click in range(2):
        assert client.post(address)["Location"].endswith("?said=withdrawn")

    page = text(client, row)
    assert "You withdrew your request" in page
    assert "/withdraw/" not in page
    assert "/change/" not in page
    shown = desk(rita, row)
    assert "Withdrawn by the requester" in shown
    assert "Approve and send" not in shown
    assert "Declined" not in shown
    assert str(row.reference) in rita.get("/staff/?show=withdrawn").content.decode()


def test_it_is_too_late_to_withdraw_what_was_decided(client: Client, row: DisclosureRequest, rita: Client) -> None:
    rita.post(f"/staff/requests/{row.pk}/approve/", {"seen_version": row.version})

    assert client.post(f"/status/{row.secret}/withdraw/")["Location"].endswith("?said=too-late")

    page = text(client, row, "?said=too-late")
    assert "It was too late to withdraw" in page
    assert f"/status/{row.secret}/withdraw/" not in page


def test_the_reviewer_who_comes_second_is_told(client: Client, rita: Client, row: DisclosureRequest) -> None:
    client.post(f"/status/{row.secret}/withdraw/")

    answer = rita.post(f"/staff/requests/{row.pk}/approve/", {"seen_version": row.version}, follow=True)

    assert "The requester withdrew this request before you decided. Nothing is sent." in answer.content.decode()


def test_a_confirmed_address_shows_on_both_sides(client: Client, rita: Client, row: DisclosureRequest) -> None:
    assert "not confirmed: the request is answered all the same" in desk(rita, row)

    handling.confirm_address(disclosure_request=row, now=NOW)

    assert "You confirmed that it is yours." in text(client, row)
    assert "confirmed by its owner on May 4, 2026" in desk(rita, row)


def test_a_confirmation_that_waits_for_its_group_is_shown(client: Client, rita: Client, business: Business) -> None:
    rows = [
        handling.receive(
            business=business, asked=asked(requester_name=f"Person {n}", email="office@agent.example"), received_at=NOW
        )
        for n in range(4)
    ]

    assert "We confirm this one together with the others" in text(client, rows[3])
    assert "The confirmation waits for others of the same e-mail address" in desk(rita, rows[3])


def test_a_sentence_is_shown_only_for_the_words_we_have(client: Client, row: DisclosureRequest) -> None:
    assert "<script" not in text(client, row, "?said=<script>alert(1)</script>")
    assert 'role="status"' not in text(client, row, "?said=anything")


def test_changes_need_their_page(row: DisclosureRequest) -> None:
    stranger = Client(enforce_csrf_checks=True)

    for name in ("change", "wrong", "withdraw"):
        assert stranger.post(f"/status/{row.secret}/{name}/", BY_POST).status_code == 403


def test_who_may_not_decide_looks_at_nothing(as_user: object, row: DisclosureRequest) -> None:
    word = handling.call_wrong(receipt_id=row.receipts.get().pk, says="Hm", token="a" * 64, now=NOW)
    nobody: Client = as_user(User.objects.create_user("nobody"))  # type: ignore[operator]

    assert nobody.post(f"/staff/words/{word.pk}/looked/").status_code == 403
    word.refresh_from_db()
    assert word.looked_at is None
