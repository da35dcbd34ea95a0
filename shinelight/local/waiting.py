"""Waiting for a condition with a deadline, instead of sleeping and hoping."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

POLL_SECONDS = 0.05


def until(ask: Callable[[], Answer], *, seconds: float, what: str, every: float = POLL_SECONDS) -> Answer:
    """Ask again and again until the answer is true, and return it; raise TimeoutError, saying for what was waited."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() >= deadline:
            msg = f"{what}: not within {seconds:g} seconds."
            raise TimeoutError(msg)
        time.sleep(every)
    return answer
