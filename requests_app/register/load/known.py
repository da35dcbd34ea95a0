"""Rows that say again what others said: found a block at a time, without looking at each cell by itself."""

from collections.abc import Iterable

from requests_app.register.load.block import Block
from requests_app.register.load.learning import Learning
from requests_app.register.load.parting import Key, Parting, getter
from requests_app.register.load.row import Day, HandOvers

MOST_KEPT = 200_000
"""Different cells of a party with its terms that are kept; when there are more, it begins anew."""


class Known:
    """The pair of a party and its terms that cells mean, where nothing has to be told of them."""

    def __init__(self, learned: Learning, *, width: int) -> None:
        self._learned, self._width = learned, width
        self._of_pair = getter(sorted({*learned.of_party.places, *learned.of_terms.places}))
        changing = {*learned.of_day.places, *learned.of_list.places}
        self._parting = Parting(width, {*learned.of_party.places, *learned.of_terms.places} - changing)
        self._day_piece = self._parting.of(learned.of_day.places)
        self._list_piece = self._parting.of(learned.of_list.places)
        self._by_cells: dict[Key, int] = {}
        self._by_pieces: dict[Key, int] = {}

    def learn(self, cells: list[str], pair: int) -> None:
        """Keep what a row means. With a column of days, only rows that have one may be kept: terms depend on it."""
        if len(self._by_cells) >= MOST_KEPT:
            self._by_cells.clear()
        self._by_cells[self._of_pair(cells)] = pair

    def learn_pieces(self, pieces: list[str], cells: list[str]) -> None:
        """Keep what the pieces of a line mean, where that of its cells is kept."""
        pair = self._by_cells.get(self._of_pair(cells))
        if pair is None:
            return
        if len(self._by_pieces) >= MOST_KEPT:
            self._by_pieces.clear()
        self._by_pieces[self._parting.same(pieces)] = pair

    def parted(self, block: Block) -> list[list[str]]:
        """Return the lines of a block in pieces; none where cells are quoted, or lines differ in their pieces."""
        return self._parting.parted(block.texts, block.delimiter) if block.texts else []

    def of_pieces(self, pieces: list[str]) -> tuple[int, Day, str] | None:
        """Return what the pieces of one line say, or None where the line has to be looked at."""
        try:
            return (
                self._by_pieces[self._parting.same(pieces)],
                self._learned.day_of[self._day_piece(pieces)],
                self._learned.list_of[self._list_piece(pieces)],
            )
        except KeyError:
            return None

    def of_cells(self, cells: list[str]) -> tuple[int, Day, str] | None:
        """Return what the cells of one row say, or None where it has to be looked at."""
        learned = self._learned
        try:
            return (
                self._by_cells[self._of_pair(cells)],
                learned.day_of[learned.of_day.key(cells)],
                learned.list_of[learned.of_list.key(cells)],
            )
        except KeyError:
            return None

    def rows(self, block: Block, parted: list[list[str]]) -> HandOvers | None:
        """Return all rows of a block, or None where one of them has to be looked at by itself."""
        learned = self._learned
        if parted:
            pairs, days = map(self._parting.same, parted), map(self._day_piece, parted)
            return self._found(block, self._by_pieces, pairs, days, map(self._list_piece, parted))
        if block.texts or set(map(len, block.cells)) != {self._width}:
            return None
        cells = block.cells
        pairs, days = map(self._of_pair, cells), map(learned.of_day.key, cells)
        return self._found(block, self._by_cells, pairs, days, map(learned.of_list.key, cells))

    def _found(
        self, block: Block, pair_of: dict[Key, int], pairs: Iterable[Key], days: Iterable[Key], lists: Iterable[Key]
    ) -> HandOvers | None:
        try:
            return HandOvers(
                block.rows,
                list(map(pair_of.__getitem__, pairs)),
                list(map(self._learned.day_of.__getitem__, days)),
                list(map(self._learned.list_of.__getitem__, lists)),
            )
        except KeyError:
            return None
