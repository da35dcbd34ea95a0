"""Several mails over one connection: each outcome is on record before the next mail is begun."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from requests_app import handling, tasks
from requests_app.delivery import rounds, send
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.smtp import Line
from requests_app.requests.models import RequestEvent
from requests_app.requests.status import Status
from shinelight.local.smtp import Catcher
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db
NAMES = ("ana", "bo", "cy")


@pytest.fixture
def notices() -> list[Delivery]:
    """Three notices that stand in the queue."""
    business, reviewer = a_business(), a_reviewer("approver")
    a_register(business)
    for name in NAMES:
        request = a_request(business, email=f"{name}@example.org")
        handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=reviewer, now=NOW)
        tasks.issue_notice(request.pk)
    return list(Delivery.objects.filter(kind=Kind.NOTICE).order_by("id"))


def sent(deliveries: list[Delivery], *, go_on: Callable[[], bool] = lambda: True) -> deque[int]:
    """Send them, and return those that were not begun."""
    waiting = deque(each.pk for each in deliveries)
    rounds.send_each(waiting, clock=lambda: NOW, first_pause=timedelta(minutes=1), go_on=go_on)
    return waiting


def states(deliveries: list[Delivery]) -> list[str]:
    return [Delivery.objects.get(pk=each.pk).state for each in deliveries]


def test_all_leave_over_one_connection_and_answer_their_requests(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    left = sent(notices)

    assert not left
    assert smtp_catcher.connections == 1
    assert [taken.recipients for taken in smtp_catcher.received] == [(f"{name}@example.org",) for name in NAMES]
    for delivery in notices:
        delivery.refresh_from_db()
        assert (delivery.state, delivery.attempts, delivery.claimed_at) == (State.ACCEPTED, 1, NOW)
        assert delivery.disclosure_request.status == Status.ANSWERED
        said = delivery.disclosure_request.events.order_by("id").values_list("kind", flat=True)
        assert list(said)[-2:] == ["notice_accepted", "answered"]


def test_the_outcome_and_the_claim_of_the_next_are_written_together(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    """Whoever asks between two mails finds what became of the one; the next is still anybody's."""
    seen = []

    def go_on() -> bool:
        seen.append(states(notices))
        return len(seen) < 2

    left = sent(notices, go_on=go_on)

    assert seen == [["ACCEPTED", "QUEUED", "QUEUED"], ["ACCEPTED", "ACCEPTED", "QUEUED"]]
    assert list(left) == [notices[2].pk]
    assert states(notices) == [State.ACCEPTED, State.ACCEPTED, State.QUEUED]
    assert len(smtp_catcher.received) == 2


def test_one_that_another_worker_took_meanwhile_is_left_to_it(notices: list[Delivery], smtp_catcher: Catcher) -> None:
    def go_on() -> bool:
        send.claim(notices[1].pk, at=NOW)
        return True

    left = sent(notices, go_on=go_on)

    assert not left
    assert states(notices) == [State.ACCEPTED, State.SENDING, State.ACCEPTED]
    assert len(smtp_catcher.received) == 2


def test_a_refusal_in_the_middle_stops_nobody(notices: list[Delivery], smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt("bo@example.org", "550 5.1.1 no such user")

    sent(notices)

    assert states(notices) == [State.ACCEPTED, State.FAILED, State.ACCEPTED]
    refused = notices[1].disclosure_request
    refused.refresh_from_db()
    assert (refused.status, refused.problem[:28]) == (Status.UNDELIVERED, "The mail server refused the ")


def test_a_connection_that_breaks_leaves_one_doubtful_and_the_rest_goes_on(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    def go_on() -> bool:
        smtp_catcher.answers.hang_up(on=len(smtp_catcher.received) == 1)
        return True

    sent(notices, go_on=go_on)

    assert states(notices) == [State.ACCEPTED, State.DOUBTFUL, State.ACCEPTED]


def test_an_outcome_of_a_request_that_stands_elsewhere_by_now_is_on_record(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    """A person settled it as having arrived while the mail server had it in hand."""
    delivery = send.claim(notices[0].pk, at=NOW)
    assert delivery is not None
    with Line() as line:
        handed = send.transmit(delivery, line)
    send.mark_doubtful(now=NOW + timedelta(hours=1), after=timedelta(minutes=1))
    handling.settle_doubtful(delivery_id=delivery.pk, arrived=True, by=a_reviewer("settler"), now=NOW)

    state = send.record_outcome(handed, at=NOW, first_pause=timedelta(minutes=1))

    assert state == State.ACCEPTED
    kinds = RequestEvent.objects.filter(disclosure_request=delivery.disclosure_request_id).values_list(
        "kind", flat=True
    )
    assert "notice_late" in kinds


def test_each_mail_carries_its_own_file_whatever_was_sent_before(notices: list[Delivery]) -> None:
    for delivery in notices:
        mail = message_from_bytes(compose(delivery).content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        (attached,) = mail.iter_attachments()
        assert delivery.notice is not None
        assert attached.get_content() == bytes(delivery.notice.document.pdf)
    assert len({delivery.notice.document.digest for delivery in notices if delivery.notice}) == len(NAMES)


@pytest.mark.parametrize(
    "body",
    [
        "One\n\n.\n..two\nFrom here\n",
        "One\r\ntwo\r\n",
        f"{'long ' * 400}\nand short\n",
        "Señora Ñandú, 北京\n",
        "no end",
        "",
    ],
    ids=["dots", "other line ends", "a long line", "not ASCII", "no end", "nothing"],
)
def test_whatever_a_mail_says_arrives_as_it_was_said(body: str, notices: list[Delivery], smtp_catcher: Catcher) -> None:
    Delivery.objects.filter(pk=notices[0].pk).update(body=body)

    sent(notices[:1])

    (taken,) = smtp_catcher.received
    text, attached = taken.message.iter_parts()
    assert text.get_content().splitlines() == body.splitlines()
    assert notices[0].notice is not None
    assert attached.get_content() == bytes(notices[0].notice.document.pdf)
