"""1798.84: the days to put a failure right, and what one may cost."""

from datetime import date

import pytest

from requests_app.statute import (
    DAYS_TO_CURE,
    PENALTY_IF_WILLFUL,
    PENALTY_OTHERWISE,
    cure_by,
    highest_penalty,
    is_cured,
)


@pytest.mark.clause("1798.84(d)")
@pytest.mark.parametrize(
    ("known_on", "last_day"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2027, 12, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_ninety_days_run_from_knowledge(known_on: date, last_day: date) -> None:
    assert DAYS_TO_CURE == 90
    assert cure_by(known_on) == last_day


@pytest.mark.clause("1798.84(d)")
@pytest.mark.parametrize(
    ("provided_on", "cured"),
    [
        ([date(2026, 4, 1), date(2026, 1, 5)], True),
        ([date(2026, 4, 2), date(2026, 1, 5)], False),
        ([None, date(2026, 1, 5)], False),
        ([], True),
    ],
)
def test_the_defense_needs_every_customer_in_time(provided_on: list[date | None], *, cured: bool) -> None:
    assert is_cured(date(2026, 1, 1), provided_on) is cured


@pytest.mark.clause("1798.84(c)")
def test_a_violation_costs_at_most_three_thousand_or_five_hundred_dollars() -> None:
    assert (PENALTY_IF_WILLFUL, PENALTY_OTHERWISE) == (3000, 500)
    assert highest_penalty(3, willful=True) == 9000
    assert highest_penalty(3, willful=False) == 1500
