"""Text as it is compared with words and patterns."""

import unicodedata

_SAMPLE = 100_000


def folded(text: str) -> str:
    """Return text as it is compared: one width of letters, small, each run of spaces one space, lines kept."""
    text = unicodedata.normalize("NFKC", text[:_SAMPLE]).casefold().replace("’", "'")
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
