"""The acceptance cases, each through the real program, compared as the cases' own rules say."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line) for line in (ROOT / "tests/cases/law/cases.jsonl").read_text(encoding="utf-8").splitlines() if line
]
Answered = dict[str, Any]  # a JSON object


@pytest.fixture(scope="module")
def answered() -> list[Answered]:
    written = "".join(f"{json.dumps(case['facts'])}\n" for case in CASES)
    run = subprocess.run(
        [sys.executable, "-m", "requests_app.statute"],
        input=written.encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert not run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def names(ruling: Answered) -> list[str]:
    return [each["name"] for each in ruling["recipients"]]


def products_are(ruling: Answered, expected: dict[str, list[str]]) -> bool:
    given = {each["name"]: each["products"] for each in ruling["recipients"]}
    return all(given.get(name) == products for name, products in expected.items())


def digital_are(ruling: Answered, expected: list[str]) -> bool:
    return sorted(each["name"] for each in ruling["recipients"] if each["digital_advertising"]) == sorted(expected)


def excluded_include(ruling: Answered, expected: list[list[str]]) -> bool:
    return {tuple(pair) for pair in expected} <= {(each["recipient"], each["clause"]) for each in ruling["excluded"]}


def blocked_begin_with(ruling: Answered, expected: list[str]) -> bool:
    begun = [name for name in expected for entry in ruling["blocked"] if entry.startswith(name)]
    return len(begun) == len(ruling["blocked"]) and set(begun) == set(expected)


def reasons_include(ruling: Answered, expected: list[str]) -> bool:
    clauses = [each["clause"] for each in ruling["reasons"]]
    return clauses[0] in expected if ruling["answer"] == "not_required" else set(expected) <= set(clauses)


COMPARED: dict[str, Callable[[Answered, Any], bool]] = {
    "recipient_names": lambda ruling, expected: sorted(names(ruling)) == sorted(expected),
    "recipient_names_include": lambda ruling, expected: set(expected) <= set(names(ruling)),
    "recipient_products": products_are,
    "digital_advertising_names": digital_are,
    "excluded": excluded_include,
    "blocked_names": blocked_begin_with,
    "reason_clauses_include": reasons_include,
    "for_review_nonempty": lambda ruling, expected: bool(ruling["for_review"]) is expected,
    "error_names": lambda ruling, expected: all(word in ruling["error"] for word in expected),
}


@pytest.mark.parametrize("place", range(len(CASES)), ids=[case["facts"]["id"] for case in CASES])
def test_the_program_rules_as_the_case_expects(answered: list[Answered], place: int) -> None:
    case, ruling = CASES[place], answered[place]
    wrong = [
        (field, expected, ruling.get(field))
        for field, expected in case["expect"].items()
        if not (COMPARED[field](ruling, expected) if field in COMPARED else ruling[field] == expected)
    ]
    assert ruling["id"] == case["facts"]["id"]
    assert not wrong, case["why"]


def test_every_case_got_one_line_in_order(answered: list[Answered]) -> None:
    assert [each["id"] for each in answered] == [case["facts"]["id"] for case in CASES]
