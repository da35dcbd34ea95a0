"""The fetcher is killed with -9 at many points of its way and started again: each message is taken in exactly once."""

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db.models import Count

from requests_app.audit import chain
from requests_app.delivery.models import Delivery
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt
from requests_app.requests.models.incoming_message import Place
from shinelight.local.imap import ImapServer
from shinelight.local.processes import ROOT, essentials
from tests.cases_given import CASES
from tests.mailbox.reading import a_mail, configure
from tests.stack import Stack, StackFactory

FILES = (
    "E02-html-only",
    "E17a",
    "E17b",
    "E30-nul",
    "E46-nevada",
    "E33-calendar",
    "E12-out-of-office",
    "E20-bracket-msgid",
)
PLACES = [
    *(Place.TAKEN, Place.TAKEN, Place.DUPLICATE, Place.TAKEN, Place.PEN, Place.NOT_REQUEST, Place.NOT_REQUEST),
    *(Place.TAKEN, Place.QUARANTINE),
]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the way: the so manieth call or return of a function."""

    file: str
    name: str
    event: str
    times: int

    def __str__(self) -> str:
        return f"{self.name} {self.event} {self.times}"


IMAP, FETCH = "mailbox/imap.py", "mailbox/fetch.py"
RAW, DOOR, INTAKE = "requests/raw_mail.py", "handling/mail.py", "handling/intake.py"
POINTS = [
    Point(IMAP, "Server.uids", "return", 1),
    Point(IMAP, "Server.kept_at", "return", 2),
    Point(IMAP, "Server.content", "return", 1),
    Point(RAW, "received", "return", 1),
    Point(RAW, "keep", "call", 2),
    Point(RAW, "_give_its_name", "call", 1),
    Point(RAW, "_give_its_name", "return", 2),
    Point(RAW, "keep", "return", 3),
    Point(DOOR, "_audit", "call", 1),
    Point(DOOR, "store_message", "return", 1),
    Point(DOOR, "store_message", "return", 4),
    Point("mailbox/judge.py", "judge", "return", 2),
    Point("mailbox/verdict.py", "verdict_of", "return", 4),
    Point(DOOR, "settle_message", "call", 1),
    Point(DOOR, "_first_copy", "return", 3),
    Point(INTAKE, "take_in", "call", 2),
    Point("requests/receive.py", "_begin", "return", 1),
    Point(INTAKE, "take_in", "return", 1),
    Point(DOOR, "_join_first", "return", 1),
    Point("django/db/transaction.py", "Atomic.__exit__", "call", 4),
    Point("django/db/transaction.py", "Atomic.__exit__", "return", 4),
    Point(DOOR, "settle_message", "return", 2),
    Point(IMAP, "Server.done", "call", 3),
    Point(IMAP, "Server._move", "return", 1),
    Point(IMAP, "Server.done", "return", 9),
    Point(DOOR, "note_visit", "call", 1),
]
SHORT = [Point(DOOR, "store_message", "return", 2), Point(INTAKE, "take_in", "return", 1)]


def a_stack_with_mail(start_stack: StackFactory, server: ImapServer, *, kind: str | None = None) -> Stack:
    """Return the product, not started, with the business of the cases and a mailbox with nine messages in it."""
    boxes = json.dumps([{"name": "privacy", "url": server.url()}])
    settings = {"MAILBOXES": boxes, "WAKE_AFTER_SECONDS": "0"}
    stack = start_stack("postgres" if kind == "postgres" else None, settings=settings, start=False)
    with stack.rows():  # in this process: what is killed and started again is the fetcher alone
        configure()
    raws = [(CASES / "email" / f"{name}.eml").read_bytes() for name in FILES]
    server.deliver(*raws, a_mail("no mail at all").partition(b"\r\n\r\n")[2])
    return stack


def fetch_and_die(stack: Stack, point: Point) -> int:
    """Fetch, and return how the process ended: -9 where it came to the point."""
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("dying.py"), point.file, point.name, point.event, str(point.times)],
        cwd=ROOT,
        env=essentials() | stack.env,
        capture_output=True,
        check=False,
    )
    return done.returncode


def check_each_once(stack: Stack, server: ImapServer) -> None:
    """Each message has one row and lies where it belongs; each request one receipt and one acknowledgement."""
    with stack.rows():
        assert list(IncomingMessage.objects.values_list("place", flat=True)) == PLACES
        assert (Receipt.objects.count(), DisclosureRequest.objects.count()) == (4, 3)  # one person wrote twice
        assert Delivery.objects.count() == Delivery.objects.values("disclosure_request").distinct().count() == 3
        assert IncomingMessage.objects.exclude(receipt=None).count() == 4
        assert not DisclosureRequest.objects.annotate(times=Count("events")).exclude(times__gte=1).exists()
        assert chain.verify().outcome == "whole"
    assert (server.count(), server.count("Processed")) == (0, len(PLACES))
    kept = [each for each in (stack.folder / "private" / "mail").rglob("*") if each.is_file()]
    assert len([each for each in kept if not each.name.startswith(".part-")]) == len(PLACES)


def check_killed_and_started_again(start_stack: StackFactory, server: ImapServer, point: Point, kind: str) -> None:
    stack = a_stack_with_mail(start_stack, server, kind=kind)

    assert fetch_and_die(stack, point) == -signal.SIGKILL
    stack.manage("fetch_mail", "--json")

    check_each_once(stack, server)
    assert json.loads(stack.manage("fetch_mail", "--json"))["fetched"] == 0


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.parametrize("point", POINTS, ids=str)
def test_killed_at_any_point_each_message_is_taken_in_once(
    point: Point, start_stack: StackFactory, imap_server: ImapServer
) -> None:
    check_killed_and_started_again(start_stack, imap_server, point, "postgres")


@pytest.mark.parametrize("point", SHORT, ids=str)
def test_killed_in_the_middle_each_message_is_taken_in_once(
    point: Point, start_stack: StackFactory, imap_server: ImapServer, run_database: str
) -> None:
    check_killed_and_started_again(start_stack, imap_server, point, run_database)


@pytest.mark.long
@pytest.mark.postgres
def test_killed_again_and_again_it_comes_to_the_end(start_stack: StackFactory, imap_server: ImapServer) -> None:
    stack = a_stack_with_mail(start_stack, imap_server, kind="postgres")

    deaths = [fetch_and_die(stack, Point(DOOR, "settle_message", "return", 1)) for _ in range(len(PLACES))]
    stack.manage("fetch_mail")

    assert deaths == [-signal.SIGKILL] * len(PLACES)
    check_each_once(stack, imap_server)
