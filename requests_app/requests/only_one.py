"""One at a time: receipts that share a key wait for each other, so that of many at once comes one request."""

import hashlib
from collections.abc import Iterable

from django.db import transaction

from requests_app.rows.prepared import Question, all_asked

_BYTES = 8
"""What PostgreSQL takes as the name of an advisory lock."""


def one_at_a_time(business_id: int, keys: Iterable[str]) -> None:
    """Hold these keys of a business until the transaction ends. Always taken in one order: nobody waits in a ring.

    SQLite writes one transaction at a time as it is.
    """
    all_asked(holding(business_id, keys))


def holding(business_id: int, keys: Iterable[str]) -> list[Question]:
    """Return what holds these keys, as `one_at_a_time` does, to be asked before questions that need them held."""
    if not transaction.get_connection().in_atomic_block:
        msg = "A lock that lasts to the end of a transaction needs one."
        raise RuntimeError(msg)
    names = sorted({_name(business_id, key) for key in keys if key})
    # The columns of one row are worked out from left to right.
    locks = ", ".join(["pg_advisory_xact_lock(%s)"] * len(names))
    return [Question(f"select {locks}", names)] if names else []


def _name(business_id: int, key: str) -> int:
    digest = hashlib.sha256(f"receipt\x1f{business_id}\x1f{key}".encode()).digest()
    return int.from_bytes(digest[:_BYTES], signed=True)
