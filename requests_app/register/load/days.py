"""Dates as people and spreadsheets write them: read where they are sure, told where they are not, never guessed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from requests_app.register.load.cells import without_guard
from requests_app.register.models.business import EARLIEST_REPORT_YEAR, LATEST_REPORT_YEAR

DAYS_AHEAD = 366
"""How far after today a day may lie and be no slip of the pen; from there on it is a fault."""

_TIME = (
    r"(?:[T ,]\s*(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<zone>Z|[ECMP][SD]?T|(?:UTC|GMT)?[+-]\d{2}:?\d{2}(?: \([A-Za-z ]+\))?|UTC|GMT)?)?"
)
_WEEKDAY = r"(?:(?:[Mm]on|[Tt]ue(?:s)?|[Ww]ed(?:nes)?|[Tt]hu(?:r|rs)?|[Ff]ri|[Ss]at(?:ur)?|[Ss]un)(?:day)?\.?,?\s+)?"
_ISO = re.compile(rf"(?a)(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(?a)(?P<year>\d{{4}})[-\s](?P<name>[A-Za-z]{{3,9}})[-\s](?P<day>\d{{1,2}}){_TIME}")
_SOLID = re.compile(r"(?a)(?P<year>(?:19|20|21)\d{2})(?P<month>\d{2})(?P<day>\d{2})")
_US = re.compile(rf"(?a)(?P<month>\d{{1,2}})(?P<sign>[-/])(?P<day>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}|\d{{2}}){_TIME}")
_WORDS = re.compile(
    rf"(?a){_WEEKDAY}(?P<name>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_TIME}"
)
_DAY_FIRST = re.compile(
    rf"(?a){_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s]+(?P<name>[A-Za-z]{{3,9}})\.?,?[-\s]+"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}"
)
_FORMS = (_ISO, _YEAR_FIRST, _SOLID, _US, _WORDS, _DAY_FIRST)
_SERIAL = re.compile(r"(?a)(?P<days>\d{5})(?:\.\d+)?")
_YEAR = re.compile(r"(?a)(\d{4})(?:\.0+)?")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LAST_MONTH = 12
_SHORT_YEAR = 2
WRITE_A_DAY = "Write the day as YYYY-MM-DD, for example 2025-03-31."


@dataclass(frozen=True, slots=True)
class Day:
    """A date that was read, and what to tell of how it was read."""

    on: date
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year that was read, and what to tell of it."""

    on: int
    warning: str = ""


class DayError(ValueError):
    """The text is no day; the message says why, and how to write one."""


def read_day(
    text: str,
    *,
    epoch: date | None = None,
    today: date | None = None,
    earliest: int = EARLIEST_REPORT_YEAR,
) -> Day:
    """Return the day that the text names, between `earliest` and 2199.

    `epoch` is day 0 of a workbook's date system: with it a bare number is read as such a day, and told. With `today`
    a day after it is told, and one more than a year ahead refused. Raises `DayError`.
    """
    written = " ".join(without_guard(text).split()).removeprefix("'").replace(" / ", "/")
    found = _serial(written, epoch) or _written(written)
    if not earliest <= found.on.year <= LATEST_REPORT_YEAR:
        msg = f"{found.on} is outside the years {earliest} to {LATEST_REPORT_YEAR}. {WRITE_A_DAY}"
        raise DayError(msg)
    if today is not None and found.on > today:
        if found.on > today + timedelta(days=DAYS_AHEAD):
            msg = f"{found.on} lies far in the future. Correct it. {WRITE_A_DAY}"
            raise DayError(msg)
        return Day(found.on, f"{found.warning} This day lies in the future.".strip())
    return found


def _serial(text: str, epoch: date | None) -> Day | None:
    match = _SERIAL.fullmatch(text)
    if match is None:
        return None
    if epoch is None:
        msg = f"“{text}” is a spreadsheet's number of a day, not a date. {WRITE_A_DAY}"
        raise DayError(msg)
    on = epoch + timedelta(days=int(match["days"]))
    return Day(on, f"The number {text} is read as the day {on}, as this workbook counts days.")


def _written(text: str) -> Day:
    form = next((each for each in _FORMS if each.fullmatch(text)), None)
    match = form.fullmatch(text) if form else None
    if match is None:
        what = "is not a whole date" if re.search(r"\d", text) else "is not a date"
        msg = f"“{text}” {what}. {WRITE_A_DAY}"
        raise DayError(msg)
    parts = match.groupdict()
    short = len(parts["year"]) == _SHORT_YEAR
    year = int(parts["year"]) + (2000 if short else 0)
    month = _month(parts["name"], text) if parts.get("name") else int(parts["month"])
    day = int(parts["day"])
    if form is _US and month > _LAST_MONTH:
        msg = f"“{text}” has no month {month}: dates with strokes are read in the U.S. order. {WRITE_A_DAY}"
        raise DayError(msg)
    try:
        on = date(year, month, day)
    except ValueError:
        msg = f"“{text}” is a day that the calendar does not have. {WRITE_A_DAY}"
        raise DayError(msg) from None
    told = []
    if form is _US and day <= _LAST_MONTH and day != month:
        told.append(f"“{text}” is read in the U.S. order, month first: {on:%B} {on.day}, {on.year}.")
    elif short:
        told.append(f"“{text}” is read as {on}.")
    if parts.get("zone"):
        told.append("The day is taken as written; its time zone is not applied.")
    return Day(on, " ".join(told))


def _month(name: str, text: str) -> int:
    lowered = name.casefold()
    for number, month in enumerate(_MONTHS, start=1):
        if lowered in {month, month[:3]} or (month == "september" and lowered == "sept"):
            return number
    msg = f"“{text}” names no month. {WRITE_A_DAY}"
    raise DayError(msg)


def read_year(text: str, *, today: date | None = None) -> Year:
    """Return the calendar year the text names, 2004 to 2199; raises `DayError`.

    With `today` a year that has not begun is told, and one after the next refused.
    """
    match = _YEAR.fullmatch(text.strip())
    if match is None or not EARLIEST_REPORT_YEAR <= int(match[1]) <= LATEST_REPORT_YEAR:
        msg = f"“{text.strip()}” is no year from {EARLIEST_REPORT_YEAR} to {LATEST_REPORT_YEAR}. Write it as 2025."
        raise DayError(msg)
    return Year(int(match[1]), of_future(int(match[1]), today=today))


def of_future(year: int, *, today: date | None) -> str:
    """Return what to tell of a year that has not begun, else a blank; raises `DayError` for one after the next."""
    if today is None or year <= today.year:
        return ""
    if year > today.year + 1:
        msg = f"{year} lies far in the future. Correct it."
        raise DayError(msg)
    return f"The year {year} has not begun."
