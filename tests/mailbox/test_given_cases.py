"""The given mails, each through `read_mail` against a database with the business of the cases."""

import base64
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from requests_app.requests.models import DisclosureRequest
from tests.cases_given import CASES, manifest
from tests.mailbox.expecting import check
from tests.mailbox.reading import a_known_request, configure, read_mail, read_one

LINES = [line for line in manifest() if line["kind"] == "email"]
GIVEN = [line for line in LINES if line["file"]]
ALREADY_ASKED = {"E12", "E13", "E28", "E59"}
"""Cases that presuppose STL-2026-000123."""

pytestmark = [pytest.mark.django_db, pytest.mark.reads]


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


@pytest.mark.parametrize("line", GIVEN, ids=lambda line: str(Path(line["file"]).stem))
def test_a_given_mail_is_understood(line: dict[str, Any]) -> None:
    if line["id"] in ALREADY_ASKED:
        a_known_request("STL-2026-000123", email="jane.doe@example.org")
    before = DisclosureRequest.objects.count()

    check(read_one(CASES / line["file"]), line["expect"])

    assert DisclosureRequest.objects.count() == before


def test_a_reply_that_names_a_reference_we_do_not_know_is_judged_on_its_own() -> None:
    answer = read_one(CASES / "email" / "E28-reply-in-thread.eml")

    assert (answer["outcome"], answer["reference"]) == ("review", None)
    assert "STL-2026-000123, which is no request" in answer["why"]


def test_two_copies_of_a_message_are_each_judged_against_the_database_alone() -> None:
    files = [CASES / "email" / name for name in ("E17a.eml", "E17b.eml")]

    assert [answer["outcome"] for answer in read_mail(*files).told] == ["request", "request"]


def test_a_message_in_an_unknown_charset_stops_none_behind_it() -> None:
    names = ("E20-bracket-msgid.eml", "E04-unknown-charset.eml", "E30-nul.eml", "E01-plain.eml")

    answers = read_mail(*(CASES / "email" / name for name in names))

    assert answers.status == 0
    assert [answer["outcome"] for answer in answers.told] == ["request"] * 4


def test_a_mail_with_an_attachment_beyond_the_limit_is_a_request_without_it(tmp_path: Path) -> None:
    line = next(line for line in LINES if line["id"] == "E36")
    made = subprocess.run(
        [sys.executable, str(CASES / "tools" / "make_large.py"), "email", "26"], capture_output=True, check=True
    )
    (tmp_path / "big.eml").write_bytes(made.stdout)

    answer = read_one(tmp_path / "big.eml")

    check(answer, line["expect"])
    (film,) = answer["attachments"]
    assert (film["name"], film["kept"]) == ("me.mp4", False)
    assert film["bytes"] == 26 * 1024 * 1024 // 57 * 57
    assert "too large" in film["why"]


def test_the_first_arrival_of_a_forwarded_message_counts_and_both_limits_hold() -> None:
    answer = read_one(CASES / "email" / "E10-forwarded-rfc822.eml")

    assert (answer["received_on"], answer["received_to"], answer["designated"]) == (
        "2026-02-20",
        "info@example.com",
        False,
    )
    assert "the earlier of 150 days from the first and 30 days from the second" in answer["why"]
    assert answer["due_on"] == "2026-04-02"  # 30 days from the day it reached the designated address, before 150


PLAIN = {
    "L01": "dee@example.org",
    "L05": "r-8f3a91@dsar-relay.example.net",
}
TEXTS = [line for line in manifest() if line["kind"] == "requests"]


@pytest.mark.parametrize("line", TEXTS, ids=lambda line: str(line["id"]))
def test_a_given_text_that_comes_by_plain_mail_is_understood(line: dict[str, Any], tmp_path: Path) -> None:
    text = (CASES / line["file"]).read_text(encoding="utf-8")
    if text.startswith("From: "):
        text = text.partition("\n\n")[2]
    sender = PLAIN.get(line["id"], "writer@example.org")
    head = (
        f"Return-Path: <{sender}>\r\nDelivered-To: privacy-requests@example.com\r\n"
        "Received: from mail.example.org by mx.example.com; Fri, 06 Mar 2026 09:15:22 -0800\r\n"
        f"From: {sender}\r\nTo: privacy-requests@example.com\r\nSubject: a letter\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    (tmp_path / "mail.eml").write_bytes(head.encode() + base64.encodebytes(text.encode()))

    check(read_one(tmp_path / "mail.eml"), line["expect"])
