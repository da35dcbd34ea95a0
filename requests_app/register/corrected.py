"""The register on its two axes: what was true then, as it is known now.

A step is a *correction* where the register was wrong, and a *change* where the world became another one from then on.
What an earlier notice should have said is what the register says today, less what only changed since. So the changes
after that notice are undone, column by column; what was corrected, before or after them, stays corrected.

A step of a year that was not closed says neither. Who received what in a year is being found out then, so it counts as
a correction. What describes the business of today, such as its head count, has no year and counts as a change.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Q

from requests_app.register.models import (
    Business,
    ChoicePolicy,
    Disclosure,
    RegisterChange,
    RowState,
    SameBrandCount,
    ThirdParty,
)
from requests_app.register.reading import Register, as_it_is, revived

Row = TypeVar("Row", Business, ChoicePolicy, Disclosure, SameBrandCount, ThirdParty)
Key = tuple[str, int]
THIRD_PARTY = "thirdparty"
OF_TODAY = "business"
"""The table whose columns describe the present: without a word about its nature, a step there is a change."""


@dataclass(slots=True)
class _Undone:
    """What undoing later changes does to one row."""

    columns: dict[str, object] = field(default_factory=dict)
    """What these columns said before they changed."""
    is_absent: bool = False
    """A change added the row: it was not there."""
    whole: dict[str, object] | None = None
    """A change removed the row: it was there, and said this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedRegister(Register):
    """A register with later changes undone. Its disclosures and their third parties are those of then, corrected."""

    undone: Mapping[Key, _Undone]

    def disclosures(self, year: int) -> tuple[Disclosure, ...]:
        """Return what was disclosed in a calendar year, as it is known now, each with its third party as it was."""
        moved = [row for table, row in self.undone if table == "disclosure"]
        rows = Disclosure.objects.filter(Q(year=year) | Q(pk__in=moved), third_party__business=self.business)
        found = [row for row in _put_back(Disclosure, rows, self.undone) if row.year == year]
        parties = self._parties({row.third_party_id for row in found})
        for row in found:
            row.third_party = parties[row.third_party_id]
        return tuple(found)

    def _parties(self, wanted: set[int]) -> dict[int, ThirdParty]:
        """Return third parties as they were; one that was removed since, as it was last."""
        standing = list(ThirdParty.objects.filter(pk__in=wanted))
        gone = (
            wanted - {each.pk for each in standing} - {row for row, then in _of(ThirdParty, self.undone) if then.whole}
        )
        last = RowState.objects.filter(business=self.business, table=THIRD_PARTY, row__in=gone).order_by("since")
        standing += {row: revived(ThirdParty, values) for row, values in last.values_list("row", "values")}.values()
        return {each.pk: each for each in _put_back(ThirdParty, standing, self.undone)}


@dataclass(frozen=True, slots=True)
class Corrections:
    """What is known now of a business, asked for any earlier version of its register."""

    register: Register
    changes: tuple[int, ...]
    """The steps that changed something, in order."""
    _states: Mapping[int, tuple[Mapping[Key, Mapping[str, object]], Mapping[Key, Mapping[str, object]]]]
    """What each of them found, and what it left."""

    @classmethod
    def of(cls, business: Business) -> "Corrections":
        """Read the register as it is, and the steps that were changes."""
        states = _states_of_changes(business)
        return cls(as_it_is(business), tuple(sorted(states)), states)

    def since(self, version: int) -> int:
        """Return the place of a version among the changes: versions of one place should have said the same."""
        return bisect_right(self.changes, version)

    def at(self, version: int) -> Register:
        """Return what a notice of a version should have been made from."""
        undone = self._undone(self.changes[self.since(version) :])
        if not undone:
            return self.register
        register = self.register
        policies = _put_back(ChoicePolicy, register.choice_policies, undone)
        counts = _put_back(SameBrandCount, register.same_brand_counts, undone)
        return CorrectedRegister(
            business=_put_back(Business, [register.business], undone)[0],
            version=register.version,
            brands=register.brands,
            designated_contacts=register.designated_contacts,
            home_page_links=register.home_page_links,
            choice_policies=tuple(sorted(policies, key=lambda row: (row.published_from, row.pk))),
            same_brand_counts=tuple(sorted(counts, key=lambda row: (row.year, row.pk))),
            undone=undone,
        )

    def _undone(self, changes: Iterable[int]) -> dict[Key, _Undone]:
        """Undo steps, the last one first: what a column said before the first of them is what stays."""
        found: dict[Key, _Undone] = {}
        for number in sorted(changes, reverse=True):
            before, after = self._states[number]
            for key in {*before, *after}:
                row = found.setdefault(key, _Undone())
                if key not in before and key[0] == THIRD_PARTY:
                    continue  # it is listed for what was disclosed to it, and by itself says nothing
                if key not in before:
                    row.is_absent, row.whole, row.columns = True, None, {}
                elif key not in after:
                    row.is_absent, row.whole, row.columns = False, dict(before[key]), {}
                else:
                    changed = {name: value for name, value in before[key].items() if after[key].get(name) != value}
                    (row.columns if row.whole is None else row.whole).update(changed)
        return found


def _states_of_changes(
    business: Business,
) -> dict[int, tuple[dict[Key, Mapping[str, object]], dict[Key, Mapping[str, object]]]]:
    """Return, for each step that was a change, what its rows said before it and after it."""
    steps = RegisterChange.objects.filter(business=business)
    changes = set(steps.filter(nature=RegisterChange.Nature.CHANGE).values_list("number", flat=True))
    of_today = RowState.objects.filter(business=business, table=OF_TODAY, until__isnull=False)
    silent = set(steps.filter(nature="", number__in=of_today.values("until")).values_list("number", flat=True))
    found: dict[int, tuple[dict[Key, Mapping[str, object]], dict[Key, Mapping[str, object]]]] = {
        number: ({}, {}) for number in changes | silent
    }
    states = RowState.objects.filter(Q(since__in=found) | Q(until__in=found), business=business)
    for table, row, since, until, values in states.values_list("table", "row", "since", "until", "values"):
        for number, place in ((until, 0), (since, 1)):
            if number is not None and (number in changes or (number in silent and table == OF_TODAY)):
                found[number][place][table, row] = values
    return found


def _put_back(model: type[Row], rows: Iterable[Row], undone: Mapping[Key, _Undone]) -> list[Row]:
    """Return rows of one table as they were before the changes: with those removed since, without those added."""
    kept = dict(_of(model, undone))
    columns = {each.attname: each for each in model._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    found: list[Row] = []
    for row in rows:
        then = kept.get(row.pk)
        if then is None:
            found.append(row)
        elif not then.is_absent:
            earlier = copy(row)
            for name, value in then.columns.items():
                if name in columns:
                    setattr(earlier, name, columns[name].to_python(value))
            found.append(earlier)
    return found + [revived(model, then.whole) for then in kept.values() if then.whole is not None]


def _of(model: type[Row], undone: Mapping[Key, _Undone]) -> Iterator[tuple[int, _Undone]]:
    """Give what is undone in one table, by row."""
    table = str(model._meta.model_name)  # noqa: SLF001 - Django's public name
    return ((row, then) for (name, row), then in undone.items() if name == table)
