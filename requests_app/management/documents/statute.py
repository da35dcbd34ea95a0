"""docs/statute.md: from the clause to its rules, its tests and the resident's sentences, and back."""

import re
from collections.abc import Iterable

from requests_app.management.documents.marks import marked_tests
from requests_app.management.documents.page import page, table
from requests_app.management.documents.sentences import Sentence, conservative_readings, sentences_for_residents
from requests_app.management.documents.source import name_of
from requests_app.statute import CLAUSES, NOTHING_TO_DO, Rule, rules

_ABOUT = (
    "Civil Code 1798.83 and 1798.84, each clause with its rules in `requests_app/statute`, the tests of "
    "`tests/statute` marked with it, and what a resident may read because of it; or the reason why software has "
    "nothing to do there. `{…}` stands for what the facts tell. Before a release a person compares the clauses with "
    "the official text. This is not legal advice."
)
_ABOUT_READINGS = (
    "Where the statute is open, the rules take the customer's side, and the ruling says so to the reviewer. Each text "
    "that does, with the rules it serves:"
)


def statute_page() -> str:
    by_clause = {clause: [rule for rule in rules() if rule.clause == clause] for clause in CLAUSES}
    tests, sentences = marked_tests(), sentences_for_residents()
    return page(
        "The statute, clause by clause",
        _ABOUT,
        "## The clauses",
        table(
            ("clause", "rules", "tests", "sentences", "why there is no rule"),
            (_counts(clause, by_clause[clause], tests.get(clause, []), sentences) for clause in CLAUSES),
        ),
        *(_section(clause, by_clause[clause], tests.get(clause, []), sentences) for clause in CLAUSES),
        "## And back: what a resident may read",
        table(("sentence", "clause", "rule"), ((each.text, _link(each.clause), _names(each)) for each in sentences)),
        "## Conservative readings",
        _ABOUT_READINGS,
        table(
            ("clause", "text", "rule"),
            ((_link(each.clause), each.text, _names(each)) for each in conservative_readings()),
        ),
    )


def _counts(clause: str, stand_for_it: list[Rule], tests: list[str], sentences: list[Sentence]) -> tuple[str, ...]:
    said = [each for each in sentences if each.clause == clause]
    numbers = (str(len(each) or "") for each in (stand_for_it, tests, said))
    return (_link(clause), *numbers, NOTHING_TO_DO.get(clause, ""))


def _section(clause: str, stand_for_it: list[Rule], tests: list[str], sentences: list[Sentence]) -> str:
    said = [each.text for each in sentences if each.clause == clause]
    parts = [f"### {clause}", NOTHING_TO_DO.get(clause, ""), _list("Rules", map(_rule, stand_for_it))]
    parts += [
        _list("Tests", (f"`{test}`" for test in tests)),
        _list("The resident reads", (f"“{each}”" for each in said)),
    ]
    return "\n\n".join(filter(None, parts))


def _list(title: str, entries: Iterable[str]) -> str:
    lines = "\n".join(f"* {entry}" for entry in entries)
    return lines and f"{title}:\n\n{lines}"


def _rule(rule: Rule) -> str:
    return f"`{name_of(rule)}` – {rule.says}"


def _names(sentence: Sentence) -> str:
    return ", ".join(f"`{rule}`" for rule in sentence.rules)


def _link(clause: str) -> str:
    """Link to the clause's section; a heading's anchor is its letters and digits."""
    return f"[{clause}](#{re.sub('[^a-z0-9]', '', clause.lower())})"
