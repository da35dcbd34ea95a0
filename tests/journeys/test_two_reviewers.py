"""Two reviewers press the button at the same moment: one decision, one notice, one mail, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from requests_app.requests.models import RequestEvent
from shinelight.demo.browser import Browser
from tests.journeys.people import PASSWORD, ask, assert_answered_once, open_for_business, settled, wait_for_notice
from tests.stack import StackFactory

ROUNDS = 5


@pytest.mark.postgres
def test_two_reviewers_who_approve_at_once_decide_once(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack, reviewers=("rita", "sam"))
    rita, sam = stack.new_browser(), stack.new_browser()
    stack.sign_in("rita", PASSWORD, browser=rita)
    stack.sign_in("sam", PASSWORD, browser=sam)

    for number in range(ROUNDS):
        email = f"person{number}@example.org"
        reference = ask(stack, name=f"Person {number}", email=email)
        pk = int(reference.rsplit("-", 1)[1])
        barrier = Barrier(2)

        def press(browser: Browser, pk: int = pk, barrier: Barrier = barrier) -> str:
            page = browser.visit(f"/staff/requests/{pk}/")
            form = page.form(f"/staff/requests/{pk}/approve/")
            assert form is not None
            barrier.wait()
            return browser.send(page, form, {}).text

        with ThreadPoolExecutor(2) as both:
            told = list(both.map(press, (rita, sam)))

        with stack.rows():
            decision = RequestEvent.objects.get(disclosure_request_id=pk, kind="approved")
            assert decision.by is not None
            first = decision.by.username
        assert sum(f"{first} already approved this request" in text for text in told) == 1
        wait_for_notice(stack, email)
        stack.wait_for(settled, what="the outcome in the database")
        assert_answered_once(stack, reference, email)
