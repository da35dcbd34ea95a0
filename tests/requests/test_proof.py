"""The proof of an e-mail address: it uses up a calendar year for that address alone, and nothing else waits for it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery import acknowledge
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest, LaterWord
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_register, a_reviewer, asked, asked_by_post
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=40)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita() -> User:
    return a_reviewer()


def take(business: Business, at: object = NOW, **values: object) -> DisclosureRequest:
    return handling.receive(business=business, asked=asked(**values), received_at=at)  # type: ignore[arg-type]


def confirmed(row: DisclosureRequest) -> DisclosureRequest:
    handling.confirm_address(disclosure_request=row, now=NOW)
    row.refresh_from_db()
    return row


def address_of(row: DisclosureRequest) -> str:
    return f"/confirm/{proof.token_of(row)}/"


def test_the_acknowledgement_holds_the_link(business: Business) -> None:
    row = take(business)

    assert f"http://localhost:8000{address_of(row)}" in Delivery.objects.get().body


def test_opening_the_link_changes_nothing_however_often(client: Client, business: Business) -> None:
    row = take(business)
    entries = AuditEntry.objects.count()

    for _time in range(5):
        assert client.get(address_of(row)).status_code == 200
    for scanner in (client.head, client.options):
        scanner(address_of(row))
    client.get(address_of(row), headers={"user-agent": "LinkScanner/1.0"})
    client.get(f"{address_of(row)}?mine=yes")
    client.post(address_of(row), {})

    row.refresh_from_db()
    assert row.verified_at is None
    assert AuditEntry.objects.count() == entries
    assert LaterWord.objects.count() == 0


def test_the_button_confirms_once(client: Client, business: Business) -> None:
    row = take(business)

    for _time in range(3):
        assert client.post(address_of(row), {"mine": "yes"}).status_code == 302

    row.refresh_from_db()
    assert row.verified_at is not None
    assert row.events.filter(kind="address_confirmed").count() == 1
    assert "You confirmed your e-mail address" in client.get(address_of(row)).content.decode()


def test_the_button_needs_its_page(business: Business) -> None:
    row = take(business)

    assert Client(enforce_csrf_checks=True).post(address_of(row), {"mine": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.verified_at is None


def test_a_link_that_is_not_ours_opens_nothing(client: Client, business: Business) -> None:
    """Fault 93: the token of one request is none of another."""
    row, other = take(business), take(business, email="bo@example.org", requester_name="Bo Chen")
    mine, others = proof.token_of(row), proof.token_of(other)
    for token in (mine[:-1], f"{others.rsplit('.', 1)[0]}.{mine.rsplit('.', 1)[1]}", str(row.reference), "x"):
        assert client.post(f"/confirm/{token}/", {"mine": "yes"}).status_code == 404

    assert not DisclosureRequest.objects.filter(verified_at__isnull=False).exists()


def test_the_link_of_an_address_that_was_corrected_confirms_nothing(client: Client, business: Business) -> None:
    """Fault 93: the token is of the address it went to."""
    row = take(business)
    link = address_of(row)
    handling.correct_details(
        receipt_id=row.receipts.get().pk, told={"email": "ana@example.net"}, token="t" * 64, now=NOW
    )

    assert client.post(link, {"mine": "yes"}).status_code == 404


def test_the_proof_of_one_address_is_none_of_another(business: Business) -> None:
    row = confirmed(take(business))

    handling.correct_details(
        receipt_id=row.receipts.get().pk, told={"email": "ana@example.net"}, token="t" * 64, now=NOW
    )

    row.refresh_from_db()
    assert row.verified_at is None


def test_the_link_of_a_group_confirms_all_of_it(client: Client, business: Business) -> None:
    rows = [take(business, requester_name=f"Person {number}", email="office@agent.example") for number in range(6)]
    acknowledge.send_groups(now=NOW + timedelta(hours=1), wake_after=timedelta(0))

    client.post(address_of(rows[3]), {"mine": "yes"})

    assert list(DisclosureRequest.objects.filter(verified_at__isnull=False).order_by("id")) == rows[3:]


def test_whoever_did_not_ask_says_so_and_a_person_looks(client: Client, business: Business) -> None:
    row = take(business)

    for _time in range(2):
        client.post(address_of(row), {"mine": "no"})

    word = LaterWord.objects.get()
    assert (word.kind, word.needs_look) == ("NOT_MINE", True)
    row.refresh_from_db()
    assert row.due_on is not None
    assert row.verified_at is None


def test_a_confirmed_answer_uses_up_the_calendar_year(business: Business, rita: User) -> None:
    sent(confirmed(take(business)), TAKEN, by=rita)

    assert "(c)(1)" in handling.grounds_shown(take(business, LATER))


def test_an_unconfirmed_answer_uses_up_nobodys_year_and_blocks_nobody(business: Business, rita: User) -> None:
    first = take(business)
    sent(first, TAKEN, by=rita)
    second = take(business, LATER)

    assert handling.grounds_shown(second) == {}
    assert second.due_on is not None
    assert first.due_on is not None


def test_a_stranger_who_confirms_an_address_of_their_own_uses_up_nobody_elses_year(
    business: Business, rita: User
) -> None:
    home = {"street": "12 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
    stranger = confirmed(take(business, email="stranger@example.net", **home))
    sent(stranger, TAKEN, by=rita)

    ana = take(business, LATER, email="ana@example.org", **home)

    assert handling.grounds_shown(ana) == {}


def test_what_a_person_at_the_desk_found_to_be_theirs_counts_for_every_address(business: Business, rita: User) -> None:
    home = {"street": "12 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
    first = take(business, **home)
    DisclosureRequest.objects.filter(pk=first.pk).update(verified_at=NOW)
    sent(first, TAKEN, by=rita)

    assert "(c)(1)" in handling.grounds_shown(take(business, LATER, email="ana@example.net", **home))


def test_a_letter_proves_nothing_of_who_wrote_it(business: Business, rita: User) -> None:
    first = handling.receive(business=business, asked=asked_by_post(channel=Channel.POSTAL), received_at=NOW)
    DisclosureRequest.objects.filter(pk=first.pk).update(status="ANSWERED", decided_by=rita, decided_at=NOW)

    again = handling.receive(business=business, asked=asked_by_post(channel=Channel.POSTAL), received_at=LATER)

    assert again.pk != first.pk
    assert handling.grounds_shown(again) == {}


def test_a_mail_whose_sender_our_server_vouched_for_is_its_owners(business: Business) -> None:
    told = asked(channel=Channel.EMAIL, arrived_at="privacy@example.com")
    row = handling.take_in(business=business, asked=told, received_at=NOW, sender_is_proved=True).disclosure_request

    row.refresh_from_db()
    assert row.verified_at == NOW
    assert "Is this request yours?".upper() not in Delivery.objects.get().body


def test_a_proved_mail_says_nothing_of_a_request_that_is_answered_elsewhere(business: Business) -> None:
    strangers = take(business, reply_by="POST", street="1 Thief Ave", city="Reno", state="NV", postal_code="89501")
    told = asked(channel=Channel.EMAIL, arrived_at="privacy@example.com")
    handling.take_in(business=business, asked=told, received_at=NOW, sender_is_proved=True)

    strangers.refresh_from_db()
    assert strangers.verified_at is None
