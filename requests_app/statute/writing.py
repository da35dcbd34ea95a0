"""From the facts to JSON, as `reading` takes them: what was ruled on can be kept and ruled on again."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from requests_app.statute.facts import FactPattern

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

RENAMED = {"valid_from": "from", "valid_to": "to"}
"""The fields that the written form names otherwise, because `from` is a word of the programming language."""


def facts_as_json(facts: FactPattern) -> dict[str, object]:
    """Return the fact pattern as a JSON object; reading it gives the same facts."""
    return _members(facts)


def _members(facts: "DataclassInstance") -> dict[str, object]:
    return {RENAMED.get(each.name, each.name): _written(getattr(facts, each.name)) for each in fields(facts)}


def _written(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return _members(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_written(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _written(item) for key, item in value.items()}
    return value
