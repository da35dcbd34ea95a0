"""Cells that were understood once are not read again: a file of a million rows repeats a few thousand of them."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from operator import itemgetter

from requests_app.register.load.columns import Columns
from requests_app.register.load.days import DayError, read_day, read_year
from requests_app.register.load.party import LONGEST, PARTY_COLUMNS, read_party
from requests_app.register.load.remarking import Remarking
from requests_app.register.load.row import Party, Remarks, Terms
from requests_app.register.load.slip import Said, Slip
from requests_app.register.load.terms import TERMS_COLUMNS, Wording, read_terms

DAY_COLUMNS = ("disclosed_on", "year")
MOST_REPEATED = 10_000
"""Different cells with a remark that are kept, so that repeating it is cheap."""
Key = tuple[str, ...]


class Unknown(Enum):
    """What stands for a day that is none."""

    YET = "not read yet"
    FAULTY = "no day at all"


def _none(_cells: list[str]) -> Key:
    return ()


class Cells:
    """The cells of some of our columns: taken from a row as one key, and handed back under our headings."""

    def __init__(self, names: Iterable[str], columns: Columns) -> None:
        places = columns.places
        self.names = [name for name in names if name in places]
        self._headings = columns.names
        chosen = [places[name] for name in self.names]
        # One column twice, for a single one would be given bare and not as a tuple.
        self.key: Callable[[list[str]], Key] = (
            itemgetter(*(chosen * 2 if len(chosen) == 1 else chosen)) if chosen else _none
        )

    def slip(self, key: Key) -> Slip:
        return Slip(dict(zip(self.names, key, strict=False)), self._headings)


class Learning:
    """What the cells met so far mean. Each `learn_…` reads cells not met before and tells what is wrong with them."""

    def __init__(
        self, columns: Columns, remarks: Remarks, wording: Wording, *, epoch: date | None, today: date | None
    ) -> None:
        self.parties: list[Party] = []
        self.terms: list[Terms] = []
        self.remarking = Remarking(remarks)
        self.of_party, self.of_terms = Cells(PARTY_COLUMNS, columns), Cells(TERMS_COLUMNS, columns)
        self.of_day, self.of_list = Cells(DAY_COLUMNS, columns), Cells(["list"], columns)
        self.party_of: dict[Key, int] = {}
        self.undated_terms_of: dict[Key, int] = {}
        self.dated_terms_of: dict[Key, int] = {}
        self.day_of: dict[Key, date | None] = {}
        self.list_of: dict[Key, str] = {}
        self._wording, self._epoch, self._today = wording, epoch, today
        self._has_address = "street" in columns.places or "city" in columns.places
        self._told: dict[tuple[bool, Key], tuple[int | None, list[Said]]] = {}
        self._told_days: dict[Key, tuple[date | Unknown | None, list[Said]]] = {}
        self._place_of: dict[Party | Terms, int] = {}
        self._without_address: set[str] = set()

    def learn_party(self, key: Key, row: int, line: int | None) -> int | None:
        """Return the place of the third party, or None where its cells are at fault."""
        slip = self.of_party.slip(key)
        party = read_party(slip)
        if party is not None and self._has_address and not (party.street and party.city):
            self._tell_address(party, slip)
        self.remarking.tell(slip.said, row=row, line=line)
        if party is None:
            return None
        place = self._place_of.setdefault(party, len(self.parties))
        if place == len(self.parties):
            self.parties.append(party)
        self.party_of[key] = place
        return place

    def learn_terms(self, key: Key, row: int, line: int | None, *, dated: bool) -> int | None:
        """Return the place of the terms, or None where their cells are at fault or have to be asked about."""
        place, said = self._told.get((dated, key)) or self._read_terms(key, dated=dated)
        self.remarking.count(said, row=row, line=line)
        if not said and place is not None:
            (self.dated_terms_of if dated else self.undated_terms_of)[key] = place
        elif len(self._told) < MOST_REPEATED:
            self._told[dated, key] = place, said
        return place

    def learn_day(self, key: Key, row: int, line: int | None) -> date | Unknown | None:
        """Return the day of a row, None for a row without one, or `FAULTY`."""
        on, said = self._told_days.get(key) or self._read_day(key)
        self.remarking.count(said, row=row, line=line)
        if not said and not isinstance(on, Unknown):
            self.day_of[key] = on
        elif len(self._told_days) < MOST_REPEATED:
            self._told_days[key] = on, said
        return on

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
        terms = read_terms(slip, self._wording, dated=dated)
        if terms is None:
            return None, slip.said
        place = self._place_of.setdefault(terms, len(self.terms))
        if place == len(self.terms):
            self.terms.append(terms)
        return place, slip.said

    def _read_day(self, key: Key) -> tuple[date | Unknown | None, list[Said]]:
        slip = self.of_day.slip(key)
        text = " ".join(slip.lines("disclosed_on"))
        on = self._day(slip, text) if text else None
        return Unknown.FAULTY if slip.faulty else on, slip.said

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
            if said and read_year(said) != day.on.year:
                slip.fault("year", f"The year says {said}, and the date lies in {day.on.year}. Correct one of them.")
        except DayError as error:
            slip.fault("year", str(error))
        return day.on

    def _tell_address(self, party: Party, slip: Slip) -> None:
        name = party.legal_name.casefold()
        if name in self._without_address:
            return
        self._without_address.add(name)
        lacks = " and ".join(word for word, part in (("street", party.street), ("city", party.city)) if not part)
        says = (
            f"{party.legal_name}: postal address missing ({lacks}). A notice that names them cannot go out without it."
        )
        slip.warn("street" if not party.street else "city", says)
