"""Which message it is: the same for every copy, whichever way it came; another for another text under the same id."""

import hashlib

from requests_app.mailbox.headers import Headers

_PIECE = 1 << 20
_WHERE_NO_ID = ("From", "Date", "Subject", "To")


def identity_of(raw: bytes, headers: Headers | None) -> str:
    """Return a digest of the Message-ID and the body; without an id, of what the sender's program wrote above it.

    Lines that servers add on the way do not count, nor how lines end. Without headers all of it counts.
    """
    digest = hashlib.sha256()
    if headers is None:
        _add(digest, raw)
        return digest.hexdigest()
    names = ("Message-ID",) if headers.message_id else _WHERE_NO_ID
    for name in names:
        line = headers.message_id if name == "Message-ID" else " ".join(headers.first(name).split())
        digest.update(f"{name}\x1f{line}\x1e".encode("utf-8", "surrogatepass"))
    _add(digest, _body_of(raw))
    return digest.hexdigest()


def _body_of(raw: bytes) -> memoryview:
    ends = [at for at in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if at >= 0]
    return memoryview(raw)[min(ends, default=len(raw)) :]


def _add(digest: "hashlib._Hash", body: bytes | memoryview) -> None:
    """Add a body without its line ends' kind, and without the blank lines after it."""
    waiting = b""
    for at in range(0, len(body), _PIECE):
        piece = waiting + bytes(body[at : at + _PIECE]).replace(b"\r", b"")
        kept = piece.rstrip()
        digest.update(kept)
        waiting = piece[len(kept) :]
