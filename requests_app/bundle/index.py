"""The page that opens a bundle: plain, complete in itself, for readers who know the law and not the program."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import translation

from requests_app.bundle.pieces import Bundle, FileLine
from requests_app.bundle.rows import SECRET, Row
from requests_app.requests.models import LegalNote, ReplyBy, RequestNote

CODES = frozenset({"channel", "kind"})
"""Columns that hold a code; what a mail server said is never touched."""
CAME_BACK = ("_came_back", "_late")
"""How the kinds of events end that tell of a mail which came back, or of one that is late."""


def index_of(bundle: Bundle, files: Sequence[FileLine]) -> str:
    """Return the page. Hours are the business's; the JSON files have them in UTC."""
    row, zone = bundle.request, ZoneInfo(bundle.request.business.timezone)
    values: dict[str, Any] = {  # a template takes values of any kind
        "row": row,
        "receipts": [_local(each, zone) for each in bundle.told["receipts"]],
        "said_later": [_local(each, zone) for each in bundle.told["said_later"]],
        "questions": [_local(each, zone) for each in bundle.told["questions"]],
        "wishes": [_local(each, zone) for each in bundle.told["other_wishes"]],
        "events": [_local(each, zone) for each in bundle.told["events"]],
        "came_back": [_local(each, zone) for each in bundle.told["events"] if each["kind"].endswith(CAME_BACK)],
        "messages": [_local(each, zone) for each in bundle.messages],
        "notices": [{**_local(each, zone), "answer": each["answer"].replace("_", " ")} for each in bundle.notices],
        "deliveries": [_local(each, zone) for each in bundle.deliveries],
        "audit": [_local(each, zone) for each in bundle.audit],
        "head": _local(bundle.head, zone) if bundle.head else None,
        "files": files,
        "lost": bundle.lost,
        "notes": RequestNote.objects.filter(disclosure_request=row).count(),
        "legal_notes": LegalNote.objects.filter(disclosure_request=row).count(),
        "secret": SECRET,
    }
    with translation.override("en"):
        return render_to_string("bundle/index.html", values)


def _local(told: Row, zone: ZoneInfo) -> Row:
    """Return a row as people read it: moments as the business's clock showed them, codes in words."""
    return {name: _as_read(name, value, zone) for name, value in told.items()}


def _as_read(name: str, value: object, zone: ZoneInfo) -> object:
    if name == "at" or name.endswith("_at"):
        return _there(value, zone)
    if name == "reply_by":
        return ReplyBy(str(value)).label
    return str(value).replace("_", " ") if name in CODES else value


def _there(value: object, zone: ZoneInfo) -> object:
    if not isinstance(value, str) or "T" not in value:
        return value
    at = datetime.fromisoformat(value).replace(tzinfo=UTC).astimezone(zone)
    return f"{at:%Y-%m-%d %H:%M:%S} {at.tzname()}"
