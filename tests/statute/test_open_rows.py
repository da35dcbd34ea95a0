"""Which rows count and who is named where the statute is open: told once, and only where it decides."""

from collections.abc import Callable

import pytest

from requests_app.statute import Ruling
from tests.statute.entries import questions, readings, told

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

POLICY = {
    "kind": "opt_out",
    "published_from": "2020-01-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
WORKING_DAY = {"received": "2026-03-02"}
"""Its 30th day is a Wednesday, its 150th a Thursday."""


@pytest.mark.clause("(a)", "(e)(2)", "(e)(6)(A)")
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"knowledge": "does_not_know"}], ["(a)"]),
        ([{"knowledge": "does_not_know", "year": 2024}], []),
        ([{"knowledge": "does_not_know", "use": "charity"}], []),
        ([{"knowledge": "does_not_know"}, {}], []),
        ([{"knowledge": "does_not_know", "categories": ["email"]}, {}], ["(a)"]),
        ([{"knowledge": "does_not_know", "use": "resale"}], ["(e)(2)"]),
        ([{"knowledge": "does_not_know", "use": "resale", "year": 2024}, {}], []),
        ([{"knowledge": "does_not_know", "use": "resale"}, {}], []),
        ([{"knowledge": "knows", "use": "resale"}], []),
        ([{"categories": [], "unreported_data": ["IP address"]}], ["(e)(6)(A)"]),
        ([{"categories": [], "unreported_data": ["IP address"], "use": "none"}], []),
        ([{"categories": [], "unreported_data": ["IP address"]}, {}], []),
        ([{"use": "none"}], []),
    ],
)
def test_what_is_known_and_what_is_outside_the_categories_is_a_reading_where_it_decides(
    ask: Ask, row: Row, rows: list[dict[str, object]], expected: list[str]
) -> None:
    assert told(ask(*(row(**each) for each in rows), **WORKING_DAY)) == expected


@pytest.mark.clause("(a)")
def test_one_entry_names_the_recipients_in_an_order_of_its_own_and_counts_the_rest(ask: Ask, row: Row) -> None:
    rows = [row(f"{letter}  Co.", knowledge="does_not_know") for letter in "GBDACFE"]
    (entry,) = readings(ask(*rows, **WORKING_DAY))
    assert "so these are left out (A Co., B Co., C Co., D Co., E Co. and 2 more). " in entry
    (entry,) = readings(ask(*rows[:6], **WORKING_DAY))
    assert "D Co., F Co. and 1 more). " in entry
    (entry,) = readings(ask(*rows[:5], **WORKING_DAY))
    assert "so these are left out (A Co., B Co., C Co., D Co., G Co.). " in entry


@pytest.mark.clause("(c)(2)", "(e)(2)", "(a)")
@pytest.mark.parametrize(
    ("rows", "business", "told_of"),
    [
        (["digital_advertising"], {}, ["it is listed, with a label."]),
        (["unknown"], {}, ["it is listed (conservative reading)."]),
        (["digital_advertising", "unknown"], {"choice_policy": POLICY}, ["reading it is.", "it counts (conservative"]),
        (["digital_advertising", "direct_marketing"], {"choice_policy": POLICY}, []),
        (["digital_advertising", "unknown"], {"employees": 5}, []),
    ],
)
def test_nobody_is_said_to_be_listed_where_nobody_is(
    ask: Ask, row: Row, rows: list[str], business: dict[str, object], told_of: list[str]
) -> None:
    ruling = ask(*(row(use, use=use) for use in rows), business=business, **WORKING_DAY)
    asked = questions(ruling)
    assert len(asked) == len(told_of)
    assert all(words in entry for words, entry in zip(told_of, asked, strict=True))
    assert bool(ruling.recipients) is any("listed" in entry for entry in asked)


@pytest.mark.clause("(c)(2)", "(a)(2)", "(e)(7)")
@pytest.mark.parametrize("business", [{"choice_policy": POLICY}, {"employees": 5}])
def test_other_data_is_no_question_where_nobody_is_listed(ask: Ask, row: Row, business: dict[str, object]) -> None:
    other = row("Bright Banner", categories=[], unreported_data=["IP address"])
    assert ask(row(), other, business=business, **WORKING_DAY).for_review == ()


@pytest.mark.clause("(a)")
def test_only_rows_of_the_year_that_were_left_out_for_lack_of_knowledge_are_named(ask: Ask, row: Row) -> None:
    older = row("Older Co.", knowledge="does_not_know", year=2024)
    charity = row("Charity Co.", knowledge="does_not_know", use="charity")
    (entry,) = readings(
        ask(older, charity, row("Known Co.", use="none"), row(knowledge="does_not_know"), **WORKING_DAY)
    )
    assert "so these are left out (Sierra Seed Co.). " in entry
