"""Postal addresses as people write them: on one line between commas, or as the lines of a letter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from requests_app.register.load.places import STATES, state_code

_NAMES = "|".join(sorted((*STATES.values(), r"Calif\b\.?", r"Ca\b\.?"), key=len, reverse=True))
_STATE = rf"(?P<state>[A-Z]{{2}}\b\.?|{_NAMES})"
_REGION = re.compile(
    rf"(?<![\w-])(?:{_STATE}|(?<=,\s)(?P<small>ca|california)),?\s{{1,3}}(?P<zip>\d{{5}}(?:-\d{{4}})?)\b"
)
_WITHOUT_ZIP = re.compile(
    rf"(?<=[^\W\d_],\s){_STATE}(?=\W*\Z|[.,;)]\s|\s(?:and|but|y|USA|United|to|from|last|in|this|a|desde|"
    rf"en)\b)(?P<small>)(?P<zip>)"
)
_AT_HOME = re.compile(
    r"\b(?:live[sd]?|living|reside[sd]?|residing|resident|home|house|(?:my|our|mailing|postal) address|move to|"
    r"moved to|vivo|"
    r"vivimos|resido|residente|(?:mi|nuestra) (?:dirección|casa))\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:your|the|su) (?:[\w'’-]+ ){0,2}(?:stores?|shop|branch|outlet|location|office|showroom|tienda|sucursal)|"
    r"bought|shopped|purchased|ordered|(?:old|previous|former|prior) address|used to live|moved (?:from|out of)|"
    r"compré|(?:dirección|domicilio) anterior|antigua dirección|antiguo domicilio)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have)? (?:\w+ )?(?:moved|relocated)|just moved|me (?:he )?mud\w+|nos (?:hemos "
    r")?mud\w+)\b(?P<way>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WAYS = re.compile(r"\b(from|out of|desde|de|to|into|a|para)\b(?=\s+(?-i:[\dA-Z]))", re.IGNORECASE)
_AWAY = frozenset({"from", "out of", "desde", "de"})
"""Which way a move went: the last word of these before an address tells whether it is the old one or the new one."""
_BEFORE = re.compile(r"\bused to live\b|\bantes viv|\bviv[íi]a(?:mos)? en\b", re.IGNORECASE)
_FORM = re.compile(
    r"^\W*(?:city|town|ciudad)\s*:\s*(?P<city>[^\n,]{2,60})\n\W*(?:state|estado)\s*:\s*(?P<state>[^\n]{2,20})\n"
    r"\W*(?:zip|postal|código postal)(?: ?code)?\s*:\s*(?P<zip>\d{5}(?:-\d{4})?)",
    re.IGNORECASE | re.MULTILINE,
)
_STREET = re.compile(r"\d|\bp\.?\s?o\.?\s?box\b|general delivery|\bbox\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:apt|apartment|unit|suite|ste|#|floor|fl|rm|room|bldg)\b|#", re.IGNORECASE)
_LABEL = re.compile(
    r"\A(?:my |mailing |postal |home |street |full |new |current |present |old |previous |former |mi |nueva |nuevo "
    r")*(?:name|address|city|street|dirección|domicilio|calle|nombre|"
    r"client|customer)"
    r"(?: (?:1|2|line 1|line 2|actual|nueva|anterior))?\s*:\s*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2}[.!?])(?<!\b(?:St|Dr|Rd|Ct|Ln|Pl|Mr|Ms|Jr|Sr|No)\.)(?<!\b(?:Ave|Mrs|Apt|"
    r"Ste)\.)(?<!\bCalif\.)(?<!\b(?:Pkwy|Blvd)\.)(?<!\b(?:Hwy|Cir|Ter)\.)(?<!\bCA\.)\s+|(?<=[!?])\s+|"
    r"(?<=\d\d[.!?])\s+(?=[^\W\d_])"
)
"""Where a sentence ends, and not an initial or the short word for a street."""
_LEAD = re.compile(
    r"\A(?:.{0,60}\b(?:is|at|now|to|en|in|es|of|from|a|para|desde|de)\s)?(?=\d|p\.?\s?o|general)", re.IGNORECASE
)
_NO_CITY_WORDS = (
    "in at from of de en street st avenue ave rd road dr drive blvd ln lane ct court pl place way cir pkwy hwy ter apt"
)
_NO_CITY = frozenset(_NO_CITY_WORDS.split())
_NUMBERED = re.compile(r"\A\s*(?:\(?\d{1,2}[.)]|\(?(?:[a-z]|[ivx]{2,4})\)|[•*–-])\s+(?=[^\W\d_])")
"""What stands before each of several in a list: “1. Ana Ruiz, 12 Oak St”."""
_IN_BRACKETS = re.compile(r"\s\((?P<place>[^()]{3,120},\s[A-Z]{2}\s\d{5}(?:-\d{4})?)\)")
"""“Ana Ruiz (Fresno, CA 93701); Bo Sol (Chico, CA 95926)”, as lawyers list those for whom they write."""
_LONGEST_LINE, _MOST_LINES, _LINES_ABOVE, _LONGEST_STREET = 400, 2000, 4, 80
_PROSE = re.compile(r"\?|1798|\b(?:you|your|i|me)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A postal address found in a text, and what stood before it, where a name would stand.

    `is_elsewhere`: the sentence speaks of a shop or of where the writer lived before.
    """

    street: str
    city: str
    state: str
    postal_code: str
    before: str
    is_elsewhere: bool = False

    @property
    def one_line(self) -> str:
        """The address, parts between commas."""
        region = " ".join(part for part in (self.state, self.postal_code) if part)
        return ", ".join(part for part in (self.street, self.city, region) if part)


def places_in(text: str, *, ours: Iterable[str] = ()) -> list[Place]:
    """Return the U.S. addresses in a text, in order, without those of the business itself.

    Where none has a ZIP code, those without one count: on a line of their own, or where the writer says to live there.
    """
    own = {_key(each) for each in ours}
    joined = _FORM.sub(lambda form: f"{form['city'].strip()}, {_written(form['state'])} {form['zip']}", text)
    lines = [
        _IN_BRACKETS.sub(r", \g<place>", _NUMBERED.sub("", line[:_LONGEST_LINE])).strip().replace(" | ", ", ")
        for line in joined.split("\n")[:_MOST_LINES]
    ]
    for pattern in (_REGION, _WITHOUT_ZIP):
        found = [place for at, line in enumerate(lines) for place in _places(lines, at, line, pattern)]
        if places := [place for place in found if _key(place.one_line) not in own]:
            return places
    return []


def _key(address: str) -> str:
    return "".join(sign for sign in address.casefold() if sign.isalnum())


def _written(state: str) -> str:
    return state_code(state) or state.strip()


def _places(lines: list[str], at: int, line: str, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Yield the places of a line, those of its last sentence first."""
    for sentence in reversed(SENTENCE_END.split(line)):
        begins = 0
        for region in pattern.finditer(sentence):
            if not state_code(region["state"] or region["small"]) or _is_word_and_number(sentence, region):
                continue
            if region["zip"] or _is_home(lines, at, sentence, region):
                yield _before_region(lines, at, sentence, region, begins=begins)
            begins = region.end()


def _is_home(lines: list[str], at: int, sentence: str, region: re.Match[str]) -> bool:
    """Say whether a city and a state without a ZIP code are where the writer lives."""
    lead = sentence[: region.start()]
    if _AT_HOME.search(lead) or _MOVED.search(lead):
        return True
    is_own_line = sentence == lines[at] and not sentence[region.end() :].strip(" .,") and not _PROSE.search(lead)
    return is_own_line and not _city(lead.rstrip(" ,").rpartition(",")[2].strip())[0]


def _is_word_and_number(sentence: str, region: re.Match[str]) -> bool:
    """Tell “OK 12345 of them” from a place: in another state something that could be a city stands before it."""
    lead = sentence[: region.start()].rstrip(" ,")
    is_other = state_code(region["state"] or region["small"]) != "CA"
    return is_other and bool(lead) and not lead.endswith("(") and not _city(lead.rpartition(",")[2])[1]


def _speaks_of_elsewhere(lead: str, *, whole: str) -> bool:
    """Say whether the last that a sentence says before an address makes it a shop's, or one of before.

    `whole` begins with the sentence, `lead` behind the last address in it.
    """
    moved = _MOVED.search(whole)
    *_, way = ("", *_WAYS.findall(moved["way"] if moved else ""))
    if way:
        return way.casefold() in _AWAY
    *_, elsewhere = (-1, *(found.start() for found in _ELSEWHERE.finditer(lead)))
    *_, home = (-1, *(found.start() for found in _AT_HOME.finditer(lead)))
    return elsewhere > home or bool(_BEFORE.search(lead))


def _before_region(lines: list[str], at: int, sentence: str, region: re.Match[str], *, begins: int) -> Place:
    """Read backwards from the state: the city, then what has a number in it as the street, then a name.

    `begins` is where the address before it in the sentence ends.
    """
    lead = sentence[begins : region.start()]
    head, _, last = lead.rstrip(" ,").rpartition(",")
    rest, city = _city(_LABEL.sub("", last.strip()))
    if region["small"] and not any(sign.isdigit() for sign in rest) and not _PROSE.search(rest):
        rest, city = "", f"{rest} {city}".strip()  # somebody who writes all in small letters
    parts = [part.strip() for part in (*head.split(","), rest) if part.strip()]
    street: list[str] = []
    while parts and (_STREET.search(parts[-1]) or _UNIT.match(parts[-1])):
        street.insert(0, _LEAD.sub("", _LABEL.sub("", parts.pop()), count=1))
    before = ", ".join(parts)
    if city and not street and not head.strip() and not rest:
        street, above = _above(lines, at)
        before = above or before
    return Place(
        street=", ".join(street),
        city=city,
        state=state_code(region["state"] or region["small"]),
        postal_code=region["zip"],
        before=before,
        is_elsewhere=_speaks_of_elsewhere(lead, whole=sentence[: region.start()]),
    )


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
        is_short = len(line) <= _LONGEST_STREET and not _PROSE.search(line) and "@" not in line
        if is_short and (_STREET.search(line) or _UNIT.match(line)):
            street.insert(0, _LABEL.sub("", line).strip(" ,"))
        else:
            return street, _LABEL.sub("", line)
    return street, ""
