"""Text as it is compared with words and patterns."""

import re
import unicodedata

_SAMPLE = 100_000
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
"""Marks within words that nobody sees: where a line may break or may not, which way it runs."""


def folded(text: str) -> str:
    """Return text as it is compared: small letters of one width, nothing unseen, single spaces; lines are kept."""
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text[:_SAMPLE])).casefold().replace("’", "'")
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
