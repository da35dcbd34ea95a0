"""Which of the old encodings of one byte a letter a file is in: the one under which its words read as words do."""

import re
from collections.abc import Iterable

CODE_PAGES = {
    "cp1252": "Windows-1252, as older spreadsheets save",
    "mac_roman": "Mac Roman, as older Macs save",
    "cp850": "the encoding of DOS, as “CSV (MS-DOS)” is saved",
}
"""Python's names of them, the likeliest first, with what people are told."""
WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
"""A word with a sign that these encodings read differently."""
MOST_WORDS = 5000
"""Different words that are looked at: more say nothing new."""

_BETWEEN = re.compile(
    r"[^\W\d_][^\w\s\u00a0·’\u2018–—…®™©\u00a8\u00b4`][^\W\d_]|[A-Za-z][„\u201aƒ]|ƒ[A-Za-z]|[ªº][A-Za-z]|[a-z][®™©][a-z]{2}"
)
"""A sign such as † or ¤ between two letters, one that opens a quotation behind a letter, ™ within a word."""
_ENYE = re.compile(
    r"(?:(?<=[A-Za-z])[aeiou]|[AEIOU])–(?:[aeo]s?|or(?:es|as?)?|[eo]z|ol(?:as?|es)?|al(?:es)?|er[ao]s?|eda|"
    r"uelos|atas?|anza|aloza|it[ao]s?)(?![a-z])"
)
"""A dash where Spanish words have an ñ, as in “A–o” and “Pe–a”, and not as in “win–win” or “pro–am”."""
_ACCENT = re.compile(
    r"[A-Za-z]—(?:n|mez|pez)(?![A-Za-z])|œ(?![A-Za-zÀ-ÿ])|[–—][’\u2018œ]|œ[–—]"
    r"|[A-Za-z]{2}(?<=[bcdfglmnprstvz])’(?:as?|os?|nez|guez|az)(?![a-z])"
)
"""Signs where others have accents: “informaci—n”, “Perœ”, “Garc’a”, “Compa–’a”."""
_ALONE = re.compile(r"(?<![^\W\d_])[ÐÑ](?![^\W\d_])|(?<![^\W\d_])[ÒÓ](?=[A-Z][a-z])")
"""Capitals where others have dashes and quotation marks: “Lists Ð Mail”, “ÒBest Deals”."""
_CAPITAL = re.compile(r"(?<=[a-z])(?<!\bMc)(?<!\bMac)[À-ÖØ-ÞŠŽŒŸ]|(?<=[A-Z])[À-ÖØ-ÞŠŽŒŸ](?=[a-z])")
"""A capital within a word, as in “CafÉ”, which nobody writes, “McÉwan” left out."""
_SMALL = re.compile(r"(?<=[A-Z])[ß-öø-ÿšžœ](?=[A-Z])|(?<![^\W\d_])[à-öø-ÿšžœ](?=[A-Z]{2})")
"""A small letter among capitals."""
_STRANGE = (_BETWEEN, _ENYE, _ACCENT, _ALONE, _CAPITAL, _SMALL)


def likeliest(words: Iterable[bytes]) -> str:
    """Return the encoding under which the fewest signs stand where no word has them; of several the likeliest.

    A blank where some bytes are no signs of Windows-1252, and nothing speaks for another encoding.
    """
    said = [word for word in words if re.search(rb"[A-Za-z]", word) or word in _LONE]
    found = {name: sum(strangeness(word, name) for word in said) for name in CODE_PAGES}
    best = min(found, key=lambda name: found[name])
    return best if said else ""


_LONE = frozenset({b"\xd0", b"\xd1"})
"""A dash of Mac Roman is a word by itself."""


def strangeness(word: bytes, encoding: str) -> int:
    """Return how many signs of a word stand where no word has them, or are no signs of the encoding at all."""
    text = word.decode(encoding, errors="replace")
    return text.count("\ufffd") * 2 + sum(len(each.findall(text)) for each in _STRANGE)
