"""Workers are woken once the row they are to find is committed, and not before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from requests_app import handling, tasks
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer, asked

pytestmark = pytest.mark.django_db

Capture = Callable[..., Any]  # pytest-django's fixture; its context manager has no type of its own


def test_a_request_wakes_the_worker_for_its_acknowledgement_after_the_commit(
    django_capture_on_commit_callbacks: Capture,
) -> None:
    business = a_business()

    with django_capture_on_commit_callbacks() as waiting:
        request = handling.receive(business=business, asked=asked(), received_at=NOW)

    assert [(call.func, call.args) for call in waiting] == [(tasks.wake_to_send, (request.deliveries.get(),))]


def test_an_approval_wakes_the_worker_after_the_commit(django_capture_on_commit_callbacks: Capture) -> None:
    business = a_business()
    a_register(business)
    request = a_request(business)
    rita = a_reviewer()

    with django_capture_on_commit_callbacks() as waiting:
        handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=rita, now=NOW)

    assert [(call.func, call.args) for call in waiting] == [(tasks.wake, (tasks.issue_notice, request.pk))]


def test_a_notice_that_was_kept_wakes_the_worker_for_its_mail_after_the_commit(
    django_capture_on_commit_callbacks: Capture,
) -> None:
    business = a_business()
    a_register(business)
    request = a_request(business)
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)

    with django_capture_on_commit_callbacks() as waiting:
        tasks.issue_notice(request.pk)

    notice_mail = request.deliveries.get(kind="NOTICE")
    assert [(call.func, call.args) for call in waiting] == [(tasks.wake_all, (tasks.send_deliveries, [notice_mail.pk]))]


def test_an_approval_that_is_rolled_back_wakes_nobody(django_capture_on_commit_callbacks: Capture) -> None:
    business = a_business()
    a_register(business)
    request = a_request(business)
    rita = a_reviewer()

    with django_capture_on_commit_callbacks() as waiting, transaction.atomic():
        handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=rita, now=NOW)
        transaction.set_rollback(True)

    assert waiting == []
