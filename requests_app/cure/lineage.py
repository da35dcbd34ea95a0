"""Which notices say something else than they should have, found by what they were made from.

Each notice rests on a basis: the facts it was ruled on, the ruling, the version of the register. Thousands share one,
so it is decided for each basis, and not for each notice, whether all that rests on it was right.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from requests_app.notices.answers import Answers
from requests_app.notices.models import Basis, Notice
from requests_app.notices.told import Differing, Told
from requests_app.register.corrected import Corrections
from requests_app.register.models import Business
from requests_app.requests.facts import request_facts, requester_with_earlier
from requests_app.statute import RequesterFacts, RequestFacts, facts_from_json
from requests_app.statute.members import RefusedError

AT_ONCE = 1_000
_READ = (
    *("pk", "statement__register_version", "statement__year", "facts__request", "facts__requester"),
    *("ruling__answer", "ruling__categories", "ruling__recipients", "ruling__same_brand_affiliates"),
)
_RULED = ("answer", "categories", "recipients", "same_brand_affiliates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong(Differing):
    """What a basis told, `before`, and what it should have told as it is known now, `after`."""

    year: int


def wrong_bases(business: Business, bases: Collection[int]) -> dict[int, Wrong]:
    """Return those of the bases on which something wrong was told, each with what it should have told.

    The bases are of this business, and of notices that rest on its register: a decline rests on what a person said.
    """
    known = _Known(business)
    found: dict[int, Wrong] = {}
    for pk, version, year, request, requester, *ruled in _read(bases):
        told = known.told(ruled)
        should = known.should(pk, version, year, request, requester)
        if told != should:
            found[pk] = Wrong(year=year, before=told, after=should)
    return found


def _read(bases: Collection[int]) -> Iterator[tuple[Any, ...]]:  # what a JSON column holds
    wanted = sorted(bases)
    for first in range(0, len(wanted), AT_ONCE):
        yield from Basis.objects.filter(pk__in=wanted[first : first + AT_ONCE]).order_by("pk").values_list(*_READ)


class _Known:
    """What is known of a business now, asked again and again: each question is answered once."""

    def __init__(self, business: Business) -> None:
        self._corrections = Corrections.of(business)
        self._answers: dict[tuple[int, int], Answers] = {}
        self._should: dict[tuple[int, int, str], Told] = {}
        self._told: dict[str, Told] = {}

    def should(self, basis: int, version: int, year: int, request: object, requester: object) -> Told:
        """Return what who asked so should have been told by a notice of this version."""
        place = self._corrections.since(version)
        key = place, year, json.dumps([request, requester])
        if key not in self._should:
            if (place, year) not in self._answers:
                self._answers[place, year] = Answers.of(self._corrections.at(version), year=year)
            asked = _asked(basis, {"id": "", "request": request, "requester": requester})
            self._should[key] = self._answers[place, year].to(*asked)
        return self._should[key]

    def told(self, ruled: list[Any]) -> Told:  # what a JSON column holds
        key = json.dumps(ruled)
        if key not in self._told:
            ruling = dict(zip(_RULED, ruled, strict=True))
            self._told[key] = Told.kept(ruling, answer=ruling["answer"])
        return self._told[key]


def _asked(basis: int, kept: Mapping[str, object]) -> tuple[RequestFacts, RequesterFacts]:
    """Return who asked, and how. Kept by rules that took other facts, the request as it is now has to do."""
    try:
        facts = facts_from_json(kept)
    except RefusedError:
        row = Notice.objects.select_related("disclosure_request").filter(basis=basis)[:1].get().disclosure_request
        return request_facts(row), requester_with_earlier(row)
    return facts.request, facts.requester
