"""Twenty posts of one person at the same moment, through the real form: one request, and none of the twenty is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from requests_app.delivery.models import Delivery
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.journeys.people import open_for_business
from tests.stack import StackFactory

POSTS = 20
ROUNDS = 3


@pytest.mark.postgres
def test_twenty_parallel_posts_of_one_person_make_one_request_with_twenty_receipts(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)

    for number in range(ROUNDS):
        email = f"person{number}@example.org"
        barrier = Barrier(POSTS)

        def post(_post: int, email: str = email, barrier: Barrier = barrier) -> str:
            browser = stack.new_browser()
            page = browser.visit("/request/")
            form = page.form("/request/")
            assert form is not None
            filled = {"requester_name": "Ana Ruiz", "reply_by": "EMAIL", "email": email, "california_resident": "on"}
            barrier.wait()
            return browser.send(page, form, filled).url

        with ThreadPoolExecutor(POSTS) as all_at_once:
            receipts = list(all_at_once.map(post, range(POSTS)))

        assert len(set(receipts)) == POSTS
        with stack.rows():
            row = DisclosureRequest.objects.get(email=email)
            assert Receipt.objects.filter(disclosure_request=row).count() == POSTS
            assert row.events.filter(kind__startswith="received").count() == POSTS
            assert Delivery.objects.filter(disclosure_request=row).count() == 1


@pytest.mark.postgres
def test_one_form_posted_twenty_times_at_once_is_one_receipt(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)
    browser = stack.new_browser()
    page = browser.visit("/request/")
    form = page.form("/request/")
    assert form is not None
    filled = {"requester_name": "Ana Ruiz", "reply_by": "EMAIL", "email": "ana@example.org"}
    barrier = Barrier(POSTS)

    def post(_post: int) -> str:
        barrier.wait()
        return browser.send(page, form, filled).url

    with ThreadPoolExecutor(POSTS) as all_at_once:
        receipts = set(all_at_once.map(post, range(POSTS)))

    assert len(receipts) == 1
    with stack.rows():
        assert Receipt.objects.count() == DisclosureRequest.objects.count() == Delivery.objects.count() == 1
