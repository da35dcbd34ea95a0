"""Hundreds of thousands of entries are gone through in the database and in a file, and never all in memory.

`SHINELIGHT_ENTRIES=1000000` measures a million: with -s the seconds are printed.
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from requests_app.audit.chain import moment
from requests_app.audit.check_audit import Entry, digest_of
from tests.measured import measured
from tests.stack import StackFactory

ROOT = Path(__file__).parents[2]
MANY = int(os.environ.get("SHINELIGHT_ENTRIES", "200000"))
MOST_MB = 250
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


def entries(count: int) -> Iterator[Entry]:
    """Make a chain as a long life of the program leaves it."""
    previous = ""
    for number in range(1, count + 1):
        at = moment(BEGAN + timedelta(seconds=number, microseconds=number % 1_000_000))
        subject = f"request:STL-2020-{number // 5:06}"
        plain = Entry(
            number, previous, at, "worker", "request.moved", subject, {"from": "APPROVED", "to": "ANSWERED"}, ""
        )
        previous = digest_of(plain)
        yield plain._replace(digest=previous)


def copy_in(count: int) -> str:
    """Put so many entries into the table, sealed, and return their head."""
    columns = "at, actor, action, subject, detail, number, previous, digest"
    digest = ""
    with connection.cursor() as cursor, cursor.copy(f"COPY requests_app_auditentry ({columns}) FROM STDIN") as copy:
        for entry in entries(count):
            told = (entry.at, entry.actor, entry.action, entry.subject, json.dumps(entry.detail))
            copy.write_row((*told, entry.number, entry.previous, entry.digest))
            digest = entry.digest
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO requests_app_chainhead (id, number, digest) VALUES (1, %s, %s)", [count, digest])
        cursor.execute("ANALYZE requests_app_auditentry")
    return digest


@pytest.mark.long
@pytest.mark.postgres
def test_a_long_record_is_gone_through_and_never_all_in_memory(start_stack: StackFactory, tmp_path: Path) -> None:
    stack = start_stack(start=False)
    with stack.rows():
        head = copy_in(MANY)
    env = {**os.environ, **stack.env}
    file = tmp_path / "audit.jsonl"
    manage = [sys.executable, "manage.py"]
    nothing = {**env, "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:9/none"}
    alone = [sys.executable, "-I", "check_audit.py", str(file), "--head", head]

    here = measured([*manage, "verify_audit", "--json"], env, ROOT)
    written = measured([*manage, "export_audit", "--out", file, "--with-checker", "--json"], env, ROOT)
    there = measured([*manage, "verify_audit", "--export", file, "--head", head, "--json"], nothing, ROOT)
    by_itself = measured(alone, {}, tmp_path)

    for name, run in zip(
        ("database", "write the export", "export", "the file alone"), (here, written, there, by_itself), strict=True
    ):
        print(f"{name}: {MANY:,} entries, {run.worked:.1f} s of work, {run.megabytes:.0f} MB")  # noqa: T201 - for -s
        assert run.status == 0, run.err
        assert run.megabytes < MOST_MB
    told = {"outcome": "whole", "entries": MANY, "sealed_to": MANY, "head": head, "first_fault": None}
    assert json.loads(here.out) == json.loads(there.out) == told
    assert by_itself.out.startswith(f"whole: head {head}")
