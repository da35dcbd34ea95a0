"""Whoever watches the site learns that a mailbox is not read any more, and neither why nor whose it is."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from requests_app import handling
from tests.mailbox.fetching import read_boxes

pytestmark = pytest.mark.django_db
BOXES = read_boxes('[{"name": "privacy", "url": "imap://a:b@localhost:1/INBOX"}]')


def mailboxes_are_well() -> object:
    with override_settings(MAILBOXES=BOXES):
        return Client().get("/healthz").json()["checks"].get("mailboxes")


def test_a_mailbox_that_was_never_visited_is_no_fault_yet() -> None:
    assert mailboxes_are_well() == {"ok": True}


@pytest.mark.parametrize(
    ("minutes", "problem", "is_well"), [(5, "", True), (5, "Down.", True), (90, "Down.", False), (90, "", False)]
)
def test_a_mailbox_that_was_not_read_for_an_hour_is_told(minutes: int, problem: str, *, is_well: bool) -> None:
    now = timezone.now()
    handling.note_visit(mailbox="privacy", problem="", now=now - timedelta(minutes=minutes))
    if problem:
        handling.note_visit(mailbox="privacy", problem=problem, now=now)

    assert mailboxes_are_well() == {"ok": is_well}


def test_without_mailboxes_nothing_is_said_of_them() -> None:
    assert "mailboxes" not in Client().get("/healthz").json()["checks"]
