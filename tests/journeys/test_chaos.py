"""Everything behind a wave of notices is killed again and again: each requester has one notice, or one in doubt.

In doubt is a mail that a worker had in hand when it, the mail server or the database died; a person settles it.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

import pytest

from requests_app.audit import chain
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.management.benchmarks import notices_rows
from requests_app.notices.models import Notice
from requests_app.register.models import NoticePdf
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.requests.status import Status
from shinelight.local.postgres import Postgres
from tests.stack import Stack, StackFactory

MANY = int(os.environ.get("SHINELIGHT_CHAOS", "200"))
"""`make soak` sends two thousand."""
BETWEEN = 25
"""After so many mails more, something dies."""
RECIPIENTS = 5
SETTINGS = {"FIRST_RETRY_SECONDS": "1", "SENDING_DOUBTFUL_SECONDS": "5", "MAIL_TIMEOUT_SECONDS": "5"}
LONGEST_SECONDS = 900
PROCESSES = 2
CONNECTIONS = 4


def notices_taken(stack: Stack) -> Counter[str]:
    """Return how many notices the mail server took for each address."""
    mails = [each for each in list(stack.smtp.received) if ".notice@" in str(each.message["Message-ID"])]
    return Counter(each.recipients[0] for each in mails)


def deaths(stack: Stack, server: Postgres) -> list[Callable[[], object]]:
    """Return what can happen; each leaves everything running again."""

    def restarted(end: Callable[[], object], start: Callable[[], object]) -> Callable[[], object]:
        return lambda: (end(), start())

    return [
        restarted(stack.worker.kill9, stack.worker.start),
        restarted(stack.broker.kill, stack.broker.start),
        restarted(stack.smtp.stop, stack.smtp.start),
        restarted(server.kill, server.start),
    ]


@pytest.mark.long
@pytest.mark.postgres
def test_whatever_dies_each_requester_has_one_notice_or_one_in_doubt(start_stack: StackFactory) -> None:
    chance = random.Random(1798_83)  # noqa: S311 - no secret
    began = time.monotonic()
    with Postgres(durable=True) as server:
        stack = start_stack.on(server, settings={**SETTINGS, "MAIL_CONNECTIONS": str(CONNECTIONS)})
        with stack.rows():
            notices_rows.make(RECIPIENTS, NoticePdf.STANDARD, MANY)
        stack.start()
        happened: Counter[str] = Counter()
        names = ("worker", "broker", "mail server", "database")

        for count in range(BETWEEN, MANY, BETWEEN):
            stack.wait_for(partial(left, stack, count), what=f"{count} mails", seconds=LONGEST_SECONDS)
            which = chance.randrange(len(names))
            deaths(stack, server)[which]()
            happened[names[which]] += 1

        stack.start()
        stack.wait_for(partial(ended, MANY), what="every notice to be sent or in doubt", seconds=LONGEST_SECONDS)
        taken = notices_taken(stack)
        with stack.rows():
            check_each_has_one(taken, many=MANY, killed=sum(happened.values()))
            doubtful = Delivery.objects.filter(state=State.DOUBTFUL).count()
        print(f"{MANY} notices, {time.monotonic() - began:.0f} s, {dict(happened)}, {doubtful} in doubt")  # noqa: T201 - for -s


def left(stack: Stack, count: int) -> bool:
    """Say whether so many mails left, or as many as ever will: one in doubt may not be among them."""
    return len(stack.mails()) >= count or ended(MANY)


def ended(many: int) -> bool:
    """Say whether none of so many notices is on its way any more."""
    if DisclosureRequest.objects.filter(status=Status.APPROVED).exists():
        return False
    notices = Delivery.objects.filter(kind=Kind.NOTICE)
    return notices.count() == many and not notices.filter(state__in=[State.QUEUED, State.SENDING]).exists()


def check_each_has_one(taken: Counter[str], *, many: int, killed: int) -> None:
    """Each request has one notice and one mail; only of one in doubt may the mail server have none."""
    assert Notice.objects.count() == Notice.objects.values("disclosure_request").distinct().count() == many
    deliveries = list(Delivery.objects.filter(kind=Kind.NOTICE).select_related("disclosure_request"))
    assert len(deliveries) == many
    twice = {address: number for address, number in taken.items() if number > 1}
    assert twice == {}
    accepted = [each for each in deliveries if each.state == State.ACCEPTED]
    assert [each.recipient for each in accepted if taken[each.recipient] != 1] == []
    assert {each.disclosure_request.status for each in accepted} == {Status.ANSWERED}
    doubtful = [each for each in deliveries if each.state == State.DOUBTFUL]
    assert len(accepted) + len(doubtful) == many
    assert len(doubtful) <= killed * PROCESSES * CONNECTIONS
    told = RequestEvent.objects.filter(kind="notice_doubtful").values("disclosure_request").distinct().count()
    assert told == len(doubtful)
    chain.seal()
    assert chain.verify().outcome == "whole"


@pytest.mark.long
@pytest.mark.postgres
def test_a_database_that_dies_while_the_mail_server_has_the_mails_leaves_none_in_doubt(
    start_stack: StackFactory,
) -> None:
    with Postgres(durable=True) as server:
        stack = start_stack.on(server, settings={"MAIL_CONNECTIONS": str(CONNECTIONS)})
        with stack.rows():
            notices_rows.make(RECIPIENTS, NoticePdf.STANDARD, BETWEEN)
        stack.smtp.start()
        stack.smtp.answers.hold()
        stack.start()
        stack.smtp.answers.wait_until_held()

        server.kill()
        stack.smtp.answers.release()
        stack.worker.wait_until(lambda: stack.worker.says("the database is away"))
        server.start()

        stack.wait_for(partial(ended, BETWEEN), what="every notice to be sent")
        with stack.rows():
            check_each_has_one(notices_taken(stack), many=BETWEEN, killed=0)
