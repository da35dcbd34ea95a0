"""What the mail server says decides where a delivery and its request stand."""

from datetime import datetime, timedelta

import pytest

from requests_app import handling, tasks
from requests_app.delivery import send
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.settle import SettleError
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from tests.builders import NOW, a_business, a_person, a_register, a_request, a_reviewer, asked_by_post

pytestmark = pytest.mark.django_db

ACCEPTED = ServerAnswer(Outcome.ACCEPTED, "250 2.0.0 queued as 4T7Q")
PUT_OFF = ServerAnswer(Outcome.PUT_OFF, "451 4.7.1 try again later")
REFUSED = ServerAnswer(Outcome.REFUSED, "550 5.1.1 no such user")
UNKNOWN = ServerAnswer(Outcome.UNKNOWN, "The connection broke")


@pytest.fixture
def delivery() -> Delivery:
    """A notice that stands in the queue."""
    return compiled(asked_for=a_request_of_ana())


def a_request_of_ana() -> DisclosureRequest:
    business = a_business()
    a_register(business)
    return a_request(business)


def compiled(*, asked_for: DisclosureRequest) -> Delivery:
    handling.approve(
        disclosure_request_id=asked_for.pk, seen_version=asked_for.version, by=a_reviewer("approver"), now=NOW
    )
    tasks.issue_notice(asked_for.pk)
    return Delivery.objects.get(kind=Kind.NOTICE)


def record(delivery: Delivery, *answers: ServerAnswer) -> Delivery:
    """Claim the delivery and record each answer, one claim an answer, well after every pause."""
    at = delivery.queued_at
    for answer in answers:
        claimed = send.claim(delivery.pk, at=at)
        assert claimed is not None
        send.record_outcome(send.Sent(claimed, answer), at=at, first_pause=timedelta(minutes=1))
        at += timedelta(hours=2)
    delivery.refresh_from_db()
    delivery.disclosure_request.refresh_from_db()
    return delivery


def test_an_accepted_notice_answers_the_request_with_the_servers_words(delivery: Delivery) -> None:
    record(delivery, ACCEPTED)

    assert (delivery.state, delivery.answer) == (State.ACCEPTED, "250 2.0.0 queued as 4T7Q")
    assert delivery.disclosure_request.status == Status.ANSWERED


def test_a_notice_put_off_is_tried_again_under_the_same_message_id(delivery: Delivery) -> None:
    before = delivery.message_id

    record(delivery, PUT_OFF, PUT_OFF, ACCEPTED)

    assert (delivery.state, delivery.attempts, delivery.message_id) == (State.ACCEPTED, 3, before)
    assert delivery.disclosure_request.status == Status.ANSWERED
    assert delivery.disclosure_request.events.filter(kind="notice_put_off").count() == 2


def test_a_notice_put_off_waits_for_its_pause(delivery: Delivery) -> None:
    record(delivery, PUT_OFF)

    assert delivery.wake_at == delivery.queued_at + timedelta(minutes=1)
    assert send.claim(delivery.pk, at=delivery.queued_at + timedelta(seconds=59)) is None
    assert send.claim(delivery.pk, at=delivery.queued_at + timedelta(seconds=60)) is not None


def test_a_notice_put_off_for_two_days_fails_where_staff_see_it(delivery: Delivery) -> None:
    record(delivery, *[PUT_OFF] * 25)

    assert delivery.state == State.FAILED
    assert delivery.disclosure_request.status == Status.UNDELIVERED
    assert "451" in delivery.disclosure_request.problem


def test_a_refused_notice_stops_and_says_why(delivery: Delivery) -> None:
    record(delivery, REFUSED)

    assert (delivery.state, delivery.attempts) == (State.FAILED, 1)
    assert delivery.disclosure_request.status == Status.UNDELIVERED
    assert "550 5.1.1 no such user" in delivery.disclosure_request.problem


def test_a_refused_acknowledgement_leaves_the_request_in_review() -> None:
    request = a_request_of_ana()
    acknowledgement = record(Delivery.objects.get(), REFUSED)

    request.refresh_from_db()
    assert acknowledgement.state == State.FAILED
    assert request.status == Status.RECEIVED


def test_a_reviewer_tries_again_and_it_arrives(delivery: Delivery) -> None:
    record(delivery, REFUSED)

    handling.retry_delivery(delivery_id=delivery.pk, by=a_reviewer(), now=NOW)
    delivery.refresh_from_db()
    assert delivery.state == State.QUEUED
    record(delivery, ACCEPTED)

    assert delivery.disclosure_request.status == Status.ANSWERED


def test_only_a_failed_delivery_is_tried_again(delivery: Delivery) -> None:
    record(delivery, ACCEPTED)

    with pytest.raises(SettleError, match="Only a failed delivery"):
        handling.retry_delivery(delivery_id=delivery.pk, by=a_reviewer(), now=NOW)

    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED


def test_a_register_keeper_settles_nothing(delivery: Delivery) -> None:
    record(delivery, REFUSED)

    with pytest.raises(NotAllowedError):
        handling.retry_delivery(delivery_id=delivery.pk, by=a_person("kim", REGISTER_KEEPER), now=NOW)

    delivery.refresh_from_db()
    assert delivery.state == State.FAILED


def test_a_delivery_is_claimed_once(delivery: Delivery) -> None:
    assert send.claim(delivery.pk, at=NOW) is not None
    assert send.claim(delivery.pk, at=NOW) is None


def test_a_connection_that_broke_over_the_mail_is_left_to_a_person(delivery: Delivery) -> None:
    record(delivery, UNKNOWN)

    assert delivery.state == State.DOUBTFUL
    assert delivery.disclosure_request.status == Status.COMPILED
    assert send.claim(delivery.pk, at=NOW + timedelta(days=1)) is None
    assert delivery.pk not in send.to_wake(now=NOW + timedelta(days=365))


def test_a_worker_that_died_while_sending_is_noticed_and_nothing_is_sent_again(delivery: Delivery) -> None:
    send.claim(delivery.pk, at=NOW)

    assert send.mark_doubtful(now=NOW + timedelta(seconds=599), after=timedelta(seconds=600)) == 0
    assert send.mark_doubtful(now=NOW + timedelta(seconds=600), after=timedelta(seconds=600)) == 1
    assert send.mark_doubtful(now=NOW + timedelta(seconds=601), after=timedelta(seconds=600)) == 0

    delivery.refresh_from_db()
    assert delivery.state == State.DOUBTFUL
    assert send.claim(delivery.pk, at=NOW + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("arrived", "state", "status"),
    [(True, State.ACCEPTED, Status.ANSWERED), (False, State.QUEUED, Status.COMPILED)],
)
def test_a_person_settles_a_doubtful_mail(delivery: Delivery, arrived: bool, state: State, status: Status) -> None:
    record(delivery, UNKNOWN)

    handling.settle_doubtful(delivery_id=delivery.pk, arrived=arrived, by=a_reviewer(), now=NOW)

    delivery.refresh_from_db()
    delivery.disclosure_request.refresh_from_db()
    assert (delivery.state, delivery.disclosure_request.status) == (state, status)


def test_a_mail_that_is_being_sent_cannot_be_settled(delivery: Delivery) -> None:
    send.claim(delivery.pk, at=NOW)

    with pytest.raises(SettleError, match="unknown outcome"):
        handling.settle_doubtful(delivery_id=delivery.pk, arrived=False, by=a_reviewer(), now=NOW)

    delivery.refresh_from_db()
    assert delivery.state == State.SENDING


def a_letter() -> Delivery:
    business = a_business()
    a_register(business)
    return compiled(asked_for=handling.receive(business=business, asked=asked_by_post(), received_at=NOW))


def test_a_posted_letter_answers_the_request() -> None:
    letter = a_letter()

    assert letter.notice is not None
    made_on, made_at = letter.notice.issued_on, letter.notice.issued_at

    handling.mark_posted(delivery_id=letter.pk, posted_on=made_on, by=a_reviewer(), now=made_at)

    letter.refresh_from_db()
    assert (letter.state, letter.answer) == (State.POSTED, f"Posted on {made_on:%B %-d, %Y}.")
    assert letter.disclosure_request.status == Status.ANSWERED


def test_a_letter_is_never_mailed() -> None:
    letter = a_letter()

    assert send.claim(letter.pk, at=NOW) is None
    assert letter.pk not in send.to_wake(now=NOW + timedelta(days=365))


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(NOW, id="in the morning"),
        pytest.param(NOW + timedelta(hours=12), id="in the evening, a day ahead in Greenwich"),
    ],
)
def test_a_letter_cannot_have_been_posted_tomorrow(now: datetime) -> None:
    letter = a_letter()

    with pytest.raises(SettleError, match="future"):
        handling.mark_posted(delivery_id=letter.pk, posted_on=NOW.date() + timedelta(days=1), by=a_reviewer(), now=now)

    letter.refresh_from_db()
    assert letter.state == State.QUEUED


def test_a_letter_cannot_have_been_posted_before_it_was_made() -> None:
    letter = a_letter()
    assert letter.notice is not None
    day_before = letter.notice.issued_on - timedelta(days=1)

    with pytest.raises(SettleError, match="before its notice was made"):
        handling.mark_posted(delivery_id=letter.pk, posted_on=day_before, by=a_reviewer(), now=letter.notice.issued_at)

    letter.refresh_from_db()
    assert letter.state == State.QUEUED


@pytest.mark.parametrize("late", [REFUSED, PUT_OFF, UNKNOWN, ACCEPTED])
def test_an_outcome_that_comes_after_a_person_settled_it_changes_nothing(
    delivery: Delivery, late: ServerAnswer
) -> None:
    claimed = send.claim(delivery.pk, at=NOW)
    assert claimed is not None
    send.mark_doubtful(now=NOW + timedelta(hours=1), after=timedelta(minutes=10))
    handling.settle_doubtful(delivery_id=delivery.pk, arrived=True, by=a_reviewer(), now=NOW)

    send.record_outcome(send.Sent(claimed, late), at=NOW + timedelta(hours=2), first_pause=timedelta(minutes=1))

    delivery.refresh_from_db()
    delivery.disclosure_request.refresh_from_db()
    assert delivery.state == State.ACCEPTED
    assert delivery.disclosure_request.status == Status.ANSWERED
    assert delivery.disclosure_request.events.filter(kind="notice_late").count() == 1


def test_a_notice_by_email_cannot_be_marked_as_posted(delivery: Delivery) -> None:
    with pytest.raises(SettleError, match="by e-mail"):
        handling.mark_posted(delivery_id=delivery.pk, posted_on=NOW.date(), by=a_reviewer(), now=NOW)

    delivery.refresh_from_db()
    assert delivery.state == State.QUEUED
