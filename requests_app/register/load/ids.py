"""Ids of disclosures, taken before their rows are written: the hand-overs of a file name them as they stream in."""

from collections import deque

from requests_app.register.bulk import ids_of
from requests_app.register.models import Disclosure

FIRST_TAKEN = 1_024
MOST_TAKEN = 65_536


class Ids:
    """Ids nobody else gets, more of them each time they run out."""

    def __init__(self) -> None:
        self._free: deque[int] = deque()
        self._next_time = FIRST_TAKEN

    @property
    def empty(self) -> bool:
        """Whether the next one asks the database."""
        return not self._free

    def take(self) -> int:
        """Return an id; ask the database for more where none is left."""
        if not self._free:
            self._free.extend(ids_of(Disclosure, self._next_time))
            self._next_time = min(self._next_time * 4, MOST_TAKEN)
        return self._free.popleft()
