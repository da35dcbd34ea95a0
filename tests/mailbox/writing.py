"""Mails as tests write them: of several parts, in a charset, in HTML."""

import base64

from tests.mailbox.reading import a_mail

UTF8 = "text/plain; charset=utf-8"
Expected = dict[str, object]
"""Fields of the answer; `flags` and `says` are contained in it, `files` are the names that are kept."""


def parts(kind: str, *bodies: str, **changed: str | None) -> bytes:
    """Return a mail of several parts, each given with its own header lines."""
    body = "".join(f"--XX\r\n{part}\r\n" for part in bodies) + "--XX--\r\n"
    return a_mail(body, Content_Type=f"{kind}; boundary=XX", **changed)


def part(body: str, *, kind: str = UTF8, **changed: str) -> str:
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in changed.items())
    return f"Content-Type: {kind}\r\n{lines}\r\n{body}"


def in_charset(text: str, charset: str) -> bytes:
    kind = f"text/plain; charset={charset}"
    return a_mail(
        base64.encodebytes(text.encode(charset)), Content_Type=kind, Content_Transfer_Encoding="base64", Subject="?"
    )


def html(body: str) -> bytes:
    return a_mail(body, Content_Type="text/html; charset=utf-8")
