"""Postal addresses as people write them: on one line between commas, or as the lines of a letter."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STATES_WORDS = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK "
    "OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY"
)
_STATES = frozenset(_STATES_WORDS.split())
_WRITTEN_OUT = {
    "california": "CA",
    "calif": "CA",
    "calif.": "CA",
    "ca.": "CA",
    "nevada": "NV",
    "oregon": "OR",
    "arizona": "AZ",
}
_LAST = re.compile(
    r"(?P<before>.*?)(?P<city>[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]{1,2}[^\W\d_][^\W\d_.'’-]*){0,4}),?\s+"
    r"(?P<state>[A-Z]{2}|California|Calif\.?|Ca\.?|Nevada|Oregon|Arizona),?\s+(?P<zip>\d{5}(?:-\d{4})?)\b"
)
_BARE = re.compile(r"\b(?P<state>[A-Z]{2})\s+(?P<zip>\d{5}(?:-\d{4})?)\b")
_STREET = re.compile(r"\d|\bp\.?\s?o\.?\s?box\b|general delivery|\bbox\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:apt|apartment|unit|suite|ste|#|floor|fl|rm|room|bldg)\b|#", re.IGNORECASE)
_LABEL = re.compile(
    r"\A(?:my |mailing |postal |home |street |full )*(?:name|address|dirección|nombre|client|customer)\s*:\s*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?<!\b(?:St|Dr|Rd|Ct|Ln|Pl|Mr|Ms|Jr|Sr|No)\.)(?<!\b(?:Ave|Mrs|Apt|Ste)\.)\s+|(?<=[!?])\s+|(?<=\d\d[.!?])\s+(?=[^\W\d_])"
)
"""Where a sentence ends, and not an initial or the short word for a street."""
_LEAD = re.compile(r"\A(?:.{0,60}\b(?:is|at|now|to|en|in)\s)?(?=\d|p\.?\s?o|general)", re.IGNORECASE)
_LONGEST_LINE, _MOST_LINES, _LINES_ABOVE = 400, 2000, 4
_PREPOSITIONS_WORDS = "in at from of de en resident live lives"
_PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A postal address found in a text, and what stood before it, where a name would stand."""

    street: str
    city: str
    state: str
    postal_code: str
    before: str

    @property
    def one_line(self) -> str:
        """The address, parts between commas."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        return ", ".join(part for part in (self.street, self.city, region) if part)


def places_in(text: str, *, ours: Iterable[str] = ()) -> list[Place]:
    """Return the U.S. addresses in a text, in order, without those of the business itself."""
    own = {_key(each) for each in ours}
    lines = [line.strip()[:_LONGEST_LINE] for line in text.split("\n")[:_MOST_LINES]]
    found = [place for at, line in enumerate(lines) if (place := _place(lines, at, line)) is not None]
    return [place for place in found if _key(place.one_line) not in own]


def _key(address: str) -> str:
    return "".join(sign for sign in address.casefold() if sign.isalnum())


def _place(lines: list[str], at: int, line: str) -> Place | None:
    for sentence in reversed(SENTENCE_END.split(line)):
        if not any(sign.isdigit() for sign in sentence):
            continue
        last = _LAST.search(sentence)
        if last:
            return _with_city(lines, at, last)
        bare = _BARE.search(sentence)
        if bare and bare["state"] in _STATES:
            return Place(
                street="", city="", state=bare["state"], postal_code=bare["zip"], before=sentence[: bare.start()]
            )
    return None


def _with_city(lines: list[str], at: int, last: re.Match[str]) -> Place | None:
    state = _WRITTEN_OUT.get(last["state"].casefold(), last["state"])
    if state not in _STATES:
        return None
    parts = [part.strip() for part in last["before"].rstrip(" ,").split(",") if part.strip()]
    street: list[str] = []
    while parts and (_STREET.search(parts[-1]) or _UNIT.match(parts[-1])):
        street.insert(0, _LEAD.sub("", _LABEL.sub("", parts.pop()), count=1))
    before = ", ".join(parts)
    if not street and not before:
        street, before = _above(lines, at)
    city = _city(last["city"])
    return Place(street=", ".join(street), city=city, state=state, postal_code=last["zip"], before=before)


def _city(words: str) -> str:
    """Keep the name of the city alone: “I am in Modesto” is written before its ZIP code too."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if word.casefold() in _PREPOSITIONS or not word[:1].isupper():
            break
        kept.insert(0, word)
    return " ".join(kept) or words.rsplit(maxsplit=1)[-1]


def _above(lines: list[str], at: int) -> tuple[list[str], str]:
    """Read upwards from the line with the city: street lines, then a name."""
    street: list[str] = []
    for line in reversed(lines[max(0, at - _LINES_ABOVE) : at]):
        if not line:
            break
        if (_STREET.search(line) or _UNIT.match(line)) and "@" not in line:
            street.insert(0, _LABEL.sub("", line).strip(" ,"))
        else:
            return street, _LABEL.sub("", line)
    return street, ""
