"""Everything that can be done, and the only door for writes. Read this and `tasks` for the story of a request."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.delivery.links import status_url
from requests_app.handling.audit import check_audit, publish_head, send_head
from requests_app.handling.batches import Batch, BatchRow, RowOutcome, RowVerdict, foresee_batch, take_in_batch
from requests_app.handling.beside import (
    add_legal_note,
    add_note,
    add_wish,
    ask_requester,
    close_question,
    enter_reply_address,
    hand_over_wish,
)
from requests_app.handling.bulk import cancel_bulk, confirm_bulk, freeze_bulk, run_bulk
from requests_app.handling.bundle import bundle_drawn, draw_bundle
from requests_app.handling.colleagues import (
    ColleagueError,
    accept_invitation,
    close_account,
    invitations_to_send,
    invite,
    invite_again,
    mail_way_back,
    open_account,
    remove_second_factor,
    send_invitation,
)
from requests_app.handling.correction import preview_correction
from requests_app.handling.cure import (
    draft_campaign,
    go_on_with_campaign,
    launch_campaign,
    note_knowledge,
    pause_campaign,
    read_campaigns,
    set_known_on,
    stop_campaign,
    walk_campaign,
    write_campaign_down,
)
from requests_app.handling.cure_proof import draw_proof
from requests_app.handling.decide import approve, decline, grounds_shown
from requests_app.handling.deliveries import (
    look_at_return,
    make_print_run,
    mark_posted,
    mark_run_posted,
    retry_delivery,
    send_elsewhere,
    settle_doubtful,
    take_back_letter,
    take_report,
)
from requests_app.handling.desk import assign, defer, keep_list, note_presence, remove_list, take_next
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
from requests_app.handling.kept_lists import lists_that_tell, tell_of_list
from requests_app.handling.letterhead import Upload, set_letterhead
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
from requests_app.handling.people import (
    record_failed_sign_in,
    record_means,
    record_password_changed,
    record_sessions_ended,
    record_sign_in,
)
from requests_app.handling.policy import approve_alone, set_policy
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
from requests_app.handling.reminders import begin_reminders, send_reminder, set_reminders
from requests_app.handling.reports import draw_record, set_publication
from requests_app.handling.resident import (
    acknowledged_with,
    answer_question,
    call_wrong,
    confirm_address,
    correct_details,
    disown,
    look_at,
    withdraw,
)
from requests_app.handling.texts import NoTestMailError, send_test_mail, write_text
from requests_app.requests.move import Actor
from requests_app.requests.reach import bound_to
from requests_app.requests.receive import Asked, Flag

__all__ = [
    "MOST_TRIES",
    "Asked",
    "Batch",
    "BatchRow",
    "ColleagueError",
    "Correspondent",
    "Delivered",
    "Flag",
    "NoTestMailError",
    "RowOutcome",
    "RowVerdict",
    "Scan",
    "Upload",
    "accept_invitation",
    "accept_message",
    "acknowledge_after_all",
    "acknowledged_with",
    "add_legal_note",
    "add_note",
    "add_wish",
    "add_year_part",
    "answer_question",
    "approve",
    "approve_alone",
    "ask_requester",
    "assign",
    "attach_evidence",
    "attach_message",
    "attest_year_part",
    "begin_again",
    "begin_reminders",
    "bundle_drawn",
    "call_wrong",
    "cancel_bulk",
    "cancel_load",
    "check_audit",
    "check_notice_duty",
    "close_account",
    "close_question",
    "close_year",
    "configure_business",
    "confirm_address",
    "confirm_bulk",
    "confirm_load",
    "confirm_receipt",
    "correct_details",
    "declare_different",
    "decline",
    "defer",
    "detach_evidence",
    "dismiss_message",
    "disown",
    "draft_campaign",
    "draw_bundle",
    "draw_proof",
    "draw_record",
    "enter",
    "enter_reply_address",
    "foresee_batch",
    "freeze_bulk",
    "go_on_with_campaign",
    "grounds_shown",
    "hand_out_evidence",
    "hand_out_message",
    "hand_out_scan",
    "hand_over_wish",
    "invitations_to_send",
    "invite",
    "invite_again",
    "keep_list",
    "launch_campaign",
    "lists_that_tell",
    "load_file",
    "look_at",
    "look_at_return",
    "mail_way_back",
    "make_print_run",
    "mark_posted",
    "mark_run_posted",
    "merge_third_parties",
    "note_authority",
    "note_knowledge",
    "note_presence",
    "note_visit",
    "open_account",
    "part_receipt",
    "pause_campaign",
    "preview_correction",
    "preview_merge",
    "preview_register_row",
    "preview_removal",
    "publish_head",
    "read_campaigns",
    "receive",
    "record_account",
    "record_export",
    "record_failed_sign_in",
    "record_means",
    "record_password_changed",
    "record_sessions_ended",
    "record_sign_in",
    "remove_list",
    "remove_register_row",
    "remove_second_factor",
    "retry_delivery",
    "run_bulk",
    "run_load",
    "save_register_row",
    "say_one_person",
    "send_elsewhere",
    "send_head",
    "send_invitation",
    "send_reminder",
    "send_test_mail",
    "set_known_on",
    "set_letterhead",
    "set_policy",
    "set_publication",
    "set_reminders",
    "settle_doubtful",
    "settle_message",
    "start_load",
    "status_url",
    "stop_campaign",
    "store_message",
    "take_back_letter",
    "take_in",
    "take_in_batch",
    "take_in_for_others",
    "take_next",
    "take_report",
    "tell_of_list",
    "undo_load",
    "walk_campaign",
    "why_due",
    "withdraw",
    "write_campaign_down",
    "write_text",
]


def record_account(*, account: User, action: str, message: str, by: User, now: datetime) -> None:
    """Record that an account was added or changed: which fields, its roles and businesses now; never a name."""
    with transaction.atomic():
        roles = sorted(account.groups.values_list("name", flat=True))
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action=f"account.{action}",
            subject=f"user:{account.pk}",
            detail={
                "what": message,
                "roles": roles,
                "active": account.is_active,
                "superuser": account.is_superuser,
                "businesses": sorted(bound_to(account) or ()),
            },
        )
