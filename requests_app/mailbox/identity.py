"""Which message it is: the same for every copy, whichever way it came; another for another text under the same id."""

import hashlib

from requests_app.mailbox.headers import Headers

_PIECE = 1 << 20
_WITH_ID = ("Message-ID", "From")
"""Programs that give every message one id are about, and so are texts that many people send: who sends it counts."""
_WITHOUT_ID = ("From", "Date", "Subject", "To")


def identity_of(raw: bytes, headers: Headers | None) -> str:
    """Return a digest of Message-ID, sender and body; without an id, of what the sender's program wrote above it.

    Lines that servers add on the way do not count, nor how lines end. Without headers all of it counts.
    """
    digest = hashlib.sha256()
    if headers is None:
        _add(digest, raw)
        return digest.hexdigest()
    for name in _WITH_ID if headers.message_id else _WITHOUT_ID:
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
