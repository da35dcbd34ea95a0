"""One at a time: two processes must not fetch one mailbox at once, nor do one run. Who dies gives its lock back."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

_BYTES = 8


@contextmanager
def alone(kind: str, name: str) -> Iterator[bool]:
    """Yield whether nobody else holds what has this name; hold it until the end of the block.

    Over several machines with PostgreSQL, on one machine with SQLite. It only saves work: that
    nothing is done twice is held by the database itself.
    """
    if connection.vendor == "postgresql":
        yield from _on_postgres(f"{kind}\x1f{name}")
    else:
        yield from _on_this_machine(f"{kind}\x1f{name}")


def _on_postgres(name: str) -> Iterator[bool]:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:_BYTES], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [number])
        (is_ours,) = cursor.fetchone() or (False,)
    try:
        yield bool(is_ours)
    finally:
        if is_ours:
            _unlock(number)


def _unlock(number: int) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [number])
    except DatabaseError:  # the connection is gone, and the lock with it
        connection.close()


def _on_this_machine(name: str) -> Iterator[bool]:
    folder = Path(settings.VAR_DIR) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(name.encode()).hexdigest()[:16]
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
