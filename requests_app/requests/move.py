"""The only writer of `DisclosureRequest.status`: one conditional UPDATE, one event, one audit entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from requests_app.audit import chain
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.requests.permissions import NotAllowedError
from requests_app.requests.status import Status, sources
from requests_app.rows.many import insert_many
from requests_app.rows.together import insert


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person of the staff, or a named part of the program."""

    label: str
    user: User | None = None

    @classmethod
    def staff(cls, user: User) -> "Actor":
        return cls(label=f"user:{user.pk}", user=user)


REQUESTER = Actor("requester")
WORKER = Actor("worker")
CLOCK = Actor("clock")
MAILBOX = Actor("mailbox")
PROVIDER = Actor("provider")
IS_DESTROYED = "The record of this request was destroyed when its time was over. Nothing can be added to it."
BEGUN = "received"
"""The event that begins a request, whose words are still to be kept."""


def check_not_destroyed(disclosure_request: DisclosureRequest) -> None:
    """Refuse whatever is to be done with a request of which nothing is left."""
    if disclosure_request.destroyed_at is not None:
        raise NotAllowedError(IS_DESTROYED)


def record(
    disclosure_request: DisclosureRequest,
    *,
    actor: Actor,
    at: datetime,
    kind: str,
    says: str = "",
    moved: str = "",
    is_due: bool = False,
) -> RequestEvent:
    """Write an event and its audit entry; `says` may name people, the audit entry never does.

    `is_due` where the same transaction marks the request for the search anyhow. Raises `NotAllowedError` for a request
    whose record was destroyed: whatever were written there, nobody would ever destroy it.
    """
    check_not_destroyed(disclosure_request)
    if not moved and not is_due and kind != BEGUN:
        # Something was said or noted: whoever looks for a word of it finds the request.
        DisclosureRequest.objects.filter(pk=disclosure_request.pk, search_due=False).update(search_due=True)
    from_status, _, to_status = moved.partition(">")
    chain.append(
        at=at,
        actor=actor.label,
        action=f"request.{kind}",
        subject=f"request:{disclosure_request.reference}",
        detail={"from": from_status, "to": to_status} if moved else {},
    )
    event = RequestEvent(
        disclosure_request=disclosure_request,
        at=at,
        by=actor.user,
        actor=actor.label,
        kind=kind,
        from_status=from_status,
        to_status=to_status,
        says=says,
    )
    insert(event)
    return event


@transaction.atomic
def move(
    disclosure_request_id: int,
    *,
    to: Status,
    actor: Actor,
    at: datetime,
    kind: str,
    says: str = "",
    seen_version: int | None = None,
    **changes: object,
) -> bool:
    """Move a request to `to` and write the event; return False, and change nothing, where the table has no such move.

    With `seen_version` the move also fails when the request changed since it was read. `changes` are further columns
    written in the same UPDATE.
    """
    candidates = DisclosureRequest.objects.filter(pk=disclosure_request_id, status__in=sorted(sources(to)))
    if seen_version is not None:
        candidates = candidates.filter(version=seen_version)
    before = candidates.select_for_update().values_list("status", flat=True).first()
    if before is None:
        return False
    moved = candidates.filter(status=before).update(status=to, version=F("version") + 1, **changes)
    if moved != 1:
        return False
    disclosure_request = DisclosureRequest.objects.get(pk=disclosure_request_id)
    record(disclosure_request, actor=actor, at=at, kind=kind, says=says, moved=f"{before}>{to}")
    return True


@transaction.atomic
def move_as_read(
    row: DisclosureRequest, *, to: Status, actor: Actor, at: datetime, kind: str, says: str = "", **changes: object
) -> bool:
    """Move a request as `move` does. Where it still stands as it was read a moment ago, nothing more is asked."""
    if Status(row.status) in sources(to):
        still = DisclosureRequest.objects.filter(pk=row.pk, status=row.status, version=row.version)
        if still.update(status=to, version=F("version") + 1, **changes) == 1:
            record(row, actor=actor, at=at, kind=kind, says=says, moved=f"{row.status}>{to}")
            return True
    return move(row.pk, to=to, actor=actor, at=at, kind=kind, says=says, **changes)  # type: ignore[arg-type]  # columns alone


@transaction.atomic(savepoint=False)
def move_all(
    seen: Mapping[int, int],
    *,
    to: Status,
    actor: Actor,
    at: datetime,
    kind: str,
    says: Mapping[int, str] | None = None,
    before: tuple[str, Mapping[int, str]] | None = None,
    **changes: object,
) -> frozenset[int]:
    """Move many requests as `move` does, each seen at a version, and return the keys of those that were moved.

    The others stand elsewhere or changed since, and are left as they are. `says` has the words of each; `before` is the
    kind of an event that brought the move about, and is written first, and its words.
    """
    candidates = DisclosureRequest.objects.filter(pk__in=seen, status__in=sorted(sources(to)))
    locked = candidates.order_by("pk").select_for_update().only("pk", "reference", "status", "version")
    rows = [row for row in locked if row.version == seen[row.pk]]
    DisclosureRequest.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=to, version=F("version") + 1, **changes
    )
    events, entries = [], []
    for row in rows:
        told = [(kind, (says or {}).get(row.pk, ""), row.status, str(to))]
        if before is not None:
            told.insert(0, (before[0], before[1][row.pk], "", ""))
        for name, words, from_status, to_status in told:
            events.append(
                RequestEvent(
                    disclosure_request=row,
                    at=at,
                    by=actor.user,
                    actor=actor.label,
                    kind=name,
                    from_status=from_status,
                    to_status=to_status,
                    says=words,
                )
            )
            entries.append(
                chain.entry(
                    at=at,
                    actor=actor.label,
                    action=f"request.{name}",
                    subject=f"request:{row.reference}",
                    detail={"from": from_status, "to": to_status} if to_status else {},
                )
            )
    chain.append_all(entries)
    insert_many(events)
    return frozenset(row.pk for row in rows)
