"""What the tests of the law share: a request asked in a line, and a disclosure told in a line."""

import json
from collections.abc import Callable

import pytest

from requests_app.statute import Ruling, rule_on
from requests_app.statute.members import parse
from requests_app.statute.reading import fact_pattern

Row = dict[str, object]


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
