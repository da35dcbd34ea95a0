"""The hash chain over the audit entries: append, seal, verify.

An entry is written in the transaction of its change. Its number and its hash over the previous one are set by one
sealer within seconds, so that many writers never wait for each other. Verification names what is not sealed yet.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Subquery

from requests_app.audit.models import AuditEntry, ChainHead
from requests_app.rows.together import insert

Detail = Mapping[str, str | int | bool | list[str] | list[int] | None]
SEAL_AT_ONCE = 5_000
"""How many entries one call seals: a long backlog must not hold the head's lock for minutes."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where the record does not hold."""

    entry: int
    says: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verification found. `head` is the digest of the last sealed entry; keep it elsewhere to prove the end."""

    entries: int
    sealed_to: int
    unsealed: tuple[int, ...]
    head: str
    first_fault: Fault | None

    @property
    def outcome(self) -> str:
        return "whole" if self.first_fault is None else "broken"


_NUMBER_OF_HEAD = ChainHead.objects.filter(pk=1).values("number")


def entry(*, at: datetime, actor: str, action: str, subject: str, detail: Detail | None = None) -> AuditEntry:
    """Return the record of a change, not yet written. Never put personal data in it."""
    return AuditEntry(at=at, actor=actor, action=action, subject=subject, detail=dict(detail or {}))


def append(*, at: datetime, actor: str, action: str, subject: str, detail: Detail | None = None) -> AuditEntry:
    """Record a change. Call it inside the transaction of that change; never put personal data in it."""
    _check_transaction()
    written = entry(at=at, actor=actor, action=action, subject=subject, detail=detail)
    insert(written)
    return written


def append_all(entries: Iterable[AuditEntry]) -> None:
    """Record many changes by one statement, inside their transaction."""
    _check_transaction()
    AuditEntry.objects.bulk_create(entries)


def _check_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        msg = "An audit entry belongs into the transaction of the change it records."
        raise RuntimeError(msg)


def digest_of(entry: AuditEntry, *, number: int, previous: str) -> str:
    """Return the SHA-256 of the entry at its place in the chain, the same on every database."""
    payload = {
        "number": number,
        "previous": previous,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }
    canonical = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@transaction.atomic
def seal() -> int:
    """Give every committed entry its number and its link; return how many were sealed."""
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    waiting = list(AuditEntry.objects.filter(number__isnull=True).order_by("id")[:SEAL_AT_ONCE])
    for entry in waiting:
        entry.number, entry.previous = head.number + 1, head.digest
        entry.digest = digest_of(entry, number=entry.number, previous=entry.previous)
        head.number, head.digest = entry.number, entry.digest
    if waiting:
        AuditEntry.objects.bulk_update(waiting, ["number", "previous", "digest"], batch_size=200)
        head.save()
    return len(waiting)


def _first_fault(sealed: Iterable[AuditEntry], head: ChainHead) -> tuple[int, Fault | None]:
    expected, previous = 0, ""
    for entry in sealed:
        number = entry.number or 0
        expected += 1
        if number != expected:
            return expected, Fault(expected, f"entry {expected} is missing; entry {number} stands in its place")
        if entry.previous != previous:
            return expected, Fault(number, f"entry {number} does not follow entry {number - 1}")
        if entry.digest != digest_of(entry, number=number, previous=previous):
            return expected, Fault(number, f"entry {number} was changed after it was sealed")
        previous = entry.digest
    if (head.number, head.digest) != (expected, previous):
        return expected, Fault(expected + 1, f"entries after {expected} are missing; the chain ended at {head.number}")
    return expected, None


def verify() -> ChainReport:
    """Walk the chain from its first entry and name the first place where it does not hold."""
    head = ChainHead.objects.filter(pk=1).first() or ChainHead(number=0, digest="")
    # What is sealed while we read stands behind this head, and is none of its business.
    sealed = AuditEntry.objects.filter(number__lte=head.number).order_by("number")
    sealed_to, fault = _first_fault(sealed.iterator(chunk_size=2_000), head)
    if fault is None and AuditEntry.objects.filter(number__gt=Subquery(_NUMBER_OF_HEAD)).exists():
        fault = Fault(sealed_to + 1, f"entries stand after {sealed_to}, where the chain ends")
    unsealed = tuple(AuditEntry.objects.filter(number__isnull=True).order_by("id").values_list("id", flat=True))
    return ChainReport(
        entries=AuditEntry.objects.count(),
        sealed_to=sealed_to,
        unsealed=unsealed,
        head=head.digest,
        first_fault=fault,
    )
