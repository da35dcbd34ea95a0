"""JSON objects read strictly: every member known by name, none given twice, each error naming its field."""

import json
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

LONGEST_INTEGER = 300
"""Digits of the longest number read as one; reading still longer ones would take longer than their answer is worth."""

_SHOWN = 60
_MISSING = object()

Read = TypeVar("Read")
Reader = Callable[[object, str], Read]
"""Turns a JSON value into a fact; is told the field's path to name it in errors."""


class RefusedError(ValueError):
    """The line is no valid fact pattern; the message names the field and what was expected."""

    def __init__(self, path: str, says: str) -> None:
        super().__init__(f"{path}: {says}")


class Members(dict[str, object]):
    """A JSON object that remembers which of its keys were given twice."""

    repeated: tuple[str, ...] = ()


def parse(text: str) -> object:
    """Read JSON so that what is wrong can still be named: numbers too long or not finite become no integer."""
    return json.loads(text, object_pairs_hook=_members, parse_int=_integer)


def _members(pairs: list[tuple[str, object]]) -> Members:
    members = Members(pairs)
    if len(members) < len(pairs):
        times = Counter(key for key, _ in pairs)
        members.repeated = tuple(key for key, number in times.items() if number > 1)
    return members


def _integer(digits: str) -> float:
    return int(digits) if len(digits) <= LONGEST_INTEGER else float(digits)


def shown(value: object) -> str:
    """Show a value in a message: short, and safe to print whatever it holds."""
    if value is _MISSING:
        return "nothing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return text.encode("utf-8", "backslashreplace").decode()


def unexpected(path: str, expected: str, value: object) -> RefusedError:
    """Say what was expected in a field and what was found there."""
    return RefusedError(path, f"expected {expected}, found {shown(value)}")


class Fields:
    """A JSON object of which every member is known by name; members not given take the default."""

    def __init__(self, value: object, path: str, *names: str) -> None:
        if not isinstance(value, Members):
            raise unexpected(path or "fact pattern", "a JSON object", value)
        self._members = value
        self._path = path
        if value.repeated:
            raise RefusedError(self._name(shown(value.repeated[0])), "given twice, expected once")
        unknown = next((key for key in value if key not in names), None)
        if unknown is not None:
            raise RefusedError(self._name(shown(unknown)), f"unknown field, expected one of {', '.join(names)}")

    def _name(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def has(self, name: str) -> bool:
        return name in self._members

    def get(self, name: str, reader: Reader[Read], default: Read) -> Read:
        return reader(self._members[name], self._name(name)) if name in self._members else default

    def need(self, name: str, reader: Reader[Read]) -> Read:
        """Read a required member; every reader refuses one that is missing, saying what it expected."""
        return reader(self._members.get(name, _MISSING), self._name(name))
