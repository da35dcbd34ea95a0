"""Digests of rows: they prove what stood there without keeping it."""

import hashlib
import json
from collections.abc import Iterable, Mapping

Values = Mapping[str, object]


def digest_of(values: Values) -> str:
    """Return a digest of a row's values."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()


def digest_of_all(values: Mapping[int, Values], pks: Iterable[int]) -> str:
    """Return one digest of many rows, or a blank of none."""
    return hashlib.sha256("".join(digest_of(values[pk]) for pk in pks).encode()).hexdigest() if values else ""
