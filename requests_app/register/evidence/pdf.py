"""PDF documents: looked through, packed parts too, for anything that does something when the document is opened."""

import re
import zlib
from collections.abc import Iterator

from requests_app.register.evidence.refusal import RefusedDocumentError

MOST_UNPACKED = 256 << 20
"""Bytes of all streams together."""
MOST_LOOKED_AT = 16 << 20
"""Bytes of one stream: no more holds objects, and the rest of a picture is of no interest."""
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|Movie|Sound|Rendition)"
    rb"(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?![^\x00\t\n\x0c\r ()<>\[\]{}/%])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm")
_PLAIN_FLATE = re.compile(rb"/Filter\s*\[?\s*/Fl(?:ateDecode)?\s*\]?\s*(?:/|>|$)")
_LONGEST_DICTIONARY = 4_096
_CHUNK = 1 << 16


def check(content: bytes) -> None:
    """Refuse a PDF that is encrypted, is cut off, holds something active, or cannot be looked into."""
    if b"%%EOF" not in content[-4_096:]:
        msg = "This PDF is cut off before its end. Save it again, and choose that."
        raise RefusedDocumentError(msg)
    if _ENCRYPTED.search(_unescaped(content)):
        msg = "This PDF is protected by a password or encrypted, so nobody can look into it. Print it to a new PDF."
        raise RefusedDocumentError(msg)
    if any(_ACTIVE.search(_unescaped(part)) for part in (content, *_streams(content))):
        msg = (
            "This PDF carries a script, a form that sends, or embedded files, which may do something when opened. "
            "Print it to a new PDF, and choose that."
        )
        raise RefusedDocumentError(msg)


def _unescaped(part: bytes) -> bytes:
    """Return the bytes with names as they are meant: `/J#53` is `/JS`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part


def _streams(content: bytes) -> Iterator[bytes]:
    """Give what each packed stream unpacks to; what holds objects and cannot be unpacked is refused."""
    left = MOST_UNPACKED
    for begins in _STREAM.finditer(content):
        before = content[max(0, begins.start() - _LONGEST_DICTIONARY) : begins.start()]
        dictionary = _unescaped(before[before.rfind(b"obj") + 3 :])
        holds_objects = _OBJECTS.search(dictionary) is not None
        if (
            holds_objects
            and b"/Filter" in dictionary
            and (not _PLAIN_FLATE.search(dictionary) or b"/Predictor" in dictionary)
        ):
            raise _opaque()
        if b"/Fl" not in dictionary:
            continue
        unpacked = _unpacked(content, begins.end(), most=MOST_LOOKED_AT + 1)
        if unpacked is None:
            if holds_objects:
                raise _opaque()
            continue
        left -= len(unpacked)
        if left < 0 or (holds_objects and len(unpacked) > MOST_LOOKED_AT):
            raise _opaque()
        yield unpacked


def _unpacked(content: bytes, start: int, *, most: int) -> bytes | None:
    """Return what the stream that begins at a place unpacks to, so far as it does; None where it is damaged at once."""
    unpacker, parts, size = zlib.decompressobj(), list[bytes](), 0
    for place in range(start, len(content), _CHUNK):
        try:
            parts.append(unpacker.decompress(content[place : place + _CHUNK], most - size))
        except zlib.error:
            return b"".join(parts) or None
        size += len(parts[-1])
        if unpacker.eof or size >= most:
            break
    return b"".join(parts)


def _opaque() -> RefusedDocumentError:
    return RefusedDocumentError(
        "This PDF is packed in a way that nobody can look into. Print it to a new PDF, and choose that."
    )
