"""The worker's steps, in order. A task carries ids only, may run twice, and does one thing that a row asked for."""

import logging
import time
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from celery import Task, current_app, current_task, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from requests_app.audit import chain
from requests_app.delivery import acknowledge, queue, rounds, send
from requests_app.delivery.models import Delivery
from requests_app.desk import second_look
from requests_app.desk.alike import Alike
from requests_app.gathered import Gathered
from requests_app.notices import issue
from requests_app.notices.compile import BlockedError
from requests_app.notices.shared import Shared
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.search.index import BATCH, index_waiting

MOST_BATCHES = 50
"""So many at a time, so that mails do not wait behind a long one."""
GATHERED_SECONDS = 0.05
MOST_TOGETHER = 10
"""One worker sends these one after the other, while others are free for those that come next."""
AT_ONCE = 100
"""So many rows of a wave share a message: what they have in common is read, compiled and laid out once for them."""
TOGETHER_SECONDS = 60
"""So long one message keeps a worker at it: far less than CELERY_TASK_TIME_LIMIT, which would cut a mail in two."""
LAYING_OUT_LIMIT = 570
"""Seconds after which a worker that lays notices out is ended: 10,000 recipients take four minutes, once.

Less than the broker waits before it gives the message to another one (`visibility_timeout`).
"""
ISSUING_SECONDS = 20
"""No notice rests on a register that a worker read longer ago than this."""
KEPT_SECONDS = 2
"""A notice that is laid out waits no longer than this for those that are kept with it."""

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


def wake_all(task: Task[[list[int]], None], row_ids: Sequence[int]) -> None:
    """Ask workers to look at many rows, so many a message."""
    for first in range(0, len(row_ids), AT_ONCE):
        ids = list(row_ids[first : first + AT_ONCE])
        try:
            task.delay(ids)
        except OperationalError:
            logger.warning("the broker cannot be reached; the sweep will wake %s for rows %s", task.name, ids)


def _wake_to_send(delivery_ids: list[int]) -> None:
    wake_all(send_deliveries, delivery_ids)


_to_send = Gathered(_wake_to_send, seconds=GATHERED_SECONDS, most=MOST_TOGETHER)


def wake_named_on_commit(task_name: str, row_id: int) -> None:
    """Wake a worker for a task that lies above this module, once the transaction has committed."""
    transaction.on_commit(partial(_wake_named, task_name, row_id))


def _wake_named(task_name: str, row_id: int) -> None:
    try:
        current_app.send_task(task_name, args=[row_id])
    except OperationalError:
        logger.warning("the broker cannot be reached; the sweep will wake %s for row %s", task_name, row_id)


@shared_task(name="requests_app.issue_notice", time_limit=LAYING_OUT_LIMIT)
def issue_notice(disclosure_request_id: int) -> None:
    """Compile the notice of a decided request, keep it, and queue its delivery."""
    issue_notices([disclosure_request_id])


@shared_task(name="requests_app.issue_notices", time_limit=LAYING_OUT_LIMIT)
def issue_notices(disclosure_request_ids: list[int]) -> None:
    """Do so for several requests; what goes wrong with one keeps back none of the others.

    What is ready is kept and on its way every few seconds. After a while the rest gets a message of its own.
    """
    began = time.monotonic()
    rows = deque(issue.begin_all(disclosure_request_ids, at=timezone.now(), wake_after=wake_after()))
    alike, approved, failed = Alike(rows), second_look.Approved(rows), []
    shared = Shared(alike.compiled)
    while rows and time.monotonic() - began < ISSUING_SECONDS:
        ready, until = [], time.monotonic() + KEPT_SECONDS
        while rows and time.monotonic() < until:
            row = rows.popleft()
            try:
                ready.append((row, _prepared(row, shared, alike, approved)))
            except BlockedError as blocked:
                issue.return_to_review(row.pk, blocked=blocked, at=timezone.now())
            except Exception as error:  # whatever it was, staff must see that it waits, and why
                logger.exception("the notice of request %s could not be laid out", row.pk)
                says = f"The notice could not be laid out ({type(error).__name__})."
                issue.note_problem(row.pk, says=says)
                failed.append(error)
        if ready:
            _keep_and_queue(ready)
    if rows:
        wake_all(issue_notices, [row.pk for row in rows])
    if failed:
        raise failed[0]


def _prepared(row: DisclosureRequest, shared: Shared, alike: Alike, approved: second_look.Approved) -> issue.Prepared:
    prepared = issue.prepare(row, at=timezone.now(), shared=shared)
    second_look.check_still_settled(row, prepared.compiled, approved, digest=alike.digest(prepared.compiled))
    return prepared


def _keep_and_queue(ready: list[tuple[DisclosureRequest, issue.Prepared]]) -> None:
    by_request = {row.pk: (row, prepared.compiled.content) for row, prepared in ready}
    with transaction.atomic():
        notices = issue.keep_all([prepared for _, prepared in ready], at=timezone.now())
        deliveries = queue.queue_notices(
            [(notice, *by_request[notice.disclosure_request_id]) for notice in notices],
            at=timezone.now(),
            wake_after=wake_after(),
        )
        mails = [each.pk for each in deliveries if each.channel == ReplyBy.EMAIL]
        transaction.on_commit(partial(wake_all, send_deliveries, mails))


@shared_task(name="requests_app.send_delivery")
def send_delivery(delivery_id: int) -> None:
    """Hand one queued mail to the mail server and record its answer."""
    send_deliveries([delivery_id])


@shared_task(name="requests_app.send_deliveries")
def send_deliveries(delivery_ids: list[int]) -> None:
    """Send several mails. After one that fails, or that took long, each of the others gets a message of its own."""
    until, waiting = time.monotonic() + TOGETHER_SECONDS, deque(delivery_ids)
    try:
        rounds.send_each(
            waiting,
            clock=timezone.now,
            first_pause=timedelta(seconds=settings.FIRST_RETRY_SECONDS),
            go_on=lambda: time.monotonic() < until,
            connections=settings.MAIL_CONNECTIONS,
        )
    finally:
        for pk in waiting:
            wake(send_delivery, pk)


@shared_task(name="requests_app.sweep")
def sweep() -> None:
    """Wake whatever has waited too long: a wake-up was lost, a worker died, a pause is over."""
    now = timezone.now()
    send.mark_doubtful(now=now, after=timedelta(seconds=settings.SENDING_DOUBTFUL_SECONDS))
    wake_all(issue_notices, issue.to_wake(now=now, wake_after=wake_after()))
    for pk in acknowledge.send_groups(now=now, wake_after=wake_after()):
        wake(send_delivery, pk)
    wake_all(send_deliveries, send.to_wake(now=now))


@shared_task(name="requests_app.seal_audit")
def seal_audit() -> None:
    """Link the audit entries written since the last time into the chain."""
    chain.seal_all()


@shared_task(name="requests_app.index_requests")
def index_requests() -> None:
    """Keep the words of requests that are new or changed; after an upgrade or a wave there are many."""
    for _batch in range(MOST_BATCHES):
        if index_waiting() < BATCH:
            return
