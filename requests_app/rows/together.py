"""Rows that belong together are written by one statement: one way to the database and back in place of five.

Within `together()` a row given to `insert` is written when the block ends, or at `write_now`. Elsewhere, and on SQLite,
where a statement costs next to nothing, it is written at once. Foreign keys are checked when the transaction ends, so
the order does not matter; signals are not sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import (
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    EmailField,
    ForeignKey,
    Model,
    OneToOneField,
    SlugField,
    TextField,
)

from requests_app.rows.prepared import Question, asked, is_postgresql

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


def reserving(*models: type[Model], unless: Mapping[str, str] | None = None) -> Question:
    """Return what asks for a key for a new row of each model; no row comes back where no database hands numbers out.

    Nor does one, and no number is taken, where the first model has a row with the values of `unless` in its columns.
    """
    if not is_postgresql():
        return Question("")
    text = "select " + ", ".join(f"nextval('{_sequence(model)}')" for model in models)
    if not unless:
        return Question(text)
    same = " and ".join(f"{_quoted(name)} = %s" for name in unless)
    table = _quoted(models[0]._meta.db_table)  # noqa: SLF001 - Django's public name
    return Question(f"{text} where not exists (select from {table} where {same})", list(unless.values()))


def _write(rows: Sequence[Model]) -> None:
    if not rows:
        return
    shape = tuple((type(row), row.pk is not None) for row in rows)
    values = [
        value
        for row, (model, is_keyed) in zip(rows, shape, strict=True)
        for value in values_of(row, columns_of(model, is_keyed=is_keyed))
    ]
    for row, key in zip(rows, asked(_text(shape), values)[0], strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - Django's public name


class Column(NamedTuple):
    """A column as it is written: its field, and the kinds of values that PostgreSQL is given as they are."""

    name: str
    field: Any
    as_they_are: frozenset[type]


def values_of(row: Model, columns: Sequence[Column]) -> list[Any]:
    """Return what is written of a row, as Django would write it. Most goes as it is."""
    told = row.__dict__
    values = []
    for name, field, as_they_are in columns:
        value = told.get(name, row)
        if type(value) not in as_they_are:
            value = field.get_db_prep_save(field.pre_save(row, add=True), connection)
        values.append(value)
    return values


_NOTHING = type(None)
_PLAIN: dict[type, frozenset[type]] = {
    **dict.fromkeys((BooleanField, CharField, EmailField, SlugField, TextField), frozenset({str, bool, _NOTHING})),
    DateField: frozenset({date, _NOTHING}),
    **dict.fromkeys((DateTimeField, ForeignKey, OneToOneField), frozenset({_NOTHING})),
}


def _as_they_are(field: Any) -> frozenset[type]:  # noqa: ANN401 - the field of a model, of any kind
    """Return the kinds of values that Django hands on as they are to PostgreSQL: for simple fields that set nothing."""
    sets_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return frozenset() if sets_itself else _PLAIN.get(type(field), frozenset())


@cache
def _text(shape: tuple[tuple[type[Model], bool], ...]) -> str:
    """Return the statement that writes a row of each of these models and returns their keys."""
    parts = []
    for place, (model, is_keyed) in enumerate(shape):
        columns = columns_of(model, is_keyed=is_keyed)
        names = ", ".join(_quoted(each.field.column) for each in columns)
        marks = ", ".join(["%s"] * len(columns))
        table, key = _quoted(model._meta.db_table), _quoted(model._meta.pk.column)  # noqa: SLF001 - Django's public name
        parts.append(f"r{place} as (insert into {table} ({names}) values ({marks}) returning {key} as key)")  # noqa: S608 - names of our own
    keys = ", ".join(f"(select key from r{place})" for place in range(len(shape)))  # noqa: S608 - the same
    return f"with {', '.join(parts)} select {keys}"


@cache
def columns_of(model: type[Model], *, is_keyed: bool) -> tuple[Column, ...]:
    """Return the columns that are written of a row of the model, with its key where that is known."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's public name
    return tuple(Column(each.attname, each, _as_they_are(each)) for each in fields if is_keyed or not each.primary_key)


@cache
def _sequence(model: type[Model]) -> str:
    """Return the name of the sequence that numbers the model's rows."""
    meta = model._meta  # noqa: SLF001 - Django's public name
    ((name,),) = asked("select pg_get_serial_sequence(%s, %s)", [meta.db_table, meta.pk.column])
    return str(name)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
