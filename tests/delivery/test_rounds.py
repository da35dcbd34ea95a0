"""A wave leaves over several connections, and each outcome is on record before the next mail of its connection."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from requests_app import handling, tasks
from requests_app.audit.models import AuditEntry
from requests_app.delivery import rounds, send
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from shinelight.local.smtp import Catcher
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db
MANY, AT_ONCE = 9, 3


@pytest.fixture
def notices() -> list[Delivery]:
    """Notices of a wave that stand in the queue."""
    business, reviewer = a_business(), a_reviewer("approver")
    a_register(business)
    rows = [a_request(business, email=f"p{number}@example.org") for number in range(MANY)]
    for row in rows:
        handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=reviewer, now=NOW)
    tasks.issue_notices([row.pk for row in rows])
    return list(Delivery.objects.filter(kind=Kind.NOTICE).order_by("id"))


def sent(deliveries: list[Delivery], *, go_on: Callable[[], bool] = lambda: True, connections: int = AT_ONCE) -> None:
    rounds.send_each(
        deque(each.pk for each in deliveries),
        clock=lambda: NOW,
        first_pause=timedelta(minutes=1),
        go_on=go_on,
        connections=connections,
    )


def story(row: DisclosureRequest) -> list[tuple[str, str, str, str]]:
    """Return the last two events of a request, as they are told."""
    told = row.events.order_by("-id").values_list("kind", "from_status", "to_status", "says")
    return list(reversed(told[:2]))


def test_each_of_many_is_answered_once_and_on_record_as_one_alone_is(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    alone, *others = notices
    sent([alone], connections=1)

    sent(others)

    assert smtp_catcher.connections == 1 + AT_ONCE
    taken = sorted(each.recipients for each in smtp_catcher.received)
    assert taken == [(f"p{number}@example.org",) for number in range(MANY)]
    expected = story(alone.disclosure_request)
    assert [kind for kind, *_ in expected] == ["notice_accepted", "answered"]
    for delivery in notices:
        delivery.refresh_from_db()
        row = DisclosureRequest.objects.get(pk=delivery.disclosure_request_id)
        assert (delivery.state, delivery.attempts, delivery.claimed_at) == (State.ACCEPTED, 1, NOW)
        assert (delivery.finished_at, delivery.wake_at, delivery.answer[:4]) == (NOW, None, "250 ")
        assert (row.status, row.search_due, row.problem) == (Status.ANSWERED, True, "")
        assert [each[:3] for each in story(row)] == [each[:3] for each in expected]
        assert story(row)[0][3] == delivery.answer
        audited = AuditEntry.objects.filter(subject=f"request:{row.reference}").order_by("-id")[:2]
        assert [(each.action, each.detail) for each in audited] == [
            ("request.answered", {"from": "COMPILED", "to": "ANSWERED"}),
            ("request.notice_accepted", {}),
        ]


def test_no_connection_has_a_mail_before_the_outcome_of_its_last_one_is_on_record(
    notices: list[Delivery], smtp_catcher: Catcher
) -> None:
    """Whoever asks between two rounds finds every mail that left on record, and no more begun than connections are."""
    seen: list[tuple[int, int]] = []

    def go_on() -> bool:
        on_record = Delivery.objects.filter(pk__in=[each.pk for each in notices], state=State.ACCEPTED).count()
        begun = Delivery.objects.filter(state=State.SENDING).count()
        seen.append((on_record, begun))
        return True

    sent(notices, go_on=go_on)

    assert [begun for _, begun in seen if begun >= AT_ONCE] == []
    assert [on_record for on_record, _ in seen] == sorted(on_record for on_record, _ in seen)
    assert seen[-1] == (MANY, 0)


def test_what_each_is_answered_is_its_own(notices: list[Delivery], smtp_catcher: Catcher) -> None:
    smtp_catcher.answers.at_rcpt("p1@example.org", "550 5.1.1 no such user")
    smtp_catcher.answers.at_rcpt("p2@example.org", "451 4.7.1 come back later")
    Delivery.objects.filter(pk=notices[3].pk).update(subject="two\nlines")

    sent(notices)

    states = list(Delivery.objects.filter(kind=Kind.NOTICE).order_by("id").values_list("state", flat=True))
    assert states == ["ACCEPTED", "FAILED", "QUEUED", "FAILED", *["ACCEPTED"] * (MANY - 4)]
    assert len(smtp_catcher.received) == MANY - 3
    problems = DisclosureRequest.objects.exclude(problem="").order_by("pk").values_list("problem", flat=True)
    assert ["no such user" in problems[0], "cannot be put together" in problems[1]] == [True, True]


def test_one_that_was_settled_or_moved_meanwhile_is_left_as_it_stands(notices: list[Delivery]) -> None:
    settled, moved, *_ = claimed = send.claim_all(send.with_all(Delivery.objects.filter(kind=Kind.NOTICE)), at=NOW)
    taken = [send.Sent(each, ServerAnswer(Outcome.ACCEPTED, "250 taken")) for each in claimed]
    send.mark_doubtful(now=NOW + timedelta(hours=1), after=timedelta(minutes=1))
    Delivery.objects.exclude(pk=settled.pk).filter(kind=Kind.NOTICE).update(state=State.SENDING)
    DisclosureRequest.objects.filter(pk=moved.disclosure_request_id).update(version=99)

    with transaction.atomic():
        rounds.record_outcomes(taken, at=NOW, first_pause=timedelta(minutes=1))

    settled.refresh_from_db()
    assert settled.state == State.DOUBTFUL
    assert settled.disclosure_request.events.filter(kind="notice_late").count() == 1
    others = [each for each in claimed if each is not settled]
    for each in others:
        each.refresh_from_db()
        assert each.state == State.ACCEPTED
        assert each.disclosure_request.events.filter(kind="answered").count() == 1
    assert DisclosureRequest.objects.get(pk=moved.disclosure_request_id).version == 100


def test_what_was_committed_before_the_connection_broke_is_not_told_again(notices: list[Delivery]) -> None:
    rows = Delivery.objects.filter(pk__in=[each.pk for each in notices])
    claimed = send.claim_all(send.with_all(rows), at=NOW)
    taken = [send.Sent(each, ServerAnswer(Outcome.ACCEPTED, f"250 taken as {each.pk}")) for each in claimed]
    rounds.record_outcomes(taken[:2], at=NOW, first_pause=timedelta(minutes=1))

    assert rounds.not_on_record(taken) == taken[2:]


def test_a_mail_more_costs_no_statement_more(notices: list[Delivery]) -> None:
    def statements(of: list[Delivery]) -> int:
        with CaptureQueriesContext(connection) as asked, transaction.atomic():
            claimed = send.claim_all(send.with_all(Delivery.objects.filter(pk__in=[each.pk for each in of])), at=NOW)
            taken = [send.Sent(each, ServerAnswer(Outcome.ACCEPTED, "250 taken")) for each in claimed]
            rounds.record_outcomes(taken, at=NOW, first_pause=timedelta(minutes=1))
        return len(asked)

    few, many = statements(notices[:3]), statements(notices[3:9])

    assert Delivery.objects.filter(state=State.ACCEPTED, kind=Kind.NOTICE).count() == MANY
    assert few == many
