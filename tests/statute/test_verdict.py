"""One disclosure, one verdict: in or out, with the clause; and facts that are kept and ruled on again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from requests_app.statute import CLAUSES, facts_as_json, facts_from_json, rule_on, verdict_on
from requests_app.statute.members import RefusedError, parse
from requests_app.statute.reading import fact_pattern

CASES = Path(__file__).parents[1] / "cases" / "law" / "cases.jsonl"
Row = dict[str, object]


def given() -> list[Row]:
    lines = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [line["facts"] for line in lines if "error_names" not in line["expect"]]


@pytest.mark.clause("(a)(2)", "(f)(3)", "(e)(7)")
@pytest.mark.parametrize(
    ("changes", "counts", "clause"),
    [
        pytest.param({}, True, "(a)(2)", id="direct marketing"),
        pytest.param({"knowledge": "should_know"}, True, "(a)(2)", id="should know"),
        pytest.param({"use": "resale", "knowledge": "does_not_know"}, True, "(a)(2)", id="resale, whoever knows"),
        pytest.param({"use": "digital_advertising"}, True, "(a)(2)", id="online advertising"),
        pytest.param({"use": "unknown"}, True, "(a)(2)", id="use unknown"),
        pytest.param({"use": "charity"}, False, "(e)(2)(A)", id="charity"),
        pytest.param({"use": "none"}, False, "(e)(2)", id="no marketing use"),
        pytest.param({"knowledge": "does_not_know"}, False, "(a)", id="could not be known"),
        pytest.param({"categories": [], "unreported_data": ["cookie id"]}, True, "(e)(7)", id="outside the 27"),
        pytest.param(
            {"exclusion": {"clause": "(d)(1)(C)", "conditions": {"contract": True, "account_servicing": True}}},
            False,
            "(d)(1)(C)",
            id="exclusion that holds",
        ),
        pytest.param(
            {"exclusion": {"clause": "(d)(1)(C)", "conditions": {"contract": True}}},
            True,
            "(a)(2)",
            id="exclusion with a condition missing",
        ),
    ],
)
def test_each_row_is_in_or_out_under_a_clause(row: Callable[..., Row], changes: Row, counts: bool, clause: str) -> None:
    facts = facts_from_json(
        {"id": "V", "request": {"received": "2026-03-01", "channel": "email"}, "disclosures": [row(**changes)]}
    )

    verdict = verdict_on(facts.disclosures[0])

    assert (verdict.counts, verdict.reason.clause) == (counts, clause)
    assert verdict.reason.because.endswith(".")
    assert not verdict.by_number


@pytest.mark.clause("(f)(3)")
def test_a_same_brand_affiliate_counts_by_number_and_tells_only_the_fifteen_categories(
    row: Callable[..., Row],
) -> None:
    told = row(
        recipient={"name": "Sister", "address": "1 A St", "relation": "same_brand_affiliate"},
        categories=["name_address", "telephone"],
    )
    facts = facts_from_json(
        {"id": "V", "request": {"received": "2026-03-01", "channel": "email"}, "disclosures": [told]}
    )

    verdict = verdict_on(facts.disclosures[0])

    assert (verdict.counts, verdict.reason.clause, verdict.told) == (True, "(f)(3)", ("Telephone number",))
    assert verdict.by_number


def test_verdicts_and_rulings_agree_on_every_given_case() -> None:
    checked = 0
    for case in given():
        facts = fact_pattern(parse(json.dumps(case)))
        ruling = rule_on(facts)
        rows = [row for row in facts.disclosures if row.year == ruling.report_year]
        verdicts = [verdict_on(row) for row in rows]
        assert {verdict.reason.clause for verdict in verdicts} <= set(CLAUSES)
        if ruling.answer != "disclosure":
            continue
        out = [(verdict.recipient, verdict.reason.clause) for verdict in verdicts if not verdict.counts]
        assert out == [(each.recipient, each.clause) for each in ruling.excluded]
        named = {verdict.recipient for verdict in verdicts if verdict.counts and verdict.reason.clause != "(f)(3)"}
        assert named == {each.name for each in ruling.recipients}
        checked += 1
    assert checked > 50


def test_kept_facts_are_ruled_on_again_as_they_were() -> None:
    for case in given():
        facts = fact_pattern(parse(json.dumps(case)))
        kept = json.loads(json.dumps(facts_as_json(facts)))
        assert facts_from_json(kept) == facts
        assert rule_on(facts_from_json(kept)) == rule_on(facts)


def test_kept_facts_that_a_later_version_does_not_know_are_refused_by_name() -> None:
    facts = facts_as_json(facts_from_json({"id": "V", "request": {"received": "2026-03-01", "channel": "email"}}))

    with pytest.raises(RefusedError, match="colour"):
        facts_from_json({**facts, "colour": "red"})


def test_nothing_a_resident_reads_admits_knowledge_or_fault() -> None:
    said = {
        reason.says
        for case in given()
        for reason in rule_on(fact_pattern(parse(json.dumps(case)))).reasons
        if reason.says
    }

    assert len(said) > 8
    for sentence in said:
        words = sentence.lower()
        assert not any(
            word in words
            for word in ("we knew", "we know", "fault", "violat", "fail", "sorry", "breach", "should have")
        )
