"""What the tests of the law share: a request asked in a line, and a disclosure told in a line."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from requests_app.statute import Ruling, rule_on
from requests_app.statute.__main__ import main
from requests_app.statute.members import parse
from requests_app.statute.reading import fact_pattern

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the program leaves behind."""

    returncode: int
    stdout: bytes
    stderr: str


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "clause(*clauses): the clauses of the statute a test is about")


@pytest.fixture
def ask() -> Callable[..., Ruling]:
    """Rule on an e-mail of 1 March 2026, or on what is told instead."""

    def asked(
        *disclosures: Row, business: Row | None = None, requester: Row | None = None, **request: object
    ) -> Ruling:
        facts = {
            "id": "T",
            "business": business or {},
            "request": {"received": "2026-03-01", "channel": "email"} | request,
            "requester": requester or {},
            "disclosures": list(disclosures),
        }
        return rule_on(fact_pattern(parse(json.dumps(facts))))

    return asked


@pytest.fixture
def row() -> Callable[..., Row]:
    """Tell a disclosure of 2025: name and address, to an outsider for direct marketing, unless told otherwise."""

    def told(name: str = "Sierra Seed Co.", **fields: object) -> Row:
        recipient: Row = {"name": name, "address": "2118 Commerce Way, Reno, NV 89502", "relation": "unaffiliated"}
        of_recipient = {"address", "relation", "nature_clear", "products", "products_known"}
        recipient |= {key: value for key, value in fields.items() if key in of_recipient}
        rest = {key: value for key, value in fields.items() if key not in of_recipient}
        return {"recipient": recipient, "year": 2025, "categories": ["name_address"]} | rest

    return told


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `python -m requests_app.statute` in this process: the same function with the same files."""

    def ran(*arguments: str, given: bytes = b"") -> Ran:
        written, complained = io.BytesIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, write_through=True))
        monkeypatch.setattr(sys, "stderr", complained)
        try:
            ended = main(list(arguments))
        except SystemExit as end:
            ended = int(end.code or 0)
        return Ran(ended, written.getvalue(), complained.getvalue())

    return ran
