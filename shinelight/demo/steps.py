"""The progress display: one line a step with its number and the seconds it took, and what there is to say of it."""

import itertools
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

REFRESH_SECONDS = 0.2
MARKS = "-\\|/"


class Steps:
    """Counts the steps. On a terminal the running step's line moves; elsewhere a line is written when it is done."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._number = 0
        self._began = time.monotonic()
        self._moves = sys.stdout.isatty()

    @property
    def seconds(self) -> float:
        """The seconds since the first step could begin."""
        return time.monotonic() - self._began

    @contextmanager
    def step(self, title: str) -> Iterator[list[str]]:
        """Do one step; the lines put into the list are printed below it."""
        self._number += 1
        label = f"[{self._number:2}/{self._total}] {title}"
        began = time.monotonic()
        lines: list[str] = []
        try:
            with _moving_line(label, began) if self._moves else _no_line():
                yield lines
        except BaseException:
            print(f"{label} - not done, after {time.monotonic() - began:.1f} s", flush=True)
            raise
        print(f"{label} ({time.monotonic() - began:.1f} s)", flush=True)
        for line in lines:
            print(f"        {line}", flush=True)


@contextmanager
def _no_line() -> Iterator[None]:
    yield


@contextmanager
def _moving_line(label: str, began: float) -> Iterator[None]:
    done = threading.Event()

    def draw() -> None:
        for mark in itertools.cycle(MARKS):
            print(f"\r\x1b[2K{label} {mark} {time.monotonic() - began:.0f} s", end="", flush=True)
            if done.wait(REFRESH_SECONDS):
                return

    thread = threading.Thread(target=draw, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        print("\r\x1b[2K", end="", flush=True)
