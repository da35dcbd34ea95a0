"""Which tests of the law are marked with which clause, read from their source."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests" / "statute"


def marked_tests() -> dict[str, list[str]]:
    """Return, clause by clause, the tests marked with it, as `file.py::test`."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for clause in _clauses(node):
                    found.setdefault(clause, []).append(f"{path.name}::{node.name}")
    return found


def _clauses(test: ast.FunctionDef) -> Iterator[str]:
    """Yield the clauses of the marks above a test; a mark that is not written out is an error."""
    for mark in test.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.clause":
            yield from (str(ast.literal_eval(argument)) for argument in mark.args)
