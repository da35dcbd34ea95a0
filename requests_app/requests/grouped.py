"""Requests about one year sorted by who made them, by the one matching rule: those of people who asked more than once.

Most people ask once. The database finds the few keys that more than one request has, and only these are compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from django.db.models import F, Max, Min, Q, QuerySet

from requests_app.requests.keys import words
from requests_app.requests.match import met_under
from requests_app.requests.models import OnePerson, Receipt

KEYS = ("email_key", "post_key")
AT_ONCE = 1_000
_PAIR = 2
Requests = Sequence[QuerySet[Any, Any]]
"""Keys of requests of one business, as queries: together they are those that are sorted."""


def people_with_several(requests: Requests) -> list[list[int]]:
    """Return the requests of each person who made more than one of these about one year, in the order they came."""
    found = _Sorted()
    for receipts in _sharing_a_key(requests):
        for one, other in _perhaps_one(receipts):
            if one.disclosure_request_id != other.disclosure_request_id and met_under(one, other) is not None:
                found.join(one.disclosure_request_id, other.disclosure_request_id)
    for one_id, other_id, is_one in _said(requests):
        (found.join if is_one else found.part)(one_id, other_id)
    return found.people()


def _within(requests: Requests, name: str) -> Q:
    condition = Q()
    for each in requests:
        condition |= Q(**{f"{name}__in": each})
    return condition


def _sharing_a_key(requests: Requests) -> Iterator[list[Receipt]]:
    """Give the receipts that share a key, of more than one request about one year."""
    if not requests:
        return
    ours = Receipt.objects.filter(_within(requests, "disclosure_request"))
    for name in KEYS:
        keyed = ours.exclude(**{name: ""}).order_by().values(name, "disclosure_request__report_year")
        shared = keyed.annotate(first=Min("disclosure_request"), last=Max("disclosure_request"))
        keys = list(shared.filter(first__lt=F("last")).values_list(name, flat=True).distinct())
        for start in range(0, len(keys), AT_ONCE):
            rows = ours.filter(**{f"{name}__in": keys[start : start + AT_ONCE]})
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


def _said(requests: Requests) -> Iterable[tuple[int, int, bool]]:
    """Return what a person at the desk said of two of the requests."""
    if not requests:
        return ()
    both = _within(requests, "one") & _within(requests, "other") & Q(one__report_year=F("other__report_year"))
    return OnePerson.objects.filter(both).order_by("pk").values_list("one", "other", "is_one")


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
