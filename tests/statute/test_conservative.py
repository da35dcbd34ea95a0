"""Where the statute is open the reading against the business is taken, and the ruling says that it is a reading."""

import json
from collections.abc import Callable

import pytest

from requests_app.statute import Reason, Ruling, facts_from_json, verdict_on

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

MARK = "(conservative reading)."
TOLL_FREE = {"kind": "toll_free_phone", "value": "800 555 0142", "from": "2005-01-01"}


def marked(reasons: tuple[Reason, ...], clause: str) -> list[str]:
    return [each.because for each in reasons if each.clause == clause and each.because.endswith(MARK)]


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("channel", "begins"),
    [("fax", "A fax"), ("phone", "A call to another number"), ("in_person", "A request handed over")],
)
def test_what_counts_as_received_elsewhere_is_a_reading(ask: Ask, channel: str, begins: str) -> None:
    ruling = ask(business={"designated": [TOLL_FREE]}, channel=channel)
    (told,) = marked(ruling.reasons, "(b)(1)")
    assert begins in told
    assert ruling.deadline == "elsewhere"


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize("channel", ["email", "postal"])
def test_an_address_that_is_not_designated_needs_no_reading(ask: Ask, channel: str) -> None:
    assert marked(ask(channel=channel, at="elsewhere").reasons, "(b)(1)") == []


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("received", "told"),
    [("2026-03-04", ""), ("2026-03-05", "It is a Saturday"), ("2026-03-06", "It is a Sunday"), ("2026-03-07", "")],
)
def test_a_weekend_moves_no_day_and_the_ruling_says_so(ask: Ask, received: str, told: str) -> None:
    found = marked(ask(received=received).reasons, "(b)(1)")
    assert [each for each in found if told in each] == found
    assert len(found) == bool(told)


@pytest.mark.clause("(a)", "(a)(1)")
@pytest.mark.parametrize(
    ("received", "told"),
    [
        ("2025-12-01", []),
        (
            "2025-12-02",
            ["The year told is 2024, the one before the day of receipt, even where the answer is given in 2026"],
        ),
    ],
)
def test_the_year_told_is_that_of_the_receipt(ask: Ask, received: str, told: list[str]) -> None:
    found = marked(ask(received=received).reasons, "(a)")
    assert [each.removesuffix(f" {MARK}") for each in found] == told


@pytest.mark.clause("(a)", "(e)(2)")
@pytest.mark.parametrize(("knowledge", "is_reading"), [("knows", False), ("does_not_know", True)])
def test_resale_counts_whoever_knows(ask: Ask, row: Row, knowledge: str, is_reading: bool) -> None:
    facts = {
        "id": "T",
        "request": {"received": "2026-03-01", "channel": "email"},
        "disclosures": [row(use="resale", knowledge=knowledge)],
    }
    (disclosure,) = facts_from_json(json.loads(json.dumps(facts))).disclosures
    assert verdict_on(disclosure).reason.because.endswith(f"whoever knows {MARK}") is is_reading
    assert ask(row(use="resale", knowledge=knowledge)).answer == "disclosure"
