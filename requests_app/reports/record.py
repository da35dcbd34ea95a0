"""The yearly record for counsel: each request of a year in a line, without name, address or anything else of a person.

A volume holds so many requests that it can be laid out while somebody waits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from requests_app.reports.counted import Standing, answered_on
from requests_app.reports.figures import Figure
from requests_app.reports.report import report
from requests_app.reports.scope import Scope
from requests_app.requests.status import Status

IN_A_VOLUME = 500
_REASON = KeyTextTransform("clause", KeyTransform(0, KeyTransform("reasons", F("first__basis__ruling"))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request. What is empty has not happened."""

    reference: str
    received_on: date
    door: str
    due_on: date | None
    answered_on: date | None
    standing: str
    answer: str
    clause: str
    digest: str
    """Of the answer's PDF, which is kept under it."""

    @property
    def digest_lines(self) -> Sequence[str]:
        """The digest in pieces that fit their column."""
        return [self.digest[place : place + 16] for place in range(0, len(self.digest), 16)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A volume of the record: the figures of the whole year, and its share of the requests."""

    scope: Scope
    volume: int
    volumes: int
    first: int
    figures: tuple[Figure, ...]
    entries: tuple[Entry, ...]


def volumes_of(received: int) -> int:
    """Return how many volumes hold so many requests; an empty year has one that says so."""
    return max(-(-received // IN_A_VOLUME), 1)


def record(scope: Scope, volume: int) -> Record | None:
    """Return a volume; None where the record has no such one."""
    found = report(scope)
    volumes = volumes_of(found.all.received)
    if not 1 <= volume <= volumes:
        return None
    begins = (volume - 1) * IN_A_VOLUME
    rows = scope.requests().order_by("received_on", "id").annotate(sent_on=answered_on(scope), reason=_REASON)
    asked = rows.values_list(
        *("reference", "received_on", "channel", "due_on", "status", "sent_on"),
        *("first__answer", "first__document__digest", "declined_clause", "reason"),
    )
    return Record(
        scope=scope,
        volume=volume,
        volumes=volumes,
        first=begins + 1,
        figures=(*found.parts, *found.speed),
        entries=tuple(_entry(_Asked._make(row)) for row in asked[begins : begins + IN_A_VOLUME]),
    )


class _Asked(NamedTuple):
    """What is asked of each request, in the order of the columns below."""

    reference: str | None
    received_on: date
    door: str
    due_on: date | None
    status: str
    sent_on: date | None
    answer: str | None
    digest: str | None
    declined: str
    reason: str | None


def _entry(row: _Asked) -> Entry:
    standing, day = _standing(row.status, row.sent_on)
    return Entry(
        reference=row.reference or "",
        received_on=row.received_on,
        door=row.door.replace("_", " "),
        due_on=row.due_on,
        answered_on=day,
        standing=standing.value,
        answer=(row.answer or "").replace("_", " "),
        clause=row.declined or row.reason or "",
        digest=row.digest or "",
    )


def _standing(status: str, sent_on: date | None) -> tuple[Standing, date | None]:
    if status == Status.WITHDRAWN:
        return Standing.WITHDRAWN, None
    if status != Status.ANSWERED:
        return Standing.OPEN, None
    return (Standing.ANSWERED if sent_on else Standing.UNPROVED), sent_on
