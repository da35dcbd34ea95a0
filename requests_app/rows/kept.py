"""Queries that are asked with every request: their text is worked out once, and only their values change.

Django builds the text of a query anew each time, which takes longer than PostgreSQL takes to answer it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg.sql
from django.db.models import QuerySet

from requests_app.rows.prepared import Question, Rows, all_asked, filled_in, is_postgresql

Value = str | int | datetime


def _literal(value: object) -> str:
    return psycopg.sql.Literal(value).as_string(None).replace("%", "%%")


class KeptQuery:
    """A query over plain columns (`values_list`), built by `build` from named values.

    `like` gives an example of each value, no two alike: by these the places of the values in the text are found. So
    `build` must use each value as it is given and have one shape, whatever the values are.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **like: Value) -> None:
        if len(set(like.values())) < len(like):
            msg = "Two examples are alike, so that nobody can tell where each belongs."
            raise ValueError(msg)
        self._build = build
        self._like = like
        self._text = ""
        self._names: tuple[str, ...] = ()

    def rows(self, **given: Value) -> Rows:
        """Return the rows for these values; where the database is in this process, the query is built each time."""
        return all_asked([self.question(**given)])[0]

    def question(self, **given: Value) -> Question:
        """Return what asks for the rows for these values, to be asked together with others."""
        if not is_postgresql():
            return Question("", instead=lambda: list(self._build(**given)))
        if not self._text:
            self._work_out()
        return Question(self._text, [given[name] for name in self._names], only_reads=True)

    def _work_out(self) -> None:
        text, values = self._build(**self._like).query.sql_with_params()
        names = {value: name for name, value in self._like.items()}
        places = [names.get(value) if isinstance(value, Value) else None for value in values]
        if missing := set(self._like) - set(places):
            msg = f"The query does not hold {', '.join(sorted(missing))} as given."
            raise ValueError(msg)
        # What is always the same is written into the text: a plan for any value can then use an index of some rows.
        marks = iter(["%s" if name else _literal(value) for name, value in zip(places, values, strict=True)])
        self._names = tuple(filter(None, places))
        self._text = filled_in(text, lambda: next(marks))
