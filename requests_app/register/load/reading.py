"""One pass over a file: every row understood or told as a fault, in memory that the number of rows does not fill."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from requests_app.register.load.block import Block
from requests_app.register.load.days import DayError, of_future
from requests_app.register.load.headings import NAMES
from requests_app.register.load.known import Known
from requests_app.register.load.learning import ALONE, DAY_COLUMNS, Learning
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.opening import open_source
from requests_app.register.load.row import (
    UNDATED,
    Begin,
    Day,
    HandOver,
    HandOvers,
    Party,
    Remark,
    Remarks,
    Terms,
    unreadable,
)
from requests_app.register.load.table import Table
from requests_app.register.load.terms import Wording
from requests_app.register.models.business import EARLIEST_REPORT_YEAR

_CATEGORY_COLUMNS = ("category", "unreported_data")
_HAVE_YEAR = (*DAY_COLUMNS, "disclosed_from", "disclosed_to")


class Reading:
    """A file of third parties, or of what was disclosed to them. Going over it once fills all its lists.

    `parties`, `terms` and `pairs` of the two hold each of a kind once; the hand-overs name them by their places.
    `remarks` are full at the end. Raises `UnreadableError` at once where the file as a whole cannot be read.
    """

    def __init__(
        self,
        path: Path,
        *,
        mapping: Mapping | None = None,
        year: int | None = None,
        brands: Iterable[str] = (),
        today: date | None = None,
        most_rows: int | None = None,
    ) -> None:
        """Open the file. `year` counts for rows without a date; with `today`, days after it are told.

        `most_rows` ends the pass early, for a look at a file.
        """
        mapping = mapping or Mapping()
        self.remarks = Remarks()
        self.rows = 0
        self.source = open_source(path, mapping)
        try:
            self.table = Table(self.source, mapping, self.remarks)
            self.table.check()
            self._blocks = self.table.blocks()
            self.parties_alone = self._has_parties_alone()
        except BaseException:
            self.source.close()
            raise
        self.table.columns.tell(self.remarks, mapping, self.table.first)
        self._most_rows = most_rows
        self._width = self.table.columns.width
        places = self.table.columns.places
        self._name_at = next(places[each] for each in NAMES if each in places)
        self._name_heading = self.table.columns.headings[self._name_at]
        wording = Wording(
            brands=frozenset(brands),
            categories=mapping.categories(),
            blank_kind=mapping.blank_kind,
            year=year or self._year_for_want_of_one(),
            today=today,
        )
        self._tell_year(year, today)
        self._learned = Learning(self.table.columns, self.remarks, wording, epoch=self.source.epoch, today=today)
        self.pairs: list[tuple[int, int | None]] = []
        self._place_of_pair: dict[tuple[int, int | None], int] = {}
        self._known = Known(self._learned, width=self._width)

    @property
    def parties(self) -> list[Party]:
        return self._learned.parties

    @property
    def begins(self) -> list[Begin]:
        """Where each of the parties stands first."""
        return self._learned.begins

    @property
    def headings(self) -> dict[str, str]:
        """Our headings to those of the file."""
        return self.table.columns.names

    @property
    def terms(self) -> list[Terms]:
        return self._learned.terms

    @property
    def bytes_read(self) -> int:
        """How far the file is read, in bytes."""
        return self.source.bytes_read

    def __iter__(self) -> Iterator[HandOver]:
        """Give each row that is whole and understood, one by one."""
        for block in self.blocks():
            for row, pair, day, name in zip(*block, strict=True):
                party, terms = self.pairs[pair]
                yield HandOver(row, party, terms, day.on, name)

    def blocks(self) -> Iterator[HandOvers]:
        """Give the rows that are whole and understood; what is wrong with the others is in `remarks`."""
        try:
            for block in self._blocks:
                parted = self._known.parted(block)
                yield self._met_before(block, parted) or self._one_by_one(block, parted)
                if self.rows == self._most_rows:
                    return
        finally:
            self.source.close()
            self._learned.finish()

    def _met_before(self, block: Block, parted: list[list[str]]) -> HandOvers | None:
        found = self._known.rows(block, parted) if self._most_rows is None else None
        if found is not None:
            self.rows += len(block)
        return found

    def _one_by_one(self, block: Block, parted: list[list[str]]) -> HandOvers:
        """Look at each row of a block by itself: those with new cells, blank or too long ones, and faults."""
        rows: list[int] = []
        understood: list[tuple[int, Day, str]] = []
        for place in range(len(block)):
            if self.rows == self._most_rows:
                break
            found = self._known.of_pieces(parted[place]) if parted else None
            if found is None:
                found = self._looked_at(block, place, parted[place] if parted else None)
            else:
                self.rows += 1
            if found is not None:
                rows.append(block.row(place))
                understood.append(found)
        pairs, days, names = zip(*understood, strict=True) if understood else ((), (), ())
        return HandOvers(rows, pairs, days, names)

    def _looked_at(self, block: Block, place: int, pieces: list[str] | None) -> tuple[int, Day, str] | None:
        """Return what one row says; None where it is blank, or something is wrong with it."""
        read = block.record(place)
        cells = read if len(read) == self._width else self._fitted(read, block, place)
        if not cells[self._name_at].strip() and not any(map(str.strip, cells)):
            return None
        if cells[self._name_at] == self._name_heading and self.table.columns.are_headings(cells):
            self.remarks.warn(
                Remark(
                    row=block.row(place),
                    line=block.line(place),
                    column="",
                    value=self._name_heading,
                    says="The headings stand here once more; this row was left out.",
                )
            )
            return None
        self.rows += 1
        found = self._known.of_cells(cells) or self._understood(cells, block, place)
        if len(cells) != self._width:
            return None
        if found is not None and pieces is not None:
            self._known.learn_pieces(pieces, cells)
        return found

    def _understood(self, cells: list[str], block: Block, place: int) -> tuple[int, Day, str] | None:
        """Return what a row says, or None where something is wrong with it, which is then told."""
        learned, row = self._learned, block.row(place)
        key = learned.of_party.key(cells)
        party = learned.party_of.get(key)
        if party is None:
            party = learned.learn_party(key, row, block.line(place))
        if self.parties_alone:
            return None if party is None else (self._pair(cells, party, None, keep=True), UNDATED, "")
        key = learned.of_day.key(cells)
        day = learned.day_of.get(key) or learned.learn_day(key, row, block.line(place))
        known = learned.dated_terms_of if day is None or day.on else learned.undated_terms_of
        key = learned.of_terms.key(cells)
        terms = known.get(key)
        is_quiet = terms is not None
        if terms is None:
            terms = learned.learn_terms(key, row, block.line(place), dated=known is learned.dated_terms_of)
            is_quiet = key in known
        key = learned.of_list.key(cells)
        name = learned.list_of.get(key)
        if name is None:
            name = learned.learn_list(key, row, block.line(place))
        if party is None or terms is None or name is None or day is None:
            return None
        # What terms undated cells mean differs from dated ones, so only those of one kind are kept.
        keep = is_quiet and (day.on is not None or not learned.of_day.names)
        return self._pair(cells, party, None if terms == ALONE else terms, keep=keep), day, name

    def _pair(self, cells: list[str], party: int, terms: int | None, *, keep: bool) -> int:
        """Return the place of a pair. `keep`: nothing is to be told of its cells when they come again."""
        pair = party, terms
        place = self._place_of_pair.setdefault(pair, len(self.pairs))
        if place == len(self.pairs):
            self.pairs.append(pair)
        if keep:
            self._known.learn(cells, place)
        return place

    def _fitted(self, cells: list[str], block: Block, place: int) -> list[str]:
        """Return the cells as wide as the headings; more cells than headings are a fault, and stay too many."""
        width = self._width
        if len(cells) < width:
            return cells + [""] * (width - len(cells))
        if not any(map(str.strip, cells[width:])):
            return cells[:width]
        beyond = next(cell for cell in cells[width:] if cell.strip())
        headings = "there is one heading" if width == 1 else f"there are {width} headings"
        says = (
            f"The row has {len(cells)} cells, and {headings}. Perhaps a cell that holds the delimiter "
            "is not in quotation marks, or a column lacks its heading."
        )
        self.remarks.fault(
            Remark(row=block.row(place), column="", value=beyond[:200], says=says, line=block.line(place))
        )
        return cells

    def _has_parties_alone(self) -> bool:
        """Whether the file is a list of third parties; a file that tells when and not what is refused."""
        places = self.table.columns.places
        if any(name in places for name in _CATEGORY_COLUMNS):
            return False
        when = next((name for name in DAY_COLUMNS if name in places), None)
        if when is None:
            return True
        says = (
            f"“{self.table.columns.names[when]}” tells when something was disclosed, and no column tells what. "
            "Say which column holds the category; for third parties alone, say that the other is not read."
        )
        raise unreadable(says, column="category", row=self.table.columns.row, line=self.table.columns.line)

    def _tell_year(self, year: int | None, today: date | None) -> None:
        """Tell of a year of the whole file that has not begun; one after the next is a fault."""
        try:
            told, tell = of_future(year, today=today) if year else "", self.remarks.warn
        except DayError as error:
            told, tell = str(error), self.remarks.fault
        if told:
            tell(Remark(row=None, column="year", value=str(year), says=told))

    def _year_for_want_of_one(self) -> int | None:
        """None, or where no row can have a year a stand-in, so that this one fault is not told in every row."""
        if self.parties_alone or any(name in self.table.columns.places for name in _HAVE_YEAR):
            return None
        says = "No column holds a date or a year. Give the year of the file (--year), or say which column is the date."
        columns = self.table.columns
        self.remarks.fault(Remark(row=columns.row, line=columns.line, column="disclosed_on", value="", says=says))
        return EARLIEST_REPORT_YEAR
