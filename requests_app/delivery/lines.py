"""Several connections to the mail server, side by side: each carries one mail at a time.

A mail server that is far away answers five times before it has a mail. Meanwhile the others are on their way.
"""

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, Self, TypeVar

from requests_app.delivery.message import Mail
from requests_app.delivery.smtp import Line, ServerAnswer

LINGERS_SECONDS = 0.01
"""Once one mail is answered, so long is waited for others that are nearly: their outcomes are committed together."""
Whose = TypeVar("Whose")


class Lines(Generic[Whose]):
    """So many connections, opened as they are needed. Leaving the block waits for what is still on its way."""

    def __init__(self, number: int) -> None:
        self._free = [Line() for _ in range(number)]
        self._busy: dict[Future[ServerAnswer], tuple[Whose, Line]] = {}
        self._threads = ThreadPoolExecutor(number, "mail")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown()
        for line in (*self._free, *(line for _, line in self._busy.values())):
            line.close()

    @property
    def free(self) -> int:
        """How many mails could be given away now."""
        return len(self._free)

    @property
    def busy(self) -> bool:
        """Whether a mail is on its way."""
        return bool(self._busy)

    def give(self, whose: Whose, mail: Mail) -> None:
        """Send a mail over a connection that is free."""
        line = self._free.pop()
        self._busy[self._threads.submit(line.hand_over, mail)] = (whose, line)

    def answered(self) -> list[tuple[Whose, ServerAnswer]]:
        """Wait until a mail is answered, and return it with those that were answered just then, in their order."""
        wait(self._busy, return_when=FIRST_COMPLETED)
        wait(self._busy, timeout=LINGERS_SECONDS)
        done = [future for future in self._busy if future.done()]
        answers = []
        for future in done:
            whose, line = self._busy.pop(future)
            self._free.append(line)
            answers.append((whose, future.result()))
        return answers
