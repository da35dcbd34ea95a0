"""Whether a postal address lies abroad: a country at the end of a line, or a postal code that only Canada has."""

import re

_NAMES = (
    "Canada Mexico México Germany Deutschland France Spain España Italy Italia Ireland Netherlands Belgium Switzerland "
    "Austria Sweden Norway Denmark Finland Poland Portugal Greece England Scotland Wales Australia Japan China India "
    "Brazil Brasil Argentina Chile Colombia Peru Perú Philippines Vietnam Singapore Israel Guatemala Honduras Taiwan"
)
_OF_WORDS = (
    "united kingdom|great britain|new zealand|south korea|south africa|hong kong|el salvador|costa rica|u\\.?k\\.?"
)
_COUNTRY = "|".join((*_NAMES.casefold().split(), _OF_WORDS))
_LAST = re.compile(rf"(?:\A|,\s?)(?P<country>{_COUNTRY})\W{{0,3}}\Z", re.IGNORECASE)
_LIVES = re.compile(
    rf"\b(?:i|we) (?:now |currently )?(?:live|reside) in (?:[\w-]+, )?(?P<country>{_COUNTRY})\b", re.IGNORECASE
)
_CANADIAN = re.compile(r"\b(?:AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT),? [A-Z]\d[A-Z][ -]?\d[A-Z]\d\b")
_MOST_LINES, _LONGEST_LINE = 2000, 120


def country_in(text: str) -> str:
    """Return the country of an address abroad, as it is written; empty where a text names none."""
    for line in text.split("\n")[:_MOST_LINES]:
        short = line.strip()
        if len(short) > _LONGEST_LINE:
            continue
        if _CANADIAN.search(short):
            return "Canada"
        if found := _LAST.search(short) or _LIVES.search(short):
            return found["country"]
    return ""
