"""Many rows of one table by one statement: what is written is handed to PostgreSQL as one JSON document.

Django writes each value of each row as a literal of its own, in Python; of a wave of notices that was a fifth of the
work. On SQLite it does the same with Django's own means.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Case, Model, Value, When
from psycopg.types.json import Json, Jsonb

from requests_app.rows.prepared import asked, is_postgresql
from requests_app.rows.together import columns_of, values_of


def insert_many(rows: Sequence[Model]) -> None:
    """Write new rows of one model, in their order, and give each its key. As with `bulk_create` no signal is sent."""
    if not rows:
        return
    model = type(rows[0])
    if not is_postgresql():
        model._default_manager.bulk_create(rows)  # noqa: SLF001 - Django's public name
        return
    columns = columns_of(model, is_keyed=False)
    names = [each.field.column for each in columns]
    told = _document([dict(zip(names, values_of(row, columns), strict=True)) for row in rows])
    with transaction.atomic(savepoint=False):
        keys = asked(_inserting(model), [told])
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - Django's public name


def set_each(model: type[Model], name: str, values: Mapping[int, str], **same: object) -> None:
    """Write a text of its own into column `name` of each row, by its key, and into further columns the same in all."""
    if not values:
        return
    rows = model._default_manager.filter(pk__in=values)  # noqa: SLF001 - Django's public name
    if not is_postgresql():
        rows.update(**{name: Case(*(When(pk=key, then=Value(value)) for key, value in values.items()))}, **same)
        return
    fields = _fields(model, (name, *same))
    prepared: list[list[Any]] = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, (told, *same.values()), strict=True)]
        for told in values.values()
    ]
    texts = _document([{"key": key, "told": told} for key, (told, *_) in zip(values, prepared, strict=True)])
    asked(_setting(model, name, tuple(same)), [*prepared[0][1:], texts])


def _document(rows: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_as_json)


def _as_json(value: object) -> object:
    """Return how PostgreSQL reads a value that JSON has no word for. Raises `TypeError` for one of another kind."""
    match value:
        case date():  # a moment as well
            return value.isoformat()
        case Json() | Jsonb():
            return value.obj
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return f"\\x{value.hex()}"
    msg = f"A value of kind {type(value).__name__} cannot be written with many others."
    raise TypeError(msg)


@cache
def _inserting(model: type[Model]) -> str:
    columns = [each.field for each in columns_of(model, is_keyed=False)]
    meta = model._meta  # noqa: SLF001 - Django's public name
    names = ", ".join(_quoted(each.column) for each in columns)
    kinds = ", ".join(f"{_quoted(each.column)} {each.db_type(connection)}" for each in columns)
    return (
        f"insert into {_quoted(meta.db_table)} ({names})"  # noqa: S608 - names of our own
        f" select {names} from json_to_recordset(%s::json) as told ({kinds}) returning {_quoted(meta.pk.column)}"
    )


@cache
def _setting(model: type[Model], name: str, same: tuple[str, ...]) -> str:
    meta = model._meta  # noqa: SLF001 - Django's public name
    column, *others = (_quoted(each.column) for each in _fields(model, (name, *same)))
    changes = ", ".join((f"{column} = told.told", *(f"{each} = %s" for each in others)))
    key = _quoted(meta.pk.column)
    return (
        f"update {_quoted(meta.db_table)} as kept set {changes}"  # noqa: S608 - names of our own
        f" from json_to_recordset(%s::json) as told (key bigint, told text) where kept.{key} = told.key returning 1"
    )


def _fields(model: type[Model], names: Sequence[str]) -> list[Any]:
    by_name = {each.field.name: each.field for each in columns_of(model, is_keyed=True)}
    return [by_name[name] for name in names]


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
