"""Figures for everybody: what is told, and that nobody can work out what is not."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from requests_app.register.models import Business
from requests_app.reports.models import CountedYear
from requests_app.reports.published import (
    ANSWERED,
    ANSWERS,
    LATER,
    QUICKLY,
    RECEIVED,
    UNANSWERED,
    last_year,
    untold,
)
from requests_app.statute import Answer
from tests.builders import a_business
from tests.reports.made import after, answered, came

FIRST = datetime(2025, 3, 2, 20, tzinfo=UTC)
NEXT_YEAR = datetime(2026, 6, 1, 20, tzinfo=UTC)
DISCLOSURE, NOTHING = Answer.DISCLOSURE.value, Answer.NOTHING_DISCLOSED.value
SMALL = {1, 2, 3, 4}
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 30))


def numbers(*, later: int = 0, unanswered: int = 0, answers: Sequence[int] = (0, 0, 0, 0)) -> dict[str, int]:
    """Return the numbers of a year, which add up."""
    whole = sum(answers)
    return {
        RECEIVED: whole + unanswered,
        ANSWERED: whole,
        QUICKLY: whole - later,
        LATER: later,
        UNANSWERED: unanswered,
        **dict(zip(ANSWERS, answers, strict=True)),
    }


def sums_to(whole: int, parts: int) -> set[tuple[int, ...]]:
    """Return every way in which so many numbers above 0 add up to a whole."""
    if parts == 1:
        return {(whole,)} if whole > 0 else set()
    return {(one, *others) for one in range(1, whole) for others in sums_to(whole - one, parts - 1)}


def possible(found: Mapping[str, int], hidden: set[str], parts: Sequence[str]) -> dict[str, set[int]]:
    """Return what each part that is not told may be, for somebody who knows all that is told, and that 0 is told."""
    left_out = [part for part in parts if part in hidden]
    rest = found[ANSWERED] - sum(found[part] for part in parts if part not in hidden)
    ways = sums_to(rest, len(left_out)) if left_out else set()
    return {part: {way[place] for way in ways} for place, part in enumerate(left_out)}


@given(answers=st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), unanswered=COUNTS, share=st.floats(0, 1))
@example(answers=(1, 1, 20, 0), unanswered=0, share=0)
@example(answers=(4, 3, 0, 0), unanswered=20, share=0.5)
def test_no_small_number_is_told_nor_can_be_worked_out(
    answers: tuple[int, int, int, int], unanswered: int, share: float
) -> None:
    found = numbers(later=int(sum(answers) * share), unanswered=unanswered, answers=answers)

    hidden = untold(found)

    assert not SMALL & {found[key] for key in found if key not in hidden}
    if hidden == set(found):
        return  # nothing is told at all
    assert ANSWERED not in hidden
    assert (UNANSWERED in hidden) == (RECEIVED in hidden)  # the two would give each other away
    for parts in ((QUICKLY, LATER), ANSWERS):
        for key, may_be in possible(found, hidden, parts).items():
            assert may_be >= SMALL, (key, found, hidden)


@pytest.mark.parametrize(
    ("found", "hidden"),
    [
        (numbers(answers=(40, 0, 0, 0)), set()),
        (numbers(answers=(40, 20, 0, 5), later=5, unanswered=9), set()),
        (numbers(answers=(40, 0, 0, 0), later=4), {QUICKLY, LATER}),
        (numbers(answers=(40, 20, 0, 4)), {NOTHING, Answer.NOT_REQUIRED.value}),
        (numbers(answers=(40, 20, 2, 2)), {NOTHING, Answer.CHOICE.value, Answer.NOT_REQUIRED.value}),
        (numbers(answers=(40, 0, 0, 0), unanswered=1), {RECEIVED, UNANSWERED}),
        (numbers(), set()),
        (numbers(unanswered=8), set()),
    ],
)
def test_what_is_left_out(found: dict[str, int], hidden: set[str]) -> None:
    assert untold(found) == hidden


@pytest.mark.parametrize(
    "found",
    [
        numbers(answers=(4, 0, 0, 0)),
        numbers(answers=(4, 0, 0, 0), unanswered=50),
        numbers(answers=(4, 3, 0, 0), unanswered=50),
        numbers(unanswered=3),
    ],
)
def test_of_so_few_nothing_is_told(found: dict[str, int]) -> None:
    assert untold(found) == set(found)


# -- what is counted --------------------------------------------------------------------------------------------------


@pytest.fixture
def business(db: None) -> Business:
    return a_business()


def test_the_last_calendar_year_is_counted_by_the_day_of_arrival_and_of_the_answer(business: Business) -> None:
    for days in (0, 30, 10, 20, 12):
        row = came(business, FIRST)
        answered(row, after(row, days))
    for days in (31, 33, 40, 60, 90):
        row = came(business, FIRST)
        answered(row, after(row, days), answer=NOTHING)
    for _ in range(6):
        came(business, FIRST)
    for at in (FIRST - timedelta(days=100), NEXT_YEAR - timedelta(days=100)):
        answered(came(business, at), at)
    answered(came(a_business("other"), FIRST), FIRST)

    found = last_year(business, now=NEXT_YEAR)

    assert found.year == 2025
    told = {RECEIVED: 16, ANSWERED: 10, QUICKLY: 5, LATER: 5, UNANSWERED: 6, DISCLOSURE: 5, NOTHING: 5}
    assert found.numbers == {**dict.fromkeys(ANSWERS, 0), **told}
    assert found.median == "30.5"
    assert not found.leaves_out


def test_a_year_is_counted_once_a_day(business: Business) -> None:
    for _ in range(8):
        came(business, FIRST)
    first = last_year(business, now=NEXT_YEAR)
    came(business, FIRST)

    with CaptureQueriesContext(connection) as asked:
        again = last_year(business, now=NEXT_YEAR + timedelta(hours=1))

    assert again == first
    assert "requests_app_disclosurerequest" not in " ".join(each["sql"] for each in asked)
    tomorrow = last_year(business, now=NEXT_YEAR + timedelta(days=1))
    assert (first.numbers[RECEIVED], tomorrow.numbers[RECEIVED]) == (8, 9)
    assert CountedYear.objects.count() == 1


def test_the_median_of_so_few_answers_is_not_told(business: Business) -> None:
    for _ in range(4):
        answered(came(business, FIRST), FIRST)

    found = last_year(business, now=NEXT_YEAR)

    assert found.tells_nothing
    assert found.median is None
