"""The bytes of incoming messages, each in a file under its own digest: written to the disk before anything is read.

Writing is the same however often it happens: a file that is there is whole, because it got its name last.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_PART = ".part-"
_PRIVATE = 0o700


class MissingMessageError(Exception):
    """The file of a message is gone, or is not what was stored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A message on the disk: the SHA-256 of its bytes, and how many they are."""

    digest: str
    size: int


def keep(chunks: Iterable[bytes]) -> Stored:
    """Write a message to the disk, a piece at a time, and return once it would outlive a power cut."""
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
        stored = Stored(digest.hexdigest(), size)
        _give_its_name(part, path_of(stored.digest))
    finally:
        part.unlink(missing_ok=True)
    return stored


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
        _sync(path.parent.parent)
    part.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """See to it that the names in a folder are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "mail"
