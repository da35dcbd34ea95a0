"""The keyed digest of a word: nobody without the key can tell which word it is, nor try them all."""

import hmac
from functools import cache, lru_cache

from django.conf import settings

_BYTES = 8
"""What fits a whole number of the database: of a hundred million words, none meets another by chance."""
_KEPT = 50_000


@lru_cache(maxsize=_KEPT)
def digest(word: str) -> int:
    """Return the number a word is kept as."""
    return int.from_bytes(hmac.digest(_key(), word.encode(), "sha256")[:_BYTES], signed=True)


@cache
def _key() -> bytes:
    """Return the key of the search, which is not the one that signs: what leaks of one says nothing of the other."""
    return hmac.digest((settings.SEARCH_KEY or settings.SECRET_KEY).encode(), b"shinelight.search", "sha256")
