"""Which column of a file is read as what: as a person said, else as the headings surely say."""

from collections import Counter
from collections.abc import Iterable, Sequence

from requests_app.register.load.cells import compact, unstorable
from requests_app.register.load.headings import NAMES, likeness, shown
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.row import Remark, Remarks, UnreadableError
from requests_app.register.load.strays import readable, stray
from requests_app.register.load.ticked import ticked

MOST_NAMED = 20
"""Columns that one sentence names."""
_SHOWN_OF_A_HEADING = 80
_HOW_TO_MAP = "say which column is which: on the page before loading, or with --map."


class Columns:
    """The headings of a file with their meaning. `ours` is by place, None for a column that is not read."""

    def __init__(self, headings: Sequence[str], mapping: Mapping, *, row: int, line: int | None) -> None:
        self.headings = [shown(heading) for heading in headings]
        self.row, self.line = row, line
        self._said = {compact(heading): ours for heading, ours in mapping.columns.items()}
        self.ours = self._by_place()
        self.ticked: dict[int, str] = {}
        """Columns that each stand for a category; behind the others one more then names those that a row marks."""

    @property
    def width(self) -> int:
        """How many cells a row has, with the one that names what is marked."""
        return len(self.headings) + bool(self.ticked)

    @property
    def places(self) -> dict[str, int]:
        """Our headings to the places of their columns."""
        places = {ours: place for place, ours in enumerate(self.ours) if ours and place not in self.ticked}
        return places | ({"category": len(self.headings)} if self.ticked else {})

    @property
    def names(self) -> dict[str, str]:
        """Our headings to those of the file."""
        return {ours: (self.headings[place : place + 1] or [ours])[0] for ours, place in self.places.items()}

    @property
    def has_whole_addresses(self) -> bool:
        """Whether a single column holds street, city and all the rest."""
        return not {"street_2", "city", "state", "zip"} & self.places.keys() and "street" in self.places

    @property
    def meanings(self) -> dict[str, str | None]:
        """The headings of the file to ours, as a mapping says it."""
        return {heading: ours for heading, ours in zip(self.headings, self.ours, strict=True) if heading}

    def are_headings(self, cells: Sequence[str]) -> bool:
        """Whether a row repeats the headings, as where one file was put behind another."""
        return [shown(cell) for cell in cells[: len(self.headings)]] == self.headings

    def find_ticked(self, rows: Iterable[Sequence[str]]) -> None:
        """Find the columns that each stand for a category, by some rows below; none where one column names them."""
        naming = {place for place, ours in enumerate(self.ours) if ours == "category"}
        said = [place for place in naming if compact(self.headings[place]) in self._said]
        guessed = [
            place
            for place, ours in enumerate(self.ours)
            if ours is None and self.headings[place] and compact(self.headings[place]) not in self._said
        ]
        found = ticked({place: self.headings[place] for place in (*said, *guessed)}, said, rows)
        if found.keys() >= naming:
            self.ticked = found
            self.ours = ["category" if place in found else ours for place, ours in enumerate(self.ours)]

    def tell(self, remarks: Remarks, mapping: Mapping, rows: Iterable[Sequence[str]]) -> None:
        """Warn, once each, of columns that are not read and of mapped headings that the file does not have.

        `rows` are some below the headings: they show whether a column without a heading holds anything.
        """
        unread = [
            heading for heading, ours in self.meanings.items() if ours is None and compact(heading) not in self._said
        ]
        nameless = [place for place, heading in enumerate(self.headings) if not heading]
        unread += [
            f"column {place + 1} (without a heading)"
            for place in nameless
            if any(cells[place : place + 1] and cells[place].strip() for cells in rows)
        ]
        if unread:
            more = f" and {len(unread) - MOST_NAMED} others" if len(unread) > MOST_NAMED else ""
            named = f"{', '.join(heading[:_SHOWN_OF_A_HEADING] for heading in unread[:MOST_NAMED])}{more}"
            says = f"Not read, for nothing tells what they mean: {named}. To read them, {_HOW_TO_MAP}"
            remarks.warn(Remark(row=self.row, line=self.line, column="", value="", says=says))
        self._tell_addresses(remarks)
        self._tell_ticked(remarks)
        present = {compact(heading) for heading in self.headings}
        for heading in mapping.columns:
            if compact(heading) not in present:
                says = f"The mapping names a column “{heading}”, which the file does not have."
                remarks.warn(Remark(row=self.row, line=self.line, column=heading, value="", says=says))

    def _tell_addresses(self, remarks: Remarks) -> None:
        lacks = [name for name in ("street", "city") if name not in self.places]
        says = ""
        if len(lacks) > 1:
            says = "No column holds addresses: postal address missing, except where the register knows it already."
        elif self.has_whole_addresses:
            says = (
                "Addresses stand in one column: street, city, state and ZIP code are parted at its commas. Check them."
            )
        if says:
            remarks.warn(Remark(row=self.row, line=self.line, column=self.names.get("street", ""), value="", says=says))

    def _tell_ticked(self, remarks: Remarks) -> None:
        if self.ticked:
            each = ", ".join(self.headings[place][:_SHOWN_OF_A_HEADING] for place in self.ticked)
            says = (
                f"These columns are read as one category each, disclosed where it is marked: {each}. Where a cell is "
                "blank or says no, it was not. Check them."
            )
            remarks.warn(Remark(row=self.row, line=self.line, column="", value="", says=says))

    def _by_place(self) -> list[str | None]:
        ours: list[str | None] = []
        ranks: dict[str, int] = {}
        alike = [likeness(heading) if heading else None for heading in self.headings]
        for each in filter(None, alike):
            ranks[each.ours] = min(ranks.get(each.ours, each.rank), each.rank)
        present = set(map(compact, self.headings))
        taken = {meaning for heading, meaning in self._said.items() if meaning and heading in present}
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
        """Raise `UnreadableError` for headings that stand twice, two columns of one meaning, or no column of names.

        So does the heading of a column that is read with a sign in it that cannot be stored.
        """
        remarks = Remarks()
        for heading, ours in zip(self.headings, self.ours, strict=True):
            if byte := stray(heading):  # whatever it is, it may be meant for one of ours
                told = readable(heading)
                remarks.fault(Remark(row=self.row, line=self.line, column=ours or told, value=told, says=byte))
            elif ours and (sign := unstorable(heading)):
                says = f"This heading holds a sign that cannot be stored ({sign}). Type the heading again."
                remarks.fault(Remark(row=self.row, line=self.line, column=ours, value=heading, says=says))
        for heading, ours in self._twice():
            says = (
                f"Two columns are headed “{heading}”. Rename or remove one of them, so that it is sure which is meant."
            )
            remarks.fault(Remark(row=self.row, line=self.line, column=heading, value=ours, says=says))
        meant = Counter(ours for place, ours in enumerate(self.ours) if ours and place not in self.ticked)
        for ours in [ours for ours, times in meant.items() if times > 1 and not remarks.faults]:
            these = [heading for heading, mine in zip(self.headings, self.ours, strict=True) if mine == ours]
            says = (
                f"{' and '.join(f'“{each}”' for each in these)} both look like {ours}. To read the file, {_HOW_TO_MAP}"
            )
            remarks.fault(Remark(row=self.row, line=self.line, column=these[0], value=these[-1], says=says))
        if not remarks.faults and not any(name in meant for name in NAMES):
            filled = [f"“{heading[:_SHOWN_OF_A_HEADING]}”" for heading in self.headings if heading]
            more = f" and {len(filled) - MOST_NAMED} others" if len(filled) > MOST_NAMED else ""
            found = f"{', '.join(filled[:MOST_NAMED])}{more}" or "none"
            says = (
                f"No column holds the names of third parties. Headings found: {found}. To read the file, {_HOW_TO_MAP}"
            )
            remarks.fault(Remark(row=self.row, line=self.line, column="third_party_name", value="", says=says))
        if remarks.faults:
            raise UnreadableError(remarks)

    def _twice(self) -> list[tuple[str, str]]:
        """Headings that stand more than once, unless a person said that they are not read."""
        times = Counter(filter(None, map(compact, self.headings)))
        seen: dict[str, str] = {}
        for heading in self.headings:
            key = compact(heading)
            if times[key] > 1 and self._said.get(key, "") is not None:
                seen.setdefault(key, heading)
        return [(heading, heading) for heading in seen.values()]
