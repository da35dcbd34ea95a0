"""What the rules say: the sentences a resident may read, and the readings on the customer's side of a doubt."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from requests_app.management.documents.source import Function, functions, name_of, rules_served
from requests_app.statute import CLAUSES, rules

_CONSERVATIVE = re.compile(r"\bconservative", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text of the statute package, `{…}` in place of what only the facts tell, with its clause and its rules."""

    clause: str
    rules: tuple[str, ...]
    text: str


def sentences_for_residents() -> list[Sentence]:
    """Return what residents may read, in the order of the statute: each `says` of a Reason in the source."""
    known = functions()
    found = [
        Sentence(_clause_of(call), rules_served(function, known), text)
        for function in known.values()
        for call in _reasons(function)
        for text in _says(function, call)
    ]
    return sorted(found, key=lambda each: CLAUSES.index(each.clause))


def _reasons(function: Function) -> Iterator[ast.Call]:
    for node in ast.walk(function.node):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Reason":
            yield node


def _says(function: Function, call: ast.Call) -> list[str]:
    says = next((keyword.value for keyword in call.keywords if keyword.arg == "says"), None)
    if says is None:
        return []
    texts = function.texts(says, call)
    if not texts:
        message = f"{function.name}: `says` is made of {ast.unparse(says)}, which cannot be read from the source."
        raise ValueError(message)
    return texts


def _clause_of(call: ast.Call) -> str:
    clause = next(keyword.value for keyword in call.keywords if keyword.arg == "clause")
    return str(ast.literal_eval(clause))


def conservative_readings(known: dict[str, Function] | None = None) -> list[Sentence]:
    """Return each text of the package that calls itself a conservative reading, in the order of the statute.

    Raises ValueError where one has no clause: it begins with none, and no rule leads to its function.
    """
    known = functions() if known is None else known
    found = [
        Sentence(_clause_in(text, function, known), rules_served(function, known) or (function.name,), text)
        for function in known.values()
        for text in _conservative(function)
    ]
    return sorted(found, key=lambda each: CLAUSES.index(each.clause))


def _conservative(function: Function) -> Iterator[str]:
    """Yield the paragraphs of the docstring and the texts of the body that say so."""
    paragraphs = (ast.get_docstring(function.node) or "").split("\n\n")
    texts = [" ".join(paragraph.split()) for paragraph in paragraphs]
    inner = {part for node in ast.walk(function.node) if isinstance(node, ast.JoinedStr) for part in node.values}
    for statement in function.node.body[1 if any(texts) else 0 :]:
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant | ast.JoinedStr) and node not in inner:
                texts += function.texts(node, node) or []
    found = [text for text in dict.fromkeys(texts) if _CONSERVATIVE.search(text)]
    return (text for text in found if not any(text in other for other in found if other != text))


def _clause_in(text: str, function: Function, known: dict[str, Function]) -> str:
    """Take the clause a text begins with, or else the first of the rule it serves."""
    named = text.split(maxsplit=1)[0].rstrip(":")
    if named in CLAUSES:
        return named
    served = rules_served(function, known)
    of_rules = (rule.says.partition(":")[0] for rule in rules() if name_of(rule) in served)
    clause = next(of_rules, None)
    if clause is None:
        message = (
            f"{function.name}: no rule leads to this function, so its conservative reading has no clause. Put `@rule` "
            f"on it or on what calls it, or begin the text with its clause: {text}"
        )
        raise ValueError(message)
    return clause
