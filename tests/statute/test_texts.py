"""What a ruling tells: whole sentences, each with its clause, and in them the days and numbers of the case."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from requests_app.statute import CLAUSES, Ruling, facts_from_json, rule_on, verdict_on
from tests.statute.entries import questions

Ask = Callable[..., Ruling]
Row = Callable[..., dict[str, object]]

CASES = Path(__file__).parents[1] / "cases" / "law" / "cases.jsonl"
POLICY = {
    "kind": "opt_out",
    "published_from": "2020-05-06",
    "maintained": True,
    "cost_free_means": True,
    "covers_affiliates": True,
}
LACKING = (
    "it was published after 2025 began (conservative reading)",
    "it was no longer published on the day of receipt",
    "it is not maintained",
    "the means to use the choice is not free of charge.",
)
POST = {"kind": "postal", "value": "1 Main St", "from": "2005-01-01"}
FAX = {"kind": "fax", "value": "916 555 0187", "from": "2005-01-01"}
LINK = {"wording": "your_california_privacy_rights", "from": "2020-01-01"}
BRAND = {"relation": "same_brand_affiliate"}


def given() -> list[dict[str, object]]:
    lines = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [line["facts"] for line in lines if "error_names" not in line["expect"]]


def because(ruling: Ruling) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for reason in ruling.reasons:
        told.setdefault(reason.clause, []).append(reason.because)
    return told


@pytest.mark.parametrize("case", given(), ids=lambda case: str(case["id"]))
def test_every_text_of_a_ruling_is_whole_sentences_under_a_clause_there_is(case: dict[str, object]) -> None:
    facts = facts_from_json(case)
    ruling = rule_on(facts)
    verdicts = [verdict_on(row).reason for row in facts.disclosures]
    told = [(each.clause, each.because) for each in (*ruling.reasons, *verdicts)]
    told += [(each.clause, each.because) for each in ruling.excluded]
    told += [(clause, text) for clause, _, text in (question.partition(" ") for question in ruling.for_review)]
    assert {clause for clause, _ in told} <= set(CLAUSES)
    assert [text for _, text in told if not text.endswith((".", "?")) or "None" in text] == []


@pytest.mark.clause("(c)(2)")
@pytest.mark.parametrize(("kind", "named"), [("opt_out", "opt-out"), ("opt_in", "opt-in")])
def test_the_reviewer_reads_which_policy_is_in_force_since_when(ask: Ask, row: Row, kind: str, named: str) -> None:
    told = because(ask(row(), business={"choice_policy": POLICY | {"kind": kind}}))
    assert [text.startswith(f"A public {named} policy, ") for text in told["(c)(2)"]] == [True]
    assert "since 2020-05-06: " in told["(c)(2)"][0]


@pytest.mark.clause("(c)(2)")
def test_the_reviewer_reads_everything_a_policy_lacks(ask: Ask, row: Row) -> None:
    lacking = {"published_from": "2025-01-02", "published_to": "2026-02-28", "maintained": False}
    policy = POLICY | lacking | {"cost_free_means": False}
    told = because(ask(row(), business={"choice_policy": policy}))
    assert [text.partition(": ")[2] for text in told["(c)(2)"]] == ["; ".join(LACKING)]


@pytest.mark.clause("(c)(2)")
def test_the_reviewer_reads_that_a_policy_leaves_out_affiliates(ask: Ask, row: Row) -> None:
    told = because(ask(row(relation="affiliate"), business={"choice_policy": POLICY | {"covers_affiliates": False}}))
    assert [text.startswith("The choice notice is not enough: ") for text in told["(c)(2)"]] == [True]


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(
    ("request_", "begins", "days"),
    [
        ({}, "The request was received at a designated address or number: 30 days from 2026-03-01.", []),
        (
            {"channel": "web_form"},
            "The public web form is treated as a designated address (conservative reading): 30 days from 2026-03-01.",
            [],
        ),
        ({"at": "elsewhere"}, "The request was received at none of the designated", ["150 days from 2026-03-01."]),
        (
            {"at": "elsewhere", "reached_designated": "2026-03-09"},
            "The request was received elsewhere on 2026-03-01 and reached a designated address on 2026-03-09: ",
            ["150 days from the first", "30 days from the second (conservative reading)."],
        ),
    ],
)
def test_the_reviewer_reads_from_which_day_the_days_run(
    ask: Ask, request_: dict[str, object], begins: str, days: list[str]
) -> None:
    (told,) = because(ask(**request_))["(b)(1)"]
    assert told.startswith(begins)
    assert [each for each in days if each not in told] == []


@pytest.mark.clause("(b)(1)")
@pytest.mark.parametrize(("channel", "where"), [("postal", "an address"), ("email", "an address"), ("fax", "a number")])
def test_the_resident_reads_whether_it_was_an_address_or_a_number(ask: Ask, channel: str, where: str) -> None:
    email = POST | {"kind": "email", "value": "privacy@example.com"}
    reasons = ask(business={"designated": [POST, FAX, email]}, channel=channel).reasons
    assert reasons[-1].says == (
        f"We answer within 30 days because your request reached {where} we publish for these requests."
    )


@pytest.mark.clause("(a)")
def test_no_resident_is_told_a_day_that_does_not_run(ask: Ask) -> None:
    last = ask(channel="phone").reasons[-1]
    assert (last.clause, last.says) == ("(a)", "")
    assert last.because.endswith(": no day runs.")


@pytest.mark.clause("(c)(1)")
def test_the_reviewer_reads_how_many_employees_and_which_earlier_request(ask: Ask) -> None:
    earlier = [{"received": f"2026-0{month}-05", "answered": True, "verified": True} for month in (2, 1)]
    told = because(ask(business={"employees": 19}, requester={"earlier": earlier}))["(c)(1)"]
    assert told == [
        (
            "The business has 19 full-time or part-time employees, fewer than 20, on the request date and in the "
            "report year alike."
        ),
        (
            "The same customer's request of 2026-01-05, in the same year by its day of receipt, was answered "
            "and verified."
        ),
    ]


@pytest.mark.clause("(e)(5)")
def test_the_last_purchase_and_the_day_the_months_ended_are_told(ask: Ask) -> None:
    purchase = {"relationship": "one_purchase", "last_purchase": "2024-08-31"}
    first = ask(requester=purchase).reasons[0]
    assert "18 months from the last purchase on 2024-08-31 ended on 2026-02-28." in first.because
    assert "bought from us in the last 18 months." in first.says


@pytest.mark.clause("(a)", "(f)(3)", "(a)(1)")
def test_the_reviewer_reads_the_year_and_the_numbers(ask: Ask, row: Row) -> None:
    rows = [row("A"), row("B", categories=["email"]), row("C", categories=["race"], **BRAND)]
    told = because(ask(*rows, business={"same_brand_affiliates": 7}))
    assert told["(a)"] == [
        "In 2025 personal information went to third parties for their direct marketing: 2 to be named."
    ]
    assert told["(f)(3)"] == [
        "In 2025 same-brand affiliates received information: their overall number, 7, stands for names."
    ]
    assert told["(a)(1)"] == ["3 of the 27 categories are told, in the order of the statute."]


@pytest.mark.clause("(a)")
def test_nothing_disclosed_names_its_year(ask: Ask) -> None:
    first = ask().reasons[0]
    assert first.because.startswith("In 2025 nothing was disclosed that counts")
    assert first.says.endswith("In 2025 we shared none of the kinds it lists.")


@pytest.mark.clause("(d)")
def test_what_a_claim_shows_or_lacks_is_told_with_its_title_and_its_questions(ask: Ask, row: Row) -> None:
    shown = {"clause": "(d)(5)", "conditions": {"necessary_to_program": True, "shared_customers_only": True}}
    (left_out,) = ask(row(exclusion=shown)).excluded
    assert left_out.because.startswith("Store card, affinity card or co-branded card: every condition is shown, ")
    (asked,) = questions(ask(row(exclusion={"clause": "(d)(5)"})))
    assert asked.startswith("(d)(5) Sierra Seed Co.: the claimed exclusion is not shown and does not hold. ")
    assert re.findall(r"(\w+): [A-Z][^?]*\?(?: |$)", asked) == ["necessary_to_program", "shared_customers_only"]


@pytest.mark.clause("(e)(6)(A)")
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (["IP address", "cookie id"], "What was disclosed (IP address, cookie id) is in none of the 27 categories"),
        ([], "What was disclosed is in none of the 27 categories"),
    ],
)
def test_data_outside_the_categories_is_told(ask: Ask, row: Row, data: list[str], told: str) -> None:
    (left_out,) = ask(row(categories=[], unreported_data=data)).excluded
    assert left_out.because.startswith(told)
    assert left_out.recipient == "Sierra Seed Co."


@pytest.mark.clause("(a)(2)", "(e)(2)", "(f)(3)", "(e)(7)")
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"knowledge": "knows"}, "and the business knows of it."),
        ({"knowledge": "should_know"}, "and the business should know of it."),
        ({"use": "resale"}, "is direct marketing by definition, (e)(2)."),
        ({"use": "digital_advertising"}, "is listed with a label (conservative reading)."),
        ({"use": "unknown"}, "went to a marketer (conservative reading)."),
        ({"categories": [], "unreported_data": ["IP address"]}, "is named where a disclosure is owed anyway."),
        (BRAND, "stands in the overall number, without its name."),
    ],
)
def test_the_verdict_on_a_row_says_why_it_is_in(row: Row, changes: dict[str, object], told: str) -> None:
    request = {"received": "2026-03-01", "channel": "email"}
    facts = facts_from_json({"id": "V", "request": request, "disclosures": [row(**changes)]})
    verdict = verdict_on(facts.disclosures[0])
    assert verdict.reason.because.endswith(told)
    assert (verdict.recipient, verdict.counts) == ("Sierra Seed Co.", True)


@pytest.mark.clause("(e)(1)")
@pytest.mark.parametrize(("then", "told"), [(True, "but lived there"), (None, "but may have lived there")])
def test_the_question_about_residence_says_what_is_known(ask: Ask, row: Row, *, then: bool | None, told: str) -> None:
    (asked,) = questions(ask(row(), requester={"california_resident": False, "resident_when_disclosed": then}))
    assert asked.startswith("(e)(1) ")
    assert told in asked


@pytest.mark.clause("(a)(2)")
def test_a_name_at_several_addresses_is_asked_about_with_their_number(ask: Ask, row: Row) -> None:
    asked = ask(row("Amber Co.", address="1 A St"), row("Amber  Co.", address="2 B St"), row("Birch Co."))
    (told,) = questions(asked)
    assert told == (
        "(a)(2) Amber Co. is recorded with 2 addresses. Is it one third party? By the conservative reading each is "
        "listed."
    )


@pytest.mark.clause("(f)(3)")
def test_a_number_that_is_too_small_is_asked_about_with_both_numbers(ask: Ask, row: Row) -> None:
    rows = [row(name, categories=["race"], **BRAND) for name in ("A", "B", "C", "C")]
    (asked,) = questions(ask(*rows, business={"same_brand_affiliates": 1}))
    assert asked.startswith("(f)(3) The number of same-brand affiliates is given as 1, but 3 of them received")


@pytest.mark.clause("(b)(1)(B)", "(a)", "(c)(1)")
def test_the_other_questions_name_their_clause_and_their_day(ask: Ask, row: Row) -> None:
    (link,) = questions(ask(business={"home_page_links": [LINK], "designated": []}))
    (call,) = questions(ask(channel="phone", reached_designated="2026-03-05"))
    unverified = {"received": "2026-02-28", "answered": True, "verified": False}
    (earlier,) = questions(ask(row(), requester={"earlier": [unverified]}))
    assert link.startswith("(b)(1)(B) No address or number was designated on the day of receipt")
    assert call.startswith("(a) A call is said to have reached a designated address on 2026-03-05. ")
    assert earlier.startswith("(c)(1) An earlier request answered in 2026 was never verified")


@pytest.mark.clause("(a)", "(e)(2)")
@pytest.mark.parametrize(
    ("use", "told"),
    [
        ("direct_marketing", "They used it for their own direct marketing."),
        ("resale", "They used it for their own direct marketing."),
        ("unknown", "They used it, or may have used it, for their own direct marketing."),
        ("digital_advertising", "They used it, or may have used it, for their own direct marketing."),
    ],
)
def test_no_resident_is_told_as_a_fact_what_nobody_knows(ask: Ask, row: Row, use: str, told: str) -> None:
    assert told in ask(row(use=use)).reasons[0].says


@pytest.mark.clause("(a)", "(f)(3)")
@pytest.mark.parametrize("use", ["unknown", "digital_advertising"])
def test_a_doubtful_use_of_the_same_brand_makes_no_doubt_of_the_others(ask: Ask, row: Row, use: str) -> None:
    same_brand = row("Ours Ltd", relation="same_brand_affiliate", categories=["telephone"], use=use)
    ruling = ask(row(), same_brand, business={"same_brand_affiliates": 2})
    (outsiders,) = [reason.says for reason in ruling.reasons if reason.clause == "(a)"]
    (brand,) = [reason.says for reason in ruling.reasons if reason.clause == "(f)(3)"]
    assert "They used it for their own direct marketing" in outsiders
    assert "may use it for direct marketing" in brand
