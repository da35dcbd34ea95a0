"""Statements that PostgreSQL plans once a connection: they come with each request, always in one shape."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_PLACE = re.compile("%%|%s")
Rows = list[tuple[Any, ...]]
SHAPES = 256
"""So many texts are kept with their places numbered; there are a dozen."""


def is_postgresql() -> bool:
    """Say whether the database is one that plans statements and hands numbers out."""
    return connections[DEFAULT_DB_ALIAS].vendor == "postgresql"


@dataclass(frozen=True, slots=True)
class Question:
    """A statement with a `%s` for each value. Where the database is in this process, `instead` answers it.

    One that `only_reads` may be sent twice.
    """

    text: str
    values: Sequence[Any] = ()
    only_reads: bool = False
    instead: Callable[[], Rows] = list


def asked(text: str, values: Sequence[Any] = ()) -> Rows:
    """Send a statement with a `%s` for each value and return its rows.

    It is planned once it was sent often on this connection (`prepare_threshold` of the settings): Django's own cursor
    writes the values into the text, so that no two statements are alike. Where somebody listens to Django's
    statements, as a test does, it goes through Django's cursor.
    """
    return _answers([Question(text, values)])[0]


def all_asked(questions: Sequence[Question]) -> list[Rows]:
    """Return the rows of each question, asked in this order, by one way to the database and back.

    Each is a statement of its own, as if they were sent one by one: after a lock that had to be waited for, the next
    one sees what its holder wrote.
    """
    if not is_postgresql():
        return [each.instead() for each in questions]
    return _answers(questions) if questions else []


def _answers(questions: Sequence[Question]) -> list[Rows]:
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.queries_logged or connection.execute_wrappers:
        return [_heard(connection, each) for each in questions]
    if _may_have_died(connection) and all(each.only_reads for each in questions):
        return _asked_first(connection, questions)
    # As Django does before each statement of its own: a connection that died since the last request is made anew.
    connection.close_if_health_check_failed()
    return _unheard(connection, questions)


def _heard(connection: BaseDatabaseWrapper, question: Question) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(question.text, question.values)
        return list(cursor.fetchall())


def _may_have_died(connection: Any) -> bool:  # noqa: ANN401 - the stubs know nothing of its health checks
    """Say whether nothing was asked on the connection since the last request."""
    is_open = connection.connection is not None and not connection.in_atomic_block
    return bool(is_open and connection.health_check_enabled and not connection.health_check_done)


def _asked_first(connection: Any, questions: Sequence[Question]) -> list[Rows]:  # noqa: ANN401 - as above
    """Let the request's first question tell whether the connection still lives: Django would ask another one before."""
    connection.health_check_done = True
    try:
        return _unheard(connection, questions)
    except (OperationalError, InterfaceError):
        if not connection.connection.closed:  # it lives, and the answer stands
            raise
        connection.close()
        return _unheard(connection, questions)


def _unheard(connection: BaseDatabaseWrapper, questions: Sequence[Question]) -> list[Rows]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        if len(questions) == 1:
            return [_sent(connection, questions[0]).fetchall()]
        with connection.connection.pipeline():
            sent = [_sent(connection, each) for each in questions]
        return [each.fetchall() for each in sent]


def _sent(connection: BaseDatabaseWrapper, question: Question) -> psycopg.RawCursor[tuple[Any, ...]]:
    return psycopg.RawCursor(connection.connection).execute(_numbered(question.text), question.values)


@lru_cache(SHAPES)
def _numbered(text: str) -> str:
    """Return the text with its places as PostgreSQL numbers them: $1, $2."""
    places = count(1)
    return filled_in(text, lambda: f"${next(places)}", percent="%")


def filled_in(text: str, mark: Callable[[], str], *, percent: str = "%%") -> str:
    """Return the text with another mark for each `%s`; a sign that is doubled stands for itself."""
    return _PLACE.sub(lambda found: mark() if found[0] == "%s" else percent, text)
