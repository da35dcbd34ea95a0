"""The index: each clause has a rule or a line, each rule a test, and the package needs nothing but Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from requests_app import statute
from requests_app.statute import CLAUSES, NOTHING_TO_DO, rule, rules

ROOT = Path(__file__).parents[2]
BLOCKED = """
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "celery", "weasyprint", "shinelight"}:
            raise ImportError(name)

sys.meta_path.insert(0, Blocker())
import requests_app.statute.__main__
print(sorted(name for name in sys.modules if name.startswith("django")))
"""


def clauses_marked() -> set[str]:
    """Collect the clauses named in the marks of the tests beside this one."""
    calls = (
        node
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause"
    )
    return {str(each.value) for call in calls for each in call.args if isinstance(each, ast.Constant)}


def test_every_clause_has_a_rule_or_a_line_that_says_why_not() -> None:
    with_rule = {each.clause for each in rules()}
    assert with_rule | NOTHING_TO_DO.keys() == set(CLAUSES)
    assert not with_rule & NOTHING_TO_DO.keys()
    assert all(line.endswith(".") for line in NOTHING_TO_DO.values())


def test_every_rule_has_a_test_marked_with_its_clause() -> None:
    assert {each.clause for each in rules()} - clauses_marked() == set()


def test_every_rule_is_missed_by_a_test_marked_with_its_clause_when_it_finds_otherwise() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.statute.falsify"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    told = [line for line in run.stdout.splitlines() if line.startswith(("unmissed: ", "fails as it is: "))]
    assert (run.returncode, told) == (0, []), run.stdout + run.stderr


def test_every_mark_names_a_clause_there_is() -> None:
    assert clauses_marked() - set(CLAUSES) == set()


def test_every_rule_begins_with_its_clause_and_they_come_in_order() -> None:
    places = [CLAUSES.index(each.clause) for each in rules()]
    assert places == sorted(places)
    assert all(each.says.startswith("(") or each.says.startswith("1798.84(") for each in rules())
    assert all(
        any(other.says.startswith(other.clause) for other in rules() if other.name == each.name) for each in rules()
    )


def test_a_rule_for_a_clause_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such clause"):
        rule("(z)(9)")


def test_every_public_name_is_there() -> None:
    assert [name for name in statute.__all__ if not hasattr(statute, name)] == []
    assert len(set(statute.__all__)) == len(statute.__all__)


def test_the_law_starts_with_django_out_of_reach() -> None:
    run = subprocess.run([sys.executable, "-c", BLOCKED], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "[]", "")


OUTLINE = """
(a) (a)(1) (a)(2) (b)(1) (b)(1)(A) (b)(1)(B) (b)(1)(C) (b)(2) (b)(3) (c)(1) (c)(2) (d) (d)(1)(A) (d)(1)(B)
(d)(1)(C) (d)(1)(D) (d)(1)(E) (d)(1)(E)(i) (d)(1)(E)(ii) (d)(1)(E)(iii) (d)(2) (d)(3) (d)(4) (d)(5) (e)(1)
(e)(2) (e)(2)(A) (e)(2)(B) (e)(2)(C) (e)(2)(D) (e)(3) (e)(4) (e)(5) (e)(6)(A) (e)(6)(B) (e)(7) (e)(8)(A)
(e)(8)(B) (e)(8)(C) (f)(1) (f)(2) (f)(3) (g) (h) (i) 1798.84(a) 1798.84(b) 1798.84(c) 1798.84(d) 1798.84(e)
1798.84(f) 1798.84(g) 1798.84(h)
"""
"""Every clause of the two sections, written down apart from the package that has to know them all."""


def test_no_clause_of_the_two_sections_is_forgotten() -> None:
    assert set(CLAUSES) == set(OUTLINE.split())
