"""Mails that were destroyed: a further copy is known by its digest, and nothing of it is kept a second time."""

from functools import partial

from django.db import transaction

from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.retention import batches, files
from requests_app.retention.models import DestructionItem
from requests_app.retention.tables_of_requests import GONE


def is_destroyed(message: IncomingMessage) -> bool:
    """Say whether a mail went: what is left of it is by what its copies are known."""
    return message.why in GONE


def request_of(message: IncomingMessage) -> int | None:
    """Return the request with which a mail goes: that of its receipt, where it has one."""
    return message.receipt.disclosure_request_id if message.receipt else message.disclosure_request_id


def note_copy(row: IncomingMessage, first: IncomingMessage, *, identity: str) -> None:
    """Note a further copy of a mail that was destroyed, and no more of it; its file goes like that of the first.

    The name of the file is written down with the row: should this be killed, the sweep removes it.
    """
    row.place, row.first, row.disclosure_request = Place.DUPLICATE, first, first.disclosure_request
    row.why, row.identity, row.mailbox_address, row.business = first.why, identity, "", first.business
    row.save()
    gone = DestructionItem.objects.select_for_update(of=("self",)).filter(outcome=DestructionItem.Outcome.DESTROYED)
    request = request_of(first)
    item = gone.get(message=first) if request is None else gone.get(disclosure_request=request)
    item.files = [*item.files, files.name_of(row.raw_digest)]
    item.save(update_fields=["files"])
    transaction.on_commit(partial(batches.remove_left, item.batch_id))
