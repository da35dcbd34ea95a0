"""The header of a message as the sender's bytes have it, decoded leniently: no broken line raises."""

import binascii
import quopri
import re
from collections.abc import Iterable
from email.message import Message

from requests_app.mailbox.charsets import decode, one_line

LONGEST_HEADER = 4_000_000
"""Characters of one header that are read; 50,000 recipients fit."""
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_FOLD = re.compile(r"[\r\n]+(?=[ \t])")
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,2000})>")


class Headers:
    """All header lines of one message, in order; names are compared without regard to case."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        self._lines: dict[str, list[str]] = {}
        for name, value in lines:
            self._lines.setdefault(name.strip().casefold(), []).append(value)

    @classmethod
    def of(cls, message: Message) -> "Headers":
        """Take the header lines of a parsed message as they were sent, still encoded."""
        return cls((name, str(value)) for name, value in message.raw_items())

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._lines

    def __bool__(self) -> bool:
        return bool(self._lines)

    def __len__(self) -> int:
        return sum(len(lines) for lines in self._lines.values())

    def raw(self, name: str) -> list[str]:
        """Return every line of that name, unfolded, its bytes read, encoded words left as they are."""
        return [_readable(line) for line in self._lines.get(name.casefold(), [])]

    def first(self, name: str) -> str:
        """Return the topmost line of that name, or an empty text."""
        found = self._lines.get(name.casefold())
        return _readable(found[0]).strip() if found else ""

    def text(self, name: str) -> str:
        """Return the topmost line as a person reads it: encoded words decoded, on one line."""
        return one_line(decode_words(self.first(name)), longest=10_000)

    def ids(self, *names: str) -> tuple[str, ...]:
        """Return the Message-IDs in those headers, without their brackets, each once."""
        found: dict[str, None] = {}
        for name in names:
            for line in self.raw(name):
                found.update(dict.fromkeys(_MESSAGE_ID.findall(line[:100_000])))
        return tuple(found)

    @property
    def message_id(self) -> str:
        """The Message-ID as it was sent, between its brackets if it has any; empty where there is none."""
        line = one_line(self.first("Message-ID"), longest=2000)
        found = _MESSAGE_ID.search(line)
        return found[1] if found else line.strip("<> ")


def decode_words(text: str) -> str:
    """Decode RFC 2047 words; neighbours are joined without the space between them, as section 6.2 asks."""
    out: list[str] = []
    waiting, charset, end = b"", "", 0
    for word in _WORD.finditer(text):
        gap = text[end : word.start()]
        name = word[1].split("*")[0]
        if gap.strip() or end == 0 or name.casefold() != charset.casefold():
            out.append(decode(waiting, charset))
            waiting = b""
            out.append("" if end and not gap.strip() else gap)
        waiting += _bytes_of(word[2], word[3])
        charset, end = name, word.end()
    return "".join((*out, decode(waiting, charset), text[end:]))


def _bytes_of(way: str, text: str) -> bytes:
    raw = text.encode("utf-8", "surrogatepass")
    if way in "qQ":
        return quopri.decodestring(raw.replace(b"_", b" "), header=True)
    letters = _NO_BASE64.sub("", text)
    try:
        return binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    except binascii.Error:
        return raw


def _readable(line: str) -> str:
    """Unfold a line and read the bytes that the parser kept aside as surrogates."""
    unfolded = _FOLD.sub("", line[:LONGEST_HEADER])
    if unfolded.isascii():
        return unfolded
    return decode(unfolded.encode("utf-8", "surrogateescape"))
