"""A wave of notices to lay out holds up nobody's mail: what is quick to do is taken first."""

import pytest

from requests_app import handling
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, asked
from tests.journeys.people import ANA, PASSWORD, approve, ask, open_for_business
from tests.stack import StackFactory

WAVE = 25


@pytest.mark.postgres
def test_who_asks_behind_a_wave_is_acknowledged_before_it_is_laid_out(start_stack: StackFactory) -> None:
    stack = start_stack("postgres")
    open_for_business(stack)
    stack.worker.kill9()
    with stack.rows():
        business = Business.objects.get()
        for number in range(WAVE):
            one = asked(email=f"p{number}@example.org", requester_name=f"Person {number}")
            handling.receive(business=business, asked=one, received_at=NOW)
        wave = [str(reference) for reference in DisclosureRequest.objects.values_list("reference", flat=True)]
    stack.sign_in("rita", PASSWORD)
    for reference in wave:
        approve(stack, reference)
    ask(stack)

    stack.worker.start()

    stack.wait_for_mail(to=ANA)
    with stack.rows():
        assert Notice.objects.count() < WAVE / 2
