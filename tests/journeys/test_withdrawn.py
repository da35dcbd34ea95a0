"""A requester withdraws while a reviewer approves: one of them wins, the other is told, and no mail contradicts it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from requests_app.delivery.models import Delivery, Kind
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from shinelight.demo.browser import Browser
from tests.journeys.people import PASSWORD, ask, notice_mails, open_for_business, wait_for_notice
from tests.stack import StackFactory

ROUNDS = 8


@pytest.mark.postgres
def test_who_withdraws_and_who_approves_at_once_agree_on_one_end(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)
    rita, ana = stack.new_browser(), stack.new_browser()
    stack.sign_in("rita", PASSWORD, browser=rita)
    ends = set()

    for number in range(ROUNDS):
        email = f"person{number}@example.org"
        reference = ask(stack, name=f"Person {number}", email=email)
        pk = int(reference.rsplit("-", 1)[1])
        with stack.rows():
            secret = DisclosureRequest.objects.get(pk=pk).secret
        barrier = Barrier(2)
        doors = {
            rita: (f"/staff/requests/{pk}/", f"/staff/requests/{pk}/approve/"),
            ana: (f"/status/{secret}/withdraw/", f"/status/{secret}/withdraw/"),
        }

        def press(browser: Browser, doors: dict[Browser, tuple[str, str]] = doors, barrier: Barrier = barrier) -> str:
            address, action = doors[browser]
            page = browser.visit(address)
            form = page.form(action)
            assert form is not None, page.text[:500]
            barrier.wait()
            return browser.send(page, form, {}).text

        with ThreadPoolExecutor(2) as both:
            reviewer, requester = both.map(press, (rita, ana))

        with stack.rows():
            row = DisclosureRequest.objects.get(pk=pk)
            ends.add(withdrawn := row.status == Status.WITHDRAWN)
            assert row.events.filter(kind__in=("approved", "withdrawn")).count() == 1
        if withdrawn:
            assert "The requester withdrew this request before you decided" in reviewer
            assert "You withdrew your request" in requester
        else:
            assert f"Approved: {reference}." in reviewer
            assert "It was too late to withdraw" in requester
            wait_for_notice(stack, email)
    with stack.rows():
        answered = {each.recipient for each in Delivery.objects.filter(kind=Kind.NOTICE)}
        withdrawn_ones = DisclosureRequest.objects.filter(status=Status.WITHDRAWN)
        assert not answered & set(withdrawn_ones.values_list("email", flat=True))
        assert all(not notice_mails(stack, row.email) for row in withdrawn_ones)
    assert ends
