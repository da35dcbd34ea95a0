"""Watching a load from outside its transaction: how far it is, that it is alive, and whether to stop."""

import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from django.db import connection

from requests_app.register.models import RegisterLoad

SECONDS = 0.5
"""How often a load shows how far it is, and looks whether to stop."""
_LOADS = RegisterLoad._meta.db_table  # noqa: SLF001 - Django's public name for a model's own facts


class CancelledError(Exception):
    """Somebody asked to stop, or another reader took the file over; nothing is written."""


class Watch(Protocol):
    """Hears of each block of rows; raises `CancelledError` where the load is to end."""

    def block(self, *, rows: int, bytes_read: int) -> None:
        """Tell how far the file is read."""


class Unwatched:
    """Nobody looks, and nobody can stop it."""

    def block(self, *, rows: int, bytes_read: int) -> None:
        """Tell nobody."""


class RowWatch:
    """Writes how far the load is into its row, on a connection of its own, and reads there whether to stop.

    On SQLite nobody else can write while a load does: there the row is only read.
    """

    def __init__(self, load: RegisterLoad, *, clock: Callable[[], datetime]) -> None:
        self._load = load
        self._clock = clock
        self._next = time.monotonic() + SECONDS
        self._own = connection.copy() if connection.vendor == "postgresql" else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own is not None:
            self._own.close()

    def block(self, *, rows: int, bytes_read: int) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + SECONDS
        if self._own is None:
            told = RegisterLoad.objects.filter(pk=self._load.pk).values_list("cancel_asked", "claim").first()
        else:
            with self._own.cursor() as cursor:
                cursor.execute(
                    f"update {_LOADS} set rows = %s, bytes_read = %s, seen_at = %s "  # noqa: S608 - a name of our own
                    "where id = %s and claim = %s returning cancel_asked, claim",
                    [rows, bytes_read, self._clock(), self._load.pk, self._load.claim],
                )
                told = cursor.fetchone()
        if told is None or told[0] or told[1] != self._load.claim:
            raise CancelledError
