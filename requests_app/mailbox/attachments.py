"""What came with a message as files: each listed with its size, and with the reason where it is not kept."""

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.message import Message
from pathlib import PurePosixPath

from requests_app.mailbox.charsets import decode, one_line
from requests_app.mailbox.headers import decode_words

LARGEST = 15 * 1024 * 1024
"""Bytes of one attachment that is kept; the request itself is never refused for it."""
MOST = 50
"""Attachments of one message that are kept."""
_COUNT_BY_DECODING = 1024 * 1024
_PROGRAMS = {
    ".exe",
    ".scr",
    ".bat",
    ".cmd",
    ".com",
    ".pif",
    ".js",
    ".jse",
    ".vbs",
    ".ps1",
    ".msi",
    ".jar",
    ".lnk",
    ".hta",
}
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_RFC2231 = re.compile(r"[\w.-]{0,40}'[\w-]{0,20}'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a message. `content` decodes it when asked; `why` is a sentence, whether it is kept or not."""

    name: str
    media_type: str
    size: int
    kept: bool
    why: str
    content: Callable[[], bytes] = field(repr=False, compare=False)


def attachment_of(
    part: Message, media_type: str, *, content: Callable[[], bytes] | None = None, name: str = ""
) -> Attachment:
    """Describe a part of a message as a file."""
    read = content or (lambda: bytes_of(part))
    size = len(read()) if content else _size(part)
    name = name or name_of(part) or "unnamed"
    kept, why = _verdict(name, media_type, size)
    return Attachment(name=name, media_type=media_type, size=size, kept=kept, why=why, content=read)


def no_more_than_kept(found: list[Attachment]) -> tuple[Attachment, ...]:
    """Mark what is beyond the number of attachments that are kept."""
    why = f"The message has more than {MOST} attachments; this one is left in the original message."
    return tuple(each if place < MOST else replace(each, kept=False, why=why) for place, each in enumerate(found))


def _verdict(name: str, media_type: str, size: int) -> tuple[bool, str]:
    if size == 0:
        return False, "The file is empty."
    if size > LARGEST:
        return False, (
            f"The file is too large to be kept ({size / 1048576:.0f} MB; the limit is {LARGEST // 1048576} MB). "
            "Ask the sender for a smaller copy if it matters."
        )
    if PurePosixPath(name.casefold()).suffix in _PROGRAMS:
        return False, "The file is a program; it is left in the original message and not offered for opening."
    if media_type in _SIGNATURES:
        return False, "This is the electronic signature of the message, not a document."
    return True, "Kept with the message."


def name_of(part: Message) -> str:
    """Return the file's name without any folder, readable, empty where the part has none."""
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        try:
            value = part.get_param(parameter, None, header)
        except (ValueError, LookupError, TypeError):  # a broken RFC 2231 parameter
            value = None
        if isinstance(value, tuple):
            charset, _, raw = value
            value = decode((raw or "").encode("latin-1", "replace"), charset)
        if value:
            name = decode_words(str(value))
            name = _RFC2231.sub("", name, count=1) if _RFC2231.match(name) else name
            return one_line(re.split(r"[/\\]", name)[-1], longest=200).strip()
    return ""


def bytes_of(part: Message) -> bytes:
    """Return the decoded bytes of a part that holds no other part; never raises for a broken encoding."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, binascii.Error):
        payload = None
    if isinstance(payload, bytes):
        return payload
    return raw_text(part).encode("utf-8", "surrogateescape")


def raw_text(part: Message) -> str:
    """Return the text of a part as it was sent, still encoded; empty where other parts lie in it."""
    try:
        text = part.get_payload()
    except (ValueError, LookupError):  # the label of its charset cannot even be looked up
        text = str(vars(part)["_payload"])
    return text if isinstance(text, str) else ""


def _size(part: Message) -> int:
    text = raw_text(part)
    encoded = str(part.get("content-transfer-encoding", "")).strip().casefold()
    if encoded != "base64" or len(text) < _COUNT_BY_DECODING:
        return len(bytes_of(part))
    letters = len(text) - text.count("\n") - text.count("\r")
    return letters * 3 // 4 - text[-4:].count("=")
