"""The statute package as it is written: its functions, the rule each works for, and the texts they are made of."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from itertools import product
from pathlib import Path
from types import FunctionType

from requests_app import statute
from requests_app.statute import Rule, rules

PACKAGE = Path(statute.__file__).parent
Block = list[ast.stmt]


@dataclass(frozen=True)
class Function:
    """A function of the package, and the texts its expressions can become."""

    module: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.module}.{self.node.name}"

    @cached_property
    def calls(self) -> frozenset[str]:
        """The functions it names, as `module.function`, wherever it has them from."""
        named = (self._global(node.id) for node in ast.walk(self.node) if isinstance(node, ast.Name))
        return frozenset(
            f"{_last(each.__module__)}.{each.__name__}" for each in named if isinstance(each, FunctionType)
        )

    def texts(self, node: ast.expr, before: ast.AST) -> list[str] | None:
        """Return every text an expression can become, with `{…}` for what only the facts tell; None if it is no text.

        `before` is the place in the function from which names are looked up.
        """
        found: list[str] | None = None
        match node:
            case ast.Constant(value=str() | int()):
                found = [str(node.value)]
            case ast.JoinedStr():
                parts = (self.texts(part, before) or [] for part in node.values)
                found = ["".join(chosen) for chosen in product(*parts)]
            case ast.FormattedValue():
                found = self.texts(node.value, before) or [f"{{{ast.unparse(node.value)}}}"]
            case ast.IfExp():
                found = _all_of(self.texts(branch, before) for branch in (node.body, node.orelse))
            case ast.Subscript(value=ast.Name(id=name)) if isinstance(words := self._global(name), dict):
                found = [str(word) for word in words.values()]
            case ast.Name(id=name):
                found = self._named(name, before)
        return found

    def _named(self, name: str, before: ast.AST) -> list[str] | None:
        if assigned := self._assigned(name, before):
            return _all_of(self.texts(value, value) for value in assigned)
        constant = self._global(name)
        return [str(constant)] if isinstance(constant, str | int) else None

    def _assigned(self, name: str, before: ast.AST) -> list[ast.expr]:
        """Find the last value given to a name on the way to a place, or its values in the branches on the way."""
        for block, place in _blocks_around(self.node, before):
            for statement in reversed(block[:place]):
                if found := [
                    each.value
                    for each in ast.walk(statement)
                    if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == name
                ]:
                    return found
        return []

    def _global(self, name: str) -> object:
        return getattr(import_module(f"{statute.__name__}.{self.module}"), name, None)


def _all_of(branches: Iterable[list[str] | None]) -> list[str] | None:
    """Join what the branches can become; None where one of them is no text."""
    found = list(branches)
    return [text for texts in found if texts for text in texts] if all(found) else None


def _blocks_around(tree: ast.AST, place: ast.AST) -> Iterator[tuple[Block, int]]:
    """Yield the blocks a place lies in, the innermost first, each with the number of the statement that leads there."""
    for block in (getattr(tree, field, []) for field in ("body", "orelse")):
        for number, statement in enumerate(block if isinstance(block, list) else []):
            if any(node is place for node in ast.walk(statement)):
                yield from _blocks_around(statement, place)
                yield block, number


def functions() -> dict[str, Function]:
    """Return the functions of the package by their names, `module.function`."""
    found = (
        Function(path.stem, node)
        for path in sorted(PACKAGE.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    )
    return {each.name: each for each in found}


def name_of(rule: Rule) -> str:
    return f"{_last(rule.module)}.{rule.name}"


def rules_served(function: Function, known: dict[str, Function]) -> tuple[str, ...]:
    """Name the rules nearest to a function on the way up from caller to caller; a rule serves itself."""
    all_rules = {name_of(rule) for rule in rules()}
    near, seen = {function.name}, set[str]()
    while near:
        if found := near & all_rules:
            return tuple(sorted(found))
        seen |= near
        near = {name for name, each in known.items() if each.calls & near} - seen
    return ()


def _last(module: str) -> str:
    return module.rpartition(".")[2]
