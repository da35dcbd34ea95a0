"""Which words a text is found by. Pure: text in, words out; the same for what is kept and for what is sought."""

import re
from collections.abc import Iterable, Iterator

from requests_app.requests.keys import words

LEAST_OF_A_NAME = 3
"""So many letters of a name find it; fewer would find half the people."""
MOST_OF_A_NAME = 12
"""Beginnings are kept up to this length; whoever types more letters of a name types its end soon."""
MOST_WORDS = 400
"""Words of one text that are kept; a longer one is found by its first."""
LONGEST = 64
"""A longer word is none: it is what a broken mail left behind."""
_REFERENCE = re.compile(r"stl-?(\d{4})-?(\d{6,})", flags=re.ASCII | re.IGNORECASE)
_EMAIL = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")
_EDGES = ".,;:!?<>()[]\"'“”\u2018\u2019"


def of_text(text: str) -> Iterator[str]:
    """Yield the words of a text, each once: whole words, references and e-mail addresses as they stand."""
    seen: set[str] = set()
    for word in _every(text):
        if word not in seen:
            seen.add(word)
            yield word
        if len(seen) >= MOST_WORDS:
            return


def of_name(name: str) -> Iterator[str]:
    """Yield the words of a name and how each begins."""
    for word in words(name):
        yield word[:LONGEST]
        for end in range(LEAST_OF_A_NAME, min(len(word), MOST_OF_A_NAME + 1)):
            yield word[:end]


def of_email(email: str) -> Iterator[str]:
    """Yield an e-mail address whole, its two halves, and their words."""
    plain = email.strip().casefold()
    if plain:
        yield plain
        yield from plain.split("@")
        yield from words(plain)


def sought(typed: str) -> tuple[str, ...]:
    """Return the words of what somebody looks for: a request must hold each of them."""
    return tuple(dict.fromkeys(_every(typed)))


def of_all(texts: Iterable[str]) -> Iterator[str]:
    """Yield the words of several texts."""
    for text in texts:
        yield from of_text(text)


def _every(text: str) -> Iterator[str]:
    for part in text.split():
        if reference := _REFERENCE.fullmatch(part.strip(_EDGES)):
            yield f"stl-{reference[1]}-{reference[2]}"
        elif "@" in part and (email := _EMAIL.search(part)):
            yield email.group().strip(_EDGES).casefold()
        else:
            yield from (word for word in words(part) if len(word) <= LONGEST)
