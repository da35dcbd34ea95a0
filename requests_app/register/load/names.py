"""Cells in the place of a name that are none, or may be none: what spreadsheets make of names, and typing errors."""

import re

from requests_app.register.load.days import DayError, read_day
from requests_app.register.load.slip import Slip

_POWER = re.compile(r"(?a)[+-]?\d+(?:[.,]\d+)?[eE][+-]\d+")
"""How a spreadsheet shows a long number: which number it was cannot be known."""
_NUMBER = re.compile(r"(?a)[+-]?\d+(?:[.,]\d+)*(?:[eE]\d+)?")
_DAY_AND_MONTH = re.compile(r"(?ai)\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|[a-z]{3}-\d{2}")
"""How one shows “6-15” or “June 15”, taken for a day."""
_TOTAL = re.compile(
    r"(?ai)(?:grand |sub[- ]?)?totals?(?:\s*[:=(].*|\s+\d.*)?|sum|count|"
    r"(?:number|no\.|count) of (?:third parties|companies|recipients|rows|records)\b.*|"
    r"(?:end of (?:report|file|list)|report total)\b.*"
)
"""What stands in the first cell of a last row that sums the others up."""
_ANSWERS = frozenset({"true", "false"})
_EARLIEST = 1000


def check_name(slip: Slip, column: str, name: str) -> None:
    """Refuse a number in scientific notation; warn of a bare number, a day or an answer, which some are called by."""
    if _POWER.fullmatch(name):
        slip.fault(column, f"“{name}” was a name before a spreadsheet took it for a number. Type the name again.")
    elif what := _looks_like(name):
        slip.warn(
            column,
            f"“{name}” is {what}. Check that this is a name: spreadsheets turn some names into such. If it is one, "
            "leave it.",
        )


def is_total(name: str) -> bool:
    """Whether a row of that name sums the others up, unless a company is called so."""
    return _TOTAL.fullmatch(name) is not None


def _looks_like(name: str) -> str:
    if _NUMBER.fullmatch(name):
        return "a bare number"
    if name.casefold() in _ANSWERS:
        return "an answer, yes or no"
    if _DAY_AND_MONTH.fullmatch(name):
        return "a day"
    try:
        read_day(name, earliest=_EARLIEST)
    except DayError:
        return ""
    return "a day"
