"""The decision: approve what the law says is owed, or decline with a clause and a sentence."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.desk import second_look
from requests_app.desk.alike import Alike
from requests_app.notices.compile import BlockedError
from requests_app.requests import review
from requests_app.requests.decision import GROUNDS, ChangedMeanwhileError, NoReasonError
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.people import check_people_are_settled
from requests_app.requests.permissions import check_can_review
from requests_app.requests.reach import check_reaches_request
from requests_app.requests.reply_address import check_address_is_known
from requests_app.requests.status import Status
from requests_app.rows.together import together
from requests_app.statute import Answer, rule_on
from requests_app.tasks import issue_notice, wake, wake_after, wake_on_commit


def approve(
    *,
    disclosure_request_id: int,
    seen_version: int,
    by: User,
    now: datetime,
    seen_register: int | None = None,
    alike: Alike | None = None,
    to_issue: Callable[[int], None] | None = None,
) -> DisclosureRequest:
    """Approve a request; the worker compiles and sends what the law says is owed.

    `seen_register` is the version of the register the reviewer saw. Where the policy asks for a second reviewer and
    this was the first, the request still waits. Raises `BlockedError` while the register lacks something the notice
    must print, and a `ReviewError` that names who was first, or says that the register changed. `alike` is what was
    compiled for others of the same act, and `to_issue` is told the request once it is committed, in place of a worker.
    """
    alike = alike or Alike()
    check_can_review(by)
    check_reaches_request(by, disclosure_request_id)
    with transaction.atomic():
        rows = DisclosureRequest.objects.select_related("business").prefetch_related("receipts")
        row = rows.get(pk=disclosure_request_id)
        check_address_is_known(row)
        if seen_register is not None and seen_register != row.business.register_version:
            msg = "The register changed since you opened this request. Look at the notice again, then decide."
            raise ChangedMeanwhileError(msg)
        check_people_are_settled(row)
        compiled = alike.compiled(row, issued_on=now.date())
        if compiled.blocked:
            raise BlockedError(compiled.blocked)
        if not second_look.may_go_out(row, compiled, by=by, at=now, digest=alike.digest(compiled)):
            return review.approve_first(disclosure_request_id, seen_version=seen_version, by=by, at=now)
        with together():
            decided = review.approve(
                disclosure_request_id, seen_version=seen_version, by=by, at=now, wake_after=wake_after()
            )
        transaction.on_commit(partial(to_issue or partial(wake, issue_notice), decided.pk))
        return decided


def decline(
    *, disclosure_request_id: int, clause: str, because: str, seen_version: int, by: User, now: datetime
) -> DisclosureRequest:
    """Decline a request with its clause; the requester gets a letter that says why.

    Without the reviewer's own words the letter says what the law says of the facts on file. Where they do not show the
    ground there is no such sentence, and the reviewer's words are asked for (`NoReasonError`).
    """
    check_can_review(by)
    check_reaches_request(by, disclosure_request_id)
    with transaction.atomic():
        row = DisclosureRequest.objects.select_related("business").get(pk=disclosure_request_id)
        check_address_is_known(row)
        says = because.strip() or grounds_shown(row).get(clause, "")
        if row.status == Status.RECEIVED and clause in GROUNDS and not says:
            msg = f"The facts on file do not show {clause}. Say in your own words why it applies to this request."
            raise NoReasonError(msg)
        decided = review.decline(
            disclosure_request_id,
            clause=clause,
            because=says or GROUNDS.get(clause, ""),
            seen_version=seen_version,
            by=by,
            at=now,
            wake_after=wake_after(),
        )
        wake_on_commit(issue_notice, decided.pk)
        return decided


def grounds_shown(disclosure_request: DisclosureRequest) -> dict[str, str]:
    """Return the clauses on which the law itself asks for no answer to this request, each with its sentence."""
    ruling = rule_on(fact_pattern(disclosure_request))
    if ruling.answer != Answer.NOT_REQUIRED:
        return {}
    return {reason.clause: reason.says for reason in ruling.reasons if reason.says}
