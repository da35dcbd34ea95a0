"""The bytes of incoming messages, each in a file under its own digest: written to the disk before anything is read.

Writing is the same however often it happens: a file that is there is whole, because it got its name last.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from requests_app.requests.only_one import one_at_a_time

FOLDER = "mail"
_PART = ".part-"
_PRIVATE = 0o700


class MissingMessageError(Exception):
    """The file of a message is gone, or is not what was stored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Received:
    """A message that was written to the disk and has no name yet: the SHA-256 of its bytes, and how many they are."""

    digest: str
    size: int
    part: Path


@contextmanager
def received(chunks: Iterable[bytes]) -> Iterator[Received]:
    """Write a message to the disk, a piece at a time. Whoever opens this keeps it then, or nothing of it stays."""
    folder = _folder()
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    part = folder / f"{_PART}{secrets.token_hex(8)}"
    digest, size = hashlib.sha256(), 0
    try:
        with part.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            file.flush()
            os.fsync(file.fileno())
        yield Received(digest.hexdigest(), size, part)
    finally:
        part.unlink(missing_ok=True)


def keep(message: Received) -> None:
    """Give a message its name, and return once it would outlive a power cut."""
    _give_its_name(message.part, path_of(message.digest))


def hold(digest: str) -> None:
    """Let nobody else keep or remove these bytes until the transaction ends: what is kept has its row by then."""
    one_at_a_time(0, (f"raw\x1f{digest}",))


def sweep(*, before: datetime) -> None:
    """Remove what was begun before a moment and never got its name: whoever wrote it died."""
    for part in _folder().glob(f"{_PART}*"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < before.timestamp():
                part.unlink()
                sync(part.parent)


def digest_of(name: str) -> str:
    """Return the digest of a message whose file the store names so; empty: it is another file."""
    path = Path(name)
    return path.name if path.parts[:1] == (FOLDER,) else ""


def read(digest: str, *, most: int | None = None) -> bytes:
    """Return a message's bytes, its first `most` where a limit is given; raises `MissingMessageError`."""
    try:
        with path_of(digest).open("rb") as file:
            raw = file.read() if most is None else file.read(most)
    except OSError as error:
        msg = f"The stored file of this message cannot be read ({error.strerror}). Bring it back from a backup."
        raise MissingMessageError(msg) from error
    if (most is None or len(raw) < most) and hashlib.sha256(raw).hexdigest() != digest:
        msg = "The stored file of this message is not what came in: its SHA-256 differs. Bring it back from a backup."
        raise MissingMessageError(msg)
    return raw


def path_of(digest: str) -> Path:
    """Return where a message lies: two folders deep, so that none holds millions of files."""
    return _folder() / digest[:2] / digest


def _give_its_name(part: Path, path: Path) -> None:
    if path.exists():
        return
    if not path.parent.is_dir():
        path.parent.mkdir(mode=_PRIVATE, exist_ok=True)
        sync(path.parent.parent)
    part.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """See to it that the names in a folder are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
