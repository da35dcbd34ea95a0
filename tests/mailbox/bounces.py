"""Bounces as mail servers send them: a report by RFC 3464, or a plain mail, about a mail that we sent."""

from dataclasses import dataclass
from typing import Literal

from requests_app.requests.came_back import ReturnReason

ANA = "ana@example.org"
SENT = "Tue, 03 Mar 2026 09:15:00 -0800"
State = Literal["failed", "delayed", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail that came in, what it does to the delivery it is about, and why. `{…}` are filled in by `raw`."""

    of: str
    mail: str
    state: State = "failed"
    reason: ReturnReason = ReturnReason.NO_ADDRESS

    def raw(self, reference: str = "STL-2026-000123", *, word: str = "ack", to: str = ANA) -> bytes:
        """Return the bytes, about the mail of this reference, sent to this address."""
        local = f"{reference.lower()}.{word}"
        values = {"{id}": f"<{local}@example.com>", "{ref}": reference, "{to}": to, "{sent}": SENT, "{local}": local}
        text = self.mail
        for place, value in values.items():
            text = text.replace(place, value)
        return text.replace("\n", "\r\n").encode()


ORIGINAL = """\
From: "Example Outfitters, Inc." <privacy@example.com>
To: {to}
Subject: We received your California privacy request {ref}
Date: {sent}
Message-ID: {id}
Auto-Submitted: auto-replied
"""
HEAD = """\
Return-Path: <>
Received: from mx.example.org by mx.example.com for <privacy@example.com>; Tue, 03 Mar 2026 09:20:22 -0800
To: privacy@example.com
Date: Tue, 03 Mar 2026 09:20:20 -0800
Message-ID: <bounce.1@mx.example.org>
MIME-Version: 1.0
"""


def head(sender: str, subject: str, *more: str) -> str:
    return f"{HEAD}From: {sender}\nSubject: {subject}\n" + "".join(f"{line}\n" for line in more)


def plain(sender: str, subject: str, body: str, *more: str) -> str:
    """Return a bounce in plain words."""
    return head(sender, subject, "Content-Type: text/plain; charset=utf-8", *more) + f"\n{body}\n"


def block(
    diagnostic: str = "", *, action: str = "failed", status: str = "5.0.0", to: str = "{to}", also: str = ""
) -> str:
    """Return what a report says of one recipient."""
    code = f"Diagnostic-Code: {diagnostic}\n" if diagnostic else ""
    return f"Final-Recipient: rfc822; {to}\n{also}Action: {action}\nStatus: {status}\n{code}"


def dsn(
    sender: str,
    subject: str,
    *blocks: str,
    says: str = "This is an automatically generated Delivery Status Notification.",
    original: str | None = "message/rfc822",
    per_message: str = "Reporting-MTA: dns; mx.example.org\n",
    more: tuple[str, ...] = (),
) -> str:
    """Return a report. `original` is the type of the part with our mail; None where the server leaves it out."""
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="BB"'
    reports = "\n".join((per_message, *blocks))
    parts = [
        f"Content-Type: text/plain; charset=utf-8\n\n{says}\n",
        f"Content-Type: message/delivery-status\n\n{reports}",
    ]
    if original is not None:
        body = f"{ORIGINAL}\nYour request\n" if original == "message/rfc822" else ORIGINAL
        parts.append(f"Content-Type: {original}\n\n{body}")
    return head(sender, subject, kind, *more) + "\n" + "".join(f"--BB\n{part}\n" for part in parts) + "--BB--\n"
