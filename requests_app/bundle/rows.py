"""Rows of a request as JSON objects: every column, save those that open doors or only serve the program."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model, Q, QuerySet

from requests_app.audit.chain import moment
from requests_app.audit.models import AuditEntry, PublishedHead
from requests_app.delivery.models import Delivery, GroupedAcknowledgement
from requests_app.requests.assign import name_of
from requests_app.requests.models import DisclosureRequest, IncomingMessage, LaterWord, Question, Receipt

Row = dict[str, Any]  # a JSON object has values of any kind

DRAWN = "request.bundle_drawn"
"""Of the audit: somebody took the bundle out. Left out of the bundle, so that two of one state are the same bytes."""
NOT_TOLD = frozenset(
    {
        *("secret", "form_token", "token"),  # whoever has one opens a page with it
        *("email_key", "post_key", "name_key", "verified_key", "address_key", "identity"),  # digests of what is told
        *("search_due", "wake_at", "tries", "uid", "uid_validity"),  # the program's own bookkeeping
        *("previous", "digest", "number"),  # the audit's; told beside each entry
    }
)
_SECRET_ADDRESS = re.compile(r"(/(?:status|received|confirm|attest)/)[^/\s]+")
QUEUED_AS = re.compile(r"queued as ([\w.+/=-]+)", re.IGNORECASE)
SECRET = "[secret]"  # noqa: S105 - it stands in the place of one


def receipts_of(row: DisclosureRequest) -> list[Receipt]:
    """Return the receipts, first come first."""
    found = row.receipts.select_related("brand", "entered_by", "dossier").prefetch_related("scans")
    return list(found.order_by("received_at", "id"))


def messages_of(row: DisclosureRequest) -> list[IncomingMessage]:
    """Return the mails that began the request, belong to it or are copies of one that does, in the order they came."""
    belong = Q(disclosure_request=row) | Q(receipt__disclosure_request=row)
    own = IncomingMessage.objects.filter(belong)
    found = IncomingMessage.objects.filter(belong | Q(first__in=own.values("pk")))
    return list(found.select_related("decided_by", "brand").order_by("id").distinct())


def deliveries_of(row: DisclosureRequest) -> list[Delivery]:
    """Return the mails and letters about the request, in the order they were queued."""
    together = GroupedAcknowledgement.objects.filter(disclosure_request=row).values("delivery")
    return list(Delivery.objects.filter(Q(disclosure_request=row) | Q(pk__in=together)).order_by("queued_at", "id"))


def audit_of(row: DisclosureRequest, messages: Iterable[IncomingMessage]) -> "QuerySet[AuditEntry]":
    """Return the audit's entries about the request, its mails and its scans."""
    scans = [scan.pk for receipt in receipts_of(row) for scan in receipt.scans.all()]
    about = Q(subject__in=[f"request:{row.reference}", *(f"mail:{each.pk}" for each in messages)])
    if scans:
        about |= Q(subject=f"business:{row.business_id}", action__startswith="evidence.", detail__document__in=scans)
    return AuditEntry.objects.filter(about).exclude(action=DRAWN).order_by("id")


def request_as_json(row: DisclosureRequest) -> Row:
    """Return the request as it stands, with everything its requester and the staff said and did."""
    return {
        "request": {"business": row.business.legal_name, **told(row), "status": row.get_status_display()},
        "receipts": [_receipt(each) for each in receipts_of(row)],
        "said_later": [told(each) for each in LaterWord.objects.filter(receipt__disclosure_request=row)],
        "questions": [told(each) for each in Question.objects.filter(disclosure_request=row)],
        "other_wishes": [told(each) for each in row.other_wishes.all()],
        "events": [{**told(each), "by": _who(each.by)} for each in row.events.select_related("by").order_by("id")],
    }


def _receipt(receipt: Receipt) -> Row:
    return {**told(receipt), "dossier": told(receipt.dossier) if receipt.dossier else None}


def delivery_as_json(delivery: Delivery) -> Row:
    """Return a delivery with its proof; addresses in the mail that open a page are masked."""
    found = QUEUED_AS.search(delivery.answer)
    return {
        **told(delivery),
        "state": delivery.get_state_display(),
        "kind": delivery.get_kind_display(),
        "queue_id": found[1] if found else None,
        "body": _SECRET_ADDRESS.sub(rf"\1{SECRET}", delivery.body),
    }


def entry_as_json(entry: AuditEntry) -> Row:
    """Return an entry of the audit with its place in the chain, so that its digest can be worked out again."""
    return {
        "number": entry.number,
        "previous": entry.previous,
        "at": moment(entry.at),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "digest": entry.digest,
    }


def head_as_json(head: PublishedHead) -> Row:
    """Return a head of the audit's chain as it was given out; what became of its mail is another thing."""
    return {"number": head.number, "digest": head.digest, "at": moment(head.at)}


def told(row: Model, *, besides: frozenset[str] = frozenset()) -> Row:
    """Return a row's columns by name, `besides` these: moments in UTC, people and brands by their names."""
    values: Row = {}
    for column in row._meta.concrete_fields:  # noqa: SLF001 - Django's public name
        if column.primary_key or column.name in NOT_TOLD | besides:
            continue
        value = getattr(row, column.name if _is_named(column) else column.attname)
        if isinstance(column, ForeignKey) and not _is_named(column):
            continue  # the id of another row says nothing outside of this database
        values[column.name] = _plain(value)
    return values


def _is_named(column: object) -> bool:
    if not isinstance(column, ForeignKey):
        return False
    return issubclass(column.related_model, User) or column.name == "brand"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, User):
        return name_of(value)
    return str(value) if isinstance(value, Model) else value


def _who(user: User | None) -> str | None:
    return name_of(user) if user else None
