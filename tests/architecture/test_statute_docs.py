"""The page on the statute tells the whole way from the clause to the sentence in the letter, and back."""

import ast
import json
import re
from pathlib import Path

import pytest

from requests_app.management.documents.marks import marked_tests
from requests_app.management.documents.sentences import conservative_readings, sentences_for_residents
from requests_app.management.documents.source import Function
from requests_app.management.documents.statute import statute_page
from requests_app.statute import CLAUSES, NOTHING_TO_DO, Reason, facts_from_json, rule_on, rules

CASES = Path(__file__).parents[1] / "cases" / "law" / "cases.jsonl"
PAGE = statute_page()


def section(clause: str) -> str:
    return PAGE.partition(f"\n### {clause}\n")[2].partition("\n## ")[0].partition("\n### ")[0]


def said() -> set[Reason]:
    """Collect every reason with a sentence for the resident that the given cases lead to."""
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    rulings = [rule_on(facts_from_json(case["facts"])) for case in cases if "error_names" not in case["expect"]]
    return {reason for ruling in rulings for reason in ruling.reasons if reason.says}


def can_become(template: str, text: str) -> bool:
    pattern = "".join(".+" if part.startswith("{") else re.escape(part) for part in re.split(r"({[^}]*})", template))
    return re.fullmatch(pattern, text) is not None


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_clause_leads_to_its_rules_and_their_tests_or_says_why_not(clause: str) -> None:
    text = section(clause)
    of_it = [rule.name for rule in rules() if rule.clause == clause]

    assert text
    assert [name for name in of_it if f".{name}` – " not in text] == []
    assert ("Tests:" in text) is bool(of_it)
    assert (NOTHING_TO_DO.get(clause, "") in text) is True


def test_every_sentence_that_a_ruling_tells_a_resident_is_on_the_page_under_its_clause() -> None:
    listed = sentences_for_residents()
    not_listed = [
        reason
        for reason in said()
        if not any(each.clause == reason.clause and can_become(each.text, reason.says) for each in listed)
    ]

    assert not_listed == []
    assert [each.text for each in listed if each.text not in section(each.clause)] == []


def test_every_sentence_leads_back_to_a_rule() -> None:
    back = PAGE.partition("## And back")[2]
    known = {f"{rule.module.rpartition('.')[2]}.{rule.name}" for rule in rules()}

    for each in (*sentences_for_residents(), *conservative_readings()):
        assert each.rules
        assert set(each.rules) <= known
        assert each.text in back


def test_the_conservative_readings_are_those_the_given_rulings_use() -> None:
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    rulings = [rule_on(facts_from_json(case["facts"])) for case in cases if "error_names" not in case["expect"]]
    told = {text for ruling in rulings for text in (*ruling.for_review, *(each.because for each in ruling.reasons))}
    listed = conservative_readings()

    assert [
        text
        for text in told
        # A reading may be a part of the text.
        if "conservative" in text and not any(can_become(f"{{…}}{each.text}{{…}}", f" {text} ") for each in listed)
    ] == []


def test_a_reading_that_no_rule_leads_to_is_named_with_its_function() -> None:
    source = 'def lonely():\n    return "It counts (conservative reading)."'
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.FunctionDef)
    lonely = Function("customer", node)

    with pytest.raises(ValueError, match=r"^customer\.lonely: no rule leads to this function, .*It counts"):
        conservative_readings({lonely.name: lonely})


def test_each_link_of_the_page_has_one_section_to_go_to() -> None:
    links = re.findall(r"\]\(#([^)]*)\)", PAGE)
    anchors = [re.sub(r"[^a-z0-9]", "", clause.lower()) for clause in CLAUSES]

    assert set(links) == set(anchors)
    assert len(set(anchors)) == len(CLAUSES)


def test_the_tests_on_the_page_are_marked_with_clauses_there_are() -> None:
    marked = marked_tests()

    assert set(marked) <= set(CLAUSES)
    assert [name for names in marked.values() for name in names if f"`{name}`" not in PAGE] == []
