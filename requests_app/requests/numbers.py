"""The number a receipt is known by: STL-2026-000123, the year of its arrival and its place among all receipts."""

from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.rows.together import insert, reserve_keys


def reserve(receipt: Receipt, *begun: DisclosureRequest) -> None:
    """Take the receipt's number before it is written, where the database hands numbers out: it is then written once.

    The request that it begins gets its own key at the same time.
    """
    reserve_keys(receipt, *begun)
    if receipt.pk is not None:
        receipt.reference = _reference(receipt)


def write(receipt: Receipt) -> None:
    """Write a new receipt with its number."""
    insert(receipt)
    if receipt.reference is None:
        receipt.reference = _reference(receipt)
        receipt.save(update_fields=["reference"])


def _reference(receipt: Receipt) -> str:
    return f"STL-{receipt.received_on.year}-{receipt.pk:06d}"
