"""Lines without quotation marks, parted only where a cell has to be looked at: most of a log says the same again."""

from collections.abc import Callable, Collection, Iterable, Sequence
from operator import itemgetter

Key = tuple[str, ...] | str
"""Some cells or pieces of a row; a single one by itself."""


def _none(_pieces: Sequence[str]) -> Key:
    return ()


def getter(places: Sequence[int]) -> Callable[[Sequence[str]], Key]:
    """Return what takes the cells at some places from a row."""
    return itemgetter(*places) if places else _none


class Parting:
    """How to part such lines, so that the cells that change from row to row stand by themselves.

    `same` are the places of the other cells. Those before the first changing cell, or behind the last one, stay one
    piece, whichever is cheaper, and are compared as such with what was met before: equal pieces have equal cells, and
    as many.
    """

    def __init__(self, width: int, same: Collection[int]) -> None:
        changing = [place for place in range(width) if place not in same] or [0]
        first, last = changing[0], changing[-1]
        self._from_right = width - first < last + 1
        if self._from_right:
            self._times = width - first
            self._cells = range(first, width)
            self._shift = first - (1 if first else 0)
            whole = [0] if first else []
        else:
            self._times = last + 1
            self._cells = range(last + 1)
            self._shift = 0
            whole = [last + 1] if last + 1 < width else []
        self._pieces = len(self._cells) + len(whole)
        self.same = getter([*whole, *(self._piece(place) for place in self._cells if place in same)])

    def of(self, places: Iterable[int]) -> Callable[[Sequence[str]], Key]:
        """Return what takes some changing cells from a parted line."""
        return getter([self._piece(place) for place in places])

    def parted(self, texts: Iterable[str], delimiter: str) -> list[list[str]]:
        """Part the lines; none are returned where one of them has another number of pieces."""
        times = self._times
        if self._from_right:
            parted = [text.rsplit(delimiter, times) for text in texts]
        else:
            parted = [text.split(delimiter, times) for text in texts]
        return parted if set(map(len, parted)) == {self._pieces} else []

    def _piece(self, place: int) -> int:
        return place - self._shift
