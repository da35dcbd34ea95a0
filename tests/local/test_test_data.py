"""What the tests themselves stand on: the made-up registry's shape, and a database that is empty after each test."""

import csv
from pathlib import Path

import pytest

from requests_app.audit.models import AuditEntry
from tests import builders, registry


def test_the_made_up_registry_has_the_trouble_of_the_published_one(tmp_path: Path) -> None:
    path = registry.write(tmp_path / "registry.csv")

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        instructions, headings, *rows = csv.reader(file)
    assert {len(row) for row in (instructions, headings, *rows)} == {67}
    assert len(set(headings)) == 67
    assert instructions[0] == ""
    assert len(rows) == 535
    assert len({row[0] for row in rows}) == 535
    assert sum(len(row[8]) == 4 for row in rows) == 52
    assert sum("\r\n" in row[5] for row in rows) == 82


def test_the_made_up_registry_is_always_the_same(tmp_path: Path) -> None:
    assert registry.write(tmp_path / "a").read_bytes() == registry.write(tmp_path / "b").read_bytes()


@pytest.mark.parametrize("_turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_the_audit_is_emptied_after_a_test_though_nothing_may_ever_be_removed_from_it(_turn: int) -> None:
    assert AuditEntry.objects.count() == 0
    builders.a_request(builders.a_business())
    assert AuditEntry.objects.count() > 0
