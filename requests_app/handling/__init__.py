"""Everything that can be done, and the only door for writes. Read this and `tasks` for the story of a request."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.delivery import settle
from requests_app.delivery.links import status_url
from requests_app.delivery.models import Delivery
from requests_app.handling.batches import Batch, BatchRow, RowOutcome, RowVerdict, foresee_batch, take_in_batch
from requests_app.handling.beside import add_legal_note, add_wish, enter_reply_address, hand_over_wish
from requests_app.handling.dossiers import Correspondent, note_authority, take_in_for_others
from requests_app.handling.evidence import attach_evidence, detach_evidence, hand_out_evidence
from requests_app.handling.intake import (
    Scan,
    acknowledge_after_all,
    confirm_receipt,
    enter,
    hand_out_scan,
    part_receipt,
    receive,
    say_one_person,
    take_in,
    why_due,
)
from requests_app.handling.mail import (
    MOST_TRIES,
    Delivered,
    begin_again,
    note_visit,
    settle_message,
    store_message,
)
from requests_app.handling.notice_duty import check_notice_duty
from requests_app.handling.pen import accept_message, attach_message, dismiss_message, hand_out_message
from requests_app.handling.register import (
    add_year_part,
    attest_year_part,
    cancel_load,
    close_year,
    configure_business,
    confirm_load,
    declare_different,
    load_file,
    merge_third_parties,
    preview_merge,
    preview_register_row,
    preview_removal,
    record_export,
    remove_register_row,
    run_load,
    save_register_row,
    start_load,
    undo_load,
)
from requests_app.handling.resident import (
    acknowledged_with,
    call_wrong,
    confirm_address,
    correct_details,
    disown,
    look_at,
    withdraw,
)
from requests_app.notices.compile import BlockedError, compile_for
from requests_app.requests import review
from requests_app.requests.decision import GROUNDS, ChangedMeanwhileError, NoReasonError
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import Actor
from requests_app.requests.people import check_people_are_settled
from requests_app.requests.permissions import check_can_review
from requests_app.requests.receive import Asked, Flag
from requests_app.requests.reply_address import check_address_is_known
from requests_app.requests.status import Status
from requests_app.statute import Answer, rule_on
from requests_app.tasks import issue_notice, send_delivery, wake_after, wake_on_commit

__all__ = [
    "MOST_TRIES",
    "Asked",
    "Batch",
    "BatchRow",
    "Correspondent",
    "Delivered",
    "Flag",
    "RowOutcome",
    "RowVerdict",
    "Scan",
    "accept_message",
    "acknowledge_after_all",
    "acknowledged_with",
    "add_legal_note",
    "add_wish",
    "add_year_part",
    "approve",
    "attach_evidence",
    "attach_message",
    "attest_year_part",
    "begin_again",
    "call_wrong",
    "cancel_load",
    "check_notice_duty",
    "close_year",
    "configure_business",
    "confirm_address",
    "confirm_load",
    "confirm_receipt",
    "correct_details",
    "declare_different",
    "decline",
    "detach_evidence",
    "dismiss_message",
    "disown",
    "enter",
    "enter_reply_address",
    "foresee_batch",
    "grounds_shown",
    "hand_out_evidence",
    "hand_out_message",
    "hand_out_scan",
    "hand_over_wish",
    "load_file",
    "look_at",
    "mark_posted",
    "merge_third_parties",
    "note_authority",
    "note_visit",
    "part_receipt",
    "preview_merge",
    "preview_register_row",
    "preview_removal",
    "receive",
    "record_account",
    "record_export",
    "remove_register_row",
    "retry_delivery",
    "run_load",
    "save_register_row",
    "say_one_person",
    "settle_doubtful",
    "settle_message",
    "start_load",
    "status_url",
    "store_message",
    "take_in",
    "take_in_batch",
    "take_in_for_others",
    "undo_load",
    "why_due",
    "withdraw",
]


def approve(
    *, disclosure_request_id: int, seen_version: int, by: User, now: datetime, seen_register: int | None = None
) -> DisclosureRequest:
    """Approve a request; the worker compiles and sends what the law says is owed.

    `seen_register` is the version of the register the reviewer saw. Raises `BlockedError` while the register lacks
    something the notice must print, and a `ReviewError` that names who was first, or says that the register changed.
    """
    check_can_review(by)
    with transaction.atomic():
        row = DisclosureRequest.objects.select_related("business").get(pk=disclosure_request_id)
        check_address_is_known(row)
        if seen_register is not None and seen_register != row.business.register_version:
            msg = "The register changed since you opened this request. Look at the notice again, then decide."
            raise ChangedMeanwhileError(msg)
        check_people_are_settled(row)
        blocked = compile_for(row, issued_on=now.date()).blocked
        if blocked:
            raise BlockedError(blocked)
        decided = review.approve(
            disclosure_request_id, seen_version=seen_version, by=by, at=now, wake_after=wake_after()
        )
        wake_on_commit(issue_notice, decided.pk)
        return decided


def decline(
    *, disclosure_request_id: int, clause: str, because: str, seen_version: int, by: User, now: datetime
) -> DisclosureRequest:
    """Decline a request with its clause; the requester gets a letter that says why.

    Without the reviewer's own words the letter says what the law says of the facts on file. Where they do not show the
    ground there is no such sentence, and the reviewer's words are asked for (`NoReasonError`).
    """
    check_can_review(by)
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


def retry_delivery(*, delivery_id: int, by: User, now: datetime) -> Delivery:
    """Send a refused mail again."""
    with transaction.atomic():
        delivery = settle.retry(delivery_id, by=by, at=now)
        wake_on_commit(send_delivery, delivery.pk)
        return delivery


def settle_doubtful(*, delivery_id: int, arrived: bool, by: User, now: datetime) -> Delivery:
    """Settle a mail whose outcome nobody recorded: it arrived, or it is sent again."""
    with transaction.atomic():
        delivery = settle.settle_doubtful(delivery_id, arrived=arrived, by=by, at=now)
        if not arrived:
            wake_on_commit(send_delivery, delivery.pk)
        return delivery


def mark_posted(*, delivery_id: int, posted_on: date, by: User, now: datetime) -> Delivery:
    """Record that the printed notice was posted."""
    return settle.mark_posted(delivery_id, posted_on=posted_on, by=by, at=now)


def record_account(*, account: User, action: str, message: str, by: User, now: datetime) -> None:
    """Record that an account was added or changed: which fields, and the roles it has now; never a name."""
    with transaction.atomic():
        roles = sorted(account.groups.values_list("name", flat=True))
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action=f"account.{action}",
            subject=f"user:{account.pk}",
            detail={"what": message, "roles": roles, "active": account.is_active, "superuser": account.is_superuser},
        )
