"""A cache that goes on in this process while its server is down: a limit on guessing must not fall with a server."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

_REST_SECONDS = 10
"""So long the server is left alone after it did not answer: nobody waits for it with every count."""
Found = TypeVar("Found")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Server:
    """Whether the server answered last time."""

    rests_until: float = 0.0


_server = _Server()
_own = LocMemCache("steady", {})


def forget() -> None:
    """Ask the server again at once, whether or not it answered last time."""
    _server.rests_until = 0.0


class SteadyCache(RedisCache):
    """Keeps what it is given in the server; what that does not take or tell, this process keeps and tells."""

    def _either(self, ask: Callable[[Any], Found]) -> Found:
        if time.monotonic() < _server.rests_until:
            return ask(_own)
        try:
            return ask(super())
        except (RedisError, OSError):
            log.warning("The server that counts failed sign-ins does not answer; this process counts for itself.")
            _server.rests_until = time.monotonic() + _REST_SECONDS
            return ask(_own)

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:  # noqa: ANN401 - Django's own signature
        return self._either(lambda cache: bool(cache.add(key, value, timeout, version)))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:  # noqa: ANN401 - the same
        return self._either(lambda cache: cache.get(key, default, version))

    def set(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:  # noqa: ANN401 - the same
        self._either(lambda cache: cache.set(key, value, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:  # noqa: ANN401 - the same
        return self._either(lambda cache: bool(cache.delete(key, version)))

    def clear(self) -> None:
        self._either(lambda cache: cache.clear())
