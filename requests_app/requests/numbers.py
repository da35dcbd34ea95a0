"""The number a receipt is known by: STL-2026-000123, the year of its arrival and its place among all receipts."""

from django.db import connection

from requests_app.requests.models import Receipt


def reserve(receipt: Receipt) -> None:
    """Take the receipt's number before it is written, where the database hands numbers out: it is then written once."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [Receipt._meta.db_table])  # noqa: SLF001 - Django's public name
        (receipt.pk,) = cursor.fetchone() or (None,)
    receipt.reference = _reference(receipt)


def write(receipt: Receipt) -> None:
    """Write a new receipt with its number."""
    receipt.save(force_insert=True)
    if receipt.reference is None:
        receipt.reference = _reference(receipt)
        receipt.save(update_fields=["reference"])


def _reference(receipt: Receipt) -> str:
    return f"STL-{receipt.received_on.year}-{receipt.pk:06d}"
