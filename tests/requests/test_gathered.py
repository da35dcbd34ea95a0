"""What each request has to say is said for several at once, and nobody waits for who hears it."""

import os
import subprocess
import sys
import textwrap
import threading
from queue import Queue

import pytest
from kombu import Connection

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind
from requests_app.gathered import Gathered
from shinelight.local.broker import Broker
from tests.builders import NOW, a_business, asked

AT_MOST = 10
"""So many seconds are waited for what must come; it comes in milliseconds."""


def test_those_that_come_together_are_told_together_and_so_many_at_once() -> None:
    told: Queue[list[int]] = Queue()
    gathered = Gathered(told.put, seconds=0.2, most=3)

    for number in range(5):
        gathered.add(number)

    assert [told.get(timeout=AT_MOST), told.get(timeout=AT_MOST)] == [[0, 1, 2], [3, 4]]


def test_nobody_waits_for_who_hears_it_and_what_comes_meanwhile_is_told_after() -> None:
    told: Queue[list[int]] = Queue()
    hears, goes_on = threading.Event(), threading.Event()

    def slowly(numbers: list[int]) -> None:
        hears.set()
        assert goes_on.wait(AT_MOST)
        told.put(numbers)

    gathered = Gathered(slowly, seconds=0, most=10)
    gathered.add(1)
    assert hears.wait(AT_MOST)

    gathered.add(2)

    assert told.empty()
    goes_on.set()
    assert [told.get(timeout=AT_MOST), told.get(timeout=AT_MOST)] == [[1], [2]]


def test_one_that_cannot_be_told_stops_none_that_comes_later(caplog: pytest.LogCaptureFixture) -> None:
    told: Queue[list[int]] = Queue()

    def tell(numbers: list[int]) -> None:
        told.put(numbers)
        if numbers == [1]:
            raise RuntimeError

    gathered = Gathered(tell, seconds=0, most=10)
    gathered.add(1)
    assert told.get(timeout=AT_MOST) == [1]

    gathered.add(2)

    assert told.get(timeout=AT_MOST) == [2]
    assert "could not be told: [1]" in caplog.text


def test_a_process_that_ends_tells_what_waits_and_one_made_from_it_only_its_own() -> None:
    program = textwrap.dedent("""
        import os
        from requests_app.gathered import Gathered

        gathered = Gathered(lambda numbers: os.write(1, f"{numbers}\\n".encode()), seconds=600, most=10)
        gathered.add(1)
        child = os.fork()
        if child == 0:
            gathered.add(2)
        else:
            assert os.waitpid(child, 0)[1] == 0
            gathered.add(3)
    """)

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert ended.stdout.splitlines() == ["[2]", "[1, 3]"]


def test_a_process_that_ends_waits_no_longer_than_a_few_seconds_for_who_does_not_hear() -> None:
    program = textwrap.dedent("""
        import threading
        from requests_app.gathered import Gathered

        gathered = Gathered(lambda numbers: threading.Event().wait(600), seconds=0, most=10)
        gathered.add(1)
    """)

    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_mails_of_a_moment_share_a_message_which_is_sent_before_the_process_ends(broker: Broker) -> None:
    program = textwrap.dedent("""
        import django
        django.setup()
        from requests_app import tasks
        from requests_app.delivery.models import Delivery

        for number in (7, 8):
            tasks.wake_to_send(Delivery(pk=number))
    """)

    subprocess.run(
        [sys.executable, "-c", program], env=os.environ | {"BROKER_URL": broker.url}, check=True, timeout=AT_MOST * 6
    )

    with Connection(broker.url) as connection:
        message = connection.SimpleQueue("celery").get(timeout=AT_MOST)
    assert message.headers["task"] == "requests_app.send_deliveries"
    assert message.payload[0] == [[7, 8]]


@pytest.mark.django_db
def test_each_mail_of_a_message_is_tried_and_those_after_one_that_fails_are_woken(
    caplog: pytest.LogCaptureFixture,
) -> None:
    business = a_business()
    for name in ("ana", "bo", "cy"):
        handling.receive(business=business, asked=asked(email=f"{name}@example.org"), received_at=NOW)
    first, second, third = Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT).order_by("id")

    tasks.send_deliveries([first.pk, second.pk])
    with pytest.raises(ValueError, match="no id"):
        tasks.send_deliveries(["no id", third.pk])  # type: ignore[list-item]

    tries = Delivery.objects.order_by("id").values_list("attempts", flat=True)
    assert list(tries) == [1, 1, 0]
    assert f"the sweep will wake requests_app.send_delivery for row {third.pk}" in caplog.text
