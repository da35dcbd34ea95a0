"""Falsify what each rule finds, one rule at a time, and print those that no test of their clause misses.

    python -m tests.statute.falsify

A rule is missed where a test marked with its clause fails while the rule's findings are turned around: no reason for a
reason, yes for no, nothing for a list. So a rule is not tested because it is run on the way to something else; a test
has to depend on what it found. Prints one line a rule and clause, and one a marked test that fails as it is; no line is
good.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import wraps
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.runner import runtestprotocol

from requests_app.statute import Reason, rules

HERE = Path(__file__).parent
OPTIONS = ("--quiet", "--no-header", "--no-summary", f"--confcutdir={HERE}")
WITHOUT = ("django", "randomly", "xdist", "cacheprovider", "hypothesispytest")


class Falsifier:
    """Runs, in place of pytest's own loop, the marked tests against each rule falsified in turn."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for rule in rules():
            marked = (item for item in session.items if rule.clause in clauses(item))
            with falsified(getattr(sys.modules[rule.module], rule.name)):
                missing_it = next(filter(fails, marked), None)
            if missing_it is None:
                self.told.append(f"unmissed: {rule.clause} {rule.module}.{rule.name}")
            elif fails(missing_it):
                self.told.append(f"fails as it is: {missing_it.nodeid}")
        return True


def clauses(item: pytest.Item) -> set[str]:
    return {clause for mark in item.iter_markers("clause") for clause in mark.args}


def fails(item: pytest.Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, nextitem=None, log=False))


@contextmanager
def falsified(function: Callable[..., object]) -> Iterator[None]:
    """Put in place of the function, wherever a module of the law or a test holds it, one that finds otherwise."""

    @wraps(function)
    def otherwise(*given: object, **named: object) -> object:
        return turned(function(*given, **named))

    places = list(holding(function))
    for module, name, value in places:
        setattr(module, name, exchanged(value, function, otherwise))
    try:
        yield
    finally:
        for module, name, value in places:
            setattr(module, name, value)


def holding(function: Callable[..., object]) -> Iterator[tuple[ModuleType, str, object]]:
    for module in list(sys.modules.values()):
        if "statute" in module.__name__:
            for name, value in list(vars(module).items()):
                if value is function or (isinstance(value, tuple) and function in value):
                    yield module, name, value


def exchanged(value: object, old: object, new: object) -> object:
    return tuple(new if each is old else each for each in value) if isinstance(value, tuple) else new


def turned(found: object) -> object:
    """Return another finding of the same kind; None, where a rule found nothing, stays."""
    if found is None or isinstance(found, Reason):
        return None
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{each.name: turned(getattr(found, each.name)) for each in fields(found)})
    if isinstance(found, bool):
        return not found
    if isinstance(found, date):
        return found + timedelta(days=1)
    return type(found)()


if __name__ == "__main__":
    falsifier = Falsifier()
    options = [*OPTIONS, *(word for name in WITHOUT for word in ("-p", f"no:{name}"))]
    ended = pytest.main([*options, str(HERE)], plugins=[falsifier])
    sys.stdout.write("".join(f"{each}\n" for each in falsifier.told))
    sys.exit(ended)
