"""Things die in the middle of the way. Nothing is lost, and nothing is sent twice."""

from functools import partial

from requests_app.delivery.models import Delivery
from requests_app.notices.models import Notice
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests.journeys.people import (
    ANA,
    PASSWORD,
    approve,
    ask,
    assert_answered_once,
    notice_mails,
    open_for_business,
    settled,
    wait_for_notice,
)
from tests.stack import Stack, StackFactory

MANY = 700
"""So many recipients that a worker takes seconds to lay the notice out: time to kill it in."""


def test_a_worker_killed_while_it_compiles_sends_one_notice_after_its_restart(stack: Stack) -> None:
    open_for_business(stack, recipients=MANY)
    reference = ask(stack)
    stack.sign_in("rita", PASSWORD)
    approve(stack, reference)
    stack.wait_for(lambda: DisclosureRequest.objects.filter(tries__gte=1).exists(), what="the worker to begin")

    stack.worker.kill9()

    with stack.rows():
        assert DisclosureRequest.objects.get().status == Status.APPROVED
        assert Notice.objects.count() == 0
    stack.worker.start()
    wait_for_notice(stack)
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def test_a_broker_that_is_down_during_the_approval_delays_the_notice_and_loses_nothing(stack: Stack) -> None:
    open_for_business(stack)
    reference = ask(stack)
    stack.wait_for_mail(to=ANA)
    stack.sign_in("rita", PASSWORD)
    stack.broker.stop()

    page = approve(stack, reference)

    assert page.status == 200
    with stack.rows():
        assert DisclosureRequest.objects.get().status == Status.APPROVED
    stack.broker.start()
    stack.wait_for(partial(supervised_until_noticed, stack), what="a notice, once the broker is there again")
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def test_a_broker_that_goes_away_while_a_notice_is_compiled_ends_the_worker_whose_next_start_sends_it_once(
    stack: Stack,
) -> None:
    open_for_business(stack, recipients=MANY)
    reference = ask(stack)
    stack.sign_in("rita", PASSWORD)
    approve(stack, reference)
    stack.wait_for(lambda: DisclosureRequest.objects.filter(tries__gte=1).exists(), what="the worker to begin")

    stack.broker.stop()

    assert stack.worker.wait(60) != 0  # so that "Restart=always" and "unless-stopped" start it anew
    stack.broker.start()
    stack.wait_for(partial(supervised_until_noticed, stack), what="a notice, once the broker is there again")
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def supervised_until_noticed(stack: Stack) -> bool:
    """Start the worker again where it ended, as the service unit and the compose file do; say whether a notice came.

    The library that talks to the broker ends a worker that has a task in hand when the broker goes away.
    """
    stack.worker.start()
    return bool(notice_mails(stack))


def test_a_form_is_taken_while_broker_worker_and_mail_server_are_down(start_stack: StackFactory) -> None:
    stack = start_stack(start=False)
    stack.web.start()
    open_for_business(stack)

    reference = ask(stack)

    assert stack.mails() == []
    stack.start()
    acknowledgement = stack.wait_for_mail(to=ANA)
    assert len(acknowledgement) == 1
    assert reference in str(acknowledgement[0]["Subject"])


def test_when_everything_behind_the_form_stops_it_still_takes_requests_and_says_so(stack: Stack) -> None:
    open_for_business(stack)
    before = ask(stack, name="Bo Chen", email="bo@example.org")
    stack.wait_for_mail(to="bo@example.org")
    stack.broker.stop()
    stack.worker.kill9()
    stack.smtp.stop()

    page = stack.post_form(
        "/request/", requester_name="Ana Ruiz", reply_by="EMAIL", email=ANA, california_resident="on"
    )

    assert page.status == 200
    assert "We received your request" in page.text
    assert "The part of our system that sends e-mail does not work at this moment." in page.text
    assert "Your request is safe with us and its date stands." in page.text
    with stack.rows():
        row = DisclosureRequest.objects.get(email=ANA)
        assert row.due_on is not None
        assert row.deliveries.get().state == "QUEUED"
    stack.sign_in("rita", PASSWORD)
    assert approve(stack, before).status == 200
    assert stack.mails(ANA) == []
    stack.start()
    assert len(stack.wait_for_mail(to=ANA)) == 1
    wait_for_notice(stack, "bo@example.org")
    approve(stack, str(row.reference))
    wait_for_notice(stack)
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, str(row.reference))
    assert_answered_once(stack, before, "bo@example.org")
    assert "does not work at this moment" not in stack.visit(f"/status/{row.secret}/").text


def test_a_mail_server_that_is_down_delays_the_notice(start_stack: StackFactory) -> None:
    stack = start_stack(settings={"FIRST_RETRY_SECONDS": "1"})
    open_for_business(stack)
    reference = ask(stack)
    stack.wait_for_mail(to=ANA)
    stack.smtp.stop()
    stack.sign_in("rita", PASSWORD)

    approve(stack, reference)

    stack.wait_for(lambda: Delivery.objects.filter(kind="NOTICE", answer__gt="").exists(), what="a first try")
    stack.smtp.start()
    wait_for_notice(stack)
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def test_a_worker_killed_while_the_mail_server_has_the_mail_leaves_the_question_to_a_person(
    start_stack: StackFactory,
) -> None:
    stack = start_stack(settings={"SENDING_DOUBTFUL_SECONDS": "3"})
    open_for_business(stack)
    reference = ask(stack)
    stack.wait_for_mail(to=ANA)
    stack.wait_for(partial(_all_in_state, "ACCEPTED"), what="the acknowledgement's outcome")
    stack.sign_in("rita", PASSWORD)
    stack.smtp.answers.hold()
    approve(stack, reference)
    stack.smtp.answers.wait_until_held()

    stack.worker.kill9()
    stack.smtp.answers.release()
    stack.worker.start()

    stack.wait_for(lambda: Delivery.objects.filter(state="DOUBTFUL").exists(), what="the doubt to be noticed")
    assert len(notice_mails(stack)) == 1
    pk = int(reference.rsplit("-", 1)[1])
    assert "Outcome unknown" in stack.visit(f"/staff/requests/{pk}/").text


def test_an_address_that_is_refused_for_good_is_shown_and_can_be_tried_again(stack: Stack) -> None:
    open_for_business(stack)
    reference = ask(stack)
    stack.wait_for_mail(to=ANA)
    stack.smtp.answers.at_rcpt(ANA, "550 5.1.1 no such user", times=1)
    stack.sign_in("rita", PASSWORD)

    approve(stack, reference)

    stack.wait_for(lambda: DisclosureRequest.objects.get().status == Status.UNDELIVERED, what="the refusal")
    pk = int(reference.rsplit("-", 1)[1])
    page = stack.visit(f"/staff/requests/{pk}/")
    assert "550 5.1.1 no such user" in page.text
    retry = next(form for form in page.forms if form.action.endswith("/retry/"))
    stack.browser.send(page, retry, {})
    wait_for_notice(stack)
    stack.wait_for(settled, what="the outcome in the database")
    assert_answered_once(stack, reference)


def _all_in_state(state: str) -> bool:
    return not Delivery.objects.exclude(state=state).exists()
