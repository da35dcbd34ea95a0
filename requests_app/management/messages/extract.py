"""Find the marked sentences in the sources without GNU gettext: Django reads templates, Babel reads Python."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_TEXT = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
_CALL = re.compile(rf"\b(_|n?p?gettext)\(({_TEXT}(?:,\s*{_TEXT})*)")


class Sentence(tuple[str, ...]):
    """One marked text: (context, singular, plural); what there is none of is empty."""

    __slots__ = ()


def sentences(file: Path) -> Iterator[Sentence]:
    """Yield the marked texts of one file, in their order."""
    source = file.read_text(encoding="utf-8")
    yield from _in_python(source) if file.suffix == ".py" else _in_template(source, file)


def _in_template(source: str, file: Path) -> Iterator[Sentence]:
    for name, given in _CALL.findall(templatize(source, origin=str(file))):
        texts: tuple[str, ...] = ast.literal_eval(f"({given},)")
        context, texts = (texts[0], texts[1:]) if "p" in name.partition("gettext")[0] else ("", texts)
        yield Sentence((context, texts[0], texts[1] if len(texts) > 1 else ""))


def _in_python(source: str) -> Iterator[Sentence]:
    keywords = KEYWORDS | ({"_": ((1, "c"), 2)} if "pgettext_lazy as _" in source else {})
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=keywords):
        singular, plural = (text, "") if isinstance(text, str) else (text[0], text[1])
        yield Sentence((context or "", singular, plural))
