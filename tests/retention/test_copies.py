"""A mail that was destroyed may come again: as a copy, by another way, or because its server numbers anew."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone

from requests_app import handling
from requests_app.handling import Delivered
from requests_app.handling_tasks import sweep_destruction
from requests_app.register.models import Business
from requests_app.requests import raw_mail
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt
from requests_app.requests.models.incoming_message import Place
from requests_app.retention import batches
from requests_app.retention.models import DestructionBatch
from tests.builders import a_business, a_kept_mail
from tests.retention import whole
from tests.retention.traces import files_with_traces
from tests.retention.whole import MAIL, MARK, OVER, approved, destroy

pytestmark = pytest.mark.django_db
OnCommit = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def destroyed(business: Business, rita: User, tmp_path: Path) -> DestructionBatch:
    """Return the list by which a request went that had come by mail."""
    whole.settle(whole.by_mail(business, rita, tmp_path / "mail.eml"), rita)
    batch = approved(business)
    destroy(batch)
    return batch


def come_again(business: Business, folder: Path) -> IncomingMessage:
    """Let a further copy come, as another server passed it on."""
    file = folder / "again.eml"
    file.write_text(f"Received: from elsewhere\n{MAIL}", encoding="utf-8")
    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())
    return IncomingMessage.objects.latest("pk")


def columns_with_traces(message: IncomingMessage) -> list[str]:
    """Return the columns of a mail that still tell of the person."""
    values = IncomingMessage.objects.filter(pk=message.pk).values().get()
    return [name for name, value in values.items() if MARK in str(value).lower() or "privacy@" in str(value)]


def test_a_further_copy_of_a_destroyed_mail_brings_nothing_back(
    business: Business, destroyed: DestructionBatch, tmp_path: Path, django_capture_on_commit_callbacks: OnCommit
) -> None:
    requests, receipts = DisclosureRequest.objects.count(), Receipt.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        copy = come_again(business, tmp_path)

    assert (copy.place, copy.first) == (Place.DUPLICATE, IncomingMessage.objects.earliest("pk"))
    assert columns_with_traces(copy) == []
    assert files_with_traces(tmp_path / "media") == []
    assert (DisclosureRequest.objects.count(), Receipt.objects.count()) == (requests, receipts)
    assert destroyed.items.exclude(files=[]).count() == 0


def test_the_file_of_a_copy_goes_though_its_reader_is_killed(
    business: Business, destroyed: DestructionBatch, tmp_path: Path
) -> None:
    come_again(business, tmp_path)  # and dies before its file is removed
    assert (len(files_with_traces(tmp_path / "media")), batches.to_go_on()) == (1, [destroyed.pk])

    destroy(destroyed)

    assert (files_with_traces(tmp_path / "media"), batches.to_go_on(), destroyed.state) == ([], [], "DONE")


def test_a_destroyed_mail_that_its_server_numbers_anew_is_not_kept_again(
    business: Business, destroyed: DestructionBatch, tmp_path: Path
) -> None:
    known = IncomingMessage.objects.get()
    anew = Delivered(mailbox=known.mailbox, business=business, uid_validity=2, uid=1)

    row, is_new = handling.store_message(content=[MAIL.encode()], delivered=anew, now=OVER)

    assert (row, is_new, row.place) == (known, False, Place.TAKEN)
    assert files_with_traces(tmp_path / "media") == []


def test_a_file_that_went_does_not_come_back_after_a_power_cut(
    business: Business, rita: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole.settle(whole.by_mail(business, rita, tmp_path / "mail.eml"), rita)
    batch = approved(business)
    (raw,) = (tmp_path / "media" / "mail").glob("??/*")
    synced, really = [], os.fsync

    def noted(handle: int) -> None:
        synced.append((os.fstat(handle).st_ino == raw.parent.stat().st_ino, raw.exists()))
        really(handle)

    monkeypatch.setattr(os, "fsync", noted)
    destroy(batch)

    assert (True, False) in synced  # its folder was written to the disk without it


def test_bytes_that_came_to_another_business_meanwhile_stay(
    business: Business, rita: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole.settle(whole.by_mail(business, rita, tmp_path / "mail.eml"), rita)
    batch = approved(business)
    with monkeypatch.context() as killed:
        killed.setattr(default_storage, "delete", _die)
        with pytest.raises(KeyboardInterrupt):
            destroy(batch)
    elsewhere = Delivered(mailbox="another", business=a_business("another"))
    row, _is_new = handling.store_message(content=[MAIL.encode()], delivered=elsewhere, now=OVER)

    destroy(batch)

    assert raw_mail.read(row.raw_digest) == MAIL.encode()
    assert batch.state == "DONE"


def _die(_name: str) -> None:
    raise KeyboardInterrupt


def test_what_was_half_written_when_its_reader_died_is_swept_after_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "media" / "mail"
    folder.mkdir(parents=True)
    old, new = folder / ".part-old", folder / ".part-new"
    for part in (old, new):
        part.write_text(MARK)
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(old, (two_days_ago, two_days_ago))
    kept = a_kept_mail(b"To whom it may concern")
    os.utime(raw_mail.path_of(kept.digest), (two_days_ago, two_days_ago))

    sweep_destruction()

    assert (old.exists(), new.exists(), raw_mail.path_of(kept.digest).exists()) == (False, True, True)
