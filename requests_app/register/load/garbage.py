"""Python's search for garbage in cycles, put off while millions of short-lived cells come and go."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_cycle_search() -> Iterator[None]:
    """Put it off: cells make no cycles and are freed at once anyway, and searching takes a third of a load's time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
