"""Many requests from one address at once: three confirmations alone, the rest in one mail, whoever dies in between."""

import re
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from threading import Barrier

import pytest

from requests_app.delivery.models import Delivery, GroupedAcknowledgement, State, requests_of
from requests_app.requests.models import DisclosureRequest
from tests.journeys.people import open_for_business
from tests.stack import Stack, StackFactory

POSTS = 20
OFFICE = "office@agent.example"
NAMES = [f"{first} {last}" for first in ("Ana", "Bo", "Cy", "Di", "Ed") for last in ("Ruiz", "Chen", "Dee", "Gray")]
REFERENCE = re.compile(r"STL-\d{4}-\d{6}")
UNLIMITED = {"FORM_NETWORK_LIMIT": "0", "FORM_ADDRESS_LIMIT": "0"}


def post_at_once(stack: Stack) -> None:
    """Send the requests of twenty people, all with the office's address, at the same moment."""
    barrier = Barrier(POSTS)

    def post(number: int) -> str:
        browser = stack.new_browser()
        page = browser.visit("/request/")
        form = page.form("/request/")
        assert form is not None
        barrier.wait()
        return browser.send(page, form, {"requester_name": NAMES[number], "reply_by": "EMAIL", "email": OFFICE}).url

    with ThreadPoolExecutor(POSTS) as all_at_once:
        pages = set(all_at_once.map(post, range(POSTS)))
    assert len(pages) == POSTS


def acknowledged_in(mails: list[EmailMessage]) -> list[str]:
    """Return the references that the mails acknowledge, each as often as it is."""
    found: list[str] = []
    for mail in mails:
        body = mail.get_content()
        lines = re.findall(r"^STL-\d{4}-\d{6}\r?$", body, flags=re.MULTILINE)
        found += [line.strip() for line in lines] or REFERENCE.findall(str(mail["Subject"]))
    return found


def everything_left() -> bool:
    return not GroupedAcknowledgement.objects.filter(delivery__isnull=True).exists() and not (
        DisclosureRequest.objects.filter(deliveries__finished_at__isnull=True, deliveries__isnull=False).exists()
    )


def everything_settled() -> bool:
    waits = Delivery.objects.filter(state__in=(State.QUEUED, State.SENDING))
    return not waits.exists() and not GroupedAcknowledgement.objects.filter(delivery__isnull=True).exists()


def assert_each_once(stack: Stack) -> None:
    """Hold that each reference is acknowledged once, three alone and the rest in one mail."""
    mails = stack.mails(OFFICE)
    with stack.rows():
        asked = sorted(str(row.reference) for row in DisclosureRequest.objects.all())
    assert len(asked) == POSTS
    assert sorted(acknowledged_in(mails)) == asked
    assert len(mails) == 4


@pytest.mark.postgres
def test_twenty_at_once_are_acknowledged_by_four_mails(start_stack: StackFactory) -> None:
    stack = start_stack("postgres", settings={**UNLIMITED, "ACKNOWLEDGE_TOGETHER_SECONDS": "15"})
    open_for_business(stack)

    post_at_once(stack)

    stack.wait_for_mail(4, to=OFFICE)
    stack.wait_for(everything_left, what="the outcome in the database")
    assert_each_once(stack)


@pytest.mark.postgres
def test_a_worker_killed_while_a_group_waits_loses_nobody(start_stack: StackFactory) -> None:
    settings = {**UNLIMITED, "ACKNOWLEDGE_TOGETHER_SECONDS": "3", "SENDING_DOUBTFUL_SECONDS": "3"}
    stack = start_stack("postgres", settings=settings)
    open_for_business(stack)
    stack.worker.kill9()
    post_at_once(stack)
    with stack.rows():
        assert GroupedAcknowledgement.objects.filter(delivery__isnull=True).count() == POSTS - 3

    stack.worker.start()
    stack.wait_for(
        lambda: GroupedAcknowledgement.objects.filter(delivery__isnull=False).exists(), what="the group to be queued"
    )
    stack.worker.kill9()
    stack.worker.start()

    stack.wait_for(everything_settled, what="the outcome in the database")
    mails = acknowledged_in(stack.mails(OFFICE))
    with stack.rows():
        asked = {str(row.reference) for row in DisclosureRequest.objects.all()}
        # What was in the dead worker's hands may have left or not: a person says which, and it is never sent again.
        doubtful = Delivery.objects.filter(state=State.DOUBTFUL)
        in_doubt = {str(row.reference) for delivery in doubtful for row in requests_of(delivery)}
    assert len(asked) == POSTS
    assert len(mails) == len(set(mails))
    assert set(mails) | in_doubt == asked
