"""A message's bytes to what it says: headers, the text a person wrote, files, the messages inside it."""

import re
from dataclasses import dataclass
from email.errors import MissingHeaderBodySeparatorDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from requests_app.mailbox.attachments import Attachment, bytes_of, no_more_than_kept
from requests_app.mailbox.charsets import clean, decode
from requests_app.mailbox.headers import Headers
from requests_app.mailbox.parts import LONGEST_TEXT, Found, is_encrypted, walk

LARGEST_MESSAGE = 64 * 1024 * 1024
"""Bytes of a message that are read; of a larger one the beginning."""
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,200}[ \t]*:")
_NO_HEAD = {"MissingHeaderBodySeparatorDefect", "FirstHeaderLineIsContinuationDefect"}
_NEEDED = ("From", "To", "Subject", "Delivered-To", "Content-Type", "Content-Transfer-Encoding")
_MOST_BOUNDARIES = 100
_DEEPEST = 4
_ENCRYPTED_TEXT = "-----BEGIN PGP MESSAGE-----"
_CUT_OFF = {"CloseBoundaryNotFoundDefect"}
_HARMLESS = {"InvalidBase64PaddingDefect", "InvalidBase64CharactersDefect", "InvalidBase64LengthDefect"}


class UnreadableMessageError(Exception):
    """There is no message in these bytes; says why in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One message, read. Texts are clean: no control characters, composed letters, one kind of line end."""

    headers: Headers
    text: str
    attached_text: str
    calendar: str
    attachments: tuple[Attachment, ...]
    inner: tuple["Parsed", ...]
    reports: tuple[Headers, ...]
    originals: tuple[Headers, ...]
    types: frozenset[str]
    media_type: str
    is_encrypted: bool
    is_cut_off: bool
    is_damaged: bool

    @property
    def subject(self) -> str:
        """The subject as a person reads it, on one line."""
        return self.headers.text("Subject")


def parse(raw: bytes) -> Parsed:
    """Read a message; whatever is broken is read as far as it goes. Raises `UnreadableMessageError` for none."""
    if not raw.strip():
        msg = "The message is empty: there is nothing in it to read."
        raise UnreadableMessageError(msg)
    is_cut_off = len(raw) > LARGEST_MESSAGE
    raw = raw[:LARGEST_MESSAGE].lstrip(b"\r\n")  # blank lines before the header would end it at once
    message, is_flat = _message(raw)
    left_out = b""
    if _NO_HEAD & {type(each).__name__ for each in message.defects}:
        mended, left_out = _mended(raw)
        again, is_again_flat = _message(mended)
        if _known_lines(again) > _known_lines(message):
            message, is_flat = again, is_again_flat
            message.defects.append(MissingHeaderBodySeparatorDefect())
        else:  # it is the text that begins without a blank line before it
            left_out = b""
    if not message.keys():
        msg = "This is not a mail: it has no header lines such as From and Subject."
        raise UnreadableMessageError(msg)
    if is_flat:
        return _read(message, depth=_DEEPEST, is_cut_off=is_cut_off, is_flat=True, left_out=left_out)
    return _read(message, depth=0, is_cut_off=is_cut_off, is_flat=False, left_out=left_out)


def _known_lines(message: Message) -> int:
    return sum(name in message for name in _NEEDED)


def _mended(raw: bytes) -> tuple[bytes, bytes]:
    """Leave out lines that are none of a header, at which the parser would stop; they may be text, so return them."""
    head, blank, body = raw.partition(b"\r\n\r\n" if b"\r\n" in raw[:1000] else b"\n\n")
    kept: list[bytes] = []
    left_out: list[bytes] = []
    for line in head.splitlines(keepends=True):
        if _HEADER_LINE.match(line) or (kept and line[:1] in {b" ", b"\t"}):
            kept.append(line)
        else:
            left_out.append(line)
    return b"".join(kept).rstrip(b"\r\n") + blank + body, b"".join(left_out)


def _message(raw: bytes) -> tuple[Message, bool]:
    """Parse into parts, unless there are so many that the parser would drown in them."""
    parser = BytesParser(policy=compat32)
    if raw.count(b"boundary") <= _MOST_BOUNDARIES:
        try:
            return parser.parsebytes(raw), False
        except (RecursionError, ValueError, LookupError, AssertionError):
            pass
    return parser.parsebytes(raw, headersonly=True), True


def _read(message: Message, *, depth: int, is_cut_off: bool, is_flat: bool, left_out: bytes = b"") -> Parsed:
    found = Found()
    found.texts.append(clean(decode(left_out[:LONGEST_TEXT])))
    if is_flat:
        found.texts.append(clean(decode(bytes_of(message)[:LONGEST_TEXT])))
    else:
        walk(message, found)
    if not found.text and found.pictures:  # a picture is all there is: somebody photographed a letter
        found.files += found.pictures
    inner = (
        ()
        if depth >= _DEEPEST
        else tuple(_read(each, depth=depth + 1, is_cut_off=False, is_flat=False) for each in found.inner)
    )
    headers = Headers.of(message)
    return Parsed(
        headers=headers,
        text=found.text[:LONGEST_TEXT],
        attached_text="\n\n".join(found.attached_texts)[:LONGEST_TEXT],
        calendar="\n\n".join(found.calendars)[:LONGEST_TEXT],
        attachments=no_more_than_kept(found.files),
        inner=inner,
        reports=tuple(found.reports),
        originals=(*found.originals, *(each.headers for each in inner)),
        types=frozenset(found.types),
        media_type=headers.first("Content-Type").partition(";")[0].strip().casefold(),
        is_encrypted=is_encrypted(found.types, found.files) or _ENCRYPTED_TEXT in found.text,
        is_cut_off=is_cut_off or bool(found.defects & _CUT_OFF),
        is_damaged=is_flat or bool(found.defects - _CUT_OFF - _HARMLESS),
    )
