"""(c)(2): when the notice of the right to prevent disclosure is enough."""

from collections.abc import Callable

import pytest

from requests_app.statute import Ruling

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

POLICY = {
    "kind": "opt_out",
    "published_from": "2025-01-01",
    "published_to": "2026-03-01",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ({}, "choice"),
        ({"kind": "opt_in"}, "choice"),
        ({"published_to": None}, "choice"),
        ({"published_from": "2025-01-02"}, "disclosure"),
        ({"published_to": "2026-02-28"}, "disclosure"),
        ({"maintained": False}, "disclosure"),
        ({"cost_free_means": False}, "disclosure"),
        ({"covers_affiliates": False}, "choice"),
    ],
)
def test_the_policy_must_be_public_all_along_maintained_and_free(
    ask: Ask, row: Row, change: dict[str, object], answer: str
) -> None:
    ruling = ask(row(), business={"choice_policy": POLICY | change})
    assert ruling.answer == answer
    assert "(c)(2)" in [reason.clause for reason in ruling.reasons]


@pytest.mark.clause("(c)(2)")
def test_the_choice_notice_lists_nobody_and_is_due_on_the_same_day(ask: Ask, row: Row) -> None:
    same_brand = row("Alder Online", relation="same_brand_affiliate", address=None)
    ruling = ask(row(), same_brand, business={"choice_policy": POLICY, "same_brand_affiliates": 4})
    assert (ruling.categories, ruling.recipients, ruling.same_brand_affiliates, ruling.blocked) == ((), (), None, ())
    assert ruling.as_json()["due_on"] == "2026-03-31"


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize("kind", ["opt_in", "opt_out"])
def test_the_resident_is_told_the_right_and_that_it_is_free(ask: Ask, row: Row, kind: str) -> None:
    told = ask(row(), business={"choice_policy": POLICY | {"kind": kind}}).reasons[0].says
    assert "You have the right" in told
    assert "free" in told


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize("relation", ["affiliate", "same_brand_affiliate"])
def test_a_policy_that_leaves_out_affiliates_does_not_serve_where_they_received(
    ask: Ask, row: Row, relation: str
) -> None:
    policy = POLICY | {"covers_affiliates": False}
    business = {"choice_policy": policy, "same_brand_affiliates": 4}
    ruling = ask(row(), row("Crescent Home Loans", relation=relation), business=business)
    assert ruling.answer == "disclosure"
    assert "Sierra Seed Co." in [each.name for each in ruling.recipients]
    assert any(question.startswith("(c)(2)") for question in ruling.for_review)


@pytest.mark.clause("(c)(2)")
def test_nothing_disclosed_is_said_rather_than_the_choice(ask: Ask, row: Row) -> None:
    ruling = ask(row(use="none"), business={"choice_policy": POLICY})
    assert ruling.answer == "nothing_disclosed"


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize(
    "other", [{"year": 2024}, {"use": "politics"}, {"knowledge": "does_not_know"}], ids=["year", "use", "knowledge"]
)
def test_an_affiliate_that_is_owed_nothing_costs_no_choice_notice(ask: Ask, row: Row, other: dict[str, object]) -> None:
    policy = POLICY | {"covers_affiliates": False}
    affiliate = row("Other Brand Inc.", relation="affiliate")
    assert ask(row(), affiliate, business={"choice_policy": policy}).answer == "disclosure"
    assert ask(row(), affiliate | other, business={"choice_policy": policy}).answer == "choice"
