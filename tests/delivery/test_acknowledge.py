"""Each request is acknowledged once: three a day alone for an address, the rest together within the hour."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from requests_app import handling
from requests_app.delivery import acknowledge, send
from requests_app.delivery.models import Delivery, GroupedAcknowledgement, Kind
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.tasks import sweep
from tests.builders import NOW, a_business, asked

pytestmark = pytest.mark.django_db

AGENT = "office@agent.example"
NAMES = ("Ana Ruiz", "Bo Chen", "Cy Dee", "Di Fox", "Ed Gray", "Flo Hale", "Gus Ito")
LATER = timedelta(seconds=settings.ACKNOWLEDGE_TOGETHER_SECONDS)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def business() -> Business:
    return a_business()


def take(business: Business, name: str, at: datetime = NOW, **values: object) -> DisclosureRequest:
    told = asked(requester_name=name, **{"email": AGENT, **values})
    return handling.receive(business=business, asked=told, received_at=at)


def take_all(business: Business, at: datetime = NOW, **values: object) -> list[DisclosureRequest]:
    return [take(business, name, at, **values) for name in NAMES]


def send_groups(now: datetime) -> list[Delivery]:
    return [Delivery.objects.get(pk=pk) for pk in acknowledge.send_groups(now=now, wake_after=MINUTE)]


def alone() -> list[DisclosureRequest]:
    mails = Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT, group__isnull=True)
    return [each.disclosure_request for each in mails.order_by("id")]


def references_in(mail: Delivery) -> list[str]:
    """Return the references at the beginning of the lines: each request that the mail acknowledges."""
    return re.findall(r"^STL-\d{4}-\d{6}$", mail.body, flags=re.MULTILINE)


def test_the_first_three_of_a_day_are_acknowledged_alone_and_the_rest_together(business: Business) -> None:
    rows = take_all(business)

    assert alone() == rows[:3]
    assert send_groups(NOW + LATER - timedelta(seconds=1)) == []
    mail = send_groups(NOW + LATER)[0]
    assert references_in(mail) == [row.reference for row in rows[3:]]
    assert mail.recipient == AGENT
    assert mail.message_id == f"<{str(rows[3].reference).lower()}.ack@mail.example.com>"
    assert mail.subject == "We received 4 more California privacy requests"


def test_a_group_waits_less_than_an_hour(business: Business) -> None:
    take_all(business)
    waits = GroupedAcknowledgement.objects.order_by("due_at").last()

    assert waits is not None
    assert waits.due_at - NOW <= timedelta(minutes=55)


def test_a_group_lists_each_reference_with_its_own_due_date_and_page(business: Business) -> None:
    rows = [take(business, name, NOW + timedelta(minutes=5 * number)) for number, name in enumerate(NAMES)]
    mail = send_groups(NOW + LATER + timedelta(minutes=15))[0]

    for row in rows[3:]:
        part = mail.body.split(f"{row.reference}\n", 1)[1].split("\n\n", 1)[0]
        assert f"For: {row.requester_name}" in part
        assert "We answer by: Wednesday, June 3, 2026" in part
        assert f"/status/{row.secret}/" in part


def test_what_comes_while_a_group_waits_goes_with_it(business: Business) -> None:
    rows = take_all(business)
    last = take(business, "Hal Jones", NOW + LATER - MINUTE)

    mail = send_groups(NOW + LATER)[0]

    assert references_in(mail) == [row.reference for row in (*rows[3:], last)]
    assert send_groups(NOW + LATER * 3) == []


def test_no_request_is_ever_acknowledged_twice(business: Business) -> None:
    rows = take_all(business)
    send_groups(NOW + LATER)
    send_groups(NOW + LATER)
    second = [take(business, f"Kim {name}", NOW + LATER * 2) for name in ("Lee", "May")]
    send_groups(NOW + LATER * 4)

    mails = list(Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT))
    told = [row.reference for row in alone()] + [reference for mail in mails for reference in references_in(mail)]
    assert sorted(map(str, told)) == sorted(str(row.reference) for row in (*rows, *second))


def test_another_day_begins_at_the_businesss_own_midnight(business: Business) -> None:
    Business.objects.filter(pk=business.pk).update(timezone="America/New_York")
    business.refresh_from_db()
    evening = datetime(2026, 5, 5, 3, 30, tzinfo=UTC)  # 23:30 in New York, 20:30 in California
    take_all(business, evening)
    after_midnight = take(business, "Hal Jones", evening + timedelta(minutes=31))

    assert len(alone()) == 4
    assert alone()[-1] == after_midnight


def test_the_day_before_in_california_is_still_the_same_day_of_the_business(business: Business) -> None:
    noon = datetime(2026, 5, 5, 19, 0, tzinfo=UTC)
    take_all(business, noon)
    take(business, "Hal Jones", noon + timedelta(hours=11))  # 23:00 Pacific

    assert len(alone()) == 3


def test_capitals_in_the_address_make_no_other_address(business: Business) -> None:
    for number, name in enumerate(NAMES):
        take(business, name, email=AGENT.upper() if number % 2 else AGENT)

    assert len(alone()) == 3


def test_other_addresses_and_other_businesses_have_their_own_three(business: Business) -> None:
    take_all(business)
    take(business, "Zoe Young", email="zoe@example.org")
    take(a_business("hearth"), "Ana Ruiz")

    assert len(alone()) == 5


def test_each_group_speaks_its_requesters_language(business: Business) -> None:
    take_all(business)
    take(business, "Hal Jones", language="es")

    english, spanish = sorted(send_groups(NOW + LATER), key=lambda mail: mail.disclosure_request.language)
    assert len(references_in(english)) == 4
    assert len(references_in(spanish)) == 1
    assert f"/es/status/{spanish.disclosure_request.secret}/" in spanish.body


def test_what_a_program_sent_is_acknowledged_neither_alone_nor_together(business: Business) -> None:
    for name in NAMES:
        handling.take_in(
            business=business, asked=asked(requester_name=name, email=AGENT), received_at=NOW, acknowledge=False
        )

    assert Delivery.objects.count() == GroupedAcknowledgement.objects.count() == 0


def test_who_gave_no_e_mail_address_gets_no_acknowledgement_and_keeps_the_due_date(business: Business) -> None:
    row = take(business, "Ana Ruiz", email="", reply_by=ReplyBy.POST, street="12 Elm St", city="Fresno")

    assert Delivery.objects.count() == GroupedAcknowledgement.objects.count() == 0
    assert row.due_on is not None


def test_a_missing_reply_address_stops_no_clock(business: Business) -> None:
    row = take(business, "Ana Ruiz", email="", reply_by=ReplyBy.UNKNOWN)
    known = take(business, "Bo Chen")

    assert row.due_on == known.due_on
    handling.correct_details(
        receipt_id=row.receipts.get().pk,
        told={"reply_by": "EMAIL", "email": "ana@example.org"},
        token="t" * 64,
        now=NOW + timedelta(days=3),
    )
    row.refresh_from_db()
    assert (row.reply_by, row.email, row.due_on) == (ReplyBy.EMAIL, "ana@example.org", known.due_on)


def test_one_message_is_acknowledged_once_however_often_it_is_sent(business: Business) -> None:
    for _time in range(3):
        handling.take_in(business=business, asked=asked(), received_at=NOW, form_token="t" * 64)

    assert Delivery.objects.count() == 1


def test_a_repetition_is_acknowledged_neither_alone_nor_together(business: Business) -> None:
    rows = take_all(business)
    for name in NAMES:
        take(business, name)

    assert len(alone()) == 3
    assert GroupedAcknowledgement.objects.count() == len(rows) - 3


def test_what_became_of_the_mail_is_in_the_story_of_each_request(business: Business) -> None:
    rows = take_all(business)
    mail = send_groups(NOW + LATER)[0]
    claimed = send.claim(mail.pk, at=NOW + LATER)
    assert claimed is not None

    send.record_outcome(
        send.Sent(claimed, ServerAnswer(Outcome.ACCEPTED, "250 ok")), at=NOW + LATER, first_pause=MINUTE
    )

    assert all(row.events.filter(kind="acknowledgement_accepted", says="250 ok").exists() for row in rows[3:])
    assert not any(row.events.filter(kind="acknowledgement_accepted").exists() for row in rows[:3])


def test_an_address_that_was_corrected_meanwhile_gets_the_group(business: Business) -> None:
    rows = take_all(business)
    handling.correct_details(
        receipt_id=rows[6].receipts.get().pk, told={"email": "gus@example.org"}, token="t" * 64, now=NOW + MINUTE
    )

    mails = {mail.recipient: references_in(mail) for mail in send_groups(NOW + LATER)}
    assert mails == {AGENT: [row.reference for row in rows[3:6]], "gus@example.org": [rows[6].reference]}


def test_the_sweep_keeps_the_promise(business: Business) -> None:
    take_all(business, datetime.now(UTC) - LATER - MINUTE)

    sweep()

    assert GroupedAcknowledgement.objects.filter(delivery__isnull=True).count() == 0
    assert Delivery.objects.filter(group__isnull=False).distinct().count() == 1


def test_the_number_that_stands_alone_is_a_setting(business: Business, settings: object) -> None:
    settings.ACKNOWLEDGEMENTS_A_DAY = 1_000  # type: ignore[attr-defined]
    take_all(business)

    assert len(alone()) == len(NAMES)
