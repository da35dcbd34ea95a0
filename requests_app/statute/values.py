"""The values a fact may have: strings, days, numbers, words of a closed list; everything else is refused."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from requests_app.statute.facts import OPERATIVE_FROM, is_operative
from requests_app.statute.members import Read, Reader, RefusedError, unexpected

LAST_DAY = date(2199, 12, 31)
LONGEST_TEXT = 10_000
CALIFORNIA = ZoneInfo("America/Los_Angeles")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")

Choice = TypeVar("Choice", bound=StrEnum)


def text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise unexpected(path, "a string", value)
    if len(value) > LONGEST_TEXT:
        raise RefusedError(path, f"expected a string of at most {LONGEST_TEXT:,} characters, found {len(value):,}")
    if _SURROGATE.search(value):
        raise unexpected(path, "a string of valid UTF-8", value)
    return value


def name(value: object, path: str) -> str:
    """Read a string that names something: at least one letter or sign that is no space."""
    given = text(value, path)
    if not given.strip():
        raise unexpected(path, "a string that is not blank", value)
    return given


def flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise unexpected(path, "true or false", value)
    return value


def whole(lowest: int, highest: int | None = None) -> Reader[int]:
    """Read a whole number within limits."""
    span = f"of {lowest} or more" if highest is None else f"from {lowest} to {highest}"

    def read(value: object, path: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise unexpected(path, f"a whole number {span}", value)
        if value < lowest or (highest is not None and value > highest):
            raise unexpected(path, f"a whole number {span}", value)
        return value

    return read


def day(value: object, path: str) -> date:
    """Read a day as YYYY-MM-DD."""
    expected = "a date (YYYY-MM-DD)"
    given = text(value, path) if isinstance(value, str) else ""
    if not _DAY.fullmatch(given):
        raise unexpected(path, expected, value)
    try:
        return _in_force(date.fromisoformat(given), path)
    except ValueError as fault:
        if isinstance(fault, RefusedError):
            raise
        raise unexpected(path, expected, value) from fault


def california_day(value: object, path: str) -> date:
    """Read a day, or a moment with its offset, which is turned into the day in California."""
    given = value if isinstance(value, str) else ""
    moment = _MOMENT.fullmatch(given)
    if moment is None:
        if _DAY.fullmatch(given):
            return day(given, path)
        raise unexpected(path, "a date (YYYY-MM-DD) or a date-time with its offset", value)
    if not OPERATIVE_FROM.year - 1 <= int(moment["year"]) <= LAST_DAY.year + 1:
        raise _out_of_force(path, given)
    try:
        local = datetime.fromisoformat(given).astimezone(CALIFORNIA)
    except ValueError as fault:
        raise unexpected(path, "a date-time that exists", value) from fault
    return _in_force(local.date(), path)


def _in_force(found: date, path: str) -> date:
    if not is_operative(found) or found > LAST_DAY:
        raise _out_of_force(path, found.isoformat())
    return found


def _out_of_force(path: str, found: str) -> RefusedError:
    return unexpected(path, f"a date from {OPERATIVE_FROM.isoformat()} to {LAST_DAY.isoformat()}", found)


def word_of(allowed: Iterable[str]) -> Reader[str]:
    """Read one of a closed list of words."""
    words = {each: each for each in allowed}

    def read(value: object, path: str) -> str:
        if not isinstance(value, str) or value not in words:
            raise unexpected(path, f"one of {', '.join(words)}", value)
        return words[value]

    return read


def one_of(kinds: type[Choice]) -> Reader[Choice]:
    """Read one of the words of an enumeration."""
    word = word_of(kinds)
    return lambda value, path: kinds(word(value, path))


def or_null(reader: Reader[Read]) -> Reader[Read | None]:
    """Read null as None, anything else with the reader."""
    return lambda value, path: None if value is None else reader(value, path)


def many(reader: Reader[Read]) -> Reader[tuple[Read, ...]]:
    """Read a list, each entry with the reader."""

    def read(value: object, path: str) -> tuple[Read, ...]:
        if not isinstance(value, list):
            raise unexpected(path, "a list", value)
        return tuple(reader(entry, f"{path}[{place}]") for place, entry in enumerate(value))

    return read
