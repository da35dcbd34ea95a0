"""Ties a rule to its clause, and a conclusion to its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from requests_app.statute.outline import CLAUSES

Given = ParamSpec("Given")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a ruling is as it is.

    `because` is the reviewer's working sentence; `says` is the sentence a resident may read, empty where there is none.
    """

    clause: str
    because: str
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A function that stands for a clause; `says` is the first line of its docstring."""

    clause: str
    module: str
    name: str
    says: str


_RULES: list[Rule] = []


def rule(*clauses: str) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Enter a function into the index under the clauses it stands for; its docstring begins with the first of them."""
    unknown = [clause for clause in clauses if clause not in CLAUSES]
    if unknown or not clauses:
        message = f"no such clause: {', '.join(unknown) or 'none given'}"
        raise ValueError(message)

    def enter(function: Callable[Given, Found]) -> Callable[Given, Found]:
        says = (function.__doc__ or "").partition("\n")[0]
        _RULES.extend(
            Rule(clause=clause, module=function.__module__, name=function.__qualname__, says=says) for clause in clauses
        )
        return function

    return enter


def rules() -> tuple[Rule, ...]:
    """Every rule there is, in the order of the statute."""
    return tuple(sorted(_RULES, key=lambda each: CLAUSES.index(each.clause)))
