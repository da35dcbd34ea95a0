"""The second look: what a statement prints is approved by two reviewers once, the second of whom did not write it.

A statement is the same for everybody who asks about a year (1798.83(b)(3)), so an error in it is an error in every
notice. Two approvals settle it; as soon as it prints anything else, it is another statement.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from requests_app.desk import policy
from requests_app.desk.models import StatementApproval
from requests_app.notices.compile import BlockedError, Compiled
from requests_app.notices.content import Statement
from requests_app.register.models import Business, RegisterChange
from requests_app.requests.assign import name_of
from requests_app.requests.decision import APPROVED_ALONE, ReviewError
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.requests.move import Actor
from requests_app.statute import Answer

COUNTED = frozenset({Answer.DISCLOSURE, Answer.NOTHING_DISCLOSED, Answer.CHOICE})
"""The answers that tell what the register says. The others rest on the one request and tell nothing of it."""
NEEDED = 2
_APPROVED = ("approved", APPROVED_ALONE)
NOT_PRINTED = ("language", "register_version", "register_on")
"""What a step of the register changes that has nothing to do with the year, and the language."""


class SecondLookError(ReviewError):
    """Somebody cannot be the second one; the message is a sentence for them."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """How the statement of a request stands: `first` approved it, and nobody or another reviewer after them."""

    first: StatementApproval | None
    is_settled: bool
    is_author: bool
    """Whether the one who looks changed the register since a statement about this year was last settled."""

    def may_be_second(self, user: User) -> bool:
        return self.first is not None and self.first.by_id != user.pk and not self.is_author


def digest_of(statement: Statement) -> str:
    """Return the digest of what a statement prints. Its language is left out: the program translates, nobody writes."""
    printed = {name: value for name, value in statement.as_json().items() if name not in NOT_PRINTED}
    return hashlib.sha256(json.dumps(printed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_settled(business_id: int, statement: Statement, *, digest: str = "") -> bool:
    """Say whether two reviewers approved what the statement prints; `digest` is its digest, where it is known."""
    rows = StatementApproval.objects.filter(business=business_id, digest=digest or digest_of(statement))
    return len(rows.values_list("id")[:NEEDED]) == NEEDED


def look(row: DisclosureRequest, statement: Statement, *, by: User) -> SecondLook | None:
    """Return how the statement of this request stands for somebody; None where the policy asks for no second one."""
    if statement.answer not in COUNTED or not policy.needs_second(row.business_id):
        return None
    return _look(row, statement, by=by)


def may_go_out(row: DisclosureRequest, compiled: Compiled, *, by: User, at: datetime, digest: str = "") -> bool:
    """Note that a reviewer approves the statement of a request; return whether its notice may go out now.

    Where the policy asks for a second reviewer, the first approval alone sends nothing. Raises `SecondLookError` for
    somebody who was the first already, or who wrote what the statement says. `digest` is that of the statement, where
    it was worked out already.
    """
    statement = compiled.content.statement
    if statement.answer not in COUNTED:
        return True
    needs_second = policy.needs_second(row.business_id)
    digest = digest or digest_of(statement)
    approvals = StatementApproval.objects.filter(business=row.business_id, digest=digest)
    approved_by = list(approvals.order_by("id").values_list("by", flat=True)[:NEEDED])
    if len(approved_by) == NEEDED or (by.pk in approved_by and not needs_second):
        return True
    # Two who approve at once are a first and a second: the later one waits for the other.
    Business.objects.select_for_update(no_key=True).get(pk=row.business_id)
    found = _look(row, statement, by=by)
    if found.first is None or found.may_be_second(by):
        StatementApproval.objects.get_or_create(
            business_id=row.business_id,
            digest=digest,
            by=by,
            defaults={
                "report_year": statement.year,
                "register_version": statement.register_version,
                "disclosure_request": row,
                "at": at,
            },
        )
        return found.first is not None or not needs_second
    if found.is_settled or not needs_second:
        return True
    if found.first.by_id == by.pk:
        msg = "You approved this statement as the first. Its first notice needs a second reviewer: somebody else."
        raise SecondLookError(msg)
    first = name_of(found.first.by)
    msg = f"{first} approved this statement first, and you changed the register it is made from. Somebody else has to "
    raise SecondLookError(msg + "be the second reviewer.")


class Approved:
    """How requests of one slice were approved, and what their businesses want, asked once for all of them."""

    def __init__(self, rows: Iterable[DisclosureRequest]) -> None:
        self._needs_second: dict[int, bool] = {}
        kinds = RequestEvent.objects.filter(disclosure_request__in=[row.pk for row in rows], kind__in=_APPROVED)
        last = dict(kinds.order_by("id").values_list("disclosure_request", "kind"))
        self._alone = {pk for pk, kind in last.items() if kind == APPROVED_ALONE}

    def takes_two(self, row: DisclosureRequest) -> bool:
        """Say whether the statement of a request has to be approved by two reviewers before it goes out."""
        if row.business_id not in self._needs_second:
            self._needs_second[row.business_id] = policy.needs_second(row.business_id)
        return row.pk in self._alone or self._needs_second[row.business_id]


def check_still_settled(row: DisclosureRequest, compiled: Compiled, approved: Approved, *, digest: str = "") -> None:
    """Refuse to issue a notice whose statement nobody approved as it is now; raises `BlockedError`.

    The register may change between the approval and the moment in which the worker compiles the notice.
    """
    statement = compiled.content.statement
    if statement.answer not in COUNTED or row.declined_clause:
        return
    if approved.takes_two(row) and not is_settled(row.business_id, statement, digest=digest):
        raise BlockedError(("the register changed since two reviewers approved the statement; they look at it anew",))


def _look(row: DisclosureRequest, statement: Statement, *, by: User) -> SecondLook:
    rows = StatementApproval.objects.filter(business=row.business_id, digest=digest_of(statement))
    approvals = list(rows.select_related("by").order_by("id")[:NEEDED])
    return SecondLook(
        first=approvals[0] if approvals else None,
        is_settled=len(approvals) == NEEDED,
        is_author=_is_author(row.business_id, statement.year, by=by),
    )


def _is_author(business_id: int, year: int, *, by: User) -> bool:
    """Say whether somebody changed the register since two reviewers last agreed on a statement about the year."""
    of_year = StatementApproval.objects.filter(business=business_id, report_year=year)
    by_digest: dict[str, int] = {}
    agreed = 0
    for digest, version in of_year.values_list("digest", "register_version").order_by("id"):
        if digest in by_digest:
            agreed = max(agreed, version)
        by_digest[digest] = version
    changes = RegisterChange.objects.filter(business=business_id, number__gt=agreed, actor=Actor.staff(by).label)
    return changes.exists()
