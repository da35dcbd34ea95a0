"""How a person says that a file is to be read: heading by heading, and category word by category word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from requests_app.register.load.cells import compact, storable, unstorable
from requests_app.register.load.headings import CANONICAL
from requests_app.register.models import ThirdParty
from requests_app.statute import CATEGORIES

_CODES = frozenset(each.code for each in CATEGORIES)


class MappingError(ValueError):
    """A mapping that cannot be followed; the message says where and what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How the headings and words of one file are meant.

    `columns`: heading in the file to one of ours, or None for “not read”. `values`: by column, word in the file to the
    code of a category, or None for “none of the 27”; of `kind` a blank alone, to what companies are whose rows do not
    say it. `sheet`: the worksheet to read, where there are several.
    """

    columns: dict[str, str | None] = field(default_factory=dict)
    values: dict[str, dict[str, str | None]] = field(default_factory=dict)
    sheet: str = ""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the mapping that a JSON text holds; raises `MappingError`."""
        try:
            return cls.from_object(json.loads(text))
        except json.JSONDecodeError as error:
            msg = f"The mapping is not JSON: {error}."
            raise MappingError(msg) from None

    @classmethod
    def from_object(cls, given: object) -> Self:
        """Return the mapping in an object of JSON; raises `MappingError` on anything it does not know."""
        if not isinstance(given, dict) or set(given) - {"columns", "values", "sheet"}:
            msg = "A mapping is an object with “columns”, “values” and, for a workbook, “sheet”."
            raise MappingError(msg)
        columns = _words(given.get("columns", {}), "columns")
        values = given.get("values", {})
        sheet = given.get("sheet", "")
        if not isinstance(values, dict) or set(values) - {"category", "kind"} or not isinstance(sheet, str):
            msg = "“values” is an object with “category” and “kind” alone, and “sheet” a text."
            raise MappingError(msg)
        _check_signs([sheet], "sheet")
        categories = _words(values.get("category", {}), "values.category")
        for heading, ours in columns.items():
            if ours is not None and ours not in CANONICAL:
                msg = f"columns: “{heading}” is mapped to “{ours}”, which is none of {', '.join(CANONICAL)}."
                raise MappingError(msg)
        for word, code in categories.items():
            if code is not None and code not in _CODES:
                msg = f"values.category: “{word}” is mapped to “{code}”, which is no code of a category."
                raise MappingError(msg)
        kinds = _words(values.get("kind", {}), "values.kind")
        if set(kinds) - {""} or set(kinds.values()) - {*ThirdParty.Kind.values, None}:
            msg = f"values.kind: only a blank can be mapped, to {', '.join(ThirdParty.Kind.values)} or null."
            raise MappingError(msg)
        said = {name: words for name, words in (("category", categories), ("kind", kinds)) if words}
        return cls(columns=columns, values=said, sheet=sheet)

    @property
    def blank_kind(self) -> str:
        """What a company is whose row does not say whether it is a broker: every one of a registry of brokers is."""
        return self.values.get("kind", {}).get("") or ""

    def categories(self) -> dict[str, str | None]:
        """Return the category words by what their spellings have in common."""
        return {compact(word): code for word, code in self.values.get("category", {}).items()}


def _words(given: object, where: str) -> dict[str, str | None]:
    if not isinstance(given, dict) or not all(value is None or isinstance(value, str) for value in given.values()):
        msg = f"“{where}” is an object of texts, or null for none."
        raise MappingError(msg)
    _check_signs(given, where)
    return {str(key): value for key, value in given.items()}


def _check_signs(texts: Iterable[str], where: str) -> None:
    for text in texts:
        if sign := unstorable(text):
            msg = f"{where}: “{storable(text)}” holds a sign that cannot be stored ({sign}). Type it again."
            raise MappingError(msg)
