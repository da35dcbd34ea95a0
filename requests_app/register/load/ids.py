"""Ids of disclosures, taken before their rows are written: the hand-overs of a file name them as they stream in."""

from collections import deque

from django.db import connection

from requests_app.register.models import Disclosure

FIRST_TAKEN = 1_024
MOST_TAKEN = 65_536
_TABLE = Disclosure._meta.db_table  # noqa: SLF001 - Django's public name for a model's own facts


class Ids:
    """Ids nobody else gets. What is left over is never used, which leaves gaps and does no harm."""

    def __init__(self) -> None:
        self._free: deque[int] = deque()
        self._next_time = FIRST_TAKEN

    @property
    def empty(self) -> bool:
        """Whether the next one asks the database."""
        return not self._free

    def take(self) -> int:
        """Return an id; ask the database for more where none is left."""
        if not self._free:
            self._free.extend(_taken(self._next_time))
            self._next_time = min(self._next_time * 4, MOST_TAKEN)
        return self._free.popleft()


def _taken(number: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "select nextval(pg_get_serial_sequence(%s, 'id')) from generate_series(1, %s)"
            cursor.execute(sequence, [_TABLE, number])
            return [int(row[0]) for row in cursor.fetchall()]
        # SQLite has one writer at a time, and this is it until the load ends.
        cursor.execute("select seq from sqlite_sequence where name = %s", [_TABLE])
        row = cursor.fetchone()
        last = int(row[0]) if row else 0
        if row:
            cursor.execute("update sqlite_sequence set seq = %s where name = %s", [last + number, _TABLE])
        else:
            cursor.execute("insert into sqlite_sequence (name, seq) values (%s, %s)", [_TABLE, number])
        return list(range(last + 1, last + number + 1))
