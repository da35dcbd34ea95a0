"""Which third parties a file brings and which it changes, for the page: the first of each by name.

It is kept beside what `load_register` prints, and is no part of that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import nsmallest

from requests_app.register.load import party_values
from requests_app.register.load.cells import storable
from requests_app.register.models import ThirdParty

KEY = "named"
"""The key of a kept result that holds it."""
MOST_NAMED = 50
ADDRESS = "address"

Change = tuple[str, list[tuple[str, str, str]]]


@dataclass(slots=True)
class Named:
    """The new ones by name; of the changed ones each column, or the address as a whole, before and after."""

    new: list[str] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)

    def note(self, row: ThirdParty, was: Mapping[str, str], differs: list[str]) -> None:
        """Note a third party that the file adds or changes; `was` is what `shown_of` said of it before."""
        if row.pk is None:
            self.new.append(storable(row.legal_name))
        elif differs:
            columns = dict.fromkeys(ADDRESS if name in party_values.ADDRESS else name for name in differs)
            now = shown_of(row)
            told = [(name.replace("_", " "), storable(was[name]), storable(now[name])) for name in columns]
            self.changed.append((storable(row.legal_name), told))

    def as_kept(self) -> dict[str, object]:
        """Return the first of each by name, as JSON holds it."""
        return {
            "new": nsmallest(MOST_NAMED, self.new, key=str.casefold),
            "changed": nsmallest(MOST_NAMED, self.changed, key=lambda each: each[0].casefold()),
        }


def shown_of(row: ThirdParty) -> dict[str, str]:
    """Return what a file may change of a third party, as people read it."""
    said = {name: getattr(row, name) for name in party_values.COLUMNS if name not in party_values.ADDRESS}
    return {ADDRESS: party_values.address_shown(row)} | {name: _in_words(value) for name, value in said.items()}


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(str(value or "").splitlines()).replace("_", " ") or "none"
