"""(d) and (e)(2): which disclosures count, which are left out and under which clause."""

from collections.abc import Callable

import pytest

from requests_app.statute import EXCLUSIONS, Ruling
from requests_app.statute.rows import SortedRows, sort_rows
from tests.statute.entries import questions

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

CONDITIONS = [(clause, each.name) for clause, exclusion in EXCLUSIONS.items() for each in exclusion.conditions]


def claim(clause: str, **change: bool) -> dict[str, object]:
    conditions = {each.name: True for each in EXCLUSIONS[clause].conditions} | change
    return {"clause": clause, "conditions": conditions}


@pytest.mark.clause(
    "(d)", "(d)(1)(A)", "(d)(1)(B)", "(d)(1)(C)", "(d)(1)(D)", "(d)(1)(E)", "(d)(2)", "(d)(3)", "(d)(4)", "(d)(5)"
)
@pytest.mark.parametrize("clause", EXCLUSIONS)
def test_an_exclusion_holds_when_every_condition_is_shown(ask: Ask, row: Row, clause: str) -> None:
    ruling = ask(row(exclusion=claim(clause)))
    assert ruling.answer == "nothing_disclosed"
    assert [(each.recipient, each.clause) for each in ruling.excluded] == [("Sierra Seed Co.", clause)]


@pytest.mark.clause("(d)")
@pytest.mark.parametrize(("clause", "condition"), CONDITIONS)
def test_an_exclusion_fails_for_any_one_condition_and_the_question_names_it(
    ask: Ask, row: Row, clause: str, condition: str
) -> None:
    ruling = ask(row(exclusion=claim(clause, **{condition: False})))
    assert ruling.answer == "disclosure"
    assert any(clause in question and condition in question for question in ruling.for_review)


def joint_offer_but_for(ask: Ask, row: Row, condition: str) -> tuple[Ruling, Ruling]:
    return ask(row(exclusion=claim("(d)(1)(E)"))), ask(row(exclusion=claim("(d)(1)(E)", **{condition: False})))


@pytest.mark.clause("(d)(1)(E)(i)")
def test_a_joint_offer_is_of_a_product_of_one_of_the_parties(ask: Ask, row: Row) -> None:
    shown, lacking = joint_offer_but_for(ask, row, "product_of_a_party")
    assert (shown.answer, lacking.answer) == ("nothing_disclosed", "disclosure")


@pytest.mark.clause("(d)(1)(E)(ii)")
def test_a_joint_offer_names_both_businesses_to_the_customer(ask: Ask, row: Row) -> None:
    shown, lacking = joint_offer_but_for(ask, row, "both_identified")
    assert (shown.answer, lacking.answer) == ("nothing_disclosed", "disclosure")


@pytest.mark.clause("(d)(1)(E)(iii)")
def test_a_joint_offer_binds_the_recipient_to_keep_the_information_to_it(ask: Ask, row: Row) -> None:
    shown, lacking = joint_offer_but_for(ask, row, "confidential_and_limited")
    assert (shown.answer, lacking.answer) == ("nothing_disclosed", "disclosure")


@pytest.mark.clause("(d)")
@pytest.mark.parametrize("clause", EXCLUSIONS)
def test_a_condition_not_given_is_not_met(ask: Ask, row: Row, clause: str) -> None:
    assert ask(row(exclusion={"clause": clause, "conditions": {}})).answer == "disclosure"
    assert ask(row(exclusion={"clause": clause})).answer == "disclosure"


@pytest.mark.clause("(d)")
def test_an_exclusion_that_holds_goes_before_the_use(ask: Ask, row: Row) -> None:
    ruling = ask(row(exclusion=claim("(d)(2)"), use="charity", knowledge="does_not_know"))
    assert [each.clause for each in ruling.excluded] == ["(d)(2)"]


@pytest.mark.clause("(d)(1)(A)")
def test_a_service_provider_that_resells_is_a_question_for_a_person(ask: Ask, row: Row) -> None:
    assert any("resale" in question for question in ask(row(exclusion=claim("(d)(1)(A)"), use="resale")).for_review)


@pytest.mark.clause("(d)", "(d)(1)(A)")
@pytest.mark.parametrize("clause", EXCLUSIONS)
@pytest.mark.parametrize("use", ["direct_marketing", "resale"])
def test_an_exclusion_that_holds_is_asked_about_only_where_a_service_provider_resells(
    ask: Ask, row: Row, clause: str, use: str
) -> None:
    doubtful = clause == "(d)(1)(A)" and use == "resale"
    assert len(questions(ask(row(exclusion=claim(clause), use=use)))) == int(doubtful)


@pytest.mark.clause("(d)", "(d)(1)(A)")
def test_a_claim_that_lacks_a_condition_is_asked_about_for_that_alone(ask: Ask, row: Row) -> None:
    (asked,) = questions(ask(row(exclusion=claim("(d)(1)(A)", contract=False), use="resale")))
    assert "is not shown and does not hold. contract: " in asked


@pytest.mark.clause("(e)(2)", "(e)(2)(A)", "(e)(2)(B)", "(e)(2)(C)", "(e)(2)(D)")
@pytest.mark.parametrize(
    ("use", "clause"),
    [
        ("none", "(e)(2)"),
        ("charity", "(e)(2)(A)"),
        ("politics", "(e)(2)(B)"),
        ("account_purchase", "(e)(2)(C)"),
        ("single_transaction", "(e)(2)(D)"),
    ],
)
@pytest.mark.parametrize("knowledge", ["knows", "should_know", "does_not_know"])
def test_a_use_that_is_no_direct_marketing_is_left_out(
    ask: Ask, row: Row, use: str, clause: str, knowledge: str
) -> None:
    ruling = ask(row(use=use, knowledge=knowledge))
    assert ruling.answer == "nothing_disclosed"
    assert [each.clause for each in ruling.excluded] == [clause]


@pytest.mark.clause("(a)", "(e)(2)")
@pytest.mark.parametrize(
    ("use", "knowledge", "answer", "asked"),
    [
        ("direct_marketing", "knows", "disclosure", False),
        ("direct_marketing", "should_know", "disclosure", False),
        ("direct_marketing", "does_not_know", "nothing_disclosed", False),
        ("resale", "does_not_know", "disclosure", False),
        ("unknown", "knows", "disclosure", True),
        ("unknown", "should_know", "disclosure", True),
        ("unknown", "does_not_know", "nothing_disclosed", False),
        ("digital_advertising", "should_know", "disclosure", True),
        ("digital_advertising", "does_not_know", "nothing_disclosed", False),
    ],
)
def test_what_nobody_could_know_of_is_left_out_unless_it_was_resold(
    ask: Ask, row: Row, *, use: str, knowledge: str, answer: str, asked: bool
) -> None:
    ruling = ask(row(use=use, knowledge=knowledge))
    assert (ruling.answer, bool(questions(ruling))) == (answer, asked)
    assert [each.clause for each in ruling.excluded] == (["(a)"] if answer == "nothing_disclosed" else [])


@pytest.mark.clause("(a)", "(a)(1)")
def test_only_the_preceding_calendar_year_is_looked_at(ask: Ask, row: Row) -> None:
    ruling = ask(row("Older", year=2024), row(), row("Newer", year=2026), row("Out", year=2024, use="none"))
    assert [each.name for each in ruling.recipients] == ["Sierra Seed Co."]
    assert ruling.excluded == ()


@pytest.mark.clause("(e)(6)(A)")
def test_no_row_is_no_row_owed() -> None:
    assert sort_rows([]) == SortedRows(owed=(), excluded=(), claims=(), gaps=())


@pytest.mark.clause("(e)(6)(A)", "(e)(7)")
def test_other_data_alone_owes_nothing(ask: Ask, row: Row) -> None:
    ruling = ask(row(categories=[], unreported_data=["IP address"]))
    assert ruling.answer == "nothing_disclosed"
    assert [each.clause for each in ruling.excluded] == ["(e)(6)(A)"]


@pytest.mark.clause("(e)(6)(A)", "(a)(2)", "(e)(7)")
def test_a_recipient_of_other_data_is_named_where_a_disclosure_is_owed_anyway(ask: Ask, row: Row) -> None:
    ruling = ask(row("Bright Banner", categories=[], unreported_data=["IP address"]), row())
    assert [each.name for each in ruling.recipients] == ["Bright Banner", "Sierra Seed Co."]
    assert ruling.categories == ("name_address",)
    assert ruling.excluded == ()
    assert any(question.startswith("(e)(7) Bright Banner") for question in ruling.for_review)


@pytest.mark.clause("(e)(7)")
def test_other_data_beside_a_category_of_the_same_recipient_is_no_question(ask: Ask, row: Row) -> None:
    ruling = ask(row(), row(categories=[], unreported_data=["IP address"]))
    assert (len(ruling.recipients), questions(ruling)) == (1, ())


@pytest.mark.clause("(e)(6)(A)")
def test_a_row_that_says_nothing_of_the_data_is_a_question_for_a_person(ask: Ask, row: Row) -> None:
    ruling = ask(row(categories=[]))
    assert ruling.answer == "nothing_disclosed"
    assert any("What was disclosed?" in question for question in ruling.for_review)


@pytest.mark.clause("(a)(1)")
@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        (None, ("(a)(1) Nothing at all is recorded for 2025. Is the record of that year complete?",)),
        ({"year": 2024}, ("(a)(1) Nothing at all is recorded for 2025. Is the record of that year complete?",)),
        ({"use": "none"}, ()),
        ({}, ()),
    ],
)
def test_a_year_of_which_nothing_is_recorded_is_a_question_for_a_person(
    ask: Ask, row: Row, changes: dict[str, object] | None, asked: tuple[str, ...]
) -> None:
    assert questions(ask(*([] if changes is None else [row(**changes)]))) == asked
