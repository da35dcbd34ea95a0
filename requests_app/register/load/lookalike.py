"""Names that look alike and may be one third party: told, never merged by itself."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

from requests_app.register.load.matching import Address, Recipient, key_of

ALIKE = 92.0
"""Of a hundred: how near two names must be, their legal forms left out."""
_SHORTEST = ALIKE / (200 - ALIKE)
"""How much shorter one of two such names can be: the ratio counts twice what they share, over what both have."""
MOST_TOLD = 500
_FORMS = frozenset(
    {"inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "plc", "llp", "lp"}
    | {"gmbh", "ag", "sa", "bv", "pty", "the", "and", "of", "usa", "us"}
)
_NOT_A_WORD = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


class Pair(NamedTuple):
    """A name, and another that looks like it."""

    name: str
    other: str


def at_one_place(one: Address, other: Address) -> bool:
    """Whether two addresses of one name may be one place, spelled in two ways: “9 Elm St” and “9 ELM STREET”."""
    numbers = _DIGITS.findall(one.street)
    return (
        one.city == other.city
        and one.postal_code[:5] == other.postal_code[:5]
        and bool(numbers)
        and numbers == _DIGITS.findall(other.street)
    )


def spelled_twice(recipients: Iterable[Recipient]) -> Iterator[tuple[Recipient, Recipient]]:
    """Pair each recipient without a number with one of its name before it that may stand at the same place."""
    by_name: defaultdict[str, list[Recipient]] = defaultdict(list)
    for each in recipients:
        if each.number is None:
            before = next((one for one in by_name[each.name] if at_one_place(one.address, each.address)), None)
            if before is not None:
                yield before, each
            by_name[each.name].append(each)


def core_of(name: str) -> str:
    """Return what distinguishes a name: its words without punctuation and legal form."""
    words = _NOT_A_WORD.sub(" ", key_of(name)).split()
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


def alike(new: Iterable[str], known: Iterable[str]) -> Iterator[Pair]:
    """Pair each new name with those among the known and the new ones that look like it, each pair once.

    Names whose numbers differ are not alike: “Unit 12” is not “Unit 13”.
    """
    groups: defaultdict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    fresh = {key_of(name): name for name in new}
    for name in (*known, *fresh.values()):
        groups[tuple(_DIGITS.findall(name))].setdefault(key_of(name), name)
    for names in groups.values():
        if len(names) > 1:
            yield from _alike_in(names, fresh)


def _alike_in(names: dict[str, str], fresh: dict[str, str]) -> Iterator[Pair]:
    """Compare names of one group, each new one with those whose length lets them be near enough."""
    cores = sorted(((core_of(name), key) for key, name in names.items()), key=lambda each: len(each[0]))
    texts = [core for core, _ in cores]
    lengths = [len(core) for core in texts]
    for core, key in cores:
        if key not in fresh:
            continue
        start = bisect_left(lengths, len(core) * _SHORTEST)
        near = texts[start : bisect_right(lengths, len(core) / _SHORTEST)]
        for _, _, place in process.extract(core, near, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5):
            other = cores[start + place][1]
            # The keys of a pair are in order, so that two new names are told once.
            if other != key and (other not in fresh or other < key):
                yield Pair(fresh[key], names[other])
