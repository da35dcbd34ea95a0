"""(e)(1) and (e)(5): who is a customer, and for how long."""

from collections.abc import Callable
from datetime import date

import pytest

from requests_app.statute import MONTHS_AFTER_PURCHASE, Ruling
from requests_app.statute.customer import months_after
from tests.statute.entries import questions

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

ANSWERED, ASKED, NOT_OWED = ("disclosure", False), ("disclosure", True), ("not_required", False)


def outcome(ruling: Ruling) -> tuple[str, bool]:
    return str(ruling.answer), bool(questions(ruling))


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (True, True, ANSWERED),
        (True, False, ANSWERED),
        (True, None, ANSWERED),
        (False, True, ASKED),
        (False, None, ASKED),
        (False, False, NOT_OWED),
        (None, True, ANSWERED),
        (None, None, ANSWERED),
        (None, False, ASKED),
    ],
)
def test_whoever_may_be_or_have_been_a_resident_is_answered(
    ask: Ask, row: Row, *, now: bool | None, then: bool | None, expected: tuple[str, bool]
) -> None:
    ruling = ask(row(), requester={"california_resident": now, "resident_when_disclosed": then})
    assert outcome(ruling) == expected


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(("purpose", "expected"), [("personal", ANSWERED), ("mixed", ASKED), ("business", NOT_OWED)])
def test_the_relationship_must_be_for_personal_purposes(
    ask: Ask, row: Row, purpose: str, expected: tuple[str, bool]
) -> None:
    assert outcome(ask(row(), requester={"purpose": purpose})) == expected


@pytest.mark.clause("(e)(5)")
@pytest.mark.parametrize(
    ("relationship", "last_purchase", "expected"),
    [
        ("ongoing", None, ANSWERED),
        ("ongoing", "2015-01-01", ANSWERED),
        ("ended", None, ASKED),
        ("ended", "2024-09-01", ASKED),
        ("ended", "2024-08-31", NOT_OWED),
        ("ended", "2026-03-02", ASKED),
        ("one_purchase", "2026-03-01", ANSWERED),
        ("one_purchase", "2026-03-02", ASKED),
        ("one_purchase", None, ASKED),
        ("one_purchase", "2024-09-01", ANSWERED),
        ("one_purchase", "2024-08-31", NOT_OWED),
        ("none", None, NOT_OWED),
        ("none", "2026-02-01", NOT_OWED),
        ("unknown", None, ASKED),
        ("unknown", "2015-01-01", ASKED),
    ],
)
def test_a_relationship_stands_while_ongoing_or_for_eighteen_months_after_a_purchase(
    ask: Ask, row: Row, relationship: str, last_purchase: str | None, expected: tuple[str, bool]
) -> None:
    ruling = ask(row(), requester={"relationship": relationship, "last_purchase": last_purchase})
    assert outcome(ruling) == expected


@pytest.mark.clause("(e)(5)")
@pytest.mark.parametrize("relationship", ["ended", "one_purchase"])
def test_a_purchase_after_the_request_is_asked_about_with_its_day(ask: Ask, row: Row, relationship: str) -> None:
    bought = {"relationship": relationship, "last_purchase": "2026-03-02"}
    (asked,) = questions(ask(row(), requester=bought))
    assert asked.startswith("(e)(5) The last purchase is said to be of 2026-03-02, after the request. ")


@pytest.mark.clause("(e)(5)")
@pytest.mark.parametrize(
    ("day", "last_day"),
    [
        (date(2024, 12, 31), date(2026, 6, 30)),
        (date(2025, 8, 29), date(2027, 2, 28)),
        (date(2025, 8, 28), date(2027, 2, 28)),
        (date(2026, 8, 31), date(2028, 2, 29)),
        (date(2024, 2, 29), date(2025, 8, 29)),
        (date(2024, 6, 30), date(2025, 12, 30)),
        (date(2024, 7, 1), date(2026, 1, 1)),
        (date(2098, 8, 31), date(2100, 2, 28)),
    ],
)
def test_months_are_calendar_months_and_end_with_the_month(day: date, last_day: date) -> None:
    assert months_after(day, MONTHS_AFTER_PURCHASE) == last_day


@pytest.mark.clause("(a)")
def test_an_agent_is_answered_while_the_authority_is_asked_for(ask: Ask, row: Row) -> None:
    ruling = ask(row(), requester={"represented": True})
    assert outcome(ruling) == ASKED
    assert ruling.as_json()["due_on"] == "2026-03-31"
