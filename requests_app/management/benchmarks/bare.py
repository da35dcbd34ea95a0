"""Filling large tables fast: without their indexes and foreign keys, which are made again, and checked, at the end."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection
from django.db.backends.utils import CursorWrapper

_FOREIGN_KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where contype = 'f' and (conrelid = any(%s::regclass[]) or confrelid = any(%s::regclass[]))
"""
_KEYS = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where contype in ('p', 'u') and conrelid = any(%s::regclass[]) and array_length(conkey, 1) > 1
"""
_INDEXES = """
    select indexname, indexdef from pg_indexes
    where tablename = any(%s) and indexname not in (select conname from pg_constraint)
"""


@contextmanager
def bare(*tables: str) -> Iterator[None]:
    """Leave these tables their simple keys alone while they are filled, and analyse them at the end."""
    with connection.cursor() as cursor:
        cursor.execute(_FOREIGN_KEYS, [list(tables), list(tables)])
        foreign = cursor.fetchall()
        cursor.execute(_KEYS, [list(tables)])
        keys = cursor.fetchall()
        cursor.execute(_INDEXES, [list(tables)])
        indexes = cursor.fetchall()
        _run(cursor, [f'alter table {table} drop constraint "{name}"' for table, name, _ in (*foreign, *keys)])
        _run(cursor, [f'drop index "{name}"' for name, _ in indexes])
        cursor.execute("set maintenance_work_mem = '512MB'")
    yield
    with connection.cursor() as cursor:
        _run(cursor, [made for _, made in indexes])
        _run(cursor, [f'alter table {table} add constraint "{name}" {made}' for table, name, made in (*keys, *foreign)])
        _run(cursor, [f"vacuum (freeze, analyze) {table}" for table in tables])


def _run(cursor: CursorWrapper, statements: Sequence[str]) -> None:
    for statement in statements:
        cursor.execute(statement)
