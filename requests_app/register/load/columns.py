"""Which column of a file is read as what: as a person said, else as the headings surely say."""

from collections import Counter
from collections.abc import Sequence

from requests_app.register.load.cells import compact
from requests_app.register.load.headings import NAMES, likeness, shown
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import Remark, Remarks, UnreadableError

_HOW_TO_MAP = "say which column is which: on the page before loading, or with --map."


class Columns:
    """The headings of a file with their meaning. `ours` is by place, None for a column that is not read."""

    def __init__(self, headings: Sequence[str], mapping: Mapping, *, row: int) -> None:
        self.headings = [shown(heading) for heading in headings]
        self.row = row
        self._said = {compact(heading): ours for heading, ours in mapping.columns.items()}
        self.ours = self._by_place()

    @property
    def places(self) -> dict[str, int]:
        """Our headings to the places of their columns."""
        return {ours: place for place, ours in enumerate(self.ours) if ours}

    @property
    def names(self) -> dict[str, str]:
        """Our headings to those of the file."""
        return {ours: self.headings[place] for ours, place in self.places.items()}

    @property
    def meanings(self) -> dict[str, str | None]:
        """The headings of the file to ours, as a mapping says it."""
        return {heading: ours for heading, ours in zip(self.headings, self.ours, strict=True) if heading}

    def tell(self, remarks: Remarks, mapping: Mapping) -> None:
        """Warn, once each, of columns that are not read and of mapped headings that the file does not have."""
        unread = [
            heading for heading, ours in self.meanings.items() if ours is None and compact(heading) not in self._said
        ]
        if unread:
            says = f"Not read, for nothing tells what they mean: {', '.join(unread)}. To read them, {_HOW_TO_MAP}"
            remarks.warn(Remark(row=self.row, column="", value="", says=says))
        present = {compact(heading) for heading in self.headings}
        for heading in mapping.columns:
            if compact(heading) not in present:
                says = f"The mapping names a column “{heading}”, which the file does not have."
                remarks.warn(Remark(row=self.row, column=heading, value="", says=says))

    def _by_place(self) -> list[str | None]:
        ours: list[str | None] = []
        ranks: dict[str, int] = {}
        alike = [likeness(heading) if heading else None for heading in self.headings]
        for each in filter(None, alike):
            ranks[each.ours] = min(ranks.get(each.ours, each.rank), each.rank)
        taken = {meaning for heading, meaning in self._said.items() if meaning}
        for heading, like in zip(self.headings, alike, strict=True):
            key = compact(heading)
            if key and key in self._said:
                ours.append(self._said[key])
            # What is said goes before what is guessed, and the surer guess before the looser.
            elif like and like.ours not in taken and like.rank == ranks[like.ours]:
                ours.append(like.ours)
            else:
                ours.append(None)
        return ours

    def check(self) -> None:
        """Raise `UnreadableError` for headings that stand twice, two columns of one meaning, or no column of names."""
        remarks = Remarks()
        for heading, ours in self._twice():
            says = (
                f"Two columns are headed “{heading}”. Rename or remove one of them, so that it is sure which is meant."
            )
            remarks.fault(Remark(row=self.row, column=heading, value=ours, says=says))
        meant = Counter(filter(None, self.ours))
        for ours in [ours for ours, times in meant.items() if times > 1 and not remarks.faults]:
            these = [heading for heading, mine in zip(self.headings, self.ours, strict=True) if mine == ours]
            says = (
                f"{' and '.join(f'“{each}”' for each in these)} both look like {ours}. To read the file, {_HOW_TO_MAP}"
            )
            remarks.fault(Remark(row=self.row, column=these[0], value=these[-1], says=says))
        if not remarks.faults and not any(name in meant for name in NAMES):
            found = ", ".join(f"“{heading}”" for heading in self.headings if heading) or "none"
            says = (
                f"No column holds the names of third parties. Headings found: {found}. To read the file, {_HOW_TO_MAP}"
            )
            remarks.fault(Remark(row=self.row, column="third_party_name", value="", says=says))
        if remarks.faults:
            raise UnreadableError(remarks)

    def _twice(self) -> list[tuple[str, str]]:
        """Headings that stand more than once, unless a person said that they are not read."""
        times = Counter(compact(heading) for heading in self.headings if heading)
        seen: dict[str, str] = {}
        for heading in self.headings:
            key = compact(heading)
            if times[key] > 1 and self._said.get(key, "") is not None:
                seen.setdefault(key, heading)
        return [(heading, heading) for heading in seen.values()]
