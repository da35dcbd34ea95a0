"""Messages damaged in the ways that happen and in those that somebody would think of; the same for the same seed."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cases_given import CASES

MANY = int(os.environ.get("SHINELIGHT_DAMAGED", "2000"))
"""`make soak` takes ten thousand; each of them costs a tenth of a second, so the long rung takes fewer."""
GIVEN = sorted((CASES / "email").glob("*.eml"))
Damage = Callable[[bytes, random.Random], bytes]
_CHARSETS = (b"utf-16", b"x-bogus", b"utf-7", b"hex", b"punycode", b"unicode_escape", b"cp037", b"''", b"utf-8\x00")
_ENCODINGS = (b"base64", b"quoted-printable", b"x-uuencode", b"8bit", b"binary", b"nonsense", b"7bit; x=y")
_TYPES = (
    b"multipart/mixed; boundary=x",
    b"multipart/alternative",
    b"message/rfc822",
    b"message/delivery-status",
    b"text/html",
    b"application/ms-tnef",
    b"text/calendar",
    b"x",
    b"/",
    b"message/partial",
)
_HEADERS = (
    b"From",
    b"To",
    b"Subject",
    b"Date",
    b"Received",
    b"Message-ID",
    b"Content-Type",
    b"Reply-To",
    b"References",
    b"Authentication-Results",
    b"Content-Disposition",
    b"Auto-Submitted",
    b"List-Id",
)
_STRINGS = (
    b"\x00",
    b"\r\n",
    b"\n\n",
    b"<",
    b">",
    b'"',
    b"=?",
    b"?=",
    b"=?utf-8?B?",
    b"(",
    b"@",
    b"\xff\xfe",
    b"\xf0\x9f\x98\x80",
    b"; boundary=",
    b"--",
    b"\x1b$B",
    b"&#x110000;",
    b"<!--",
    b"'",
    b"%00",
    b"*0*=",
    b"From ",
    b"\\",
)


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _behead(raw: bytes, chance: random.Random) -> bytes:
    return raw[chance.randrange(len(raw) + 1) :]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(chance.randrange(1, 40)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _insert(raw: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(raw) + 1)
        raw = raw[:at] + chance.choice(_STRINGS) * chance.choice((1, 1, 1, 2, 300)) + raw[at:]
    return raw


def _header(raw: bytes, chance: random.Random) -> bytes:
    junk = b"".join(chance.choice(_STRINGS + _TYPES + _CHARSETS) for _ in range(chance.randrange(6)))
    return chance.choice(_HEADERS) + b": " + junk.replace(b"\n\n", b"") + b"\r\n" + raw


def _relabel(raw: bytes, chance: random.Random) -> bytes:
    raw = raw.replace(b"charset=utf-8", b"charset=" + chance.choice(_CHARSETS))
    raw = raw.replace(b"Encoding: 8bit", b"Encoding: " + chance.choice(_ENCODINGS))
    return raw.replace(b"text/plain", chance.choice(_TYPES), 1) if chance.random() < 0.5 else raw


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\r\n")
    at = chance.randrange(len(lines))
    return b"\r\n".join(lines[:at] + lines[at : at + 5] * chance.choice((2, 30, 400)) + lines[at:])


def _mix(raw: bytes, chance: random.Random) -> bytes:
    other = chance.choice(GIVEN).read_bytes()
    at, there = chance.randrange(len(raw) + 1), chance.randrange(len(other) + 1)
    return raw[:at] + other[there:]


DAMAGES: tuple[Damage, ...] = (_truncate, _behead, _flip, _insert, _header, _relabel, _repeat, _mix)


def damaged(number: int, *, seed: int) -> Iterator[bytes]:
    """Yield so many damaged messages; each has been damaged one to three times."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    for _ in range(number):
        raw = chance.choice(GIVEN).read_bytes()
        for _ in range(chance.randrange(1, 4)):
            raw = chance.choice(DAMAGES)(raw, chance) or b"\n"
        yield raw


def nested(levels: int, *, kind: bytes = b"multipart/mixed") -> bytes:
    """Return a mail whose text lies so many parts deep."""
    raw = b"Content-Type: text/plain\r\n\r\nCivil Code 1798.83: who got my data?\r\n"
    for level in range(levels):
        mark = b"L%d" % level
        raw = b"Content-Type: %s; boundary=%s\r\n\r\n--%s\r\n%s\r\n--%s--\r\n" % (kind, mark, mark, raw, mark)
    return _HEAD + raw


def inside_each_other(levels: int) -> bytes:
    """Return a mail with a mail attached, which has a mail attached, and so on."""
    raw = _HEAD + b"Content-Type: text/plain\r\n\r\nCivil Code 1798.83: who got my data?\r\n"
    for _ in range(levels):
        raw = _HEAD + b"Content-Type: message/rfc822\r\n\r\n" + raw
    return raw


def huge() -> dict[str, bytes]:
    """Return messages that are large in one way each."""
    return {
        "50,000 recipients": _HEAD.replace(
            b"To: ", b"To: " + b"".join(b"a%d@example.org,\r\n " % n for n in range(50_000))
        )
        + b"\r\nCivil Code 1798.83",
        "50,000 header lines": _HEAD + b"X-A: b\r\n" * 50_000 + b"\r\nCivil Code 1798.83",
        "50,000 Received lines": _HEAD
        + b"Received: from a by b; Tue, 03 Mar 2026 09:15:22 -0800\r\n" * 50_000
        + b"\r\nx",
        "5 MB in one line": _HEAD + b"\r\n" + b"who got my name " * 320_000,
        "5 MB without a space": _HEAD + b"\r\n" + b"a" * 5_000_000,
        "5 MB of tags": _HEAD + b"Content-Type: text/html\r\n\r\n" + b"<a " * 1_600_000,
        "5 MB of comments": _HEAD + b"Content-Type: text/html\r\n\r\n" + b"<!--" * 1_250_000,
        "5 MB of styles": _HEAD + b"Content-Type: text/html\r\n\r\n" + b"<style></style>" * 330_000,
        "1 MB of quotations": _HEAD + b"Content-Type: text/html\r\n\r\n" + b"<blockquote>x" * 80_000,
        "1 MB of encoded words": _HEAD.replace(b"Subject: ", b"Subject: " + b"=?utf-8?Q?a?=\r\n " * 60_000) + b"\r\nx",
        "1 MB of open words": _HEAD.replace(b"Subject: ", b"Subject: " + b"=?utf-8?Q?" * 100_000) + b"\r\nx",
        "1 MB of brackets in From": _HEAD.replace(b"From: ", b"From: " + b"<(" * 500_000) + b"\r\nx",
        "2,000 parts": _HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: text/plain; name=a.txt\r\n\r\nx\r\n" * 2_000
        + b"--b--\r\n",
        "3,000 names of files in pieces": _HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment"
        + b"".join(b";\r\n filename*%d*=a" % n for n in range(3_000))
        + b"\r\n\r\nx\r\n--b--\r\n",
        "a million question marks": _HEAD + b"\r\n" + b"who did you ?" * 80_000,
        "a list without its end": _HEAD + b"\r\n" + b"list of third parties " * 50_000,
        "30,000 addresses": _HEAD + b"\r\n" + b"1 Elm St, Chico, CA 95928\r\n" * 30_000,
        "capitals alone": _HEAD + b"\r\n" + b"A " * 200_000 + b", CA 95928",
        "2 MB of letter heads": _HEAD + b"\r\n" + b"From: a@example.net\r\n" * 100_000,
        "digits without end": _HEAD.replace(b"Date: ", b"Date: " + b"9" * 100_000) + b"\r\nx",
        "20 levels": nested(20),
        "90 levels": nested(90),
        "2,000 levels": nested(2_000),
        "20 levels of two forms": nested(20, kind=b"multipart/alternative"),
        "100 mails in each other": inside_each_other(100),
        "250 mails in each other": inside_each_other(250),
        "300 mails in each other": inside_each_other(300),
        "350 mails in each other": inside_each_other(350),
        "a label with a NUL": _HEAD
        + b"Content-Type: application/pdf; name=a.pdf; charset=utf-8\x00\r\n\r\n\xf1\xff Civil Code 1798.83\r\n",
        "a label with a NUL for the text": _HEAD
        + b"Content-Type: text/plain; charset=utf-8\x00\r\n\r\n\xf1\xff Civil Code 1798.83\r\n",
        "3,000 mails in each other": inside_each_other(3_000),
        "nothing": b"",
        "a NUL": b"\x00",
        "NULs": b"\x00" * 1_000_000,
        "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
        "30 MB": _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nCivil Code 1798.83\r\n--b\r\n"
        b"Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + (b"A" * 76 + b"\r\n") * 400_000
        + b"--b--\r\n",
    }


_HEAD = (
    b"Delivered-To: privacy-requests@example.com\r\n"
    b"Received: from a by mx.example.com; Tue, 03 Mar 2026 09:15:22 -0800\r\n"
    b"From: Ana <ana@example.org>\r\nTo: privacy-requests@example.com\r\nSubject: question\r\nDate: x\r\n"
)


def write_as_mbox(messages: Iterator[bytes], path: Path) -> int:
    """Write messages into one mbox, as a mail server keeps them; return how many."""
    written = 0
    with path.open("wb") as file:
        for raw in messages:
            file.write(b"From ana@example.org Tue Mar  3 17:15:22 2026\n")
            file.writelines(
                b">" + line if line.lstrip(b">").startswith(b"From ") else line
                for line in raw.splitlines(keepends=True)
            )
            file.write(b"\n\n")
            written += 1
    return written
