"""No message is lost, ends a visit or stops those behind it, whatever it is: each is kept whole and explained."""

import hashlib
import json
import os
import secrets
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from requests_app.mailbox.outcome import Outcome
from requests_app.requests import raw_mail
from requests_app.requests.models import IncomingMessage, Receipt
from requests_app.requests.models.incoming_message import Place
from shinelight.local.imap import ImapServer
from shinelight.local.processes import ROOT, essentials
from shinelight.mailboxes import Mailbox
from tests.mailbox.damage import MANY, damaged, huge, write_as_mbox
from tests.mailbox.fetching import visit
from tests.mailbox.reading import Json, configure, read_mail
from tests.measured import measured
from tests.stack import StackFactory

HUGE = huge()
AT_ONCE = 500
MOST_MEGABYTES = 600
"""Resident memory of the process that fetches; the largest message has 31 MB."""


def check_all_are_explained(count: int) -> None:
    """Each message has its row and its reason, and nothing had to be put aside because of a fault of ours."""
    rows = IncomingMessage.objects.all()
    assert rows.count() == count
    assert not rows.filter(place=Place.STORED).exists()
    assert not rows.filter(why__contains="could not be taken in").exists()
    assert not rows.filter(why__contains="The program could not read it").exists()
    assert not rows.filter(tries__gt=0).exists()
    # A copy that reached a designated address has a receipt of its own beside the first one's.
    with_receipt = rows.exclude(receipt=None)
    assert set(with_receipt.values_list("place", flat=True)) <= {Place.TAKEN, Place.DUPLICATE}
    assert with_receipt.values("receipt").distinct().count() == with_receipt.count() == Receipt.objects.count()
    assert not rows.filter(place=Place.PEN, due_on=None).exists()


def put_into(server: ImapServer, messages: Iterable[bytes]) -> int:
    """Put messages into the mailbox as its server keeps them, NULs and all; return how many different ones."""
    server.count()  # whoever looks first makes the folders
    folder = server.folder / "mail" / "privacy"
    owner = folder.stat()
    different = set()
    for number, raw in enumerate(messages):
        path = folder / "new" / f"{1_700_000_000 + number}.M{secrets.token_hex(8)}.test"
        path.write_bytes(raw)
        os.chown(path, owner.st_uid, owner.st_gid)
        different.add(hashlib.sha256(raw.replace(b"\r\n", b"\n")).digest())
    return len(different)


@pytest.mark.django_db
def test_three_hundred_damaged_messages_are_taken_in_from_a_file(tmp_path: Path) -> None:
    configure()
    count = write_as_mbox(damaged(300, seed=4), tmp_path / "pen.mbox")

    answers = read_mail(tmp_path / "pen.mbox", store=True)

    assert len(answers.told) == count
    assert all(Outcome(each["outcome"]) in Outcome and each["why"].endswith(".") for each in answers.told)
    duplicates = sum(each["why"].startswith("The very same message") for each in answers.told)
    check_all_are_explained(count - duplicates)


@pytest.mark.django_db
def test_a_hundred_damaged_messages_are_taken_in_from_a_mailbox(imap_server: ImapServer, box: Mailbox) -> None:
    configure()
    put_into(imap_server, damaged(100, seed=5))

    found = visit(box)

    assert (found.problem, found.moved, imap_server.count()) == ("", 100, 0)
    check_all_are_explained(found.fetched)


@pytest.mark.django_db
@pytest.mark.parametrize("name", HUGE)
def test_a_message_that_is_too_much_of_something_is_kept_whole(name: str, tmp_path: Path) -> None:
    configure()
    (tmp_path / "one.eml").write_bytes(HUGE[name])

    (answer,) = read_mail(tmp_path / "one.eml", store=True).told

    assert answer["why"].endswith(".")
    check_all_are_explained(1)
    row = IncomingMessage.objects.get()
    assert raw_mail.read(row.raw_digest) == HUGE[name]


@pytest.mark.long
@pytest.mark.postgres
def test_thousands_of_damaged_messages_are_taken_in_from_a_mailbox(
    start_stack: StackFactory, imap_server: ImapServer
) -> None:
    boxes = json.dumps([{"name": "privacy", "url": imap_server.url()}])
    stack = start_stack("postgres", settings={"MAILBOXES": boxes}, start=False)
    with stack.rows():
        configure()
    messages = [*damaged(MANY - len(HUGE), seed=1_79883), *HUGE.values()]
    visits = []

    for begin in range(0, len(messages), AT_ONCE):  # a folder of many thousands is what makes the mail server slow
        put_into(imap_server, messages[begin : begin + AT_ONCE])
        visits.append(fetch_and_measure(stack.env))

    assert [each["problem"] for each in visits] == [None] * len(visits)
    assert sum(each["moved"] for each in visits) == MANY
    assert max(each["megabytes"] for each in visits) < MOST_MEGABYTES
    assert imap_server.count() == 0
    with stack.rows():
        check_all_are_explained(sum(each["fetched"] for each in visits))
        print(f"memory at most: {max(each['megabytes'] for each in visits):.0f} MB; places:")  # noqa: T201 - for -s
        print(Counter(IncomingMessage.objects.values_list("place", flat=True)))  # noqa: T201 - for -s


def fetch_and_measure(env: Mapping[str, str]) -> Json:
    """Fetch in a process of its own; return what it tells, and the most memory it had, in megabytes."""
    run = measured([sys.executable, "manage.py", "fetch_mail", "--json"], essentials() | dict(env), ROOT)
    assert run.out, run.err
    return {**json.loads(run.out), "megabytes": run.megabytes}
