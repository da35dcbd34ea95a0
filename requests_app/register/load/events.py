"""Streaming hand-overs into their table: by COPY on PostgreSQL, by executemany on SQLite, in the load's transaction.

In COPY a hand-over is one line of text: load, disclosure, day, row and list, with tabs between.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from django.db import connection

from requests_app.register.load.row import HandOvers
from requests_app.register.models import Disclosure, DisclosureEvent

if TYPE_CHECKING:  # names of types alone
    from contextlib import AbstractContextManager

    import psycopg

_EVENTS = DisclosureEvent._meta.db_table  # noqa: SLF001 - Django's public name for a model's own facts
_COLUMNS = "load_id, disclosure_id, disclosed_on, row, list_name"
_AT_ONCE = 10_000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Sink(Protocol):
    """Where hand-overs go. `pause` must come before any other statement on the same connection."""

    def write(self, begins: Sequence[str], days: Sequence[str], block: HandOvers) -> None:
        """Take a block in; each line begins with load and disclosure. Rows without a day are left out."""

    def pause(self) -> None:
        """Send what was written, so that the connection is free for something else."""

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
        self._names: set[str] = set()
        self._odd: dict[str, str] = {}

    def write(self, begins: Sequence[str], days: Sequence[str], block: HandOvers) -> None:
        cells = zip(begins, days, map(str, block.rows), self._escaped(block.names), strict=True)
        lines = "\n".join(map("\t".join, cells if all(days) else compress(cells, days)))
        if not lines:
            return
        if self._stream is None:
            self._open = self._cursor.copy(f"copy {_EVENTS} ({_COLUMNS}) from stdin")
            self._stream = self._open.__enter__()
        self._stream.write(f"{lines}\n")

    def pause(self) -> None:
        self.__exit__(None, None, None)

    def _escaped(self, names: Sequence[str]) -> Sequence[str]:
        """Return the names as they stand in a line: hardly ever otherwise than they are."""
        for name in set(names) - self._names:
            self._names.add(name)
            escaped = name.translate(_ESCAPED)
            if escaped != name:
                self._odd[name] = escaped
        return [self._odd.get(name, name) for name in names] if self._odd else names

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

    def write(self, begins: Sequence[str], days: Sequence[str], block: HandOvers) -> None:
        statement = f"insert into {_EVENTS} ({_COLUMNS}) values (%s, %s, %s, %s, %s)"  # noqa: S608 - names of our own
        rows = compress(zip(begins, days, block.rows, block.names, strict=True), days)
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(*begin.split("\t"), day, row, name) for begin, day, row, name in rows])

    def pause(self) -> None:
        """Nothing is open between blocks."""

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
    if not moved:
        return
    where = "e.id > %s and e.load_id = %s and e.disclosure_id = moved.given"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given, final = list(moved), list(moved.values())
            source = "unnest(%s::bigint[], %s::bigint[]) as moved (given, final)"
            told: list[list[int] | str] = [given, final]
        else:
            source = "(select key as given, value as final from json_each(%s)) as moved"
            told = [json.dumps(moved)]
        statement = f"update {_EVENTS} as e set disclosure_id = moved.final from {source} where {where}"  # noqa: S608 - names of our own
        cursor.execute(statement, [*told, after, load_id])


class LostEventsError(Exception):
    """Hand-overs of the load name a disclosure that is not there: a fault of the program; nothing is written."""


def check(named: Iterable[int]) -> None:
    """Check at the end what the database did not check row by row: the disclosures of the hand-overs are there."""
    ids = sorted(set(named))
    parts = (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
    there = sum(Disclosure.objects.filter(pk__in=part).count() for part in parts)
    if there != len(ids):
        msg = f"{len(ids) - there} disclosures that hand-overs name are not there."
        raise LostEventsError(msg)
