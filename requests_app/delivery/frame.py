"""What thousands of mails have in common, written once: the library takes longer for a mail than a server to take it.

A frame is a mail as the library writes it, with a place for each value in which one mail differs from the next. Only
values that the library would write just as they are go into it; any other mail is put together as a whole.
"""

import re
import secrets
from collections.abc import Mapping

LONGEST_LINE = 76
"""The library folds a header that takes more than this (RFC 5322, 2.1.1)."""
_ADDRESS = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_AS_THEY_ARE = {
    "subject": ("Subject: {}", re.compile(r"[!-~]+(?: [!-~]+)*")),
    "recipient": ("To: {}", re.compile(_ADDRESS)),
    "message_id": ("Message-ID: {}", re.compile(rf"<{_ADDRESS}>")),
    "date": ("Date: {}", re.compile(r"[A-Za-z0-9:, +-]+")),
    "file_name": ('Content-Disposition: attachment; filename="{}"', re.compile(r"[a-z0-9.-]+")),
}
"""The header that a value stands in, and what it looks like: nothing of it has to be quoted, encoded or divided."""
_ENCODED = "=?"


def a_boundary() -> str:
    """Draw what divides the parts of a mail: by chance, so that it is in none of them."""
    return f"={secrets.token_hex(16)}="


PLACES = {name: secrets.token_hex(16) for name in (*_AS_THEY_ARE, "text", "file")} | {"boundary": a_boundary()}
"""What stands for each value while a frame is put together. They are of this process alone, so no text has them."""


def fits(values: Mapping[str, str]) -> bool:
    """Say whether the library would write each of these values as it is, on one line."""
    return all(_fits(value, *_AS_THEY_ARE[name]) for name, value in values.items())


def _fits(value: str, header: str, shape: re.Pattern[str]) -> bool:
    whole = header.format(value)
    return len(whole) <= LONGEST_LINE and _ENCODED not in value and shape.fullmatch(value) is not None


def framed(mail: bytes) -> bytes:
    """Return a frame of a mail that has the `PLACES` for its values; `filled` fills it."""
    frame = mail.replace(b"%", b"%%")
    for name, place in PLACES.items():
        frame = frame.replace(place.encode(), b"%%(%b)b" % name.encode())
    return frame


def filled(frame: bytes, values: Mapping[str, bytes]) -> bytes:
    """Return the mail with its own values."""
    return frame % {name.encode(): value for name, value in values.items()}
