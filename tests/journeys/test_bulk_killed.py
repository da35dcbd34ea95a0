"""A worker dies in the middle of an act on many requests: each is decided once, and none is left out."""

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.desk import bulk
from requests_app.desk.models import BulkItem, BulkRun
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, RequestEvent
from tests.builders import NOW, asked
from tests.journeys.people import PASSWORD, open_for_business
from tests.stack import StackFactory

MANY = 150


@pytest.mark.postgres
@pytest.mark.long
def test_a_worker_killed_among_many_approvals_loses_none_and_doubles_none(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)
    with stack.rows():
        business = Business.objects.get()
        for number in range(MANY):
            one = asked(email=f"p{number}@example.org", requester_name=f"Person {number}")
            handling.receive(business=business, asked=one, received_at=NOW)
    stack.sign_in("rita", PASSWORD)
    page = stack.visit("/staff/")
    assert "Review queue" in page.text
    with stack.rows():
        rita = User.objects.get(username="rita")
        waiting = DisclosureRequest.objects.waiting()
        run = handling.freeze_bulk(rows=waiting, kind=BulkRun.Kind.APPROVE, chosen_by="", by=rita, now=NOW)
    stack.post_form(f"/staff/bulk/{run.pk}/", action=f"/staff/bulk/{run.pk}/confirm/")
    some = BulkItem.objects.filter(run=run.pk, outcome=BulkItem.Outcome.DONE)
    stack.wait_for(lambda: some.count() >= 5, what="some to be approved")

    stack.worker.kill9()

    with stack.rows():
        sums = bulk.sums(run)
        assert 0 < sums.waiting < MANY
        assert RequestEvent.objects.filter(kind="approved").count() == sums.done
    stack.worker.start()
    stack.wait_for(lambda: BulkRun.objects.get(pk=run.pk).finished_at is not None, what="the run to end")
    with stack.rows():
        sums = bulk.sums(run)
        assert (sums.done, sums.skipped, sums.failed, sums.waiting) == (MANY, 0, 0, 0)
        assert RequestEvent.objects.filter(kind="approved").count() == MANY
