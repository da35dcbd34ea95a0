"""A request from the form to its end, and then its destruction, over the real doors: no trace in anything that runs."""

from datetime import timedelta

import pytest
import redis
from django.db.models import F
from django.utils import timezone

from requests_app import handling
from requests_app.audit import chain
from requests_app.delivery.models import Delivery
from requests_app.requests.models import DisclosureRequest, Receipt, RequestEvent
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL
from requests_app.retention.models import DestructionBatch
from tests.builders import a_person
from tests.journeys.people import PASSWORD, approve, ask, open_for_business, settled, wait_for_notice
from tests.retention.traces import broker_of, dump_of, files_with_traces, traces_in
from tests.retention.whole import EMAIL, MARK
from tests.stack import StackFactory

FIVE_YEARS = timedelta(days=5 * 365)


def check_a_trace_is_found(broker: redis.Redis) -> None:
    """See that a trace in the broker would be found, in each kind of value that Celery keeps there."""
    broker.set("a", MARK)
    broker.lpush("b", MARK)
    broker.hset("c", MARK, "")
    broker.zadd("d", {MARK: 1})
    assert len(traces_in(broker_of(broker))) == 4
    broker.delete("a", "b", "c", "d")


def five_years_pass() -> None:
    """Move all that happened five years back."""
    day = timezone.now().date() - FIVE_YEARS
    arrived = {"received_at": F("received_at") - FIVE_YEARS, "received_on": day, "due_on": day + timedelta(days=30)}
    DisclosureRequest.objects.update(**arrived)
    Receipt.objects.update(**arrived, entered_at=F("entered_at") - FIVE_YEARS)
    RequestEvent.objects.update(at=F("at") - FIVE_YEARS)
    Delivery.objects.update(queued_at=F("queued_at") - FIVE_YEARS, finished_at=F("finished_at") - FIVE_YEARS)


@pytest.mark.long
@pytest.mark.postgres
def test_after_its_destruction_no_trace_of_a_person_is_left_in_anything_that_runs(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)
    reference = ask(stack, name=f"{MARK} Ruiz", email=EMAIL)
    stack.sign_in("rita", PASSWORD)
    approve(stack, reference)
    wait_for_notice(stack, EMAIL)
    stack.wait_for(settled, what="the outcome in the database")
    assert len(traces_in(dump_of(stack.database_url))) > 5
    with stack.rows():
        a_person("ada", ADMINISTRATOR)
        a_person("cora", COUNSEL)
        five_years_pass()
        (pk,) = handling.propose_destruction(now=timezone.now() - timedelta(days=8))
        secret = DisclosureRequest.objects.get().secret

    for name in ("ada", "cora"):
        browser = stack.new_browser()
        stack.sign_in(name, PASSWORD, browser=browser)
        address = f"/staff/destruction/{pk}/"
        stack.post_form(address, action=f"{address}approve/", browser=browser)
    stack.wait_for(lambda: DestructionBatch.objects.filter(pk=pk, state="DONE").exists(), what="the destruction")
    stack.wait_for(lambda: not DisclosureRequest.objects.filter(search_due=True).exists(), what="the index")

    assert traces_in(dump_of(stack.database_url)) == []
    broker = redis.Redis(unix_socket_path=str(stack.broker.socket))
    assert traces_in(broker_of(broker)) == []
    # Logs, uploads, mails as they came: all that the processes write. What the mail server took is not ours any more.
    taken = str(stack.folder / "mail")
    assert [each for each in files_with_traces(stack.folder) if not each.startswith(taken)] == []
    check_a_trace_is_found(broker)  # after the files: the broker writes down what it is given
    assert "The record of your request was destroyed" in stack.visit(f"/status/{secret}/").text
    assert stack.manage("verify_audit").startswith("whole")
    with stack.rows():
        assert chain.verify().outcome == "whole"
