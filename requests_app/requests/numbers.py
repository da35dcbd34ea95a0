"""The number a receipt is known by: STL-2026-000123, the year of its arrival and its place among all receipts."""

from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.rows.prepared import Question, Rows
from requests_app.rows.together import insert, reserving


def next_ones(form_token: str | None) -> Question:
    """Return what asks for a receipt's number and for the key of the request that it may begin.

    A form that was taken before takes no number, so that none is missing.
    """
    return reserving(Receipt, DisclosureRequest, unless={"form_token": form_token} if form_token else None)


def give(receipt: Receipt, found: Rows) -> int | None:
    """Give the receipt its number before it is written, where the database hands numbers out: it is then written once.

    Return the key of the request that it may begin.
    """
    if not found:
        return None
    receipt.pk, key = found[0]
    receipt.reference = _reference(receipt)
    return int(key)


def write(receipt: Receipt) -> None:
    """Write a new receipt with its number."""
    insert(receipt)
    if receipt.reference is None:
        receipt.reference = _reference(receipt)
        receipt.save(update_fields=["reference"])


def _reference(receipt: Receipt) -> str:
    return f"STL-{receipt.received_on.year}-{receipt.pk:06d}"
