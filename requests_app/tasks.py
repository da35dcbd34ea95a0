"""The worker's steps, in order. A task carries ids only, may run twice, and does one thing that a row asked for."""

import logging
from datetime import timedelta
from functools import partial

from celery import Task, current_app, shared_task
from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from kombu.exceptions import OperationalError

from requests_app.audit import chain
from requests_app.delivery import acknowledge, queue, send
from requests_app.notices import issue
from requests_app.notices.compile import BlockedError
from requests_app.requests.models import DisclosureRequest

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


def wake_for(task: Task[[int], None], row: Model) -> None:
    """Ask a worker to look at a row that has its key by now: it was written at the end of the transaction."""
    wake(task, row.pk)


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
    delivery = send.claim(delivery_id, at=timezone.now())
    if delivery is not None:
        sent = send.transmit(delivery)
        send.record_outcome(sent, at=timezone.now(), first_pause=timedelta(seconds=settings.FIRST_RETRY_SECONDS))


@shared_task(name="requests_app.sweep")
def sweep() -> None:
    """Wake whatever has waited too long: a wake-up was lost, a worker died, a pause is over."""
    now = timezone.now()
    send.mark_doubtful(now=now, after=timedelta(seconds=settings.SENDING_DOUBTFUL_SECONDS))
    for pk in DisclosureRequest.objects.to_compile(now=now).values_list("pk", flat=True)[:1_000]:
        wake(issue_notice, pk)
    for pk in acknowledge.send_groups(now=now, wake_after=wake_after()):
        wake(send_delivery, pk)
    for pk in send.to_wake(now=now):
        wake(send_delivery, pk)


@shared_task(name="requests_app.seal_audit")
def seal_audit() -> None:
    """Link the audit entries written since the last time into the chain."""
    chain.seal()
