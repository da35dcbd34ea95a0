"""(b): days counted one by one on a calendar of our own, and what counts as a designated address."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from requests_app.statute import (
    DAYS_AT_DESIGNATED_ADDRESS,
    DAYS_ELSEWHERE,
    BusinessFacts,
    Channel,
    ContactKind,
    DeadlineKind,
    DesignatedFacts,
    RequestFacts,
    Ruling,
    deadline,
    report_year,
)
from requests_app.statute.members import RefusedError
from requests_app.statute.values import california_day

Day = tuple[int, int, int]
Ask = Callable[..., Ruling]

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
YEARS = (2005, 2006, 2007, 2016, 2024, 2025, 2026, 2027, 2028, 2032, 2096, 2099, 2100, 2104, 2196, 2199)
TOLL_FREE = {"kind": "toll_free_phone", "value": "+1 800 555 0142", "from": "2005-01-01"}
POST = {"kind": "postal", "value": "1 Main St, Sacramento, CA 95814", "from": "2005-01-01"}
FAX = {"kind": "fax", "value": "(916) 555-0187", "from": "2005-01-01"}
MAIL = {"kind": "email", "value": "privacy@example.com", "from": "2026-01-01", "to": "2026-06-30"}


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def next_day(day: Day) -> Day:
    year, month, number = day
    length = 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]
    if number < length:
        return year, month, number + 1
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def previous_day(day: Day) -> Day:
    year, month, number = day
    if number > 1:
        return year, month, number - 1
    if month == 1:
        return year - 1, 12, 31
    return year, month - 1, 29 if month == 3 and is_leap(year) else LENGTHS[month - 2]


def counted_on(day: Day, days: int) -> Day:
    for _ in range(days):
        day = next_day(day)
    return day


def weekday(day: Day) -> int:
    """0 is Sunday, after Zeller."""
    year, month, number = day
    if month < 3:
        year, month = year - 1, month + 12
    return (number + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 - 1) % 7


def sunday(year: int, month: int, which: int) -> Day:
    """Find the first, second … Sunday of a month; -1 is the last."""
    length = 29 if month == 2 and is_leap(year) else LENGTHS[month - 1]
    sundays = [number for number in range(1, length + 1) if weekday((year, month, number)) == 0]
    return year, month, sundays[which - 1 if which > 0 else which]


def daylight_saving(year: int) -> tuple[Day, Day]:
    """Find the days on which the clocks change in California: one law until 2006, another from 2007."""
    if year < 2007:
        return sunday(year, 4, 1), sunday(year, 10, -1)
    return sunday(year, 3, 2), sunday(year, 11, 1)


def offset_at_midnight(day: Day) -> int:
    """Hours behind UTC in the first moment of a day: clocks change at two in the morning."""
    begins, ends = daylight_saving(day[0])
    return 7 if begins < day <= ends else 8


def iso(day: Day) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def days_worth_a_look() -> list[Day]:
    days: list[Day] = []
    for year in YEARS:
        begins, ends = daylight_saving(year)
        days += [(year, 1, 1), (year, 1, 30), (year, 1, 31), (year, 2, 28), (year, 3, 1), (year, 12, 2), (year, 12, 31)]
        days += [begins, previous_day(begins), next_day(begins), ends, previous_day(ends), next_day(ends)]
        days += [(year, 2, 29)] if is_leap(year) else []
    return days


DAYS = days_worth_a_look()
EVERYWHERE = BusinessFacts(
    designated=tuple(
        DesignatedFacts(kind=ContactKind(each["kind"]), value=each["value"], valid_from=date(2005, 1, 1))
        for each in (MAIL, POST, FAX, TOLL_FREE)
    )
)
WAYS = [
    *((channel, None, 30) for channel in ("email", "postal", "fax", "toll_free_phone", "web_form")),
    ("phone", "1-800-555-0142", 30),
    *((channel, "elsewhere", 150) for channel in ("email", "postal", "fax", "web_form")),
    *((channel, None, 150) for channel in ("phone", "in_person")),
]
KINDS = {30: DeadlineKind.DESIGNATED, 150: DeadlineKind.ELSEWHERE}


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(("channel", "at", "days"), WAYS)
@pytest.mark.parametrize("day", DAYS, ids=iso)
def test_the_due_date_is_the_one_counted_day_by_day(day: Day, channel: str, at: str | None, days: int) -> None:
    due = deadline(EVERYWHERE, RequestFacts(received=date(*day), channel=Channel(channel), at=at))
    assert due.due_on == date(*counted_on(day, days))
    assert due.kind is KINDS[days]


@pytest.mark.clause("(a)", "(a)(1)")
@pytest.mark.parametrize("day", DAYS, ids=iso)
def test_the_moments_around_midnight_in_california_fall_on_their_own_days(day: Day) -> None:
    hour = offset_at_midnight(day)
    before = previous_day(day)
    assert california_day(f"{iso(day)}T{hour:02}:00:00Z", "received") == date(*day)
    assert california_day(f"{iso(day)}T{hour:02}:00:00+00:00", "received") == date(*day)
    assert report_year(california_day(f"{iso(day)}T{hour:02}:00:00Z", "received")) == day[0] - 1
    if before >= (2005, 1, 1):
        assert california_day(f"{iso(day)}T{hour - 1:02}:59:59.999Z", "received") == date(*before)


@pytest.mark.clause("(a)", "(a)(1)", "(b)(1)")
@pytest.mark.parametrize("day", [day for day in DAYS if day > (2005, 1, 1)], ids=iso)
def test_the_moments_around_midnight_utc_fall_on_the_day_before_in_california(day: Day) -> None:
    before = previous_day(day)
    for moment in (f"{iso(day)}T00:00:00Z", f"{iso(before)}T23:59:59Z", f"{iso(day)}T01:30+01:30"):
        received = california_day(moment, "received")
        due = deadline(EVERYWHERE, RequestFacts(received=received, channel=Channel.EMAIL))
        assert (received, report_year(received)) == (date(*before), before[0] - 1)
        assert due.due_on == date(*counted_on(before, 30))


def test_there_are_at_least_four_hundred_dates_in_the_table() -> None:
    assert len(set(DAYS)) * len(WAYS) >= 400
    assert {channel for channel, *_ in WAYS} == set(Channel)


@pytest.mark.clause("(b)(1)")
def test_the_two_limits_are_thirty_and_one_hundred_and_fifty_days() -> None:
    assert (DAYS_AT_DESIGNATED_ADDRESS, DAYS_ELSEWHERE) == (30, 150)


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("designated", "channel", "at", "kind"),
    [
        ([MAIL], "email", None, "designated"),
        ([MAIL], "email", "PRIVACY @Example.COM", "designated"),
        ([MAIL], "email", " ", "designated"),
        ([MAIL], "email", "info@example.com", "elsewhere"),
        ([MAIL], "email", "Elsewhere", "elsewhere"),
        ([MAIL], "postal", None, "elsewhere"),
        ([MAIL], "fax", None, "elsewhere"),
        ([FAX], "fax", None, "designated"),
        ([FAX], "fax", "+1.916.555.0187", "designated"),
        ([FAX], "fax", "916 555 0188", "elsewhere"),
        ([TOLL_FREE], "toll_free_phone", None, "designated"),
        ([TOLL_FREE], "toll_free_phone", "1-800-555-0142", "designated"),
        ([TOLL_FREE], "toll_free_phone", "elsewhere", "elsewhere"),
        ([TOLL_FREE], "toll_free_phone", "2 800 555 0142", "elsewhere"),
        ([TOLL_FREE], "phone", None, "elsewhere"),
        ([TOLL_FREE], "phone", "(800) 555-0142", "designated"),
        ([], "email", None, "elsewhere"),
        ([], "web_form", None, "designated"),
        ([], "web_form", "elsewhere", "elsewhere"),
        ([MAIL], "in_person", None, "elsewhere"),
        ([MAIL], "phone", None, "none"),
        ([FAX], "toll_free_phone", None, "none"),
    ],
)
def test_an_address_counts_as_designated_by_its_kind_and_letters_alone(
    ask: Ask, designated: list[object], channel: str, at: str | None, kind: str
) -> None:
    assert ask(business={"designated": designated}, channel=channel, at=at).deadline == kind


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("received", "kind"),
    [
        ("2025-12-31", "elsewhere"),
        ("2026-01-01", "designated"),
        ("2026-06-30", "designated"),
        ("2026-07-01", "elsewhere"),
    ],
)
def test_an_address_is_designated_on_its_first_and_its_last_day(ask: Ask, received: str, kind: str) -> None:
    assert ask(business={"designated": [MAIL]}, received=received).deadline == kind


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("reached", "due_on"),
    [("2026-03-01", "2026-03-31"), ("2026-06-29", "2026-07-29"), ("2026-06-30", "2026-07-29")],
)
def test_a_request_that_reached_a_designated_address_later_keeps_the_earlier_limit(
    ask: Ask, reached: str, due_on: str
) -> None:
    ruling = ask(at="elsewhere", reached_designated=reached)
    assert (ruling.as_json()["due_on"], ruling.deadline) == (due_on, "designated")


@pytest.mark.clause("(a)")
def test_a_call_nobody_elected_has_no_due_date_though_staff_passed_it_on(ask: Ask) -> None:
    ruling = ask(channel="phone", reached_designated="2026-03-05")
    assert (ruling.due_on, ruling.deadline) == (None, "none")
    assert any(question.startswith("(a) A call") for question in ruling.for_review)


@pytest.mark.clause("(b)(1)")
def test_the_form_can_be_taken_out_of_the_designated_addresses(ask: Ask) -> None:
    assert ask(business={"web_form_is_designated": False}, channel="web_form").deadline == "elsewhere"


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("request_", "why"),
    [
        ({}, "reached an address we publish"),
        ({"channel": "fax"}, "reached a number we publish"),
        ({"channel": "web_form"}, "used our form"),
        ({"at": "elsewhere"}, "a place other than the ones we publish"),
        ({"at": "elsewhere", "reached_designated": "2026-03-09"}, "went on to an address we publish"),
    ],
)
def test_the_resident_is_told_why_that_day(ask: Ask, request_: dict[str, object], why: str) -> None:
    ruling = ask(business={"designated": [MAIL, FAX]}, **request_)
    told = [reason.says for reason in ruling.reasons if reason.clause == "(b)(1)"]
    assert [says.startswith("We answer within") for says in told] == [True]
    assert why in told[0]


@pytest.mark.clause("(i)")
@pytest.mark.parametrize(
    "received",
    ["2004-12-31", "2005-01-01T07:59:59Z", "0001-01-01T00:00:00Z", "2200-01-01", "9999-12-31T23:59:59-23:59"],
)
def test_days_outside_the_years_in_force_are_refused(received: str) -> None:
    with pytest.raises(RefusedError, match="expected a date from 2005-01-01 to 2199-12-31"):
        california_day(json.loads(json.dumps(received)), "received")


@pytest.mark.clause("(i)")
@pytest.mark.parametrize(
    ("received", "day"),
    [
        ("2005-01-01", date(2005, 1, 1)),
        ("2005-01-01T08:00:00Z", date(2005, 1, 1)),
        ("2200-01-01T07:59:59Z", date(2199, 12, 31)),
    ],
)
def test_the_first_and_the_last_day_in_force_are_taken(received: str, day: date) -> None:
    assert california_day(received, "received") == day
