"""Mails of the kinds that come, invented for these tests; what each should be was written down before it was run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mailbox import invented_by_people, invented_by_programs, invented_envelopes
from tests.mailbox.reading import Json, a_known_request, configure, read_one

MAILS = invented_by_people.MAILS | invented_by_programs.MAILS | invented_envelopes.MAILS
JOINS = invented_by_programs.JOINS | invented_envelopes.JOINS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


@pytest.fixture(name="read")
def _read(tmp_path: Path) -> Callable[[bytes], Json]:
    def read(raw: bytes) -> Json:
        (tmp_path / "one.eml").write_bytes(raw)
        return read_one(tmp_path / "one.eml")

    return read


@pytest.mark.reads
@pytest.mark.parametrize("name", MAILS)
def test_an_invented_mail_is_understood(name: str, read: Callable[[bytes], Json]) -> None:
    raw, expected = MAILS[name]

    answer = read(raw)

    flags, says, files = expected.get("flags", []), str(expected.get("says", "")), expected.get("files")
    plain = {field: value for field, value in expected.items() if field not in {"flags", "says", "files"}}
    assert {field: answer[field] for field in plain} == plain
    assert set(flags if isinstance(flags, list) else []) <= set(answer["flags"])
    assert says in answer["why"]
    assert files is None or [each["name"] for each in answer["attachments"] if each["kept"]] == files


@pytest.mark.parametrize("name", JOINS)
def test_a_mail_about_a_known_request(name: str, read: Callable[[bytes], Json]) -> None:
    a_known_request("STL-2026-000123", email="ana@example.org")
    raw, expected = JOINS[name]

    answer = read(raw)

    assert {field: answer[field] for field in expected} == expected
