"""The columns of what people were answered, and of what the desk and counsel did about it."""

from django.db.models import Case, CharField, F, Q, TextField, Value, When
from django.db.models.functions import Cast, Concat

from requests_app.retention.schedule import Kind
from requests_app.retention.table import Table
from requests_app.retention.tables_of_requests import DESTROYED

_COUNTED = "Dates, states and numbers: the yearly figures count them, and nobody is named by them."
_ROWS = "Which row belongs to which: the record and the figures name rows by their number."
_STAFF = "Staff who did their work; the requester is not named."
_SHARED = "The same for all whom the law cannot tell apart; nobody is named."
_SAYS_WHEN_POSTED = r"^Posted on \d{4}-\d{2}-\d{2}\.$"
"""What the yearly figures read the day of an older letter from."""

OF_EVENT = (
    "later_word__receipt__disclosure_request",
    "campaigns__rows__disclosure_request",
    "campaigns__rows__requests__disclosure_request",
)


def _only(condition: Q, then: F | Value, *, otherwise: str) -> Case:
    return Case(When(condition, then=then), default=Value(otherwise), output_field=TextField())


TABLES = (
    Table(
        model="Notice",
        ways=("disclosure_request",),
        emptied="name letter",
        kept={
            _COUNTED: "answer rule_version register_version from_open_year template_version unsigned_because issued_at "
            "issued_on",
            _ROWS: "disclosure_request supersedes document statement basis",
        },
    ),
    Table(
        model="Document",
        ways=("notices__disclosure_request",),
        shared=True,
        unless=Q(standard_statements__isnull=False) | Q(signed_statements__isnull=False),
        emptied="pdf",
        kept={
            "Whoever still has the letter can have it checked: the digest names nobody.": "digest",
            _COUNTED: "pages kept_at",
        },
    ),
    Table(
        model="StandardStatement",
        kept={
            _SHARED: "key business year language answer large_print register_version template_version document "
            "signed_document laid_out_at"
        },
    ),
    Table(model="Basis", kept={_SHARED: "key statement facts ruling"}),
    Table(
        model="Delivery",
        # Of an acknowledgement of several requests, what it says of one of them is taken out apart: see
        # `retention.grouped`.
        ways=("disclosure_request", "group__disclosure_request"),
        shared=True,
        emptied="address_key recipient subject body",
        replaced={
            # An answer to a mail that nobody can tell any more must not lead back here.
            "message_id": Concat(Value("destroyed."), Cast("pk", CharField())),
            "answer": Case(
                When(answer__regex=_SAYS_WHEN_POSTED, then=F("answer")), default=Value(""), output_field=TextField()
            ),
        },
        kept={
            "The business’s own address.": "sender",
            _COUNTED: "kind channel state attempts queued_at claimed_at wake_at finished_at posted_on returned_on "
            "returned_because looked_at",
            _ROWS: "disclosure_request notice question instead_of print_run",
        },
    ),
    Table(
        model="CampaignRow",
        ways=("disclosure_request", "requests__disclosure_request"),
        shared=True,
        replaced={"says": _only(Q(says=""), Value(""), otherwise=DESTROYED)},
        kept={
            "How the correction ended for each: the complete defense of 1798.84(d) is counted from it.": "why language "
            "channel state taken_at ended_at",
            _ROWS: "campaign disclosure_request notice",
        },
    ),
    Table(model="RowRequest", kept={_ROWS: "row disclosure_request notice why"}),
    Table(
        model="KnowledgeEvent",
        ways_beside={Kind.KNOWN: ("pk",)},
        # What one person's word led to is the evidence of all who were put right: 1798.84(d). The name of whoever goes
        # before the last of them is taken out apart: see `retention.known`.
        ways=OF_EVENT,
        shared=True,
        replaced={"what_was_wrong": DESTROYED},
        kept={
            _COUNTED: "years source known_on with_late with_unanswered noted_at told_of_day",
            _ROWS: "business brand register_change later_word",
            _STAFF: "noted_by",
        },
    ),
    Table(
        model="KnownOnChange",
        ways_beside={Kind.KNOWN: ("event",)},
        ways=tuple(f"event__{way}" for way in OF_EVENT),
        shared=True,
        replaced={"because": DESTROYED},
        kept={_COUNTED: "was now at", _ROWS: "event", _STAFF: "by"},
    ),
    Table(
        model="Campaign",
        ways_beside={Kind.KNOWN: ("event",)},
        ways=tuple(f"event__{way}" for way in OF_EVENT),
        shared=True,
        emptied="problem",
        kept={
            _COUNTED: "state first_batch an_hour people counted made_at launched_at looked_at finished_at",
            _ROWS: "event",
            _STAFF: "made_by launched_by",
        },
    ),
    Table(
        model="CureDrill",
        kept={_COUNTED: "year figures problem held_at", _ROWS: "business", _STAFF: "held_by"},
    ),
    Table(
        model="BulkRun",
        # The address of a list may hold what somebody searched for.
        ways=("items__disclosure_request",),
        emptied="chosen_by",
        kept={
            _COUNTED: "kind seen_registers frozen_at confirmed_at cancelled_at finished_at",
            _STAFF: "to by",
        },
    ),
    Table(
        model="BulkItem",
        ways=("disclosure_request",),
        replaced={"says": _only(Q(says=""), Value(""), otherwise=DESTROYED)},
        kept={_COUNTED: "seen_version outcome done_at", _ROWS: "run disclosure_request", _STAFF: "seen_with"},
    ),
    Table(
        model="StatementApproval",
        kept={
            _SHARED: "business digest report_year register_version at",
            _ROWS: "disclosure_request",
            _STAFF: "by",
        },
    ),
    Table(
        model="LegalHold",
        ways=("disclosure_request",),
        emptied="because lifted_because",
        kept={_COUNTED: "since lifted_at", _ROWS: "disclosure_request", _STAFF: "by lifted_by"},
    ),
    Table(
        model="DestructionItem",
        ways=("disclosure_request",),
        kept={
            "The record of the destruction itself.": "batch disclosure_request message event kind begins_on outcome "
            "says files rows number_of_files done_at"
        },
    ),
    Table(
        model="DestructionBatch",
        ways=("items__disclosure_request",),
        shared=True,
        emptied="because",
        kept={
            "The record of the destruction itself.": "business state proposed_on review_until basis first_by first_at "
            "second_by second_at cancelled_by cancelled_at finished_at"
        },
    ),
    Table(
        model="RetentionRule",
        kept={"The schedule names nobody who asked.": "business kind years days basis set_by set_at supersedes"},
    ),
)
