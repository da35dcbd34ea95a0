"""What stands in a cell, cleaned of what nobody can see; every other letter stays as it was written."""

import re
import unicodedata
from typing import Self

NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "n\\a",
        "n.a.",
        "n.a",
        "n/a.",
        "na",
        "n / a",
        "none",
        "null",
        "nil",
        "unknown",
    }
    | {"tbd", "?", "not applicable", "not available", "#n/a n/a", "(blank)", "(empty)", "."}
    | {"nan", "<na>", "nat", "n/d", "not provided", "not given", "not known", "not specified", "unavailable", "no data"}
    | {"\\n", "(null)", "<null>", "[null]", "unk", "unk.", "n/k", "not applicable.", "not available."}
)
"""What people write into a cell they have nothing for, in lower case."""

ERRORS = frozenset(
    {"#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!", "#getting_data"}
    | {"#field!", "#blocked!", "#connect!", "#busy!", "#unknown!", "#error!"}
)
"""What a spreadsheet shows where a formula failed, in lower case."""

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
"""Zero-width space, word joiner, byte-order mark and soft hyphen: they part two names that look the same."""
EDGES = "\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of joining and direction: they mean something within a name, nothing at its ends."""
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]|_x000D_\n?")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL holds in no text, and halves of signs, which UTF-8 has no bytes for."""
_NOT_A_WORD = re.compile(r"[\W_]+")


class Unread(str):
    """A cell that holds something and shows nothing, such as a formula that was never calculated.

    The text is what it holds; `says` is why it cannot be read. Equal to itself alone, so that no other cell that looks
    like it is taken for it.
    """

    __slots__ = ("says",)
    says: str

    def __new__(cls, holds: str, says: str) -> Self:
        self = super().__new__(cls, holds)
        self.says = says
        return self

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


def without_guard(cell: str) -> str:
    """Return the cell without the apostrophe that our exports put before what a spreadsheet would calculate."""
    return cell[1:] if _NEUTRALISED.match(cell) or is_meant(cell) else cell


def is_meant(cell: str) -> bool:
    """Whether our exports marked the cell, by an apostrophe, as a word that says something: a company named “None”."""
    word = cell.lstrip("'")
    return word not in (cell, "") and word.lstrip()[:1] not in ("-", "=") and reads_as_nothing(word)


def reads_as_nothing(text: str) -> bool:
    """Whether the text, where nobody marked it as meant, is taken for a blank or for a failed formula."""
    return is_nothing(text) or is_error(text)


def lines(cell: str) -> list[str]:
    """Return the lines of a cell that say something, each with single blanks and nothing unseen."""
    seen = without_guard(cell).translate(_UNSEEN)
    return [line for line in map(trimmed, LINE_ENDS.split(seen)) if line]


def trimmed(text: str) -> str:
    """Return the text with single blanks, and none of them nor marks that nobody sees at its ends."""
    return " ".join(text.split()).strip(f" {EDGES}")


def is_nothing(text: str) -> bool:
    """Whether the text is one of the ways to write that there is nothing to write, or several with commas between."""
    return all(part.strip() in NOTHING for part in text.casefold().split(","))


def is_error(text: str) -> bool:
    """Whether the text is what a spreadsheet shows for a failed formula."""
    return text.casefold() in ERRORS


def unstorable(text: str) -> str | None:
    """Return the name of the first sign in the text that a database cannot hold, if any."""
    found = _UNSTORABLE.search(text)
    return None if found is None else _named(found[0])


def storable(text: str) -> str:
    """Return the text with a � for each sign that a database cannot hold."""
    return _UNSTORABLE.sub("\ufffd", text)


def control_sign(cell: str) -> str | None:
    """Return the name of the first control sign in the cell that is neither a tab nor a line break, if any."""
    if cell.isprintable():
        return None
    for sign in LINE_ENDS.sub("", cell):
        if unicodedata.category(sign) == "Cc" and sign != "\t":
            return _named(sign)
    return None


def _named(sign: str) -> str:
    return "NUL" if sign == "\0" else f"U+{ord(sign):04X}"


def compact(text: str) -> str:
    """Return what two spellings of a word have in common: no case, blanks, hyphens or apostrophes; “&” is “and”."""
    folded = unicodedata.normalize("NFKC", text.translate(_UNSEEN)).casefold().replace("&", " and ")
    return _NOT_A_WORD.sub("", folded)
