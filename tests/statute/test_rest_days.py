"""Saturdays, Sundays and the holidays of Government Code sections 6700 and 6701."""

from datetime import date

import pytest

from requests_app.statute.rest_days import next_working_day, rest_day

IN_2026 = {
    (1, 1): "New Year's Day",
    (1, 19): "Martin Luther King Jr. Day",
    (2, 12): "Lincoln Day",
    (2, 16): "Presidents' Day",
    (3, 31): "Cesar Chavez Day",
    (4, 24): "Genocide Remembrance Day",
    (5, 25): "Memorial Day",
    (6, 19): "Juneteenth",
    (9, 7): "Labor Day",
    (9, 9): "Admission Day",
    (9, 25): "Native American Day",
    (10, 12): "Columbus Day",
    (11, 11): "Veterans Day",
    (11, 26): "Thanksgiving Day",
    (11, 27): "the day after Thanksgiving",
    (12, 25): "Christmas Day",
}


def test_the_rest_days_of_a_year_are_its_weekends_and_its_holidays() -> None:
    days = [date.fromordinal(number) for number in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    on_weekdays = {(day.month, day.day): rest_day(day) for day in days if rest_day(day) and day.weekday() < 5}
    assert on_weekdays == IN_2026
    assert [rest_day(day) for day in days if day.weekday() == 5] == ["a Saturday"] * 52
    assert [rest_day(day) for day in days if day.weekday() == 6] == ["a Sunday"] * 52


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2025, 9, 1), "Labor Day"),
        (date(2024, 1, 15), "Martin Luther King Jr. Day"),
        (date(2023, 1, 2), "the day off for New Year's Day"),
        (date(2027, 7, 5), "the day off for Independence Day"),
        (date(2023, 11, 10), "the day off for Veterans Day"),
        (date(2026, 7, 3), ""),
        (date(2021, 12, 24), ""),
        (date(2026, 3, 30), ""),
        (date(2021, 5, 24), ""),
        (date(2021, 5, 31), "Memorial Day"),
        (date(2019, 11, 22), ""),
        (date(2019, 11, 29), "the day after Thanksgiving"),
    ],
)
def test_a_holiday_on_a_sunday_gives_the_monday_and_only_one_on_a_saturday_the_friday(day: date, named: str) -> None:
    assert rest_day(day) == named


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 4), date(2026, 3, 4)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 11, 26), date(2026, 11, 30)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_the_next_working_day_is_the_first_that_is_no_rest_day(day: date, expected: date) -> None:
    assert next_working_day(day) == expected
