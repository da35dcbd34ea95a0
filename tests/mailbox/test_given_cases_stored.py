"""The given mails by their real doors: through an IMAP server, and through `read_mail --store`; nothing before them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from requests_app import handling
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Question, Receipt
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.status import Status
from shinelight.local.imap import ImapServer
from tests.builders import NOW, a_reviewer
from tests.cases_given import CASES, manifest
from tests.mailbox.expecting import check
from tests.mailbox.fetching import a_box, told_of, visit
from tests.mailbox.reading import Json, a_known_request, configure, read_mail
from tests.mailbox.sent import a_notice_that_was_sent

if TYPE_CHECKING:
    from shinelight.mailboxes import Mailbox

pytestmark = pytest.mark.django_db
LINES = [line for line in manifest() if line["kind"] == "email"]
SINGLE = [line for line in LINES if line["file"] and line["id"] not in {"E17", "E18"}]
KNOWN = "STL-2026-000123"
ALREADY_ASKED = {"E12", "E28", "E59"}
Door = Callable[[Path], list[Json]]


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


@pytest.fixture(params=["imap", "file"])
def door(request: pytest.FixtureRequest) -> Door:
    """Return each of the two doors: it takes messages in and says what became of them."""
    if request.param == "file":
        return lambda *files: read_mail(*files, store=True).told
    server: ImapServer = request.getfixturevalue("imap_server")
    box: Mailbox = request.getfixturevalue("box")

    def through_the_mailbox(*files: Path) -> list[Json]:
        before = set(IncomingMessage.objects.values_list("pk", flat=True))
        server.deliver(*(file.read_bytes() for file in files))
        found = visit(box)
        assert (found.problem, server.count()) == ("", 0)
        return [told_of(row) for row in IncomingMessage.objects.exclude(pk__in=before)]

    return through_the_mailbox


def check_kept(answer: Json, expect: dict[str, Any]) -> None:
    """Compare what is in the database with what the manifest expects."""
    row = IncomingMessage.objects.latest("id")
    assert row.place != Place.STORED
    assert all(words in f"{row.subject}\n{row.text}\n{row.name}" for words in expect.get("text_contains", []))
    assert not any(words in f"{row.subject}\n{row.text}" for words in expect.get("text_lacks", []))
    taken = Receipt.objects.filter(form_token__startswith="mail-").count()
    assert taken == (answer["outcome"] == "request")
    queued = Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT, disclosure_request__receipts__form_token__gt="")
    assert queued.distinct().count() == (1 if answer["acknowledge"] else 0)
    if answer["acknowledge"]:
        mail = queued.distinct().get()
        assert mail.recipient == answer["email"]
        assert "\n" not in mail.subject
    assert row.place != Place.PEN or row.due_on is not None


@pytest.mark.parametrize("line", SINGLE, ids=lambda line: str(Path(line["file"]).stem))
def test_a_given_mail_is_taken_in(line: dict[str, Any], door: Door) -> None:
    if line["id"] in ALREADY_ASKED:
        a_known_request(KNOWN, email="jane.doe@example.org")
    if line["id"] == "E13":
        a_notice_that_was_sent(KNOWN, email="jane.doe@example.org")
    before = DisclosureRequest.objects.count()

    (answer,) = door(CASES / line["file"])

    check(answer, line["expect"], is_stored=True)
    check_kept(answer, line["expect"])
    assert DisclosureRequest.objects.count() - before == (answer["outcome"] == "request")


def test_a_large_mail_is_taken_in_whole(door: Door, tmp_path: Path) -> None:
    line = next(line for line in LINES if line["id"] == "E36")
    made = subprocess.run(
        [sys.executable, str(CASES / "tools" / "make_large.py"), "email", "26"], capture_output=True, check=True
    )
    (tmp_path / "big.eml").write_bytes(made.stdout)

    (answer,) = door(tmp_path / "big.eml")

    check(answer, line["expect"], is_stored=True)
    assert IncomingMessage.objects.get().size == len(made.stdout)


def test_a_message_that_came_twice_is_one_request_with_one_acknowledgement(door: Door) -> None:
    answers = door(*(CASES / "email" / name for name in ("E17a.eml", "E17b.eml")))

    assert [each["outcome"] for each in answers] == ["request", "duplicate"]
    assert (DisclosureRequest.objects.count(), Delivery.objects.count(), IncomingMessage.objects.count()) == (1, 1, 2)
    assert answers[1]["reference"] == answers[0]["reference"]


def test_two_people_under_one_message_id_are_two_requests(door: Door) -> None:
    answers = door(*(CASES / "email" / name for name in ("E18a.eml", "E18b.eml")))

    assert [each["outcome"] for each in answers] == ["request", "request"]
    assert DisclosureRequest.objects.count() == 2


def test_a_bounce_says_that_the_notice_was_not_given(door: Door) -> None:
    row = a_notice_that_was_sent(KNOWN, email="jane.doe@example.org")

    (answer,) = door(CASES / "email" / "E13-dsn-bounce.eml")

    row.refresh_from_db()
    notice = row.deliveries.get(kind=Kind.NOTICE)
    assert (answer["outcome"], row.status, notice.state) == ("not_request", Status.UNDELIVERED, State.FAILED)
    assert "5.1.1" in notice.answer
    assert "was not given yet" in row.problem
    assert row.events.filter(kind="notice_came_back").exists()


def test_a_reply_of_the_requester_lies_beside_the_request_and_moves_no_date(door: Door) -> None:
    row = a_known_request(KNOWN, email="jane.doe@example.org")
    handling.ask_requester(disclosure_request_id=row.pk, text="Which shop?", by=a_reviewer(), now=NOW)
    due_on, version = row.due_on, row.version

    door(CASES / "email" / "E28-reply-in-thread.eml")

    row.refresh_from_db()
    assert (row.due_on, row.version) == (due_on, version + 1)
    assert row.incoming.get().place == Place.THREAD
    assert row.events.filter(kind="wrote_again").exists()
    assert row.questions.get().ended == Question.Ended.MAIL


def test_all_given_mails_in_one_mailbox_are_each_settled_once(imap_server: ImapServer) -> None:
    files = sorted((CASES / "email").glob("*.eml"))
    box = a_box(imap_server)
    imap_server.deliver(*(file.read_bytes() for file in files))

    first, second = visit(box), visit(box)

    assert (first.fetched, first.settled, first.moved, second.fetched) == (len(files), len(files), len(files), 0)
    assert (imap_server.count(), imap_server.count("Processed")) == (0, len(files))
    assert not IncomingMessage.objects.filter(place=Place.STORED).exists()
    assert list(IncomingMessage.objects.values_list("uid", flat=True)) == list(range(1, len(files) + 1))
