"""Rolling hand-overs up: one disclosure for each third party, year and terms, whose days span those of its rows."""

from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from requests_app.register.load.matching import Recipient
from requests_app.register.load.row import Terms
from requests_app.register.models import Brand, Disclosure, ThirdParty

DAYS = ["disclosed_from", "disclosed_to", "note"]
"""The columns of a disclosure in the register that a file with the same terms may change."""


class Agreed(NamedTuple):
    """The terms that make two hand-overs of a year parts of one disclosure."""

    brand_id: int | None
    categories: tuple[str, ...]
    derived_from: tuple[str, ...]
    inferable: bool
    use: str
    knowledge: str
    exclusion_clause: str
    exclusion_conditions: tuple[tuple[str, bool], ...]
    unreported_data: tuple[str, ...]


@dataclass(slots=True)
class Draft:
    """A disclosure as the file tells of it. `pk` is that of the register's own, or one taken ahead."""

    pk: int
    recipient: Recipient
    terms: Terms
    agreed: Agreed
    year: int
    found: Disclosure | None
    first: date | None = None
    last: date | None = None

    def span(self, first: date | None, last: date | None) -> None:
        """Widen the days to hold these too."""
        if first and (self.first is None or first < self.first):
            self.first = first
        if last and (self.last is None or last > self.last):
            self.last = last


class Rollup:
    """The disclosures that a file tells of, found in the register or drafted."""

    def __init__(self, business_id: int, *, brands: Mapping[str, Brand], take_id: Callable[[], int]) -> None:
        self._business_id = business_id
        self._brands = brands
        self._take_id = take_id
        self._known: dict[int, dict[tuple[int, Agreed], list[Disclosure]]] = {}
        self._agreed: dict[int, Agreed] = {}
        self._noted: set[int] = set()
        self.drafts: dict[tuple[int, Agreed, str, int | None, int], Draft] = {}

    def draft(self, recipient: Recipient, place: int, terms: Terms, *, year: int | None) -> Draft:
        """Return the draft that hand-overs of a year on these terms belong to; undated ones have that of the terms.

        `place` is that of the terms in the file.
        """
        first, last = (None, None) if year else (terms.disclosed_from, terms.disclosed_to)
        year = year or terms.year
        if year is None:
            msg = "A hand-over has a day or a year: the reading holds that."
            raise ValueError(msg)
        agreed = self._agreed.get(place) or self._agreed.setdefault(place, self._agreed_of(terms))
        key = id(recipient), agreed, terms.note, terms.number, year
        draft = self.drafts.get(key)
        if draft is None:
            found = self.find(recipient.found, agreed, terms, year)
            pk = found.pk if found else self._take_id()
            draft = self.drafts[key] = Draft(pk, recipient, terms, agreed, year, found)
        draft.span(first, last)
        return draft

    def knows(self, year: int) -> bool:
        """Whether the disclosures of the year were read; finding one of another year asks the database."""
        return year in self._known

    def find(self, party: ThirdParty | None, agreed: Agreed, terms: Terms, year: int) -> Disclosure | None:
        """Return the register's disclosure to a third party on the same terms, if it has one.

        Where the file numbers several on the same terms, the first is the oldest of the register, and so on.
        """
        if party is None or party.pk is None:
            return None
        if year not in self._known:
            self._known[year] = self._read(year)
        rows = self._known[year].get((party.pk, agreed), [])
        note = terms.note
        if terms.number is not None:
            alike = [row for row in rows if row.note == note]
            return alike[terms.number - 1] if 0 < terms.number <= len(alike) else None
        same = next((row for row in rows if row.note == note), None)
        fit = same or next((row for row in rows if not (row.note and note)), None)
        if fit and note and not fit.note:
            fit.note = note
            self._noted.add(fit.pk)
        return fit

    def widen(self, row: Disclosure, drafts: list[Draft]) -> bool:
        """Widen the days of the register's disclosure to those of the file; return whether the file changes it."""
        before = row.disclosed_from, row.disclosed_to
        for draft in drafts:
            draft.span(row.disclosed_from, row.disclosed_to)
            row.disclosed_from, row.disclosed_to = draft.first, draft.last
        return before != (row.disclosed_from, row.disclosed_to) or row.pk in self._noted

    def not_repeated(self, told: set[tuple[int, int]], repeated: Container[int]) -> set[tuple[int, int]]:
        """Return of third parties and years those of which the register held a disclosure that the file does not tell.

        `repeated` are the ids of those that it does.
        """
        return {
            (party, year)
            for year, known in self._known.items()
            for (party, _), rows in known.items()
            if (party, year) in told and any(row.pk not in repeated for row in rows)
        }

    def _read(self, year: int) -> dict[tuple[int, Agreed], list[Disclosure]]:
        known: defaultdict[tuple[int, Agreed], list[Disclosure]] = defaultdict(list)
        for row in Disclosure.objects.filter(third_party__business=self._business_id, year=year).order_by("id"):
            known[row.third_party_id, agreed_in(row)].append(row)
        return known

    def _agreed_of(self, terms: Terms) -> Agreed:
        return Agreed(
            self._brands[terms.brand].pk if terms.brand else None,
            _sorted(terms.categories),
            _sorted(terms.derived_from),
            terms.inferable,
            terms.use.value,
            terms.knowledge.value,
            terms.exclusion_clause,
            tuple(sorted(terms.exclusion_conditions)),
            _sorted(terms.unreported_data),
        )


def agreed_in(row: Disclosure) -> Agreed:
    """Return the terms of a disclosure of the register."""
    return Agreed(
        row.brand_id,
        _sorted(row.categories),
        _sorted(row.derived_from),
        row.inferable,
        row.use,
        row.knowledge,
        row.exclusion_clause,
        tuple(sorted(row.exclusion_conditions.items())),
        _sorted(row.unreported_data),
    )


def _sorted(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def written(draft: Draft, party: ThirdParty) -> Disclosure:
    """Return the row for a draft of which the register knows nothing yet."""
    terms, agreed = draft.terms, draft.agreed
    return Disclosure(
        pk=draft.pk,
        third_party=party,
        brand_id=agreed.brand_id,
        year=draft.year,
        categories=[*terms.categories],
        derived_from=[*terms.derived_from],
        inferable=terms.inferable,
        use=agreed.use,
        knowledge=agreed.knowledge,
        exclusion_clause=terms.exclusion_clause,
        exclusion_conditions=dict(terms.exclusion_conditions),
        unreported_data=[*terms.unreported_data],
        disclosed_from=draft.first,
        disclosed_to=draft.last,
        note=terms.note,
    )
