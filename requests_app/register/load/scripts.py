"""Words of two scripts, such as “Acme” with a Cyrillic A: to the eye alone it is the name that it looks like."""

import re
import unicodedata

from requests_app.register.load.slip import Slip

_TEXTS = ("third_party_name", "legal_name", "trade_name", "street", "street_2", "city")
_WORD = re.compile(r"[^\W\d_]+")
_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK")
"""Scripts that share the shapes of many letters."""


def warn_of_mixed_scripts(slip: Slip) -> None:
    """Warn of each name or address with such a word; it is kept as written."""
    for name in _TEXTS:
        cell = slip.cells.get(name, "")
        if not cell.isascii() and (strange := strange_letter(cell)):
            word, letter = strange
            slip.warn(
                name,
                f"In “{word}” the letter “{letter}” is {unicodedata.name(letter, '').lower()}, among letters of "
                "another alphabet. It is kept as written, and is not the same name as one that only looks like it. "
                "Type the word again if it was meant to be in one alphabet.",
            )


def strange_letter(text: str) -> tuple[str, str] | None:
    """Return the first word of two scripts with its first letter of the rarer one, the one that is not Latin."""
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        scripts = {letter: _script(letter) for letter in word}
        if len({*scripts.values()} - {""}) > 1:
            return word, next(letter for letter in word if scripts[letter] not in ("", "LATIN"))
    return None


def _script(letter: str) -> str:
    """Return the script of a letter, where it is one of those that look alike; signs such as µ have none."""
    if letter in "\u00b5\u2126\u2206":
        return ""
    first = unicodedata.name(letter, "").split(" ")[0]
    return first if first in _LOOK_ALIKE else ""
