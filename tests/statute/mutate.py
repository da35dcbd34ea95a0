"""Change the statute package in hundreds of small ways and count what its tests notice.

    python tests/statute/mutate.py [--folder mutants] [PATTERN ...]
    python tests/statute/mutate.py [--folder mutants] --constants

mutmut leaves decorated functions alone, and the rules are decorated. So the tree is copied to a folder, each `@rule(…)`
there becomes a call after its function, which means the same, and mutmut runs on the copy. Patterns such as
`requests_app.statute.duty*` choose mutants; with one, the copy's earlier results stand for the others.

mutmut changes what functions do and leaves alone what stands outside them: the numbers of the law, its tables, the
defaults of the facts. `--constants` changes each of these once (a number by one, yes to no, a word by two letters at
either end) and runs the tests until the first fails; sentences are left out.

A change of nothing but the wording of a message is counted apart, noticed or not: that is, a string that has a letter
and a blank.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from mutmut.stats import status_by_exit_code

ROOT = Path(__file__).parents[2]
STATUTE = Path("requests_app/statute")
MUTANT = re.compile(r"(?P<function>.*)__mutmut_(?P<number>\d+)")
AROUND = 40
SUITE = (
    *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-p", "no:xdist", "-p", "no:cacheprovider"),
    *("tests/statute", "--ignore=tests/statute/test_rule_version.py"),
)
"""Without the digests of all rulings: they notice every change, and so would tell nothing of the other tests."""

NOT_COPIED = shutil.ignore_patterns(".*", "mutants", "var", "__pycache__")
WORDING = re.compile(r"[A-Za-z].* |\ .*[A-Za-z]", re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--folder", type=Path, default=ROOT / "mutants")
    parser.add_argument("--constants", action="store_true")
    chosen = parser.parse_args()
    folder: Path = chosen.folder.resolve()
    earlier = folder / "mutants"
    if earlier.exists() and not chosen.patterns:
        shutil.rmtree(earlier)
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED, dirs_exist_ok=True)
    if chosen.constants:
        return change_constants(folder / STATUTE)
    for path in sorted((folder / STATUTE).glob("*.py")):
        path.write_text(with_rules_called(path.read_text(encoding="utf-8")), encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "mutmut", "run", *chosen.patterns], cwd=folder, check=False)
    if run.returncode == 0:
        report(earlier / STATUTE)
    return run.returncode


def with_rules_called(source: str) -> str:
    """Turn `@rule(…)` above a function into `rule(…)(function)` below it."""
    lines = source.splitlines()
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and node.decorator_list:
            (decorator,) = node.decorator_list
            lines[node.end_lineno : node.end_lineno] = ["", "", f"{ast.unparse(decorator)}({node.name})"]
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "\n".join(lines) + "\n"


def report(folder: Path) -> None:
    counted: Counter[str] = Counter()
    wording: Counter[str] = Counter()
    for meta in sorted(folder.glob("*.meta")):
        changes = dict(changed(folder / meta.stem))
        for mutant, code in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"].items():
            status = str(status_by_exit_code[code])
            before, after = changes[mutant.rpartition(".")[2]]
            if is_wording(before, after):
                wording[status] += 1
                continue
            counted[status] += 1
            if status != "killed":
                say(f"\n{mutant}: {status}", *difference(before, after))
    total, killed = counted.total(), counted["killed"]
    say(f"\nwording of a message alone: {wording.total()} {dict(wording)}", f"counted: {total} {dict(counted)}")
    say(f"killed: {killed} of {total}, {killed / total:.1%}")


def changed(module: Path) -> Iterator[tuple[str, tuple[ast.AST, ast.AST]]]:
    """Yield each mutant's name with its function as it was and as it became."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name, node in functions.items():
        if mutant := MUTANT.fullmatch(name):
            yield name, (functions[f"{mutant['function']}__mutmut_orig"], node)


def is_wording(before: ast.AST, after: ast.AST) -> bool:
    pairs = list(zip_longest(leaves(before), leaves(after)))
    different = [(old, new) for old, new in pairs if old != new]
    return bool(different) and all(
        isinstance(old, str) and isinstance(new, str) and WORDING.search(old) and WORDING.search(new)
        for old, new in different
    )


def leaves(function: ast.AST) -> Iterator[object]:
    """Yield what a function is made of, in order: the kinds of its nodes and the values of its constants."""
    for node in ast.walk(function):
        yield type(node)
        if isinstance(node, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute | ast.keyword | ast.arg):
            yield (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "arg", None))


def difference(before: ast.AST, after: ast.AST) -> list[str]:
    """Show what changed, with a few letters around it."""
    old, new = (ast.unparse(each).partition("(")[2] for each in (before, after))
    begin = same(old, new)
    end = same(old[begin:][::-1], new[begin:][::-1])
    left, right = old[:begin][-AROUND:], old[len(old) - end :][:AROUND]
    return [f"  {text[begin : len(text) - end]!r} in {left!r} … {right!r}" for text in (old, new)]


def change_constants(folder: Path) -> int:
    noticed = survived = 0
    for path in sorted(set(folder.glob("*.py")) - {folder / "__init__.py"}):
        source = path.read_text(encoding="utf-8")
        for place, changed_source in with_a_constant_changed(source):
            path.write_text(changed_source, encoding="utf-8")
            if subprocess.run(SUITE, cwd=folder.parents[1], capture_output=True, check=False).returncode:
                noticed += 1
            else:
                survived += 1
                say(f"{path.name}:{place}: survived")
        path.write_text(source, encoding="utf-8")
    say(f"constants: {noticed} of {noticed + survived} noticed")
    return 0


def with_a_constant_changed(source: str) -> Iterator[tuple[str, str]]:
    """Yield the source once for each constant outside functions, with that constant changed, and where it is."""
    lines = source.encode().splitlines(keepends=True)
    for node in constants(ast.parse(source)):
        before, after = b"".join(lines[: node.lineno - 1]), b"".join(lines[node.end_lineno :])
        begin, end = lines[node.lineno - 1][: node.col_offset], lines[(node.end_lineno or 0) - 1][node.end_col_offset :]
        yield (
            f"{node.lineno}: {node.value!r}",
            b"".join((before, begin, repr(other(node.value)).encode(), end, after)).decode(),
        )


def constants(tree: ast.Module | ast.ClassDef) -> Iterator[ast.Constant]:
    """Find what modules and classes assign: numbers, words, yes and no; not sentences, and not the names of types."""
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef):
            yield from constants(statement)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value:
            yield from (
                node
                for node in ast.walk(statement.value)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, bool | int | str | bytes)
                and not (isinstance(node.value, str) and WORDING.search(node.value))
                and not ast.unparse(statement.value).startswith(("TypeVar", "ParamSpec", "Callable", "dict["))
            )


def other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case bytes():
            return b"XX" + value + b"XX"
        case _:
            return f"XX{value}XX"


def same(one: str, other: str) -> int:
    """Count the letters with which both begin."""
    pairs = list(zip(one, other, strict=False))
    return next((place for place, (left, right) in enumerate(pairs) if left != right), len(pairs))


def say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
