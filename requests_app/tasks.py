"""The worker's steps, in order. A task carries ids only, may run twice, and does one thing that a row asked for."""

import logging
import time
from collections import deque
from datetime import timedelta
from functools import partial

from celery import Task, current_app, current_task, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from requests_app.audit import chain
from requests_app.delivery import acknowledge, queue, send
from requests_app.delivery.models import Delivery
from requests_app.desk import second_look
from requests_app.gathered import Gathered
from requests_app.notices import issue
from requests_app.notices.compile import BlockedError
from requests_app.requests.search.index import BATCH, index_waiting

MOST_BATCHES = 50
"""So many at a time, so that mails do not wait behind a long one."""
GATHERED_SECONDS = 0.05
MOST_TOGETHER = 10
"""One worker sends these one after the other, while others are free for those that come next."""
TOGETHER_SECONDS = 60
"""So long one message keeps a worker at it: far less than CELERY_TASK_TIME_LIMIT, which would cut a mail in two."""

logger = logging.getLogger(__name__)


def wake_after() -> timedelta:
    """Return how long work may wait before the sweep wakes it."""
    return timedelta(seconds=settings.WAKE_AFTER_SECONDS)


def wake(task: Task[[int], None], row_id: int) -> None:
    """Ask a worker to look at a row. With the broker down nothing is lost: the row waits for the sweep."""
    try:
        task.delay(row_id)
    except OperationalError:
        logger.warning("the broker cannot be reached; the sweep will wake %s for row %s", task.name, row_id)


def wake_on_commit(task: Task[[int], None], row_id: int) -> None:
    """Wake a worker once the transaction has committed, so that it finds the row."""
    transaction.on_commit(partial(wake, task, row_id))


def wake_to_send(delivery: Delivery) -> None:
    """Ask a worker to send a mail that was committed, and do not wait for the broker: a resident waits for the page.

    Mails of one moment share a message. Within a task it is asked at once: a worker's process ends without a word.
    """
    if current_task:
        wake(send_delivery, delivery.pk)
    else:
        _to_send.add(delivery.pk)


def _wake_to_send(delivery_ids: list[int]) -> None:
    try:
        if len(delivery_ids) == 1:
            send_delivery.delay(*delivery_ids)
        else:
            send_deliveries.delay(delivery_ids)
    except OperationalError:
        logger.warning("the broker cannot be reached; the sweep will wake the deliveries %s", delivery_ids)


_to_send = Gathered(_wake_to_send, seconds=GATHERED_SECONDS, most=MOST_TOGETHER)


def wake_named_on_commit(task_name: str, row_id: int) -> None:
    """Wake a worker for a task that lies above this module, once the transaction has committed."""
    transaction.on_commit(partial(_wake_named, task_name, row_id))


def _wake_named(task_name: str, row_id: int) -> None:
    try:
        current_app.send_task(task_name, args=[row_id])
    except OperationalError:
        logger.warning("the broker cannot be reached; the sweep will wake %s for row %s", task_name, row_id)


@shared_task(name="requests_app.issue_notice")
def issue_notice(disclosure_request_id: int) -> None:
    """Compile the notice of a decided request, keep it, and queue its delivery."""
    disclosure_request = issue.begin(disclosure_request_id, at=timezone.now(), wake_after=wake_after())
    if disclosure_request is None:
        return
    try:
        prepared = issue.prepare(disclosure_request, at=timezone.now())
        second_look.check_still_settled(disclosure_request, prepared.compiled)
    except BlockedError as blocked:
        issue.return_to_review(disclosure_request_id, blocked=blocked, at=timezone.now())
        return
    except Exception as error:  # whatever it was, staff must see that it waits, and why; then it is raised again
        issue.note_problem(disclosure_request_id, says=f"The notice could not be laid out ({type(error).__name__}).")
        raise
    with transaction.atomic():
        notice = issue.keep(prepared, at=timezone.now())
        if notice is not None:
            delivery = queue.queue_notice(
                notice, content=prepared.compiled.content, at=timezone.now(), wake_after=wake_after()
            )
            wake_on_commit(send_delivery, delivery.pk)


@shared_task(name="requests_app.send_delivery")
def send_delivery(delivery_id: int) -> None:
    """Hand one queued mail to the mail server and record its answer."""
    send_deliveries([delivery_id])


@shared_task(name="requests_app.send_deliveries")
def send_deliveries(delivery_ids: list[int]) -> None:
    """Send several mails. After one that fails, or that took long, each of the others gets a message of its own."""
    until, waiting = time.monotonic() + TOGETHER_SECONDS, deque(delivery_ids)
    try:
        send.send_each(
            waiting,
            clock=timezone.now,
            first_pause=timedelta(seconds=settings.FIRST_RETRY_SECONDS),
            go_on=lambda: time.monotonic() < until,
        )
    finally:
        for pk in waiting:
            wake(send_delivery, pk)


@shared_task(name="requests_app.sweep")
def sweep() -> None:
    """Wake whatever has waited too long: a wake-up was lost, a worker died, a pause is over."""
    now = timezone.now()
    send.mark_doubtful(now=now, after=timedelta(seconds=settings.SENDING_DOUBTFUL_SECONDS))
    for pk in issue.to_wake(now=now, wake_after=wake_after()):
        wake(issue_notice, pk)
    for pk in acknowledge.send_groups(now=now, wake_after=wake_after()):
        wake(send_delivery, pk)
    for pk in send.to_wake(now=now):
        wake(send_delivery, pk)


@shared_task(name="requests_app.seal_audit")
def seal_audit() -> None:
    """Link the audit entries written since the last time into the chain."""
    chain.seal()


@shared_task(name="requests_app.index_requests")
def index_requests() -> None:
    """Keep the words of requests that are new or changed; after an upgrade or a wave there are many."""
    for _batch in range(MOST_BATCHES):
        if index_waiting() < BATCH:
            return
