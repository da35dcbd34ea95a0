"""One item of a list: a request, a mail of no request, or an event that no request leads to any more."""

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import Model

from requests_app.audit import chain
from requests_app.cure.models import KnowledgeEvent
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.requests.move import WORKER, record
from requests_app.retention import due
from requests_app.retention.due_beside import beside_kept_because, due_beside
from requests_app.retention.erase import Erased, erase, erase_beside
from requests_app.retention.models import DestructionItem
from requests_app.retention.schedule import OF_REQUESTS, Kind

logger = logging.getLogger(__name__)


def listed(business: Business, *, on: date, most: int) -> list[DestructionItem]:
    """Return the items of a new list, of every kind; nothing of them is written down yet."""
    items = [
        DestructionItem(disclosure_request_id=row.pk, kind=kind, begins_on=row.begins_on)
        for kind in OF_REQUESTS
        for row in due.due(business, kind, on=on).only("pk")[:most]
    ]
    for kind, column in ((Kind.MAIL, "message_id"), (Kind.KNOWN, "event_id")):
        items += [
            DestructionItem(kind=kind, begins_on=row.begins_on, **{column: row.pk})
            for row in due_beside(business, kind, on=on).only("pk")[:most]
        ]
    return items[:most]


def destroy(item: DestructionItem, business: Business, *, on: date, at: datetime) -> str:
    """Destroy what an item stands for, unless something forbids it now; return why it was kept, empty: it went.

    The caller holds the item and a transaction. Whoever writes to the same at this moment is waited for, or waits.
    """
    if item.disclosure_request_id is not None:
        request = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=item.disclosure_request_id)
        request.business = business
        return due.kept_because(request, on=on) or _gone(item, request, at=at)
    row: Model
    if item.message_id is not None:
        row = IncomingMessage.objects.select_for_update(of=("self",)).get(pk=item.message_id)
    else:
        assert item.event_id is not None  # noqa: S101 - a constraint holds it
        row = KnowledgeEvent.objects.select_for_update(of=("self",)).get(pk=item.event_id)
    return beside_kept_because(row, business, Kind(item.kind), on=on) or _gone(item, row, at=at)


def _gone(item: DestructionItem, row: Model, *, at: datetime) -> str:
    """Destroy a row, all of it or nothing; return why it could not be. The others of its list go all the same."""
    try:
        with transaction.atomic():
            gone = _erased(item, row, at=at)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not keep every other one from going
        kind = type(error).__name__  # its words may hold what is to go
        logger.error("%s %s could not be destroyed: %s", row._meta.verbose_name, row.pk, kind)  # noqa: SLF001, TRY400 - Django's public name; for the same reason
        return f"It could not be destroyed ({kind}). Nothing of it went; it comes onto the next list."
    item.rows, item.files, item.number_of_files = gone.rows, list(gone.files), len(gone.files)
    return ""


def _erased(item: DestructionItem, row: Model, *, at: datetime) -> Erased:
    if isinstance(row, DisclosureRequest):
        gone = erase(row, at=at)
        record(row, actor=WORKER, at=at, kind="destroyed")
        return gone
    gone = erase_beside(row, Kind(item.kind))
    action, subject = ("mail", "mail") if item.kind == Kind.MAIL else ("cure", "knowledge_event")
    chain.append(
        at=at, actor=WORKER.label, action=f"{action}.destroyed", subject=f"{subject}:{row.pk}", detail=dict(gone.rows)
    )
    return gone
