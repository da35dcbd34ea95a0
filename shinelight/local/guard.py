"""Ends the children of a process that is gone, however it went: a small program that waits at the end of a pipe.

The process that starts children writes a line for each: `+ PID SIGNAL` when it starts, `- PID` when it has ended. When
the pipe closes, the process is gone, also after kill -9, and whatever is still in the list is ended: politely first,
then with its whole process group. (Linux could signal a child on its parent's death by itself, but only the child and
not the child's children, and on the death of the thread that started it.)

It is run as a single file with nothing but the standard library, so that it starts in a few milliseconds.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterable

GRACE_SECONDS = 5.0
POLL_SECONDS = 0.05


def still_running(lines: Iterable[str]) -> dict[int, int]:
    """Read lines until there are no more; return the children that are left, each with the signal that ends it."""
    left: dict[int, int] = {}
    for line in lines:
        match line.split():
            case ["+", pid, number]:
                left[int(pid)] = int(number)
            case ["-", pid]:
                left.pop(int(pid), None)
            case _:
                pass  # the last line of a process that was killed while it wrote
    return left


def is_alive(pid: int) -> bool:
    """Say whether a process with this number exists."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def end(children: dict[int, int]) -> None:
    """Ask each child to end, give all of them the same few seconds, then kill every group that is left."""
    for pid, number in children.items():
        with contextlib.suppress(OSError):
            os.kill(pid, number)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    for pid in children:
        with contextlib.suppress(OSError):
            os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    end(still_running(sys.stdin))
