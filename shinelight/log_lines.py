"""Lines of the log: of an error its kind and where it happened, and none of its words.

What a database says of a fault quotes the row, and a row holds what a resident told. Nobody destroys it in a log.
"""

import copy
import logging
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
_SPEAKS = (OSError, ImportError, ImproperlyConfigured, OperationalError)
"""Errors of machines and settings: their words say what an operator has to do, and hold nothing of a row."""


class LineFormatter(logging.Formatter):
    """A line, and under it the way of an error without its words."""

    def __init__(self) -> None:
        super().__init__(_LINE)

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines of a record."""
        line = copy.copy(record)
        line.exc_text = None  # another handler may have written the words there
        if isinstance(line.args, Mapping) and "exc" in line.args:
            # A task that failed: Celery quotes the error in its own sentence.
            line.args = {**line.args, "exc": str(line.args["exc"]).partition("(")[0]}
        return super().format(line)

    def formatException(  # noqa: N802 - the library's own name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the way of an error and of what led to it."""
        return "\n".join(_told(ei[1], ei[2], seen=set())) if ei[1] is not None else ""


def _told(error: BaseException, way: Any, *, seen: set[int]) -> list[str]:  # noqa: ANN401 - Celery's is its own kind
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = []
    if before is not None and id(before) not in seen:
        lines = [*_told(before, before.__traceback__, seen=seen), "It led to:"]
    lines += [line.rstrip() for line in traceback.format_tb(way)]
    words = f": {error}" if isinstance(error, _SPEAKS) else ""
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}{words}"]
