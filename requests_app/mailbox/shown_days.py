"""Days as mail programs show them above a message that is passed on or quoted, in the languages they are used in."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from requests_app.mailbox.arrival import EARLIEST_YEAR, LATEST_YEAR

_MONTHS_WORDS = (
    "jan january janvier januar enero ene janeiro gennaio gen januari enero",
    "feb february février fevrier févr fév februar febrero fevereiro fev febbraio februari pebrero",
    "mar march mars märz maerz mrz marzo março maart marso",
    "apr april avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei mayo",
    "jun june juin juni junio junho giugno giu hunyo",
    "jul july juillet juil juli julio julho luglio lug hulyo",
    "aug august août aout agosto ago augustus agosto",
    "sep sept september septembre septiembre set setembro settembre setyembre",
    "oct october octobre oktober okt octubre outubro out ottobre ott oktubre",
    "nov november novembre noviembre novembro nobyembre",
    "dec december décembre decembre déc dezember dez diciembre dic dezembro dicembre disyembre",
)
_MONTHS = {word: at + 1 for at, words in enumerate(_MONTHS_WORDS) for word in words.split()}
_HOURS_FROM_UTC = {"pst": -8, "pdt": -7, "mst": -7, "mdt": -6, "cst": -6, "cdt": -5, "est": -5, "edt": -4}
"""The zones that programs in the United States write out; others are shown as GMT with a number."""
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(?P<one>\d{1,2})(?P<sign>[/.-])(?P<two>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.|º|"
    r"er)?,?[\s-]+(?:de\s+)?(?P<month>[^\W\d_]{3,10})\.?,?[\s-]+(?:de[l]?\s+)?(?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(
    r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(?P<year>\d{4})"
)
_VIETNAMESE = re.compile(r"(?P<day>\d{1,2})\s+(?:tháng|thg)\s+(?P<month>\d{1,2}),?\s+(?:năm\s+)?(?P<year>\d{4})")
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?![\d/.-])\s*(?P<half>[ap]\.?\s?m\b)?"
)
_BEFORE_NOON, _AFTER_NOON = ("上午", "오전"), ("下午", "오후")
_ZONE = re.compile(r"(?:\b(?:gmt|utc)\s?(?P<near>[+-]\d{1,2})(?::?(?P<part>\d{2}))?)|(?P<far>(?<=\s)[+-]\d{4})\b")
_NAMED_ZONE = re.compile(r"\b(pst|pdt|mst|mdt|cst|cdt|est|edt|gmt|utc)\b")
_LONGEST = 200
_HALF_DAY, _LARGEST_MONTH, _CENTURY = 12, 12, 2000


def shown_moment(text: str) -> datetime | None:
    """Read a day as a mail program shows it; without a zone where it shows none, None where there is no day in it.

    Days in numbers alone are read as in the United States, unless only the other reading exists.
    """
    line = " ".join(text.replace("\u202f", " ").split())[:_LONGEST].casefold()
    day, rest = _day_in(line)
    if day is None or not EARLIEST_YEAR < day.year < LATEST_YEAR:
        return None
    at = datetime.combine(day, _time_in(rest))
    zone = _zone_in(rest)
    return at.replace(tzinfo=zone) if zone is not None else at


def _day_in(line: str) -> tuple[date | None, str]:
    """Return the first day in a line, and the line without it."""
    for pattern in (_ISO, _NUMBERS, _VIETNAMESE, _NAMED, _MONTH_FIRST):
        for found in pattern.finditer(line):
            day = _numbered(found) if pattern is _NUMBERS else _written(found)
            if day is not None:
                return day, f"{line[: found.start()]} {line[found.end() :]}"
    return None, line


def _written(found: re.Match[str]) -> date | None:
    month = found["month"]
    number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
    return _day(int(found["year"]), number, int(found["day"]))


def _numbered(found: re.Match[str]) -> date | None:
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    year += _CENTURY if year < _CENTURY // 20 else 0
    is_day_first = found["sign"] == "." or one > _LARGEST_MONTH
    return _day(year, two, one) if is_day_first else _day(year, one, two)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_in(rest: str) -> time:
    """Return the time of day; the day's beginning where none is shown: the earlier reading is the safer one."""
    found = _TIME.search(rest)
    if found is None:
        return time()
    hour, half = int(found["hour"]), (found["half"] or "")[:1]
    half = half or ("a" * any(each in rest for each in _BEFORE_NOON) or "p" * any(each in rest for each in _AFTER_NOON))
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return time()


def _zone_in(rest: str) -> timezone | None:
    if found := _ZONE.search(rest):
        hours = int(found["near"]) if found["near"] else int(found["far"][:3])
        minutes = int(found["part"] or 0) if found["near"] else int(found["far"][3:])
        ahead = timedelta(hours=hours, minutes=-minutes if hours < 0 else minutes)
        return timezone(ahead) if abs(ahead) < timedelta(hours=24) else None
    if found := _NAMED_ZONE.search(rest):
        return timezone(timedelta(hours=_HOURS_FROM_UTC[found[1]])) if found[1] in _HOURS_FROM_UTC else UTC
    return None
