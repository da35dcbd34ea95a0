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
_REGION = re.compile(
    r"(?<![\w-])(?P<state>[A-Z]{2}|California|Calif\.?|Ca\.?|Nevada|Oregon|Arizona),?\s{1,3}(?P<zip>\d{5}(?:-\d{4})?)\b"
)
_STREET = re.compile(r"\d|\bp\.?\s?o\.?\s?box\b|general delivery|\bbox\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:apt|apartment|unit|suite|ste|#|floor|fl|rm|room|bldg)\b|#", re.IGNORECASE)
_LABEL = re.compile(
    r"\A(?:my |mailing |postal |home |street |full )*(?:name|address|city|dirección|nombre|client|customer)\s*:\s*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?<!\b(?:St|Dr|Rd|Ct|Ln|Pl|Mr|Ms|Jr|Sr|No)\.)(?<!\b(?:Ave|Mrs|Apt|Ste)\.)\s+|(?<=[!?])\s+|(?<=\d\d[.!?])\s+(?=[^\W\d_])"
)
"""Where a sentence ends, and not an initial or the short word for a street."""
_LEAD = re.compile(r"\A(?:.{0,60}\b(?:is|at|now|to|en|in)\s)?(?=\d|p\.?\s?o|general)", re.IGNORECASE)
_NO_CITY_WORDS = (
    "in at from of de en street st avenue ave rd road dr drive blvd ln lane ct court pl place way cir pkwy hwy ter apt"
)
_NO_CITY = frozenset(_NO_CITY_WORDS.split())
_LONGEST_LINE, _MOST_LINES, _LINES_ABOVE = 400, 2000, 4


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
        region = next((each for each in _REGION.finditer(sentence) if _state(each["state"]) in _STATES), None)
        if region is not None and not _is_word_and_number(sentence, region):
            return _before_region(lines, at, sentence[: region.start()], _state(region["state"]), region["zip"])
    return None


def _is_word_and_number(sentence: str, region: re.Match[str]) -> bool:
    """Tell “OK 12345 of them” from a place: in another state something that could be a city stands before it."""
    lead = sentence[: region.start()].rstrip(" ,")
    return region["state"] != "CA" and bool(lead) and not lead.endswith("(") and not _city(lead.rpartition(",")[2])[1]


def _state(written: str) -> str:
    return _WRITTEN_OUT.get(written.casefold(), written)


def _before_region(lines: list[str], at: int, lead: str, state: str, postal_code: str) -> Place:
    """Read backwards from the state: the city, then what has a number in it as the street, then a name."""
    head, _, last = lead.rstrip(" ,").rpartition(",")
    rest, city = _city(_LABEL.sub("", last.strip()))
    parts = [part.strip() for part in (*head.split(","), rest) if part.strip()]
    street: list[str] = []
    while parts and (_STREET.search(parts[-1]) or _UNIT.match(parts[-1])):
        street.insert(0, _LEAD.sub("", _LABEL.sub("", parts.pop()), count=1))
    before = ", ".join(parts)
    if city and not street and not head.strip():
        street, above = _above(lines, at)
        before = above or before
    return Place(street=", ".join(street), city=city, state=state, postal_code=postal_code, before=before)


def _city(words: str) -> tuple[str, str]:
    """Part the name of the city from what stands before it: “I am in Modesto”, “12 Elm St Fresno”."""
    found = words.split()
    at = len(found)
    while at and found[at - 1][0].isupper() and found[at - 1].casefold().rstrip(".") not in _NO_CITY:
        at -= 1
    return " ".join(found[:at]), " ".join(found[at:])


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
