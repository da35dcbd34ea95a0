"""The few words in braces that a text may hold. They are replaced, and nothing in a text is ever carried out."""

import re
import unicodedata
from collections.abc import Mapping

PLACEHOLDERS = ("name", "reference", "due_date", "business", "year")
_KNOWN = re.compile("{(" + "|".join(PLACEHOLDERS) + ")}")
_MEANT = re.compile(r"\{\s*([^\W\d][\w-]*)\s*\}")
"""A word in braces: somebody meant a placeholder. Braces around anything else are signs like others."""
_JOINERS = frozenset("\u200c\u200d")
"""Names in some scripts need them."""


def held_by(text: str) -> frozenset[str]:
    """Return the placeholders that a text holds."""
    return frozenset(_KNOWN.findall(text))


def faults_of(text: str) -> tuple[str, ...]:
    """Return what is wrong with the words in braces, a sentence each."""
    return tuple(dict.fromkeys(filter(None, (_fault(text, found) for found in _MEANT.finditer(text)))))


def _fault(text: str, found: re.Match[str]) -> str:
    word = found[1]
    if word not in PLACEHOLDERS:
        return f"There is no placeholder {{{word}}}. There are {', '.join(f'{{{each}}}' for each in PLACEHOLDERS)}."
    doubled = "{" in text[max(found.start() - 1, 0) : found.start()] or text.startswith("}", found.end())
    if doubled or found[0] != f"{{{word}}}":
        return f"Write {{{word}}} with one brace on each side and no blank."
    return ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in, in one pass: what stands in a value is never looked at again.

    Where a value is missing, such as the due date of a request without one, the whole text is left out.
    """
    plain = {name: one_line(value) for name, value in values.items()}
    if not all(plain.get(name) for name in held_by(text)):
        return ""
    return _KNOWN.sub(lambda found: plain[found[1]], text)


def one_line(value: str) -> str:
    """Return a value on one line, without signs that nobody sees or that turn the line around."""
    return "".join(sign for sign in " ".join(value.split()) if sign in _JOINERS or not is_unseen(sign))


def is_unseen(sign: str) -> bool:
    """Say whether a sign controls, turns or hides text, or is none at all."""
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
