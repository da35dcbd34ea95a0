"""What a requester says later: the clock stays, what was said first is kept, nothing is turned elsewhere in silence."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.decision import AlreadyDecidedError, ChangedMeanwhileError
from requests_app.requests.later import MOST_WORDS, TooLateError, TooManyWordsError
from requests_app.requests.match import unsettled
from requests_app.requests.models import DisclosureRequest, LaterWord, Receipt, ReplyBy
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from requests_app.tasks import issue_notice
from tests.builders import NOW, a_business, a_person, a_register, a_reviewer, asked
from tests.views.ways import TAKEN, compiled, sent

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=2)
BY_POST = {"reply_by": "POST", "street": "9 Oak St", "city": "Lodi", "state": "CA", "postal_code": "95240"}


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita() -> User:
    return a_reviewer()


@pytest.fixture
def receipt(business: Business) -> Receipt:
    return take(business)


def take(business: Business, **values: object) -> Receipt:
    return handling.take_in(business=business, asked=asked(**values), received_at=NOW)


def correct(receipt: Receipt, **told: str) -> LaterWord | None:
    return handling.correct_details(receipt_id=receipt.pk, told=told, token="t" * 64, now=LATER)


def as_it_is(receipt: Receipt) -> DisclosureRequest:
    return DisclosureRequest.objects.get(receipts=receipt.pk)


def approve(row: DisclosureRequest, by: User, *, seen: int | None = None) -> None:
    handling.approve(disclosure_request_id=row.pk, seen_version=seen or row.version, by=by, now=LATER)


def test_a_correction_changes_the_request_keeps_the_receipt_and_leaves_the_clock(receipt: Receipt) -> None:
    before = as_it_is(receipt)

    word = correct(receipt, requester_name="Ana Maria Ruiz", **BY_POST)

    row = as_it_is(receipt)
    receipt.refresh_from_db()
    assert (row.requester_name, row.reply_by, row.street) == ("Ana Maria Ruiz", ReplyBy.POST, "9 Oak St")
    assert (receipt.requester_name, receipt.reply_by, receipt.street) == ("Ana Ruiz", ReplyBy.EMAIL, "")
    assert (row.received_on, row.due_on, row.deadline) == (before.received_on, before.due_on, before.deadline)
    assert word is not None
    assert word.before["requester_name"] == "Ana Ruiz"
    assert not word.needs_look


def test_a_correction_is_recorded_and_the_record_names_nobody(receipt: Receipt) -> None:
    correct(receipt, requester_name="Ana Maria Ruiz")

    entry = AuditEntry.objects.get(action="request.corrected")
    assert as_it_is(receipt).events.filter(kind="corrected").count() == 1
    assert "Ana" not in str(entry.detail) + entry.subject + entry.actor


def test_sent_twice_it_is_said_once(receipt: Receipt) -> None:
    first, second = correct(receipt, **BY_POST), correct(receipt, **BY_POST)

    assert first == second
    assert LaterWord.objects.count() == 1
    assert as_it_is(receipt).version == 2


def test_nothing_new_is_nothing_said(receipt: Receipt) -> None:
    assert correct(receipt, requester_name="Ana Ruiz", email="ana@example.org") is None
    assert LaterWord.objects.count() == 0
    assert as_it_is(receipt).version == 1


def test_a_reviewer_with_the_page_open_looks_again(receipt: Receipt, rita: User) -> None:
    correct(receipt, **BY_POST)

    with pytest.raises(ChangedMeanwhileError):
        approve(as_it_is(receipt), rita, seen=1)


def test_the_answer_goes_where_it_was_asked_for_last(receipt: Receipt, rita: User) -> None:
    correct(receipt, **BY_POST)

    delivery = compiled(as_it_is(receipt), by=rita, at=LATER)

    assert delivery.channel == ReplyBy.POST
    assert "9 Oak St" in delivery.recipient


def test_an_approved_notice_is_not_turned_elsewhere_and_a_person_looks(receipt: Receipt, rita: User) -> None:
    approve(as_it_is(receipt), rita)

    word = correct(receipt, email="ana@example.net")

    issue_notice(as_it_is(receipt).pk)
    assert word is not None
    assert word.needs_look
    assert Delivery.objects.get(kind="NOTICE").recipient == "ana@example.org"
    assert as_it_is(receipt).events.filter(kind="corrected_late").exists()


def test_a_receipt_that_joined_changes_itself_alone(business: Business, receipt: Receipt) -> None:
    joined = take(business)

    word = correct(joined, **BY_POST)

    row = as_it_is(receipt)
    assert (row.reply_by, row.version) == (ReplyBy.EMAIL, 1)
    assert word is not None
    assert word.needs_look


def test_another_form_of_the_answer_is_kept(receipt: Receipt) -> None:
    word = correct(receipt, answer_format="LARGE")

    assert word is not None
    assert word.kind == "FORMAT"
    assert as_it_is(receipt).answer_format == "LARGE"


def test_this_looks_wrong_reaches_the_reviewer_in_every_state(receipt: Receipt, rita: User) -> None:
    handling.call_wrong(receipt_id=receipt.pk, says="My name is Ruiz", token="a" * 64, now=LATER)
    sent(as_it_is(receipt), TAKEN, by=rita)
    handling.call_wrong(receipt_id=receipt.pk, says="Where is Blue Horizon?", token="b" * 64, now=LATER)
    handling.call_wrong(receipt_id=receipt.pk, says="Where is Blue Horizon?", token="b" * 64, now=LATER)

    assert list(LaterWord.objects.values_list("kind", "needs_look")) == [("ERROR", True), ("ERROR", True)]
    assert as_it_is(receipt).events.filter(kind="possible_error").count() == 2


def test_a_person_who_looked_is_noted_once(receipt: Receipt, rita: User) -> None:
    word = handling.call_wrong(receipt_id=receipt.pk, says="Hm", token="a" * 64, now=LATER)

    handling.look_at(word_id=word.pk, by=rita, now=LATER)
    handling.look_at(word_id=word.pk, by=a_reviewer("sam"), now=LATER + timedelta(days=1))

    word.refresh_from_db()
    assert (word.looked_by, word.looked_at) == (rita, LATER)
    with pytest.raises(NotAllowedError):
        handling.look_at(word_id=word.pk, by=a_person("kim", REGISTER_KEEPER), now=LATER)


def test_nobody_floods_the_desk(receipt: Receipt) -> None:
    for number in range(MOST_WORDS):
        handling.call_wrong(receipt_id=receipt.pk, says="Hm", token=f"{number:064}", now=LATER)

    with pytest.raises(TooManyWordsError):
        handling.call_wrong(receipt_id=receipt.pk, says="Hm", token="z" * 64, now=LATER)
    handling.withdraw(receipt_id=receipt.pk, now=LATER)
    assert as_it_is(receipt).status == Status.WITHDRAWN


def test_a_withdrawn_request_is_no_declined_one_keeps_its_record_and_is_sent_nothing(
    receipt: Receipt, rita: User
) -> None:
    before = as_it_is(receipt)

    handling.withdraw(receipt_id=receipt.pk, now=LATER)
    handling.withdraw(receipt_id=receipt.pk, now=LATER + timedelta(days=1))

    row = as_it_is(receipt)
    receipt.refresh_from_db()
    assert (row.status, row.declined_clause, row.decided_by) == (Status.WITHDRAWN, "", None)
    assert (row.received_on, row.due_on) == (before.received_on, before.due_on)
    assert receipt.withdrawn_at == LATER
    assert row.events.filter(kind="withdrawn").count() == 1
    issue_notice(row.pk)
    assert Notice.objects.count() == 0
    with pytest.raises(AlreadyDecidedError, match="The requester withdrew this request"):
        approve(row, rita)


def test_a_withdrawn_request_is_open_to_nobody(receipt: Receipt) -> None:
    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    rows = DisclosureRequest.objects
    assert not rows.open().exists()
    assert not rows.waiting().exists()
    assert not rows.overdue(on=LATER.date() + timedelta(days=400)).exists()


def test_a_decided_request_is_withdrawn_no_more(receipt: Receipt, rita: User) -> None:
    approve(as_it_is(receipt), rita)

    with pytest.raises(TooLateError):
        handling.withdraw(receipt_id=receipt.pk, now=LATER)

    receipt.refresh_from_db()
    assert receipt.withdrawn_at is None
    assert as_it_is(receipt).status == Status.APPROVED


def test_a_withdrawn_request_is_changed_no_more(receipt: Receipt) -> None:
    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    with pytest.raises(TooLateError):
        correct(receipt, **BY_POST)


def test_who_asks_again_after_withdrawing_has_a_new_request(business: Business, receipt: Receipt) -> None:
    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    again = take(business)

    assert again.disclosure_request_id != receipt.disclosure_request_id
    assert again.disclosure_request.status == Status.RECEIVED


def test_who_began_a_request_withdraws_nobody_elses(business: Business, receipt: Receipt) -> None:
    first_day = as_it_is(receipt).due_on
    theirs = take(business, message="I ask in earnest")
    third = take(business)

    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    assert as_it_is(receipt).status == Status.WITHDRAWN
    own = as_it_is(theirs)
    assert (own.status, own.reference, own.secret) == (Status.RECEIVED, theirs.reference, theirs.secret)
    assert own.message == "I ask in earnest"
    assert own.due_on == first_day
    assert as_it_is(third) == own
    assert own.deliveries.filter(kind="ACK").count() == 1


def test_what_was_corrected_in_a_receipt_that_joined_stands_when_it_goes_on(
    business: Business, receipt: Receipt
) -> None:
    theirs = take(business)
    correct(theirs, **BY_POST)

    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    assert (as_it_is(theirs).reply_by, as_it_is(theirs).street) == (ReplyBy.POST, "9 Oak St")


def test_who_joined_a_request_withdraws_their_own_part(business: Business, receipt: Receipt, rita: User) -> None:
    stranger = take(business, **BY_POST)
    assert unsettled(as_it_is(receipt)) == [stranger]

    handling.withdraw(receipt_id=stranger.pk, now=LATER)

    row = as_it_is(receipt)
    assert row.status == Status.RECEIVED
    assert unsettled(row) == []
    assert row.events.filter(kind="receipt_withdrawn").count() == 1
    approve(row, rita)


def test_the_last_of_several_who_withdraws_ends_the_request(business: Business, receipt: Receipt) -> None:
    joined = take(business)

    handling.withdraw(receipt_id=joined.pk, now=LATER)
    handling.withdraw(receipt_id=receipt.pk, now=LATER)

    assert as_it_is(receipt).status == Status.WITHDRAWN
    assert DisclosureRequest.objects.count() == 1
