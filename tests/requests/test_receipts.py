"""One person, one business, one calendar year: one request, however often and through whichever doors they ask."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business, OtherAddress
from requests_app.requests.facts import fact_pattern
from requests_app.requests.match import earlier_requests, perhaps_the_same
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.status import Status
from requests_app.statute import Channel, deadline
from tests.builders import NOW, a_business, a_register, a_reviewer, asked, asked_by_post
from tests.views.ways import TAKEN, compiled, sent

pytestmark = pytest.mark.django_db

STORE = {"channel": Channel.EMAIL, "arrived_at": "store22@example.com"}
DESIGNATED = {"channel": Channel.EMAIL, "arrived_at": "privacy@example.com"}
JANUARY_10 = datetime(2026, 1, 10, 20, 0, tzinfo=UTC)
MARCH_1 = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    OtherAddress.objects.create(business=business, kind="email", value="store22@example.com")
    return business


def take(business: Business, at: datetime = NOW, **values: object) -> Receipt:
    return handling.take_in(business=business, asked=asked(**values), received_at=at)


def test_a_store_in_january_and_the_designated_address_in_march_are_one_request(business: Business) -> None:
    take(business, JANUARY_10, **STORE)
    take(business, MARCH_1, **DESIGNATED)

    row = DisclosureRequest.objects.get()
    first, second = row.receipts.all()
    assert (row.received_on, row.due_on, row.deadline) == (date(2026, 1, 10), date(2026, 3, 31), "designated")
    assert row.reached_designated_on == date(2026, 3, 1)
    assert (first.due_on, first.deadline) == (date(2026, 6, 9), "elsewhere")
    assert (second.due_on, second.deadline) == (date(2026, 3, 31), "designated")
    assert (first.met_by, second.met_by) == ("", MetBy.EMAIL)


def test_the_reason_of_the_joined_day_is_the_statutes(business: Business) -> None:
    take(business, JANUARY_10, **STORE)
    take(business, MARCH_1, **DESIGNATED)

    reason = compiled_reason(DisclosureRequest.objects.get())
    assert "2026-01-10" in reason
    assert "2026-03-01" in reason


def compiled_reason(row: DisclosureRequest) -> str:
    facts = fact_pattern(row)
    assert deadline(facts.business, facts.request).due_on == row.due_on
    return deadline(facts.business, facts.request).reason.because


def test_a_letter_that_came_first_and_was_entered_later_starts_the_clock(business: Business) -> None:
    take(business, MARCH_1)
    take(business, JANUARY_10, **STORE)

    row = DisclosureRequest.objects.get()
    assert (row.received_on, row.due_on, row.channel) == (date(2026, 1, 10), date(2026, 3, 31), "email")


def test_a_later_receipt_never_makes_a_request_due_later(business: Business) -> None:
    take(business, NOW)
    take(business, NOW + timedelta(days=20))

    assert DisclosureRequest.objects.get().due_on == date(2026, 6, 3)


def test_a_call_nobody_elected_gets_its_day_from_the_form_that_follows(business: Business) -> None:
    take(business, NOW, channel=Channel.PHONE)
    take(business, NOW + timedelta(days=2))

    row = DisclosureRequest.objects.get()
    assert (row.due_on, row.deadline) == (date(2026, 6, 5), "designated")
    assert [each.due_on for each in row.receipts.all()] == [None, date(2026, 6, 5)]


def test_what_went_on_to_a_designated_address_by_itself_is_due_by_that(business: Business) -> None:
    take(business, JANUARY_10, **STORE, reached_designated_on=date(2026, 1, 12))

    row = DisclosureRequest.objects.get()
    assert (row.due_on, row.deadline) == (date(2026, 2, 11), "designated")
    assert row.receipts.get().due_on == date(2026, 2, 11)


def test_receipts_in_two_calendar_years_are_two_requests(business: Business) -> None:
    take(business, datetime(2026, 1, 1, 7, 59, tzinfo=UTC))
    take(business, datetime(2026, 1, 1, 8, 0, tzinfo=UTC))

    assert list(DisclosureRequest.objects.order_by("id").values_list("report_year", flat=True)) == [2024, 2025]


def test_another_business_is_another_request(business: Business) -> None:
    take(business)
    take(a_business("hearth"))

    assert DisclosureRequest.objects.count() == 2


def test_a_letter_and_the_form_meet_under_name_and_postal_address(business: Business) -> None:
    first = asked_by_post(channel=Channel.POSTAL)
    handling.receive(business=business, asked=first, received_at=NOW)
    second = take(business, street="12 ELM STREET", city="Fresno", state="CA", postal_code="93701-0004")

    row = DisclosureRequest.objects.get()
    assert second.met_by == MetBy.POST
    assert (row.reply_by, row.email) == (ReplyBy.POST, "")


def test_one_mailbox_of_five_people_makes_five_requests(business: Business) -> None:
    for name in ("Ana Ruiz", "Bo Chen", "Cy Dee", "Di Fox", "Ed Gray"):
        take(business, requester_name=name, email="office@agent.example")

    assert DisclosureRequest.objects.count() == 5


def test_a_stranger_changes_nothing_and_learns_nothing(business: Business) -> None:
    first = take(business, message="Order 4411")
    stranger = take(
        business,
        reply_by=ReplyBy.POST,
        street="1 Thief Ave",
        city="Reno",
        state="NV",
        postal_code="89501",
        message="Send it to me",
    )

    row = DisclosureRequest.objects.get()
    assert (row.reply_by, row.street, row.message) == (ReplyBy.EMAIL, "", "Order 4411")
    assert stranger.secret != row.secret == first.secret
    assert stranger.reference != row.reference == first.reference
    assert Delivery.objects.count() == 1


def test_a_mere_repetition_stops_no_reviewer_and_a_difference_does(business: Business) -> None:
    first = take(business).disclosure_request
    take(business, NOW + timedelta(minutes=1))
    first.refresh_from_db()
    assert first.version == 1

    take(business, NOW + timedelta(minutes=2), message="And my old address is 9 Oak St")
    first.refresh_from_db()
    assert first.version == 2


def test_each_receipt_leaves_an_event_and_no_personal_data_in_the_audit(business: Business) -> None:
    take(business)
    again = take(business)

    events = list(DisclosureRequest.objects.get().events.values_list("kind", "says"))
    assert [kind for kind, _says in events] == ["received", "received_again"]
    assert events[1][1] == f"{again.reference} by web form: same e-mail address."


@pytest.fixture
def rita() -> User:
    return a_reviewer()


def test_what_is_asked_after_the_answer_is_a_new_request_linked_to_the_first(business: Business, rita: User) -> None:
    first = sent(take(business).disclosure_request, TAKEN, by=rita).disclosure_request
    second = take(business, NOW + timedelta(days=40)).disclosure_request

    assert second.pk != first.pk
    assert second.status == Status.RECEIVED
    assert earlier_requests(second) == [first]
    assert str(first.reference) in second.events.get().says


def test_an_answer_on_its_way_takes_only_who_it_reaches(business: Business, rita: User) -> None:
    first = compiled(take(business).disclosure_request, by=rita).disclosure_request
    same = take(business, NOW + timedelta(hours=1))
    other = take(
        business, NOW + timedelta(hours=2), reply_by=ReplyBy.POST, street="1 Elm St", city="Lodi", postal_code="95240"
    )

    assert same.disclosure_request_id == first.pk
    assert other.disclosure_request_id != first.pk


def test_what_comes_while_a_refusal_is_written_is_looked_at_anew(business: Business, rita: User) -> None:
    first = take(business).disclosure_request
    handling.decline(
        disclosure_request_id=first.pk, clause="(e)(1)", because="We found none.", seen_version=1, by=rita, now=NOW
    )

    assert take(business).disclosure_request_id != first.pk


def test_an_unverified_request_uses_up_nobodys_year(business: Business, rita: User) -> None:
    sent(take(business).disclosure_request, TAKEN, by=rita)
    second = take(business, NOW + timedelta(days=40)).disclosure_request

    assert handling.grounds_shown(second) == {}
    assert second.due_on is not None


def test_one_name_at_two_addresses_is_perhaps_one_person(business: Business) -> None:
    one = take(business, email="ana@example.org").disclosure_request
    two = take(business, email="ana.ruiz@example.net").disclosure_request

    assert perhaps_the_same(two) == [one]
    assert earlier_requests(two) == []


def test_one_address_under_two_names_is_perhaps_one_person(business: Business) -> None:
    one = take(business, requester_name="Ana Ruiz").disclosure_request
    two = take(business, requester_name="Bo Ruiz").disclosure_request

    assert perhaps_the_same(one) == [two]


def test_a_form_token_seen_before_leads_to_its_receipt(business: Business) -> None:
    first = handling.take_in(business=business, asked=asked(), received_at=NOW, form_token="t" * 64)
    again = handling.take_in(business=business, asked=asked(), received_at=NOW, form_token="t" * 64)

    assert again == first
    assert Receipt.objects.count() == 1


def test_a_form_sent_twice_takes_no_second_number(business: Business) -> None:
    first = handling.take_in(business=business, asked=asked(), received_at=NOW, form_token="t" * 64)
    handling.take_in(business=business, asked=asked(), received_at=NOW, form_token="t" * 64)
    other = handling.take_in(business=business, asked=asked(email="bo@example.org"), received_at=NOW)

    assert other.pk == first.pk + 1


def test_references_are_never_given_twice(business: Business) -> None:
    receipts = [take(business, email=email) for email in ("a@example.org", "a@example.org", "b@example.org")]

    assert len({each.reference for each in receipts}) == 3
    assert [each.disclosure_request.reference == each.reference for each in receipts] == [True, False, True]


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"due_on": date(2026, 5, 4)}, "receipt_due_after_receipt"),
        ({"due_on": None}, "receipt_due_unless_no_deadline"),
        ({"entered_at": NOW - timedelta(seconds=1)}, "receipt_entered_after_it_came"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_the_database_refuses_a_receipt_that_cannot_be(
    business: Business, changes: dict[str, object], constraint: str
) -> None:
    receipt = take(business)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(**changes)
