"""1798.84(c) and (d): what a failure may cost, and the 90 days in which a business may put it right."""

from collections.abc import Iterable
from datetime import date, timedelta

from requests_app.statute.clause import rule

DAYS_TO_CURE = 90
"""1798.84(d): within 90 days of the date the business knew."""

PENALTY_IF_WILLFUL = 3_000
"""1798.84(c): dollars per violation at most, where it is willful, intentional, or reckless."""

PENALTY_OTHERWISE = 500
"""1798.84(c): dollars per violation at most in every other case."""


@rule("1798.84(d)")
def cure_by(known_on: date) -> date:
    """1798.84(d): the last day to give all customers concerned the right information, counted from knowledge."""
    return known_on + timedelta(days=DAYS_TO_CURE)


@rule("1798.84(d)")
def is_cured(known_on: date, provided_on: Iterable[date | None]) -> bool:
    """1798.84(d): the defense is complete only if every customer concerned was provided for in time.

    `provided_on` has one entry a customer, None where nothing was provided yet.
    """
    last_day = cure_by(known_on)
    return all(day is not None and day <= last_day for day in provided_on)


@rule("1798.84(c)")
def highest_penalty(violations: int, *, willful: bool) -> int:
    """1798.84(c): up to $3,000 a violation if willful, intentional, or reckless, otherwise up to $500."""
    return violations * (PENALTY_IF_WILLFUL if willful else PENALTY_OTHERWISE)
