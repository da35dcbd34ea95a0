"""The columns of what people asked, and how each ends when their request is destroyed."""

from django.db.models import Case, CharField, F, Q, Value, When

from requests_app.requests.models import ReplyBy
from requests_app.requests.models.incoming_message import WAITING, Place
from requests_app.retention.schedule import Kind
from requests_app.retention.table import Table

DESTROYED = "Destroyed with its request."
DESTROYED_ALONE = "Destroyed: its time was over."
GONE = (DESTROYED, DESTROYED_ALONE)
"""What stands where a text may not be empty, with a request or without one."""

_COUNTED = "Dates, doors and the law's answer: the yearly figures count them, and nobody is named by them."
_ROWS = "Which row belongs to which: the record and the figures name rows by their number."
_STAFF = "Staff who did their work; the requester is not named."
_LINK = "An unguessable number: whoever has the link or the reference reads that and when the record was destroyed."
_TOLD = "requester_name email street city state postal_code country message"

TABLES = (
    Table(
        model="DisclosureRequest",
        ways=("pk",),
        emptied=f"{_TOLD} california_resident arrived_at verified_key answer_format declined_because problem",
        replaced={"reply_by": ReplyBy.UNKNOWN.value},
        kept={
            _COUNTED: "channel received_at received_on reached_designated_on due_on deadline language represented "
            "report_year verified_at status version decided_at declined_clause wake_at tries deferred_until "
            "search_due destroyed_at",
            _ROWS: "business brand",
            _LINK: "reference secret",
            _STAFF: "decided_by assigned_to",
        },
    ),
    Table(
        model="Receipt",
        ways=("disclosure_request",),
        emptied=f"{_TOLD} california_resident arrived_at note flags email_key post_key name_key form_token",
        replaced={"reply_by": ReplyBy.UNKNOWN.value},
        kept={
            _COUNTED: "channel received_at received_on reached_designated_on due_on deadline language represented "
            "entered_at withdrawn_at met_by",
            _ROWS: "disclosure_request brand dossier",
            _LINK: "reference secret",
            _STAFF: "entered_by",
        },
    ),
    Table(
        model="Dossier",
        ways=("receipts__disclosure_request",),
        shared=True,
        emptied="agent_name firm email street city state postal_code country their_reference note form_token",
        kept={
            _COUNTED: "kind language received_at entered_at is_possible_claim authority_seen_on",
            _ROWS: "business",
            _LINK: "secret",
            _STAFF: "entered_by",
        },
    ),
    Table(
        model="RequestEvent",
        ways=("disclosure_request",),
        emptied="says",
        kept={
            _COUNTED: "at kind from_status to_status",
            _ROWS: "disclosure_request",
            _STAFF: "by actor",
        },
    ),
    Table(
        model="LaterWord",
        ways=("receipt__disclosure_request",),
        emptied="says before after token",
        kept={_COUNTED: "kind at needs_look looked_at", _ROWS: "receipt", _STAFF: "looked_by"},
    ),
    Table(
        model="Question",
        ways=("disclosure_request",),
        replaced={"text": DESTROYED},
        kept={_COUNTED: "asked_at ended ended_at", _ROWS: "disclosure_request", _STAFF: "asked_by"},
    ),
    Table(
        model="IncomingMessage",
        # A receipt that was parted from its request takes its mail along, and the copies of that.
        ways=(
            "receipt__disclosure_request",
            "first__receipt__disclosure_request",
            "disclosure_request",
            "first__disclosure_request",
        ),
        in_order=True,
        ways_beside={Kind.MAIL: ("pk", "first")},
        emptied="message_id flags subject text name email street city state postal_code came_to arrived_at attachments "
        "mailbox_address",
        replaced={
            "why": DESTROYED,
            # Nobody has to decide on it any more.
            "place": Case(
                When(place__in=sorted(WAITING), then=Value(Place.NOT_REQUEST.value)),
                default=F("place"),
                output_field=CharField(),
            ),
        },
        kept={
            "A mail that still lies on the server must not come in as a new request.": "mailbox uid_validity uid "
            "raw_digest identity",
            _COUNTED: "size kept_at stored_at tries outcome language received_at received_on "
            "reached_designated_on due_on acknowledge settled_at decided_at",
            _ROWS: "business brand disclosure_request receipt first",
            _STAFF: "decided_by",
        },
    ),
    Table(model="LegalNote", ways=("disclosure_request",), removed=True),
    Table(model="RequestNote", ways=("disclosure_request",), removed=True),
    Table(model="OtherWish", ways=("disclosure_request",), removed=True),
    Table(model="OnePerson", ways=("one", "other"), removed=True),
    Table(model="SearchEntry", ways=("disclosure_request",), removed=True),
    Table(model="Presence", ways=("disclosure_request",), removed=True),
    Table(model="LeftToPerson", ways=("disclosure_request",), removed=True),
    Table(model="GroupedAcknowledgement", ways=("disclosure_request",), removed=True),
    Table(model="Receipt_scans", ways=("receipt__disclosure_request",), removed=True),
    Table(
        model="EvidenceDocument",
        # Scans of letters. Documents behind the register stay with it; two letters may be the same bytes.
        ways=("receipts__disclosure_request",),
        shared=True,
        unless=Q(disclosures__isnull=False) | Q(third_parties__isnull=False),
        removed=True,
    ),
)
