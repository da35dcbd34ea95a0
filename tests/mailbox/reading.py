"""Messages for tests, and `read_mail` as an operator gives it: exit status, and one JSON object a message."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.cases_given import CASES

Json = dict[str, Any]
HEAD = {
    "Return-Path": "<ana@example.org>",
    "Delivered-To": "privacy-requests@example.com",
    "Received": "from mail.example.org by mx.example.com; Tue, 03 Mar 2026 09:15:22 -0800",
    "From": "Ana Ruiz <ana@example.org>",
    "To": "privacy-requests@example.com",
    "Subject": "a question",
    "Message-ID": "<one@example.org>",
}
ASKS = "Under Civil Code 1798.83, which companies got my information?"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the command answered: its exit status, and an object for each message."""

    status: int
    told: list[Json]


def configure() -> None:
    """Put the business of the cases into the database."""
    call_command("configure_business", str(CASES / "business.json"), "--json", stdout=StringIO())


def read_mail(*files: Path, business: str = "", store: bool = False) -> Answers:
    """Give the command with `--json`, and with `--store` where messages are to be taken in."""
    out, status = StringIO(), 0
    words = [*(["--business", business] if business else []), *(["--store"] if store else [])]
    try:
        call_command("read_mail", *map(str, files), *words, "--json", stdout=out)
    except SystemExit as ended:
        status = int(ended.code or 0)
    return Answers(status, [json.loads(line) for line in out.getvalue().splitlines()])


def read_one(file: Path) -> Json:
    """Read a file with one message in it."""
    (answer,) = read_mail(file).told
    return answer


def a_mail(body: str | bytes = ASKS, **changed: str | None) -> bytes:
    """Return a message; `Subject="…"` changes a header line, `Reply_To=…` adds one, None takes one away."""
    head = HEAD | {name.replace("_", "-"): value for name, value in changed.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value is not None)
    return lines.encode() + b"\r\n" + (body if isinstance(body, bytes) else body.encode())


def a_known_request(reference: str, *, email: str) -> DisclosureRequest:
    """Return a request that came in before, by mail, under this reference."""
    received_at = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)
    asked = handling.Asked(requester_name="Jane Doe", email=email)
    row = handling.receive(business=Business.objects.get(), asked=asked, received_at=received_at)
    row.reference = reference
    row.save(update_fields=["reference"])
    return row
