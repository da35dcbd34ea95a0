"""Requests about one year sorted by who made them, by the one matching rule: those of people who asked more than once.

Most people ask once. The database finds the few keys that more than one request has, and only these are compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from django.db.models import Count, F

from requests_app.requests.keys import words
from requests_app.requests.match import met_under
from requests_app.requests.models import OnePerson, Receipt
from requests_app.requests.queries import DisclosureRequestQuerySet

KEYS = ("email_key", "post_key")
AT_ONCE = 1_000
_PAIR = 2
Pairs = list[tuple[int, int, bool]]
"""Two requests, and whether they are one person's."""


def people_with_several(
    requests: DisclosureRequestQuerySet, *, among: Callable[[frozenset[int]], frozenset[int]]
) -> list[list[int]]:
    """Return the requests of each person who made more than one about one year, in the order they came.

    `requests` are all that may be meant. Of those that share a key `among` says which are.
    """
    pairs: Pairs = [*_met(requests), *_said(requests)]
    meant = among(frozenset(pk for one, other, _is_one in pairs for pk in (one, other)))
    found = _Sorted()
    for one, other, is_one in pairs:
        if one in meant and other in meant:
            (found.join if is_one else found.part)(one, other)
    return found.people()


def _met(requests: DisclosureRequestQuerySet) -> Iterator[tuple[int, int, bool]]:
    """Give the pairs that the matching rule finds to be one person's."""
    for receipts in _sharing_a_key(requests):
        for one, other in _perhaps_one(receipts):
            if one.disclosure_request_id != other.disclosure_request_id and met_under(one, other) is not None:
                yield one.disclosure_request_id, other.disclosure_request_id, True


def _sharing_a_key(requests: DisclosureRequestQuerySet) -> Iterator[list[Receipt]]:
    """Give the receipts that share a key, about one year. Which keys are shared stands in their index alone."""
    for name in KEYS:
        keyed = Receipt.objects.exclude(**{name: ""}).order_by().values(name).annotate(number=Count("*"))
        keys = list(keyed.filter(number__gt=1).values_list(name, flat=True))
        for start in range(0, len(keys), AT_ONCE):
            rows = Receipt.objects.filter(
                disclosure_request__in=requests.order_by(), **{f"{name}__in": keys[start : start + AT_ONCE]}
            )
            together: dict[tuple[str, int], list[Receipt]] = defaultdict(list)
            for row in rows.annotate(year=F("disclosure_request__report_year")).order_by("pk"):
                together[getattr(row, name), row.year].append(row)
            yield from (each for each in together.values() if len(each) >= _PAIR)


def _perhaps_one(receipts: list[Receipt]) -> Iterator[tuple[Receipt, Receipt]]:
    """Give the pairs that can be one person's: an agent has thousands of clients under one address, whose names differ.

    Two names agree only where they share a word or say the same without their spaces, or where one says nothing.
    """
    by_word: dict[str, list[Receipt]] = defaultdict(list)
    nameless: list[Receipt] = []
    for each in receipts:
        said = words(each.requester_name)
        for word in {*said, "".join(said)}:
            by_word[word].append(each)
        if not said:
            nameless.append(each)
    for alike in by_word.values():
        yield from combinations(alike, _PAIR)
    for each in nameless:
        yield from ((each, other) for other in receipts)


def _said(requests: DisclosureRequestQuerySet) -> Iterator[tuple[int, int, bool]]:
    """Give what a person at the desk said of two requests about one year: one person, or two."""
    said = OnePerson.objects.filter(
        one__in=requests.order_by(), other__in=requests.order_by(), one__report_year=F("other__report_year")
    )
    yield from said.order_by("pk").values_list("one", "other", "is_one")


class _Sorted:
    """Pairs that belong together, and those that a person parted."""

    def __init__(self) -> None:
        self._pairs: dict[int, set[int]] = defaultdict(set)

    def join(self, one: int, other: int) -> None:
        self._pairs[one].add(other)
        self._pairs[other].add(one)

    def part(self, one: int, other: int) -> None:
        self._pairs[one].discard(other)
        self._pairs[other].discard(one)

    def people(self) -> list[list[int]]:
        seen: set[int] = set()
        found = []
        for pk in sorted(self._pairs):
            if pk not in seen:
                person = self._reached_from(pk)
                seen |= person
                if len(person) >= _PAIR:
                    found.append(sorted(person))
        return found

    def _reached_from(self, pk: int) -> set[int]:
        person, to_look_at = {pk}, [pk]
        while to_look_at:
            for other in self._pairs[to_look_at.pop()] - person:
                person.add(other)
                to_look_at.append(other)
        return person
