"""Chains for the tests, a hand that goes around the triggers, and the digest worked out as the bundle tells it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from requests_app.audit import chain
from requests_app.audit.models import AuditEntry

AT = datetime(2026, 5, 4, 18, 0, 0, 123456, tzinfo=UTC)
TABLE = "requests_app_auditentry"
SEALED = ("number", "previous", "at", "actor", "action", "subject", "detail")
Line = dict[str, Any]


def append(count: int, *, subject: str = "request:STL-2026-000001") -> list[AuditEntry]:
    """Write so many entries in one transaction."""
    with transaction.atomic():
        return [
            chain.append(at=AT, actor="user:1", action="request.received", subject=subject, detail={"step": step})
            for step in range(count)
        ]


def sealed(count: int) -> list[Line]:
    """Write and seal so many entries; return all that are sealed."""
    append(count)
    chain.seal_all()
    return [entry._asdict() for entry in chain.sealed_entries(AuditEntry.objects.count())]


def change_behind_the_guard(sql: str, *values: str | int) -> None:
    """Change a row as somebody with the database's own powers could: with the triggers out of the way."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(sql, values)
            for _, definition in triggers:
                cursor.execute(definition)
        else:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql, values)
            cursor.execute("SET session_replication_role = origin")


def digest_worked_out(line: Line) -> str:
    """Return the digest of a line by the sentence of the evidence bundle, and none of the program's code."""
    said = {name: line[name] for name in SEALED}
    plain = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def seal_anew(lines: list[Line], first: int) -> None:
    """Number and seal the lines from one on, as somebody would who knows how it is done."""
    for number, line in enumerate(lines, start=1):
        if number >= first:
            line["number"], line["previous"] = number, lines[number - 2]["digest"] if number > 1 else ""
            line["digest"] = digest_worked_out(line)


def put_back(lines: Iterable[Line]) -> None:
    """Put the lines in the place of all that is in the table, and the head where they end."""
    put = list(lines)
    change_behind_the_guard(f"DELETE FROM {TABLE}")  # noqa: S608 - a fixed table
    AuditEntry.objects.bulk_create(AuditEntry(**{**line, "at": datetime.fromisoformat(line["at"])}) for line in put)
    number, digest = (put[-1]["number"], put[-1]["digest"]) if put else (0, "")
    change_behind_the_guard("UPDATE requests_app_chainhead SET number = %s, digest = %s", number, digest)


def written(lines: Iterable[Line], file: Path) -> Path:
    """Write lines as an export."""
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file
