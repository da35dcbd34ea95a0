"""Statements that PostgreSQL plans once a connection: they come with each request, always in one shape."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_PLACE = re.compile("%%|%s")
SHAPES = 256
"""So many texts are kept with their places numbered; there are a dozen."""


def is_postgresql() -> bool:
    """Say whether the database is one that plans statements and hands numbers out."""
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql"


def asked(text: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Send a statement with a `%s` for each value and return its rows.

    It is planned once it was sent often on this connection (`prepare_threshold` of the settings): Django's own cursor
    writes the values into the text, so that no two statements are alike. Where somebody listens to Django's
    statements, as a test does, it goes through Django's cursor.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(text, values)
            return list(cursor.fetchall())
    return _asked_unheard(connection, text, values)


def _asked_unheard(connection: BaseDatabaseWrapper, text: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    # As Django does before each statement of its own: a connection that died since the last request is made anew.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, psycopg.RawCursor(connection.connection) as cursor:
        cursor.execute(_numbered(text), values)
        return cursor.fetchall()


@lru_cache(SHAPES)
def _numbered(text: str) -> str:
    """Return the text with its places as PostgreSQL numbers them: $1, $2."""
    places = count(1)
    return filled_in(text, lambda: f"${next(places)}", percent="%")


def filled_in(text: str, mark: Callable[[], str], *, percent: str = "%%") -> str:
    """Return the text with another mark for each `%s`; a sign that is doubled stands for itself."""
    return _PLACE.sub(lambda found: mark() if found[0] == "%s" else percent, text)
