"""The keys under which one person's receipts meet: an e-mail address, or a name with a postal address.

Pure: text in, digest out. The same on every database, and nobody reads an address from it.
"""

import hashlib
import re
import unicodedata

from requests_app.requests.postal_words import abbreviated

_ZIP = re.compile(r"\d{5}(?=(?:[-\u2013 ]?\d{4})?$)", flags=re.ASCII)
_UNREADABLE = "?"
"""What staff type for what they cannot read: such a part is a key to nobody."""
_AGENTS = "agent:"
_LONGEST = 64
_SILENT = re.compile(r"['\u2019\u02bc`.\u00b7]")
"""Signs that stand inside a word: O'Brien and OBrien, P.O. and PO."""
_ACCENT = re.compile("[\u0300-\u036f]")
"""Accents of Latin, Greek and Cyrillic letters alone: in other scripts a mark is a letter of its own."""
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart, as they are typed where a keyboard has none."""


def email_key(email: str) -> str:
    """Return the key of an e-mail address, without regard to case and composition; tags after “+” stay."""
    local, at, domain = email.strip().rpartition("@")
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", f"{local}{at}{_spelled(domain)}").casefold())
    return _digest("email", plain) if plain else ""


def _spelled(domain: str) -> str:
    """Return a domain in its own letters: xn--bcher-kva.example is bücher.example."""
    if "xn--" not in domain.lower():
        return domain
    try:
        return domain.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return domain


def agent_key(email: str, name: str) -> str:
    """Return the key of a name under an agent's e-mail address: the address alone stands for many people."""
    if _UNREADABLE in name or not words(name):
        return ""
    plain = unicodedata.normalize("NFC", email.strip().casefold())
    return (_AGENTS + _digest("agent", plain, *words(name)))[:_LONGEST]


def is_agents(key: str) -> bool:
    """Say whether a key is that of a name under an agent's address."""
    return key.startswith(_AGENTS)


def post_key(*, name: str, street: str, city: str, state: str, postal_code: str, country: str) -> str:
    """Return the key of a name at a postal address; empty where what tells people apart is missing or unreadable.

    Case, accents, punctuation, long and short words of the Postal Service, and the last four digits of a ZIP code make
    no difference. With a ZIP code, the city and state say nothing more.
    """
    if _UNREADABLE in f"{name}{street}{postal_code}" or not words(name) or not words(street):
        return ""
    zip_code = _ZIP.match(postal_code.strip())
    place = (zip_code.group(),) if zip_code else (*words(city), *words(state), *words(postal_code), *words(country))
    if not place:
        return ""
    return _digest(
        "post", *words(name), "\x1e", *map(abbreviated, words(street.replace("#", " unit "))), "\x1e", *place
    )


def name_key(name: str) -> str:
    """Return the key of a name alone: enough to ask whether two are one person, and never to say so."""
    return _digest("name", *words(name)) if words(name) and _UNREADABLE not in name else ""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text without regard to case, width, punctuation and accents."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    bare = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", plain))).translate(_STROKES)
    return tuple("".join(map(_part_of_word, _SILENT.sub("", bare))).split())


def _part_of_word(sign: str) -> str:
    """Return the sign, a space where words part, or nothing for a sign that only joins letters."""
    if sign.isalnum():
        return sign
    kind = unicodedata.category(sign)
    # The vowels of many scripts are marks: without them, two names of one family could be the same.
    return sign if kind[0] == "M" else "" if kind == "Cf" else " "


def names_agree(one: str, other: str) -> bool:
    """Say whether two names under one e-mail address can be one person's: each word of the shorter in the longer.

    An initial stands for its word, and no name for any. Where the words are parted makes no difference. Two people of
    one household, or of one agent, differ.
    """
    short, long = sorted((words(one), words(other)), key=len)
    if "".join(short) == "".join(long):
        return True
    left = list(long)
    for word in short:
        found = next((each for each in left if _is_word_of(word, each)), None)
        if found is None:
            return False
        left.remove(found)
    return not short or bool(set(short) & set(long))


def _is_word_of(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
