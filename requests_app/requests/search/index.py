"""Keeping the words of requests: a worker's work, done after the request is safe, and done again when it changes."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Prefetch

from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt, SearchEntry
from requests_app.requests.search import words
from requests_app.requests.search.digests import digest

BATCH = 200
_PLACE = ("street", "city", "state", "postal_code", "country")


def index_waiting(*, most: int = BATCH) -> int:
    """Keep the words of requests that are new or changed, oldest first; return how many there were.

    Several workers at once take different ones. What changes meanwhile waits for the row and is marked again.
    """
    with transaction.atomic():
        waiting = DisclosureRequest.objects.filter(search_due=True).order_by("id")[:most]
        held = list(waiting.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
        if held:
            SearchEntry.objects.filter(disclosure_request__in=held).delete()
            rows = DisclosureRequest.objects.filter(pk__in=held).prefetch_related(
                "notes",
                Prefetch("receipts", queryset=Receipt.objects.select_related("dossier")),
                Prefetch("incoming", queryset=IncomingMessage.objects.only("disclosure_request", *_MESSAGE)),
            )
            SearchEntry.objects.bulk_create(entry for row in rows for entry in entries(row))
            DisclosureRequest.objects.filter(pk__in=held).update(search_due=False)
        return len(held)


def mark_all() -> None:
    """Mark every request, so that its words are kept anew."""
    DisclosureRequest.objects.filter(search_due=False).update(search_due=True)


def entries(row: DisclosureRequest) -> Iterator[SearchEntry]:
    """Yield what a request is found by: who asked, from where, its references, and the text of its messages."""
    for number in {digest(word) for word in _words_of(row)}:
        yield SearchEntry(word=number, disclosure_request=row)


def words_told(told: DisclosureRequest | Receipt) -> Iterator[str]:
    """Yield the words of what a person told of themselves and asked."""
    yield from words.of_name(told.requester_name)
    yield from words.of_email(told.email)
    yield from words.of_all(getattr(told, name) for name in _PLACE)
    yield from words.of_text(told.message)
    yield from words.of_text(told.reference or "")


def _words_of(row: DisclosureRequest) -> Iterator[str]:
    yield from words_told(row)
    for receipt in row.receipts.all():
        yield from words_told(receipt)
        yield from words.of_text(receipt.note)
        if receipt.dossier is not None:
            yield from words.of_name(f"{receipt.dossier.agent_name} {receipt.dossier.firm}")
            yield from words.of_email(receipt.dossier.email)
    yield from words.of_all(note.text for note in row.notes.all())
    for message in row.incoming.all():
        yield from words.of_name(message.name)
        yield from words.of_email(message.email)
        yield from words.of_all((message.subject, message.text))


_MESSAGE = ("name", "email", "subject", "text")
