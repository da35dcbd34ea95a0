"""Where the chain ended is given out: a line a day, a mail a day, and what was given out is held against the chain."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from time_machine import travel

from requests_app import handling, handling_tasks
from requests_app.audit import chain, publish
from requests_app.audit.check_audit import check_export, heads_in
from requests_app.audit.models import AuditEntry, ChainCheck, PublishedHead
from requests_app.register.models import Reach
from shinelight.local.smtp import Catcher
from tests.audit.chained import append, put_back, seal_anew, sealed
from tests.builders import a_business, a_reviewer

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 4, 0, 7, tzinfo=UTC)
COUNSEL = "counsel@example.com"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.VAR_DIR = tmp_path


@pytest.fixture
def counsel(settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    a_business()
    settings.AUDIT_HEAD_TO = COUNSEL


def publish_at(at: datetime) -> None:
    for pk in handling.publish_head(now=at):
        handling.send_head(head_id=pk, clock=lambda: at)


def verified(*arguments: str) -> tuple[int, dict[str, Any]]:
    out, status = StringIO(), 0
    try:
        call_command("verify_audit", "--json", *arguments, stdout=out, stderr=StringIO())
    except SystemExit as end:
        status = int(str(end.code))
    return status, json.loads(out.getvalue())


# -- the file ---------------------------------------------------------------------------------------------------------


def test_each_day_has_one_line_however_often_the_clock_comes() -> None:
    first = sealed(3)[-1]["digest"]
    for minutes in (0, 10, 20, 700):
        publish_at(DAY + timedelta(minutes=minutes))
        append(1)
        chain.seal_all()
    publish_at(DAY + timedelta(days=1))

    lines = publish.file_of_heads().read_text(encoding="utf-8").splitlines()
    assert lines[0] == f"2026-05-04 3 {first}"
    assert [line.split()[:2] for line in lines] == [["2026-05-04", "3"], ["2026-05-05", "7"]]
    assert [head.number for head in heads_in(str(publish.file_of_heads()))] == [3, 7]


def test_an_empty_record_has_no_head_yet() -> None:
    publish_at(DAY)

    assert not publish.file_of_heads().exists()
    assert PublishedHead.objects.count() == 0


def test_a_line_that_was_lost_with_its_worker_is_written_the_next_time() -> None:
    sealed(3)
    publish.begin_day(now=DAY)  # and there the worker died

    publish_at(DAY + timedelta(minutes=10))

    assert len(publish.file_of_heads().read_text(encoding="utf-8").splitlines()) == 1


def test_a_folder_that_cannot_be_written_stops_nothing_else(
    counsel: None, smtp_catcher: Catcher, caplog: pytest.LogCaptureFixture
) -> None:
    sealed(3)
    publish.file_of_heads().mkdir()

    publish_at(DAY)

    assert "could not be written" in caplog.text
    assert len(smtp_catcher.received) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_write_one_line_and_one_mail(counsel: None, smtp_catcher: Catcher) -> None:
    sealed(3)

    def on_its_own(_worker: int) -> None:
        try:
            publish_at(DAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(on_its_own, range(16)))

    assert len(publish.file_of_heads().read_text(encoding="utf-8").splitlines()) == 1
    assert len(smtp_catcher.received) == 1


# -- the mail ---------------------------------------------------------------------------------------------------------


def test_the_head_is_mailed_once_a_day(counsel: None, smtp_catcher: Catcher) -> None:
    digest = sealed(3)[-1]["digest"]
    handling.check_audit(now=DAY - timedelta(hours=1))
    for minutes in (0, 10, 20):
        publish_at(DAY + timedelta(minutes=minutes))

    (mail,) = smtp_catcher.received
    text = mail.message.get_content()
    assert list(mail.recipients) == [COUNSEL]
    assert f"2026-05-04 3 {digest}" in text
    assert "whole, 3 entries" in text
    assert "3" in mail.message["Subject"]


def test_the_line_in_the_mail_is_what_the_checker_reads(counsel: None, smtp_catcher: Catcher, tmp_path: Path) -> None:
    lines = sealed(3)
    publish_at(DAY)
    text = smtp_catcher.received[0].message.get_content()
    kept = tmp_path / "kept.txt"
    kept.write_text(next(line for line in text.splitlines() if line.startswith("2026-05-04")), encoding="utf-8")
    lines[1]["actor"] = "user:3"
    seal_anew(lines, 2)
    put_back(lines)
    call_command("export_audit", out=tmp_path / "audit.jsonl", stdout=StringIO())

    fault = check_export(str(tmp_path / "audit.jsonl"), published=heads_in(str(kept))).first_fault

    assert fault is not None
    assert "the head published on 2026-05-04 does not stand in this chain" in fault.says


def test_without_an_address_there_is_no_mail(smtp_catcher: Catcher) -> None:
    a_business()
    sealed(3)
    publish_at(DAY)

    assert smtp_catcher.received == []
    assert publish.file_of_heads().exists()


def test_a_mail_server_that_is_away_gets_it_later(counsel: None, smtp_catcher: Catcher) -> None:
    sealed(3)
    smtp_catcher.stop()
    publish_at(DAY)
    smtp_catcher.start()
    publish_at(DAY + timedelta(minutes=10))
    publish_at(DAY + timedelta(minutes=20))

    assert len(smtp_catcher.received) == 1


def test_a_mail_whose_worker_died_is_not_sent_twice(counsel: None, smtp_catcher: Catcher) -> None:
    sealed(3)
    (pk,) = handling.publish_head(now=DAY)
    assert publish.claim(pk, at=DAY) is not None
    publish_at(DAY + timedelta(hours=2))

    assert smtp_catcher.received == []
    assert "nobody knows" in PublishedHead.objects.get().says


def test_the_mail_of_a_broken_chain_says_so_first(counsel: None, smtp_catcher: Catcher) -> None:
    lines = sealed(3)
    lines[1]["actor"] = "user:3"
    put_back(lines)
    handling.check_audit(now=DAY - timedelta(hours=1))
    publish_at(DAY)

    (mail,) = smtp_catcher.received
    assert str(mail.message["Subject"]).strip().startswith("BROKEN")
    assert "entry 2 was changed" in mail.message.get_content()


def test_the_clock_publishes_and_looks(settings: Any, counsel: None, smtp_catcher: Catcher) -> None:  # noqa: ANN401 - any setting
    sealed(3)
    beats = settings.CELERY_BEAT_SCHEDULE
    assert beats["publish"]["task"] == handling_tasks.publish_head.name
    assert beats["verify_audit"]["task"] == handling_tasks.verify_audit.name
    with travel(DAY, tick=False):
        handling_tasks.publish_head()
        handling_tasks.send_head(PublishedHead.objects.get().pk)
        handling_tasks.verify_audit()

    assert len(smtp_catcher.received) == 1
    assert ChainCheck.objects.get().sealed_to == 3


# -- held against the chain -------------------------------------------------------------------------------------------


def written_anew(lines: list[dict[str, Any]]) -> None:
    lines[1]["actor"] = "user:3"
    seal_anew(lines, 2)


def cut_off(lines: list[dict[str, Any]]) -> None:
    del lines[-2:]


@pytest.mark.parametrize(("change", "entry"), [(written_anew, 5), (cut_off, 4)])
@pytest.mark.parametrize("kept_by", ["file", "database"])
def test_a_chain_written_anew_to_its_head_is_named(
    change: Callable[[list[dict[str, Any]]], None], entry: int, kept_by: str
) -> None:
    lines = sealed(5)
    publish_at(DAY)
    assert verified()[0] == 0
    change(lines)
    put_back(lines)
    if kept_by == "file":
        PublishedHead.objects.all().delete()
    else:
        publish.file_of_heads().unlink()

    status, told = verified()

    assert (status, told["outcome"], told["first_fault"]["entry"]) == (1, "broken", entry)
    assert "the head published on 2026-05-04 does not stand in this chain" in told["first_fault"]["says"]


def test_a_head_that_somebody_kept_is_looked_for_here() -> None:
    lines = sealed(5)
    earlier = lines[2]["digest"]

    assert verified("--head", earlier)[0] == 0
    status, told = verified("--head", "0" * 64)
    assert status == 1
    assert "the head 000000000000… does not stand in this chain" in told["first_fault"]["says"]


def test_a_line_of_the_file_that_is_none_is_said(tmp_path: Path) -> None:
    sealed(2)
    publish.file_of_heads().write_text("2026-05-04 2 oops\n", encoding="utf-8")

    found = handling.check_audit(now=DAY)

    assert "cannot be read" in found.says
    assert "oops" in found.says


# -- the look of each night -------------------------------------------------------------------------------------------


def test_staff_see_a_broken_chain_until_it_is_whole_again(client: Client) -> None:
    a_business()
    client.force_login(a_reviewer("rita"))
    lines = sealed(3)
    broken = [dict(line) for line in lines]
    broken[1]["actor"] = "user:3"

    assert handling.check_audit(now=DAY).says == ""
    assert "does not hold" not in client.get("/staff/").content.decode()
    put_back(broken)
    assert handling.check_audit(now=DAY).entry == 2
    page = client.get("/staff/").content.decode()
    assert "The audit record does not hold" in page
    assert "Entry 2 was changed after it was sealed" in page
    put_back(lines)
    assert handling.check_audit(now=DAY).entry is None
    assert "does not hold" not in client.get("/staff/").content.decode()
    assert ChainCheck.objects.count() == 3


def test_that_it_broke_is_in_the_record_once() -> None:
    lines = sealed(3)
    lines[1]["actor"] = "user:3"
    put_back(lines)
    for _night in range(3):
        handling.check_audit(now=DAY)

    (entry,) = AuditEntry.objects.filter(subject="audit")
    assert (entry.action, entry.actor, entry.detail) == ("audit.broken", "clock", {"entry": 2})


def test_who_is_bound_to_a_business_is_not_told_of_all(client: Client) -> None:
    business, rita = a_business(), a_reviewer("rita")
    Reach.objects.create(user=rita, business=business)
    client.force_login(rita)
    lines = sealed(3)
    lines[1]["actor"] = "user:3"
    put_back(lines)
    handling.check_audit(now=DAY)

    assert "does not hold" not in client.get("/staff/").content.decode()
