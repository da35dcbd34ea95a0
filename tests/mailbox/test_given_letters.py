"""The given letters as plain mails, taken in by `read_mail --store`: each a request, or one item for a person."""

import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from requests_app.delivery.models import Delivery
from requests_app.requests.models import DisclosureRequest, IncomingMessage, ReplyBy
from requests_app.requests.models.incoming_message import Place
from tests.cases_given import CASES, manifest
from tests.mailbox.reading import Json, configure, read_mail

pytestmark = pytest.mark.django_db
LETTERS = {line["id"]: line for line in manifest() if line["kind"] == "requests"}
HEADING = re.compile(r"From: (\S+@\S+)\s*\n")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ASKS_FOR_A_LETTER = {"L10"}
"""L02 wants a letter because it is one; as a mail it asks for nothing but an answer."""
SAYS_NO_ADDRESS = "somebody@example.org"


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def a_plain_mail(text: str, *, keeps_its_heading: bool) -> bytes:
    """Return the letter as its writer would mail it, from the address that it names."""
    heading, named = HEADING.match(text), ADDRESS.search(text)
    mail = EmailMessage()
    mail["Received"] = "from mail.example.org by mx.example.com; Fri, 06 Mar 2026 10:00:00 -0800"
    mail["From"] = heading.group(1) if heading else named.group() if named else SAYS_NO_ADDRESS
    mail["To"] = "privacy-requests@example.com"
    mail["Subject"] = "Request"
    mail["Date"] = "Fri, 06 Mar 2026 09:59:30 -0800"
    mail["Message-ID"] = "<letter@example.org>"
    mail.set_content(text if keeps_its_heading else HEADING.sub("", text))
    return mail.as_bytes()


def told(answer: Json, expect: dict[str, Any]) -> None:
    """Hold what the command says against what the manifest expects."""
    assert answer["outcome"] in expect["outcome"].split("_or_")
    assert answer["outcome"] != expect.get("not_outcome")
    assert (answer["received_on"], answer["due_on"]) == (
        expect.get("received_date", "2026-03-06"),
        expect.get("due_date", "2026-04-05"),
    )
    assert answer["report_year"] == expect.get("covered_year", 2025)
    assert answer["name"] == expect.get("name", answer["name"])
    assert answer["email"] == expect.get("correspondent", answer["email"])
    assert expect.get("flag") in {None, *answer["flags"]}


@pytest.mark.parametrize("keeps_its_heading", [True, False], ids=["with its heading", "text alone"])
@pytest.mark.parametrize("name", LETTERS)
def test_a_given_letter_is_taken_in_as_a_plain_mail(name: str, keeps_its_heading: bool, tmp_path: Path) -> None:
    text, expect = (CASES / LETTERS[name]["file"]).read_text(encoding="utf-8"), LETTERS[name]["expect"]
    (tmp_path / "letter.eml").write_bytes(a_plain_mail(text, keeps_its_heading=keeps_its_heading))

    answers = read_mail(tmp_path / "letter.eml", store=True)

    assert answers.status == 0
    (answer,) = answers.told
    told(answer, expect)
    message = IncomingMessage.objects.get()
    assert " ".join(text.split()[-8:]) in " ".join(message.text.split())
    if answer["outcome"] == "review":
        assert (message.place, str(message.due_on)) == (Place.PEN, answer["due_on"])
        assert not DisclosureRequest.objects.exists()
        assert not Delivery.objects.exists()
        return
    row = DisclosureRequest.objects.get()
    assert (row.reference, str(row.due_on), row.report_year) == (answer["reference"], answer["due_on"], 2025)
    assert row.email == answer["email"]
    assert Delivery.objects.get().recipient == row.email
    assert row.legal_notes.exists() is ("legal attention" in answer["flags"])
    assert row.reply_by == (ReplyBy.POST if name in ASKS_FOR_A_LETTER else ReplyBy.EMAIL)


@pytest.mark.parametrize(
    ("ends", "reply_by"),
    [
        ("Please answer by regular mail. Ana Ruiz, 12 Elm St, Fresno, CA 93701", ReplyBy.POST),
        ("Respondan por correo postal. Ana Ruiz, 12 Elm St, Fresno, CA 93701", ReplyBy.POST),
        ("Please write back. Ana Ruiz, 12 Elm St, Fresno, CA 93701", ReplyBy.EMAIL),
        ("Please answer by regular mail. Ana Ruiz", ReplyBy.EMAIL),
    ],
)
def test_who_asks_for_a_letter_and_says_where_to_gets_one(ends: str, reply_by: ReplyBy, tmp_path: Path) -> None:
    text = f"Under Civil Code 1798.83, which companies got my information? {ends}"
    (tmp_path / "letter.eml").write_bytes(a_plain_mail(text, keeps_its_heading=True))

    read_mail(tmp_path / "letter.eml", store=True)

    row = DisclosureRequest.objects.get()
    assert row.reply_by == reply_by
    assert Delivery.objects.get().recipient == SAYS_NO_ADDRESS
