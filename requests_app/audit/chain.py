"""The hash chain over the audit entries: append, seal, verify.

An entry is written in the transaction of its change. Its number and its hash over the previous one are set by one
sealer within seconds, so that many writers never wait for each other. Verification names what is not sealed yet.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Subquery

from requests_app.audit.check_audit import Entry, Fault, Head, check, digest_of
from requests_app.audit.models import AuditEntry, ChainHead
from requests_app.rows.many import insert_many
from requests_app.rows.together import insert

Detail = Mapping[str, str | int | bool | list[str] | list[int] | None]
SEAL_AT_ONCE = 5_000
"""How many entries one call seals: a long backlog must not hold the head's lock for minutes."""
PAGE = 5_000
"""So many entries are in memory while the chain is walked."""
MOST_NAMED = 100
READ = 1_000
"""So many details are kept as they were read: most entries have one of a few."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What verification found. `head` is the digest of the last sealed entry; keep it elsewhere to prove the end.

    Of the entries that wait for their seal `unsealed` has the first ids, and `waiting` the number.
    """

    entries: int
    sealed_to: int
    waiting: int
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
    insert_many(list(entries))


def _check_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        msg = "An audit entry belongs into the transaction of the change it records."
        raise RuntimeError(msg)


def moment(at: datetime) -> str:
    """Return a moment as it is sealed: in UTC and to the microsecond, as both databases keep it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@transaction.atomic
def seal() -> int:
    """Give committed entries their numbers and links, the oldest first; return how many were sealed."""
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    waiting = AuditEntry.objects.filter(number__isnull=True).order_by("id")
    columns = ("id", "at", "actor", "action", "subject", "detail")
    links: list[tuple[int, str, str, int]] = []
    for key, at, actor, action, subject, detail in waiting.values_list(*columns)[:SEAL_AT_ONCE]:
        plain = Entry(head.number + 1, head.digest, moment(at), actor, action, subject, detail, "")
        head.number, head.digest = plain.number, digest_of(plain)
        links.append((head.number, plain.previous, head.digest, key))
    if links:
        _link(links)
        head.save()
    return len(links)


def seal_all() -> int:
    """Seal until nothing waits; return how many were sealed. Each step is a transaction of its own."""
    sealed = last = seal()
    while last == SEAL_AT_ONCE:
        last = seal()
        sealed += last
    return sealed


def _link(links: Sequence[tuple[int, str, str, int]]) -> None:
    """Write numbers and digests, by one statement where the database is somewhere else."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(
                "UPDATE requests_app_auditentry SET number = %s, previous = %s, digest = %s WHERE id = %s", links
            )
            return
        cursor.execute(
            "UPDATE requests_app_auditentry AS entry"
            " SET number = link.number, previous = link.previous, digest = link.digest"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[]) AS link (number, previous, digest, id)"
            " WHERE entry.id = link.id",
            [list(column) for column in zip(*links, strict=True)],
        )


def sealed_entries(upto: int) -> Iterator[Entry]:
    """Go through the sealed entries up to a number, a page of them in memory."""
    read = _page_written_out if connection.vendor == "postgresql" else _page
    page = read(None, upto)
    while page:
        yield from page
        page = read(page[-1].number, upto) if len(page) == PAGE else []


def _page(after: int | None, upto: int) -> list[Entry]:
    rows = AuditEntry.objects.filter(number__lte=upto).order_by("number")
    if after is not None:
        rows = rows.filter(number__gt=after)
    found: Iterable[tuple[Any, ...]] = rows.values_list(*Entry._fields)[:PAGE]
    return [Entry(number, previous, moment(at), *others) for number, previous, at, *others in found]


def _page_written_out(after: int | None, upto: int) -> list[Entry]:
    """Let the database write moments as `moment` does: to make them of objects again takes as long as all the rest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, previous, to_char(timezone('UTC', at), 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"'),"
            " actor, action, subject, detail::text, digest FROM requests_app_auditentry"
            " WHERE number <= %s AND (%s::bigint IS NULL OR number > %s::bigint) ORDER BY number LIMIT %s",
            [upto, after, after, PAGE],
        )
        found = cursor.fetchall()
    return [Entry._make((*before, _read(detail), digest)) for *before, detail, digest in found]


_read = lru_cache(READ)(json.loads)


def verify(*, stands: Iterable[Head] = ()) -> ChainReport:
    """Walk the chain from its first entry and name the first place where it does not hold.

    Each head of `stands` must be in it. Read them first: those that are published meanwhile would be missed.
    """
    head = ChainHead.objects.filter(pk=1).first() or ChainHead(number=0, digest="")
    # What is sealed while we read stands behind this head, and is none of its business.
    end = Head(head.number, head.digest, "the chain's own end")
    found = check(partial(sealed_entries, head.number), end=end, stands=stands)
    unsealed = AuditEntry.objects.filter(number__isnull=True).order_by("id")
    return ChainReport(
        entries=AuditEntry.objects.count(),
        sealed_to=found.sealed_to,
        waiting=unsealed.count(),
        unsealed=tuple(unsealed.values_list("id", flat=True)[:MOST_NAMED]),
        head=head.digest,
        first_fault=found.first_fault or _beside_the_chain(found.entries),
    )


def _beside_the_chain(entries: int) -> Fault | None:
    """Name what bears a number and was not met on the way from the first entry to the head."""
    if AuditEntry.objects.filter(number__gt=Subquery(_NUMBER_OF_HEAD)).exists():
        return Fault(entries + 1, f"entries stand after {entries}, where the chain ends")
    if AuditEntry.objects.filter(number__lte=entries).count() != entries:
        return Fault(entries, f"of the numbers up to {entries}, some stand twice")
    return None
