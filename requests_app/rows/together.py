"""Rows that belong together are written by one statement: one way to the database and back in place of five.

Within `together()` a row given to `insert` is written when the block ends, or at `write_now`. Elsewhere, and on SQLite,
where a statement costs next to nothing, it is written at once. Foreign keys are checked when the transaction ends, so
the order does not matter; signals are not sent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Model

from requests_app.rows.prepared import asked, is_postgresql

_waiting: ContextVar[list[Model] | None] = ContextVar("rows_that_wait", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Write what is inserted within at the end, in one statement; nothing where the block fails."""
    if _waiting.get() is not None or not is_postgresql():
        yield
        return
    if not transaction.get_connection().in_atomic_block:
        msg = "Rows that belong together are written in one transaction."
        raise RuntimeError(msg)
    rows: list[Model] = []
    token = _waiting.set(rows)
    try:
        yield
        _write(rows)
    finally:
        _waiting.reset(token)


def insert(row: Model) -> None:
    """Write a new row: with the others of the block, or at once. Its key is known once it is written, or reserved."""
    waiting = _waiting.get()
    if waiting is None:
        row.save(force_insert=True)
    else:
        waiting.append(row)


def write_now() -> None:
    """Write what waits: whatever follows reads or changes it."""
    waiting = _waiting.get()
    if waiting:
        _write(waiting)
        waiting.clear()


def reserve_keys(*rows: Model) -> None:
    """Give new rows their keys before they are written, where the database hands numbers out."""
    if not is_postgresql():
        return
    numbers = ", ".join(f"nextval('{_sequence(type(row))}')" for row in rows)
    for row, number in zip(rows, asked(f"select {numbers}")[0], strict=True):
        row.pk = number


def _write(rows: Sequence[Model]) -> None:
    if not rows:
        return
    shape = tuple((type(row), row.pk is not None) for row in rows)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection)
        for row, (model, is_keyed) in zip(rows, shape, strict=True)
        for field in _fields(model, is_keyed=is_keyed)
    ]
    for row, key in zip(rows, asked(_text(shape), values)[0], strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - Django's public name


@cache
def _text(shape: tuple[tuple[type[Model], bool], ...]) -> str:
    """Return the statement that writes a row of each of these models and returns their keys."""
    parts = []
    for place, (model, is_keyed) in enumerate(shape):
        fields = _fields(model, is_keyed=is_keyed)
        names = ", ".join(_quoted(field.column) for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)  # noqa: SLF001 - Django's public name
        parts.append(f"r{place} as (insert into {table} ({names}) values ({marks}) returning {key} as key)")  # noqa: S608 - names of our own
    keys = ", ".join(f"(select key from r{place})" for place in range(len(shape)))  # noqa: S608 - the same
    return f"with {', '.join(parts)} select {keys}"


@cache
def _fields(model: type[Model], *, is_keyed: bool) -> tuple[Any, ...]:
    return tuple(field for field in model._meta.concrete_fields if is_keyed or not field.primary_key)  # noqa: SLF001 - Django's public name


@cache
def _sequence(model: type[Model]) -> str:
    """Return the name of the sequence that numbers the model's rows."""
    meta = model._meta  # noqa: SLF001 - Django's public name
    ((name,),) = asked("select pg_get_serial_sequence(%s, %s)", [meta.db_table, meta.pk.column])
    return str(name)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
