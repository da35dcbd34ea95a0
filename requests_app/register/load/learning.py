"""Cells that were understood once are not read again: a file of a million rows repeats a few thousand of them."""

from collections.abc import Iterable
from datetime import date

from requests_app.register.load.columns import Columns
from requests_app.register.load.days import DayError, read_day, read_year
from requests_app.register.load.lacking import Lacking
from requests_app.register.load.matching import key_of
from requests_app.register.load.parting import Key, getter
from requests_app.register.load.party import LONGEST, PARTY_COLUMNS, read_party
from requests_app.register.load.remarking import Remarking
from requests_app.register.load.row import UNDATED, Begin, Day, Party, Remarks, Terms
from requests_app.register.load.slip import Said, Slip
from requests_app.register.load.terms import (
    TERMS_COLUMNS,
    Wording,
    check_party_alone,
    names_party_alone,
    read_terms,
)

DAY_COLUMNS = ("disclosed_on", "year")
ALONE = -1
"""In place of the terms of a row that names its third party alone."""
MOST_REPEATED = 10_000
"""Different cells with a remark that are kept, so that repeating it is cheap."""


class Cells:
    """The cells of some of our columns: taken from a row as one key, and handed back under our headings."""

    def __init__(self, names: Iterable[str], columns: Columns) -> None:
        places = columns.places
        self.names = [name for name in names if name in places]
        self._headings = columns.names
        self.places = [places[name] for name in self.names]
        self.key = getter(self.places)

    def slip(self, key: Key) -> Slip:
        cells = (key,) if isinstance(key, str) else key
        return Slip(dict(zip(self.names, cells, strict=True)), self._headings)


class Learning:
    """What the cells met so far mean. Each `learn_…` reads cells not met before and tells what is wrong with them."""

    def __init__(
        self, columns: Columns, remarks: Remarks, wording: Wording, *, epoch: date | None, today: date | None
    ) -> None:
        self.parties: list[Party] = []
        self.begins: list[Begin] = []
        self.terms: list[Terms] = []
        self.remarking = Remarking(remarks)
        self.of_party, self.of_terms = Cells(PARTY_COLUMNS, columns), Cells(TERMS_COLUMNS, columns)
        self.of_day, self.of_list = Cells(DAY_COLUMNS, columns), Cells(["list"], columns)
        self.party_of: dict[Key, int] = {}
        self.undated_terms_of: dict[Key, int] = {}
        self.dated_terms_of: dict[Key, int] = {}
        # Rows without a day have terms of other kinds, so their cells are not among these unless no row has one.
        self.day_of: dict[Key, Day] = {} if any(name in columns.places for name in DAY_COLUMNS) else {(): UNDATED}
        self.list_of: dict[Key, str] = {}
        self._wording, self._epoch, self._today = wording, epoch, today
        self._has_address = "street" in columns.places or "city" in columns.places
        self._told: dict[tuple[bool, Key], tuple[int | None, list[Said]]] = {}
        self._told_days: dict[Key, tuple[Day | None, list[Said]]] = {}
        self._place_of: dict[Party | Terms, int] = {}
        self._lacking = Lacking()

    def learn_party(self, key: Key, row: int, line: int | None) -> int | None:
        """Return the place of the third party, or None where its cells are at fault."""
        slip = self.of_party.slip(key)
        party = read_party(slip, blank_kind=self._wording.blank_kind)
        if party is not None and self._has_address:
            self._lacking.look_at(party, slip, row, line)
        if party is None:
            self.remarking.tell(slip.said, row=row, line=line)
            return None
        self.remarking.tell_of((key_of(party.legal_name), party.number), slip.said, row=row, line=line)
        place = self._place_of.setdefault(party, len(self.parties))
        if place == len(self.parties):
            self.parties.append(party)
            self.begins.append(Begin(row, line))
        self.party_of[key] = place
        return place

    def finish(self) -> None:
        """Tell what could not be told before the last row was read, and put all in order."""
        self._lacking.tell(self.remarking)
        self.remarking.finish()

    def learn_terms(self, key: Key, row: int, line: int | None, *, dated: bool) -> int | None:
        """Return the place of the terms, or None where their cells are at fault or have to be asked about."""
        place, said = self._told.get((dated, key)) or self._read_terms(key, dated=dated)
        self.remarking.count(said, row=row, line=line)
        if not said and place is not None:
            (self.dated_terms_of if dated else self.undated_terms_of)[key] = place
        elif len(self._told) < MOST_REPEATED:
            self._told[dated, key] = place, said
        return place

    def learn_day(self, key: Key, row: int, line: int | None) -> Day | None:
        """Return the day of a row, or None where its cells are at fault."""
        day, said = self._told_days.get(key) or self._read_day(key)
        self.remarking.count(said, row=row, line=line)
        if day is not None and day.on and not said:
            self.day_of[key] = day
        elif len(self._told_days) < MOST_REPEATED:
            self._told_days[key] = day, said
        return day

    def learn_list(self, key: Key, row: int, line: int | None) -> str | None:
        """Return the name of the list that was handed over, a blank for none, or None where it is at fault."""
        slip = self.of_list.slip(key)
        name = slip.text("list", longest=LONGEST["list"])
        self.remarking.tell(slip.said, row=row, line=line)
        if slip.faulty:
            return None
        self.list_of[key] = name
        return name

    def _read_terms(self, key: Key, *, dated: bool) -> tuple[int | None, list[Said]]:
        slip = self.of_terms.slip(key)
        if names_party_alone(slip):
            check_party_alone(slip, dated=dated)
            return (None if slip.faulty else ALONE), slip.said
        terms = read_terms(slip, self._wording, dated=dated)
        if terms is None:
            return None, slip.said
        place = self._place_of.setdefault(terms, len(self.terms))
        if place == len(self.terms):
            self.terms.append(terms)
        return place, slip.said

    def _read_day(self, key: Key) -> tuple[Day | None, list[Said]]:
        slip = self.of_day.slip(key)
        text = " ".join(slip.lines("disclosed_on"))
        on = self._day(slip, text) if text else None
        if slip.faulty:
            return None, slip.said
        return Day(on, on.year, on.isoformat()) if on else UNDATED, slip.said

    def _day(self, slip: Slip, text: str) -> date | None:
        try:
            day = read_day(text, epoch=self._epoch, today=self._today)
        except DayError as error:
            slip.fault("disclosed_on", str(error))
            return None
        if day.warning:
            slip.warn("disclosed_on", day.warning)
        said = " ".join(slip.lines("year"))
        try:
            if said and read_year(said).on != day.on.year:
                slip.fault("year", f"The year says {said}, and the date lies in {day.on.year}. Correct one of them.")
        except DayError as error:
            slip.fault("year", str(error))
        return day.on
