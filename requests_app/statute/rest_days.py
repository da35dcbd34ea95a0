"""The days on which the law of other deadlines rests: Saturdays, Sundays and California's holidays.

Nothing is due later for them here. They are known so that a ruling can say that another reading would move the day.
Holidays that follow the moon (Lunar New Year, Diwali) and half of a day (Good Friday) are not among them.
"""

from datetime import date, timedelta

_SATURDAY, _SUNDAY = 5, 6
_MONDAY, _THURSDAY, _FRIDAY = 0, 3, 4
_FIRST, _SECOND, _THIRD, _FOURTH = 1, 2, 3, 4
_NOVEMBER_11 = (11, 11)
_DAYS_IN_WEEK = 7

_ON_A_DATE = {
    (1, 1): "New Year's Day",
    (2, 12): "Lincoln Day",
    (3, 31): "Cesar Chavez Day",
    (4, 24): "Genocide Remembrance Day",
    (6, 19): "Juneteenth",
    (7, 4): "Independence Day",
    (9, 9): "Admission Day",
    _NOVEMBER_11: "Veterans Day",
    (12, 25): "Christmas Day",
}
"""Government Code section 6700, by month and day."""

_ON_A_WEEKDAY = {
    (1, _MONDAY, _THIRD): "Martin Luther King Jr. Day",
    (2, _MONDAY, _THIRD): "Presidents' Day",
    (9, _MONDAY, _FIRST): "Labor Day",
    (9, _FRIDAY, _FOURTH): "Native American Day",
    (10, _MONDAY, _SECOND): "Columbus Day",
    (11, _THURSDAY, _FOURTH): "Thanksgiving Day",
}
"""By month, weekday, and how many of that weekday there were in the month."""

_MAY = 5


def rest_day(day: date) -> str:
    """Name the rest day that `day` is, such as "a Saturday" or "Labor Day"; empty on a working day."""
    if day.weekday() >= _SATURDAY:
        return f"a {day:%A}"
    return _holiday(day) or _instead_of_the_weekend(day)


def next_working_day(day: date) -> date:
    """Return `day` itself or the first working day after it."""
    while rest_day(day):
        day += timedelta(days=1)
    return day


def _holiday(day: date) -> str:
    if day.month == _MAY and day.weekday() == _MONDAY and (day + timedelta(days=_DAYS_IN_WEEK)).month != _MAY:
        return "Memorial Day"
    yesterday = day - timedelta(days=1)
    if day.weekday() == _FRIDAY and _of_its_weekday(yesterday) == "Thanksgiving Day":
        return "the day after Thanksgiving"
    return _of_its_weekday(day) or _ON_A_DATE.get((day.month, day.day), "")


def _of_its_weekday(day: date) -> str:
    return _ON_A_WEEKDAY.get((day.month, day.weekday(), (day.day - 1) // _DAYS_IN_WEEK + 1), "")


def _instead_of_the_weekend(day: date) -> str:
    """Name the Monday after a holiday on a Sunday, and the Friday before a Veterans Day on a Saturday."""
    yesterday, tomorrow = day - timedelta(days=1), day + timedelta(days=1)
    instead_of = ""
    if yesterday.weekday() == _SUNDAY:
        instead_of = _ON_A_DATE.get((yesterday.month, yesterday.day), "")
    elif tomorrow.weekday() == _SATURDAY and (tomorrow.month, tomorrow.day) == _NOVEMBER_11:
        instead_of = _ON_A_DATE[_NOVEMBER_11]
    return f"the day off for {instead_of}" if instead_of else ""
