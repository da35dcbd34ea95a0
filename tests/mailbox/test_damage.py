"""No message ends a reading: damaged, huge or malicious, each has one outcome, explained, in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest

from requests_app.mailbox.outcome import Outcome
from requests_app.requests.models import DisclosureRequest
from shinelight.local.processes import ROOT
from tests.mailbox.damage import MANY, damaged, huge, write_as_mbox
from tests.mailbox.reading import Answers, a_mail, configure, read_mail

pytestmark = [pytest.mark.django_db, pytest.mark.reads]
FIELDS = 17
HUGE = huge()
MOST_MEGABYTES = 500
"""At one time, for a message and all that is made of it; the largest message has 31 MB."""


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def check(answers: Answers, count: int) -> None:
    """Each message has one whole answer: an outcome, reasons, days where the law wants them, nothing unanswerable."""
    assert len(answers.told) == count
    for each in answers.told:
        assert len(each) == FIELDS
        assert Outcome(each["outcome"]) in Outcome
        assert each["why"].endswith(".")
        assert (each["due_on"] is not None) is (each["outcome"] in {"request", "review"})
        assert not each["acknowledge"] or (each["outcome"] == "request" and each["email"])
        assert "\x00" not in str(each)
        assert "The program could not read it" not in each["why"]
    assert (answers.status == 1) is any(each["outcome"] == "quarantine" for each in answers.told)
    assert not DisclosureRequest.objects.exists()


def test_three_hundred_damaged_messages_in_one_mbox(tmp_path: Path) -> None:
    count = write_as_mbox(damaged(300, seed=83), tmp_path / "pen.mbox")

    check(read_mail(tmp_path / "pen.mbox"), count)


@pytest.mark.long
def test_thousands_of_damaged_messages(tmp_path: Path) -> None:
    count = write_as_mbox(damaged(MANY, seed=1798), tmp_path / "pen.mbox")

    check(read_mail(tmp_path / "pen.mbox"), count)


@pytest.mark.parametrize("name", HUGE)
def test_a_message_that_is_too_much_of_something(name: str, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(HUGE[name])

    check(read_mail(tmp_path / "one.eml"), 1)


PARSING = """
import sys, tracemalloc
from pathlib import Path
from requests_app.mailbox.parse import parse
tracemalloc.start()
parse(Path(sys.argv[1]).read_bytes())
print(tracemalloc.get_traced_memory()[1] / 2**20)
"""
"""A program that says how many megabytes it took at most to parse a message."""


@pytest.mark.parametrize("name", ["30 MB", "50,000 recipients", "5 MB of tags", "2,000 parts"])
def test_the_memory_for_a_large_message_is_bounded(name: str, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(HUGE[name])

    told = subprocess.run(
        [sys.executable, "-c", PARSING, tmp_path / "one.eml"], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert float(told.stdout) < MOST_MEGABYTES


def test_one_poisoned_message_among_a_hundred(tmp_path: Path) -> None:
    messages = [a_mail(Message_ID=f"<{number}@example.org>") for number in range(99)]
    messages.insert(40, b"\x00\x01\x02 no mail at all")

    write_as_mbox(iter(messages), tmp_path / "pen.mbox")
    answers = read_mail(tmp_path / "pen.mbox")

    assert [each["outcome"] for each in answers.told].count("request") == 99
    assert answers.told[40]["outcome"] == "quarantine"
    assert answers.status == 1
