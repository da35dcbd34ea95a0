"""Counting hand-overs: for each pair of a party and its terms, and each year, the draft and its first and last day."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from requests_app.register.load.rollup import Draft
from requests_app.register.load.row import HandOvers

_begins = attrgetter("begins")


@dataclass(slots=True)
class Met:
    """The hand-overs of one pair in one year: how their lines begin, and their first and last day as ISO writes it."""

    draft: Draft | None
    begins: str = ""
    first: str = "9"
    last: str = ""

    def span(self) -> None:
        """Widen the days of the draft to these."""
        if self.draft is not None and self.last:
            self.draft.span(date.fromisoformat(self.first), date.fromisoformat(self.last))


class Tally:
    """All that was met so far. A million hand-overs go through here, so each step is one over a whole block."""

    def __init__(self, meet: Callable[[int, int], Met]) -> None:
        """`meet` is asked once for each pair and year that are new; the year is 0 where there is no day."""
        self._meet = meet
        self._met: defaultdict[int, dict[int, Met]] = defaultdict(dict)

    def count(self, block: HandOvers) -> tuple[list[str], tuple[str, ...]]:
        """Count a block in; return how each of its lines begins, and its days, blank where there is none."""
        if not block.pairs:
            return [], ()
        _, years, days = zip(*block.days, strict=True)
        met = self._all_met(block, years)
        for each, day in zip(met, days, strict=True):
            if day < each.first:  # noqa: PLR1730 - `min` takes three times as long, a million times over
                each.first = day
            if day > each.last:  # noqa: PLR1730 - as above
                each.last = day
        return list(map(_begins, met)), days

    def _all_met(self, block: HandOvers, years: tuple[int, ...]) -> list[Met]:
        if len(set(years)) == 1:
            try:
                return list(map(self._met[years[0]].__getitem__, block.pairs))
            except KeyError:
                pass
        met: list[Met] = []
        for pair, year in zip(block.pairs, years, strict=True):
            of_year = self._met[year]
            found = of_year.get(pair)
            if found is None:
                found = of_year[pair] = self._meet(pair, year)
            met.append(found)
        return met

    def span(self) -> None:
        """Give every draft the days that were counted."""
        for of_year in self._met.values():
            for met in of_year.values():
                met.span()
