"""(e)(6) and (f): the 27 categories, derived lists, and what is told of same-brand affiliates."""

from collections.abc import Callable

import pytest

from requests_app.statute import CATEGORIES, SAME_BRAND_CATEGORIES, Ruling, category, in_statutory_order
from tests.statute.entries import questions

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

CODES = [each.code for each in CATEGORIES]
UNITS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
NUMERALS = [*UNITS, "x", *(f"x{unit}" for unit in UNITS), "xx", *(f"xx{unit}" for unit in UNITS[:7])]
LABELS = """
Name and address
Electronic mail address
Age or date of birth
Names of children
Electronic mail or other addresses of children
Number of children
The age or gender of children
Height
Weight
Race
Religion
Occupation
Telephone number
Education
Political party affiliation
Medical condition
Drugs, therapies, or medical products or equipment used
The kind of product the customer purchased, leased, or rented
Real property purchased, leased, or rented
The kind of service provided
Social security number
Bank account number
Credit card number
Debit card number
Bank or investment account, debit card, or credit card balance
Payment history
Information pertaining to the customer's creditworthiness, assets, income, or liabilities
"""
"""As the statute has them, in its order: a notice prints them word for word."""


@pytest.mark.clause("(e)(6)(A)")
def test_they_bear_the_statutes_own_words() -> None:
    assert [each.label for each in CATEGORIES] == LABELS.strip().splitlines()


@pytest.mark.clause("(e)(6)(A)")
def test_there_are_twenty_seven_categories_numbered_as_in_the_statute() -> None:
    assert [each.clause for each in CATEGORIES] == [f"(e)(6)(A)({numeral})" for numeral in NUMERALS]
    assert len({each.label for each in CATEGORIES}) == len(set(CODES)) == 27


@pytest.mark.clause("(e)(6)(A)")
def test_categories_are_told_once_each_in_the_order_of_the_statute() -> None:
    assert in_statutory_order([*reversed(CODES), "email", "weight"]) == tuple(CODES)
    assert category("telephone").label == "Telephone number"


@pytest.mark.clause("(f)(1)")
def test_fifteen_of_them_are_lettered_a_to_o_for_same_brand_affiliates() -> None:
    letters = sorted(each.same_brand_letter for each in CATEGORIES if each.same_brand_letter)
    assert "".join(letters) == "ABCDEFGHIJKLMNO"
    assert len(SAME_BRAND_CATEGORIES) == 15


@pytest.mark.clause("(f)(1)", "(f)(3)")
@pytest.mark.parametrize("code", CODES)
def test_a_same_brand_affiliate_tells_listed_categories_only_and_a_number_for_names(
    ask: Ask, row: Row, code: str
) -> None:
    told = row(relation="same_brand_affiliate", categories=[code], address=None)
    ruling = ask(told, business={"same_brand_affiliates": 7})
    listed = category(code).same_brand_letter is not None
    assert ruling.answer == "disclosure"
    assert ruling.categories == ((code,) if listed else ())
    assert (ruling.recipients, ruling.same_brand_affiliates, ruling.blocked) == ((), 7, ())
    assert bool(questions(ruling)) is not listed


@pytest.mark.clause("(f)(1)")
def test_an_affiliate_under_another_brand_is_a_third_party_like_any_other(ask: Ask, row: Row) -> None:
    ruling = ask(row(relation="affiliate", categories=CODES))
    assert (ruling.categories, ruling.same_brand_affiliates) == (tuple(CODES), None)


@pytest.mark.clause("(f)(3)")
def test_a_number_that_is_missing_holds_the_statement_back(ask: Ask, row: Row) -> None:
    ruling = ask(row(relation="same_brand_affiliate", categories=["race"]))
    assert (ruling.same_brand_affiliates, ruling.blocked) == (0, ("Same-brand affiliates: number missing",))
    assert questions(ruling) == ()


@pytest.mark.clause("(f)(3)")
@pytest.mark.parametrize(
    ("relations", "clauses"),
    [
        (["unaffiliated"], ["(a)"]),
        (["same_brand_affiliate"], ["(f)(3)"]),
        (["unaffiliated", "same_brand_affiliate"], ["(a)", "(f)(3)"]),
    ],
)
def test_the_resident_is_told_of_companies_named_and_of_companies_counted(
    ask: Ask, row: Row, relations: list[str], clauses: list[str]
) -> None:
    rows = [row(relation, relation=relation) for relation in relations]
    reasons = ask(*rows, business={"same_brand_affiliates": 7}).reasons
    assert [reason.clause for reason in reasons if reason.says and reason.clause != "(b)(1)"] == clauses


@pytest.mark.clause("(f)(3)")
def test_a_number_smaller_than_the_companies_that_received_is_a_question(ask: Ask, row: Row) -> None:
    rows = [row(f"Alder {number}", relation="same_brand_affiliate", categories=["race"]) for number in range(3)]
    assert questions(ask(*rows, business={"same_brand_affiliates": 3})) == ()
    assert any(each.startswith("(f)(3)") for each in ask(*rows, business={"same_brand_affiliates": 2}).for_review)


@pytest.mark.clause("(f)(3)")
@pytest.mark.parametrize("change", [{"year": 2024}, {"use": "none"}, {"knowledge": "does_not_know"}])
def test_no_number_is_given_where_no_same_brand_affiliate_counts(ask: Ask, row: Row, change: dict[str, object]) -> None:
    same_brand = row("Alder", relation="same_brand_affiliate", **change)
    assert ask(row(), same_brand, business={"same_brand_affiliates": 7}).same_brand_affiliates is None


@pytest.mark.clause("(e)(6)(B)")
@pytest.mark.parametrize(
    ("inferable", "told"), [(True, ("name_address", "religion", "payment_history")), (False, ("name_address",))]
)
def test_a_derived_list_tells_what_the_recipient_can_extrapolate(
    ask: Ask, row: Row, *, inferable: bool, told: tuple[str, ...]
) -> None:
    ruling = ask(row(derived_from=["payment_history", "religion"], inferable=inferable))
    assert ruling.categories == told


@pytest.mark.clause("(f)(2)")
def test_a_derived_list_of_a_same_brand_affiliate_tells_listed_criteria_only(ask: Ask, row: Row) -> None:
    derived = row(relation="same_brand_affiliate", derived_from=["payment_history", "religion"], inferable=True)
    assert ask(derived, business={"same_brand_affiliates": 7}).categories == ("religion",)


@pytest.mark.clause("(e)(6)(B)")
def test_a_blind_list_without_categories_owes_nothing(ask: Ask, row: Row) -> None:
    assert ask(row(categories=[], derived_from=["religion"])).answer == "nothing_disclosed"
    assert ask(row(categories=[], derived_from=["religion"], inferable=True)).answer == "disclosure"
