"""Streaming hand-overs into their table: by COPY on PostgreSQL, by executemany on SQLite, in the load's transaction.

A hand-over comes as one line of text, as COPY reads it: load, disclosure, day, row and list, with tabs between.
"""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from django.db import connection

from requests_app.register.models import Disclosure, DisclosureEvent

if TYPE_CHECKING:  # names of types alone
    from contextlib import AbstractContextManager

    import psycopg

_EVENTS = DisclosureEvent._meta.db_table  # noqa: SLF001 - Django's public name for a model's own facts
_DISCLOSURES = Disclosure._meta.db_table  # noqa: SLF001 - as above
_COLUMNS = "load_id, disclosure_id, disclosed_on, row, list_name"
_PARTS = 4
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Sink(Protocol):
    """Where lines go. `pause` must come before any other statement on the same connection."""

    def write(self, lines: list[str]) -> None:
        """Take lines in; each ends with a line break."""

    def pause(self) -> None:
        """Send what was written, so that the connection is free for something else."""

    def escaped(self, text: str) -> str:
        """Return the text as it stands in a line."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the stream."""


class CopySink:
    """PostgreSQL: one COPY that stays open from block to block, so that both sides work at the same time."""

    def __init__(self) -> None:
        self._cursor = connection.cursor()
        self._open: AbstractContextManager[psycopg.Copy] | None = None
        self._stream: psycopg.Copy | None = None

    def write(self, lines: list[str]) -> None:
        if self._stream is None:
            self._open = self._cursor.copy(f"copy {_EVENTS} ({_COLUMNS}) from stdin")
            self._stream = self._open.__enter__()
        self._stream.write("".join(lines))

    def pause(self) -> None:
        self.__exit__(None, None, None)

    def escaped(self, text: str) -> str:
        return text.translate(_ESCAPED)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        begun, self._open, self._stream = self._open, None, None
        if begun is not None:
            begun.__exit__(kind, error, trace)


class ManySink:
    """SQLite: a block at a time."""

    def write(self, lines: list[str]) -> None:
        statement = f"insert into {_EVENTS} ({_COLUMNS}) values (%s, %s, %s, %s, %s)"  # noqa: S608 - names of our own
        with connection.cursor() as cursor:
            cursor.executemany(statement, [line[:-1].split("\t", _PARTS) for line in lines])

    def pause(self) -> None:
        """Nothing is open between blocks."""

    def escaped(self, text: str) -> str:
        return text

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is open between blocks."""


def sink() -> Sink:
    """Return the way in that this database has."""
    return CopySink() if connection.vendor == "postgresql" else ManySink()


def last_event() -> int:
    """Return the id of the newest hand-over: those of a load that begins now come after it."""
    newest = DisclosureEvent.objects.order_by("-id").values_list("id", flat=True).first()
    return newest or 0


def move(load_id: int, *, after: int, moved: Mapping[int, int]) -> None:
    """Let hand-overs of a load, counted into one disclosure for the time being, be of another."""
    for given, final in moved.items():
        DisclosureEvent.objects.filter(pk__gt=after, load_id=load_id, disclosure_id=given).update(disclosure_id=final)


class LostEventsError(Exception):
    """Hand-overs of the load name a disclosure that is not there: a fault of the program; nothing is written."""


def check(load_id: int, *, after: int) -> None:
    """Check at the end what the database did not check row by row: each hand-over's disclosure is there."""
    statement = f"""
        select count(*) from (
            select distinct disclosure_id from {_EVENTS} where id > %s and load_id = %s
        ) named where not exists (select 1 from {_DISCLOSURES} d where d.id = named.disclosure_id)
    """  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, load_id])
        (lost,) = cursor.fetchone() or (0,)
    if lost:
        msg = f"{lost} disclosures that hand-overs name are not there."
        raise LostEventsError(msg)
