"""The text inside a `winmail.dat`: Outlook's own wrapping (TNEF), which other mail programs show as an empty mail."""

import struct

from requests_app.mailbox.charsets import decode

_SIGNATURE = 0x223E9F78
_BODY = 0x0002800C
_HEAD = struct.Struct("<BII")
_CHECKSUM = 2
_MOST_ATTRIBUTES = 10_000


def body_of(raw: bytes) -> str:
    """Return the plain text of the message, empty where there is none or the file is damaged."""
    if len(raw) < _HEAD.size or int.from_bytes(raw[:4], "little") != _SIGNATURE:
        return ""
    at = 6
    for _ in range(_MOST_ATTRIBUTES):
        if at + _HEAD.size > len(raw):
            return ""
        _, kind, length = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        if kind == _BODY:
            return decode(raw[at : at + length].rstrip(b"\0"))
        at += length + _CHECKSUM
    return ""
