"""Requests that employees pass on: the first writer is the requester, the day it first came the day of receipt."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from requests_app.mailbox.shown_days import shown_moment
from tests.mailbox.invented_by_programs import INNER, STAFF
from tests.mailbox.invented_forwards import ASKS, PAGES, PASTED
from tests.mailbox.reading import Json, a_mail, configure, read_one
from tests.mailbox.writing import html, part, parts

pytestmark = [pytest.mark.django_db, pytest.mark.reads]
LIN = {
    "outcome": "review",
    "name": "Lin Okafor",
    "email": "lin@example.net",
    "address": "5 Pine St, Chico, CA 95928",
    "received_on": "2026-02-23",
    "acknowledge": False,
}


@pytest.fixture(name="read")
def _read(tmp_path: Path) -> Callable[[bytes], Json]:
    configure()

    def read(raw: bytes) -> Json:
        (tmp_path / "one.eml").write_bytes(raw)
        return read_one(tmp_path / "one.eml")

    return read


def told(answer: Json) -> Json:
    return {field: answer[field] for field in LIN}


@pytest.mark.parametrize("program", PASTED)
def test_what_an_employee_pastes_is_its_first_writers(program: str, read: Callable[[bytes], Json]) -> None:
    answer = read(a_mail(PASTED[program], Subject="FW: my data", Content_Type="text/plain; charset=utf-8", **STAFF))

    assert told(answer) == LIN
    assert "forwarded" in answer["flags"]


@pytest.mark.parametrize("program", PAGES)
def test_a_page_passed_on_is_its_first_writers(program: str, read: Callable[[bytes], Json]) -> None:
    answer = read(
        html(f"{PAGES[program]}<div>{ASKS}</div>").replace(b"Ana Ruiz <ana@example.org>", b"Sam <sam@example.com>")
    )

    assert told(answer) == LIN


def test_the_place_it_first_came_to_decides_beside_the_place_it_was_passed_on_to(read: Callable[[bytes], Json]) -> None:
    answer = read(a_mail(PASTED["Outlook"], **STAFF))

    assert (answer["received_to"], answer["designated"], answer["due_on"]) == (
        "store22@example.com",
        False,
        "2026-04-02",
    )


def test_messages_of_several_people_in_one_are_all_named(read: Callable[[bytes], Json]) -> None:
    other = INNER.replace("Rosa Lima <rosa@example.net>", "Kim <kim@example.net>")

    answer = read(
        parts(
            "multipart/mixed",
            part("two"),
            part(INNER, kind="message/rfc822"),
            part(other, kind="message/rfc822"),
            **STAFF,
        )
    )

    assert (answer["email"], answer["outcome"]) == ("rosa@example.net", "review")
    assert "several messages" in answer["flags"]
    assert "kim@example.net" in answer["why"]


def test_a_message_attached_to_an_attached_one_is_found(read: Callable[[bytes], Json]) -> None:
    between = (
        "From: Bo <bo@example.com>\r\nTo: sam@example.com\r\nContent-Type: multipart/mixed; boundary=YY\r\n\r\n"
        f"--YY\r\n\r\nsee this\r\n--YY\r\nContent-Type: message/rfc822\r\n\r\n{INNER}\r\n--YY--\r\n"
    )

    answer = read(parts("multipart/mixed", part("for you"), part(between, kind="message/rfc822"), **STAFF))

    assert (answer["email"], answer["name"]) == ("rosa@example.net", "Rosa Lima")


def test_an_employee_is_not_the_requester_where_only_the_name_was_kept(read: Callable[[bytes], Json]) -> None:
    text = f"From: Lin Okafor\nSent: Monday, February 23, 2026 4:05 PM\nTo: Store 22\nSubject: my data\n\n{ASKS}"

    answer = read(a_mail(text, **STAFF))

    assert told(answer) == LIN | {"email": None}


def test_what_a_web_site_sends_is_the_request_of_whom_it_names(read: Callable[[bytes], Json]) -> None:
    text = f"New message from the contact form\n\nName: Lin Okafor\nEmail: lin@example.net\nMessage: {ASKS}"

    answer = read(a_mail(text, From="Website <wordpress@example.com>"))

    assert told(answer) == LIN | {"received_on": "2026-03-03"}
    assert "sent for somebody else" in answer["flags"]


def test_a_letter_written_like_a_memo_is_its_writers_own(read: Callable[[bytes], Json]) -> None:
    text = f"From: Ana Ruiz\nTo: Example Outfitters\nDate: March 2, 2026\nSubject: my data\n\n{ASKS}"

    answer = read(a_mail(text))

    assert (answer["outcome"], answer["email"], answer["acknowledge"]) == ("request", "ana@example.org", True)


def test_words_that_are_only_answered_make_nobody_else_the_requester(read: Callable[[bytes], Json]) -> None:
    text = f"Me too please.\n\nOn Mon, Feb 23, 2026 at 4:05 PM Lin <lin@example.net> wrote:\n\n> {ASKS}"

    answer = read(a_mail(text))

    assert (answer["outcome"], answer["email"]) == ("review", "ana@example.org")


def test_an_earlier_message_of_the_same_writer_is_pointed_out(read: Callable[[bytes], Json]) -> None:
    text = f"No answer so far.\n\nOn Mon, Jan 12, 2026 at 4:05 PM Ana Ruiz <ana@example.org> wrote:\n\n> {ASKS}"

    answer = read(a_mail(text))

    assert (answer["outcome"], answer["received_on"]) == ("request", "2026-03-03")
    assert "earlier message quoted" in answer["flags"]
    assert "2026-01-12" in answer["why"]


@pytest.mark.parametrize(
    ("shown", "on"),
    [
        ("lunes, 23 de febrero de 2026 4:05 p. m.", "2026-02-23T16:05:00"),
        ("23 février 2026 à 16h05", "2026-02-23T16:05:00"),
        ("2026年2月23日 下午4:05", "2026-02-23T16:05:00"),
        ("23/02/2026 16:05", "2026-02-23T16:05:00"),
        ("23.02.2026 16:05", "2026-02-23T16:05:00"),
        ("02/03/26 12:05 AM", "2026-02-03T00:05:00"),
        ("Monday, February 23, 2026", "2026-02-23T00:00:00"),
        ("February 23, 2026 at 4:05 PM GMT+5:30", "2026-02-23T16:05:00+05:30"),
        ("Mon, 23 Feb 2026 16:05:00 EST", "2026-02-23T16:05:00-05:00"),
        ("Feb 23, 2026 25:99", "2026-02-23T00:00:00"),
    ],
)
def test_a_day_is_read_as_programs_show_it(shown: str, on: str) -> None:
    assert shown_moment(shown) == datetime.fromisoformat(on)


@pytest.mark.parametrize("text", ["31 Feb 2026", "Monday", "99/99/2026", "Feb 23, 1999", "23 Nonsense 2026"])
def test_a_day_that_does_not_exist_is_none(text: str) -> None:
    assert shown_moment(text) is None
