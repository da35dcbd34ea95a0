"""What two third parties have in common that may be one: names, a place, a mail domain; and whether it is enough."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from requests_app.register.load.lookalike import ALIKE, core_of
from requests_app.register.load.matching import key_of
from requests_app.register.models import ThirdParty

ALIKE_AT_ONE_PLACE = 80.0
"""Of a hundred: how near two names must be where the address or the mail domain is one."""
LEAST_WORD = 4
"""Letters: a shorter word in common says nothing."""
EDGE = 5
"""Letters at the beginning and the end of a name by which near names meet, whatever is misspelled between them."""
_NUMBERS = re.compile(r"\d+")
_DOMAIN = re.compile(r"(?:@|//(?:www\.)?|^www\.|^)((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#].*)?$", re.IGNORECASE)
_NOT_A_SIGN = re.compile(r"[\W_]+")
_GENERIC = frozenset(
    {"american", "california", "catalog", "catalogs", "catalogue", "data", "database", "digital", "direct", "global"}
    | {"group", "holding", "holdings", "information", "international", "list", "lists", "mail", "mailing", "mailings"}
    | {"marketing", "media", "national", "network", "online", "partners", "services", "shop", "solutions", "store"}
    | {"stores", "systems", "technologies", "technology"}
)
"""Words of the trade: they stand in the names of many and tell none from another."""
_OPEN_TO_ALL = frozenset({"gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "aol.com", "icloud.com"})


@dataclass(frozen=True)
class Face:
    """A third party by what it is known by."""

    pk: int
    names: tuple[str, ...]
    """Keys of its legal name and its trade name."""
    cores: tuple[str, ...]
    """The same without punctuation and legal form."""
    street: str
    city: str
    postal_code: str
    domain: str

    @classmethod
    def of(cls, party: ThirdParty) -> "Face":
        names = dict.fromkeys(key_of(name) for name in (party.legal_name, party.trade_name) if name.strip())
        found = _DOMAIN.search(party.opt_out.strip())
        domain = found[1].lower() if found else ""
        return cls(
            pk=party.pk,
            names=tuple(names),
            cores=tuple(dict.fromkeys(core_of(name) for name in names)),
            street=_NOT_A_SIGN.sub("", key_of(party.street)),
            city=key_of(party.city),
            postal_code=_NOT_A_SIGN.sub("", party.postal_code)[:5].lower(),
            domain="" if domain in _OPEN_TO_ALL else domain,
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its names that say something."""
        return frozenset(
            word for core in self.cores for word in core.split() if len(word) >= LEAST_WORD and word not in _GENERIC
        )

    @cached_property
    def places(self) -> frozenset[tuple[str, ...]]:
        """Where it is: its whole address, and its ZIP code with the first number of its street."""
        number = _NUMBERS.search(self.street)
        whole = ("address", self.street, self.city) if self.street and self.city else None
        short = ("number", self.postal_code, number[0]) if self.postal_code and number else None
        domain = ("domain", self.domain) if self.domain else None
        return frozenset(each for each in (whole, short, domain) if each is not None)

    def name_keys(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Give what each of its names may meet another one by, with the name.

        Names whose numbers differ never meet: “Unit 12” is not “Unit 13”.
        """
        for core in self.cores:
            numbers = numbers_of(core)
            letters = core.replace(" ", "")
            for key in {
                ("begins", letters[:EDGE]),
                ("ends", letters[-EDGE:]),
                *(("word", word) for word in core.split()),
            }:
                yield (*key, *numbers), core

    def place_keys(self) -> Iterator[tuple[str, ...]]:
        """Give what it may meet another one by at one place, however differently they are called."""
        for place in self.places:
            yield place
            for word in self.words:
                yield (*place, word)


def numbers_of(core: str) -> tuple[str, ...]:
    return tuple(_NUMBERS.findall(core))


def is_alike(one: Face, other: Face) -> bool:
    """Say whether two may be one: the same name, nearly the same, or something of it at the same place."""
    if set(one.names) & set(other.names):
        return True
    is_near = bool(one.places & other.places)
    least = ALIKE_AT_ONE_PLACE if is_near else ALIKE
    for mine in one.cores:
        for theirs in other.cores:
            if numbers_of(mine) == numbers_of(theirs) and fuzz.ratio(mine, theirs, score_cutoff=least):
                return True
    same_numbers = {numbers_of(core) for core in one.cores} & {numbers_of(core) for core in other.cores}
    return is_near and bool(same_numbers) and bool(one.words & other.words)
