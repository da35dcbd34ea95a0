"""The decision on a request: approve, or decline with a clause and a sentence for the requester."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from requests_app.requests.decision import (
    APPROVED_ALONE,
    APPROVED_FIRST,
    GROUNDS,
    AlreadyDecidedError,
    ChangedMeanwhileError,
    NoReasonError,
    ReviewError,
)
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import Actor, move, record
from requests_app.requests.permissions import check_can_review
from requests_app.requests.status import Status


def approve(
    disclosure_request_id: int, *, seen_version: int, by: User, at: datetime, wake_after: timedelta
) -> DisclosureRequest:
    """Approve: the worker compiles what the law says is owed. Raises a `ReviewError` that names who was first."""
    return _decide(
        disclosure_request_id,
        to=Status.APPROVED,
        kind="approved",
        seen_version=seen_version,
        by=by,
        at=at,
        wake_at=at + wake_after,
    )


def approve_first(disclosure_request_id: int, *, seen_version: int, by: User, at: datetime) -> DisclosureRequest:
    """Note that a reviewer approves and that a second one has to: nothing is sent, and the request waits for them.

    Whoever had it in hand has it no longer. Raises a `ReviewError` where it was decided, or changed, meanwhile.
    """
    check_can_review(by)
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).select_related("decided_by", "business")
    row = rows.get(pk=disclosure_request_id)
    if row.status != Status.RECEIVED or row.version != seen_version:
        raise _why_not(row)
    row.assigned_to = None
    row.save(update_fields=["assigned_to"])
    record(row, actor=Actor.staff(by), at=at, kind=APPROVED_FIRST, says="Nothing is sent before a second reviewer.")
    return row


def approve_alone(
    disclosure_request_id: int,
    *,
    seen_version: int,
    policy: str,
    set_by: User,
    says: str,
    at: datetime,
    wake_after: timedelta,
) -> bool:
    """Approve under a policy that a person set and answers for; False where the request changed meanwhile.

    There is no such refusal: the program approves or leaves the request to a person.
    """
    return move(
        disclosure_request_id,
        to=Status.APPROVED,
        actor=Actor(policy),
        at=at,
        kind=APPROVED_ALONE,
        says=says,
        seen_version=seen_version,
        decided_by=set_by,
        decided_at=at,
        problem="",
        tries=0,
        wake_at=at + wake_after,
    )


def decline(
    disclosure_request_id: int,
    *,
    clause: str,
    because: str,
    seen_version: int,
    by: User,
    at: datetime,
    wake_after: timedelta,
) -> DisclosureRequest:
    """Decline: the requester gets a letter with the reason, never silence."""
    if clause not in GROUNDS or not because.strip():
        msg = "Pick the clause on which you decline, and write the sentence the requester will read."
        raise NoReasonError(msg)
    return _decide(
        disclosure_request_id,
        to=Status.DECLINED,
        kind="declined",
        says=f"{clause}: {because.strip()}",
        seen_version=seen_version,
        by=by,
        at=at,
        wake_at=at + wake_after,
        declined_clause=clause,
        declined_because=because.strip(),
    )


def _decide(
    disclosure_request_id: int,
    *,
    to: Status,
    kind: str,
    seen_version: int,
    by: User,
    at: datetime,
    says: str = "",
    **changes: object,
) -> DisclosureRequest:
    check_can_review(by)
    decided = move(
        disclosure_request_id,
        to=to,
        actor=Actor.staff(by),
        at=at,
        kind=kind,
        says=says,
        seen_version=seen_version,
        decided_by=by,
        decided_at=at,
        problem="",
        tries=0,
        **changes,
    )
    row = DisclosureRequest.objects.select_related("decided_by", "business").get(pk=disclosure_request_id)
    if not decided:
        raise _why_not(row)
    return row


def _why_not(row: DisclosureRequest) -> ReviewError:
    if row.status == Status.RECEIVED:
        return ChangedMeanwhileError("This request changed since you opened it. Look at it again, then decide.")
    if row.status == Status.WITHDRAWN:
        return AlreadyDecidedError("The requester withdrew this request before you decided. Nothing is sent.")
    who = "Somebody" if row.decided_by is None else (row.decided_by.get_full_name() or row.decided_by.get_username())
    verb = "declined" if row.declined_clause else "approved"
    return AlreadyDecidedError(f"{who} already {verb} this request. Nothing was sent twice.")
