"""What a process says with each request is said for several at once, a moment later, by a thread of its own.

Nobody waits for whoever hears it: a broker that is slow or down holds up no resident. What is lost on the way must be
found again by other means.
"""

import atexit
import logging
import os
import threading
from collections import deque
from collections.abc import Callable

logger = logging.getLogger(__name__)

LONGEST_GOODBYE = 3.0
"""So many seconds a process waits at its end for what is not said yet."""


class Gathered:
    """Ids that are told to `tell`, at most so many at once, so many seconds after the first of them came.

    The thread begins with the first id, so that a server which makes processes of itself has one in each.
    """

    def __init__(self, tell: Callable[[list[int]], None], *, seconds: float, most: int) -> None:
        self._tell, self._seconds, self._most = tell, seconds, most
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        atexit.register(self.end)

    def _begin(self) -> None:
        self._waiting: deque[int] = deque()
        self._one = threading.Lock()
        self._thread: threading.Thread | None = None
        self._came, self._ends = threading.Event(), threading.Event()

    def add(self, number: int) -> None:
        """Have the id told soon. Never waits for it."""
        self._waiting.append(number)
        if not self._came.is_set():
            self._came.set()
        if self._thread is None:
            with self._one:
                if self._thread is None:
                    self._thread = threading.Thread(target=self._run, name="gathered", daemon=True)
                    self._thread.start()

    def end(self) -> None:
        """Tell what waits at once, within a few seconds: the process ends."""
        if self._thread is not None:
            self._ends.set()
            self._came.set()
            self._thread.join(LONGEST_GOODBYE)

    def _run(self) -> None:
        while not self._ends.is_set():
            self._came.wait()
            self._ends.wait(self._seconds)
            # Before they are taken: who comes from now on is taken now or the next time.
            self._came.clear()
            self._tell_all()

    def _tell_all(self) -> None:
        while self._waiting:
            numbers = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
            try:
                self._tell(numbers)
            except Exception:  # whatever it was, those that come later are told
                logger.exception("ids that were gathered could not be told: %s", numbers)
