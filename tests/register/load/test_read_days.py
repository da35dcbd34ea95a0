"""Dates as people write them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.register.load.days import DayError, read_day, read_year

DAYS = st.dates(date(2004, 1, 1), date(2199, 12, 31))
SURE = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y%m%d",
    "%Y-%m-%dT%H:%M:%S",
    "%d %B %Y",
    "%B %d, %Y",
    "%b %d %Y",
    "%d-%b-%Y",
    "%A, %B %d, %Y",
    "%a, %d %b %Y",
    "%a %b %d %Y",
    "%Y.%m.%d",
    "%Y-%b-%d",
    "'%Y-%m-%d",
]


@given(DAYS, st.sampled_from(SURE))
def test_a_day_that_can_be_read_in_one_way_is_read_so_and_not_told(day: date, form: str) -> None:
    read = read_day(day.strftime(form))
    assert (read.on, read.warning) == (day, "")


@given(DAYS, st.sampled_from(["%m/%d/%Y", "%m-%d-%Y", "%m/%d/%Y 10:30 AM"]))
def test_strokes_are_read_month_first_and_told_where_both_could_be_a_month(day: date, form: str) -> None:
    read = read_day(day.strftime(form))
    assert read.on == day
    assert bool(read.warning) is (day.day <= 12 and day.day != day.month)


@given(st.dates(date(2004, 1, 1), date(2099, 12, 31)), st.sampled_from(["%m/%d/%y", "%d-%b-%y"]))
def test_two_digits_of_a_year_are_of_this_century_and_told(day: date, form: str) -> None:
    read = read_day(day.strftime(form))
    assert read.on == day
    assert read.warning


@given(st.text(max_size=20))
def test_any_text_is_a_day_of_the_years_that_count_or_refused(text: str) -> None:
    with suppress(DayError):
        assert 2004 <= read_day(text).on.year <= 2199


@pytest.mark.parametrize(
    "text",
    [
        *("2/30/2025", "2025-02-30", "2025-13-01", "13/01/2025", "31/12/2025", "0/1/2025", "2025-00-10"),
        *("Q3 2025", "2025", "March 2025", "3/2025", "2025-03", "6-15", "spring", "", "today", "1/1"),
        *("0025-03-01", "12/31/2205", "2003-12-31", "1970-01-01", "1/1/99 BC", "1/1/1925", "9999-12-31"),
        *("03.04.2025", "3 Avril 2025", "Smarch 1, 2025", "45747", "45747.5", "2025-03-31-01", "2025-03-31 x"),
        *("2025-03-31T25:00", "2025-03-31 10:61", "March 31, 2025 99:00", "Someday, March 31, 2025"),
        *("\u0661/\u0661/\u0662\u0660\u0662\u0665", "1/1/025"),
    ],
)
def test_what_is_no_whole_sure_day_is_refused(text: str) -> None:
    with pytest.raises(DayError):
        read_day(text)


def test_a_number_is_a_day_only_where_a_workbook_counts_days() -> None:
    read = read_day("45747.99", epoch=date(1899, 12, 30))
    assert str(read.on) == "2025-03-31"
    assert read.warning


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2025-12-31T23:59:00-08:00",
            "2025-12-31 11:59 PM PST",
            "Wed Dec 31 2025 23:59:59 GMT-0800 (Pacific Standard Time)",
        ),
    ],
)
def test_a_time_zone_is_not_applied_and_told(text: str) -> None:
    read = read_day(text)
    assert read.on == date(2025, 12, 31)
    assert "time zone" in read.warning


def test_days_to_come_are_told_and_far_ones_refused() -> None:
    today = date(2026, 3, 1)
    assert "future" in read_day("2026-03-02", today=today).warning
    assert not read_day("2026-03-01", today=today).warning
    with pytest.raises(DayError, match="far in the future"):
        read_day(str(today + timedelta(days=400)), today=today)


@pytest.mark.parametrize(("text", "year"), [("2025", 2025), (" 2004 ", 2004), ("2199", 2199), ("2025.0", 2025)])
def test_a_year_is_four_digits(text: str, year: int) -> None:
    assert read_year(text).on == year


def test_a_year_that_has_not_begun_is_told_and_one_after_the_next_refused() -> None:
    today = date(2026, 12, 31)
    assert not read_year("2026", today=today).warning
    assert "has not begun" in read_year("2027", today=today).warning
    with pytest.raises(DayError, match="far in the future"):
        read_year("2028", today=today)
