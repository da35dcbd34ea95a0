"""Mails to be read: written, taken in by `read_mail --store`, and kept the plain way."""

import mailbox
import time
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connection

TABLE = "benchmark_mails"
ASKS = (
    "Under California Civil Code section 1798.83 please tell me which companies you gave my personal information to "
    "for their own direct marketing last year, and what it was.\n\n"
    "Thank you,\n{name}\n{number} Elm Street\nFresno, CA 93701\n"
)
_PDF = b"%PDF-1.4\n" + bytes(range(256)) * 80 + b"\n%%EOF\n"
"""The attachment of each fourth mail, of 20 kB."""


def write_messages(file: Path, size: int, *, to: str, at: datetime) -> None:
    """Write so many mails, each of another person: plain, with HTML beside, in base64, with a file."""
    box = mailbox.mbox(file)
    for number in range(size):
        box.add(_message(number, to=to, at=at))
    box.close()


def _message(number: int, *, to: str, at: datetime) -> EmailMessage:
    name = f"Person {number:07d} Sample"
    text = ASKS.format(name=name, number=number + 1)
    message = EmailMessage(policy=policy.SMTP)
    day = format_datetime(at)
    message["Received"] = f"from mail.example.org by mx.plumbline.example; {day}"
    message["From"] = f"{name} <person{number:07d}@example.org>"
    message["To"] = to
    message["Date"] = day
    message["Message-ID"] = f"<{number}@mail.example.org>"
    message["Subject"] = "My California privacy rights"
    message.set_content(text, cte=("7bit", "quoted-printable", "base64", "7bit")[number % 4])
    if number % 4 == 1:
        message.add_alternative(f"<p>{'</p><p>'.join(text.splitlines())}</p>", subtype="html")
    if number % 4 == 3:  # noqa: PLR2004 - each fourth
        message.add_attachment(_PDF, maintype="application", subtype="pdf", filename="letter.pdf")
    return message


def read_mail(file: str) -> float:
    """Take the mails in as an operator does; return the seconds."""
    began = time.perf_counter()
    call_command("read_mail", file, "--store", "--json", stdout=StringIO())
    return time.perf_counter() - began


def plainly(file: str) -> float:
    """Parse each mail and keep it by one INSERT; return the seconds."""
    box = mailbox.mbox(file, factory=None, create=False)
    began = time.perf_counter()
    for key in box.iterkeys():
        raw = box.get_bytes(key)
        message = message_from_bytes(raw, policy=policy.default)
        body = message.get_body(("plain",))
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into {TABLE} (message_id, sender, subject, text, raw) values (%s, %s, %s, %s, %s)",  # noqa: S608 - a name of our own
                [
                    *(str(message[name]) for name in ("Message-ID", "From", "Subject")),
                    body.get_content() if body else "",
                    raw,
                ],
            )
    return time.perf_counter() - began


def make_table() -> None:
    """Make the table of the plain way."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"create table {TABLE} (id bigint generated always as identity primary key, message_id text not null, "
            "sender text not null, subject text not null, text text not null, raw bytea not null)"
        )
