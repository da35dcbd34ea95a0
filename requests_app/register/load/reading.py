"""One pass over a file: every row understood or told as a fault, in memory that the number of rows does not fill."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from requests_app.register.load.headings import NAMES
from requests_app.register.load.learning import DAY_COLUMNS, Learning, Unknown
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.opening import open_source
from requests_app.register.load.row import HandOver, Party, Remark, Remarks, Terms, unreadable
from requests_app.register.load.source import Record
from requests_app.register.load.table import Table
from requests_app.register.load.terms import Wording
from requests_app.register.models.business import EARLIEST_REPORT_YEAR

_CATEGORY_COLUMNS = ("category", "unreported_data")
_HAVE_YEAR = (*DAY_COLUMNS, "disclosed_from", "disclosed_to")


class Reading:
    """A file of third parties, or of what was disclosed to them. Going over it once fills all its lists.

    `parties` and `terms` hold each of a kind once; the hand-overs name them by their places. `remarks` are full at the
    end. Raises `UnreadableError` at once where the file as a whole cannot be read.
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
            self.table.columns.check()
            self._records = self.table.rows()
            self.parties_alone = self._has_parties_alone()
        except BaseException:
            self.source.close()
            raise
        self.table.columns.tell(self.remarks, mapping, [record.cells for record in self.table.first])
        self._most_rows = most_rows
        self._width = len(self.table.columns.headings)
        wording = Wording(
            brands=frozenset(brands),
            categories=mapping.categories(),
            year=year or self._year_for_want_of_one(),
        )
        self._learned = Learning(self.table.columns, self.remarks, wording, epoch=self.source.epoch, today=today)

    @property
    def parties(self) -> list[Party]:
        return self._learned.parties

    @property
    def terms(self) -> list[Terms]:
        return self._learned.terms

    @property
    def bytes_read(self) -> int:
        """How far the file is read, in bytes."""
        return self.source.bytes_read

    def __iter__(self) -> Iterator[HandOver]:
        """Give each row that is whole and understood; what is wrong with the others is in `remarks`."""
        try:
            yield from self._third_parties() if self.parties_alone else self._hand_overs()
        finally:
            self.source.close()
            self._learned.remarking.finish()

    def _rows(self) -> Iterator[Record]:
        """Give each row that holds anything, as wide as its headings; a wider one is told, and stays wider."""
        places, width, most = self.table.columns.places, self._width, self._most_rows
        name = next(places[each] for each in NAMES if each in places)
        for row, line, found in self._records:
            cells = found if len(found) == width else self._fitted(found, row, line)
            if not cells[name].strip() and not any(map(str.strip, cells)):
                continue
            if self.rows == most:
                return
            self.rows += 1
            yield Record(row, line, cells)

    def _third_parties(self) -> Iterator[HandOver]:
        learned = self._learned
        for row, line, cells in self._rows():
            key = learned.of_party.key(cells)
            party = learned.party_of.get(key)
            if party is None:
                party = learned.learn_party(key, row, line)
            if party is not None and len(cells) == self._width:
                yield HandOver(row, party, None, None)

    def _hand_overs(self) -> Iterator[HandOver]:
        """Give each hand-over. A million rows go through here: each step is one look into what was learned."""
        learned = self._learned
        party_of, day_of, list_of = learned.party_of, learned.day_of, learned.list_of
        dated, undated = learned.dated_terms_of, learned.undated_terms_of
        party_key, day_key = learned.of_party.key, learned.of_day.key
        terms_key, list_key = learned.of_terms.key, learned.of_list.key
        width = self._width
        for row, line, cells in self._rows():
            key = party_key(cells)
            party = party_of.get(key)
            if party is None:
                party = learned.learn_party(key, row, line)
            key = day_key(cells)
            on = day_of.get(key, Unknown.YET)
            if on is Unknown.YET:
                on = learned.learn_day(key, row, line)
            key = terms_key(cells)
            terms = (undated if on is None else dated).get(key)
            if terms is None:
                terms = learned.learn_terms(key, row, line, dated=on is not None)
            key = list_key(cells)
            name = list_of.get(key)
            if name is None:
                name = learned.learn_list(key, row, line)
            if party is None or terms is None or name is None or isinstance(on, Unknown):
                continue
            if len(cells) == width:
                yield HandOver(row, party, terms, on, name)

    def _fitted(self, cells: list[str], row: int, line: int | None) -> list[str]:
        """Return the cells as wide as the headings; more cells than headings are a fault, and stay too many."""
        width = self._width
        if len(cells) < width:
            return cells + [""] * (width - len(cells))
        if not any(map(str.strip, cells[width:])):
            return cells[:width]
        beyond = next(cell for cell in cells[width:] if cell.strip())
        says = (
            f"The row has {len(cells)} cells, and there are {width} headings. Perhaps a cell that holds the delimiter "
            "is not in quotation marks, or a column lacks its heading."
        )
        self.remarks.fault(Remark(row=row, column="", value=beyond[:200], says=says, line=line))
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
        raise unreadable(says, column="category", row=self.table.columns.row)

    def _year_for_want_of_one(self) -> int | None:
        """None, or where no row can have a year a stand-in, so that this one fault is not told in every row."""
        if self.parties_alone or any(name in self.table.columns.places for name in _HAVE_YEAR):
            return None
        says = "No column holds a date or a year. Give the year of the file (--year), or say which column is the date."
        self.remarks.fault(Remark(row=self.table.columns.row, column="disclosed_on", value="", says=says))
        return EARLIEST_REPORT_YEAR
