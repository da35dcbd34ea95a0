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

    def row(self, cells: list[str]) -> tuple[int, Day, str] | None:
        """Return what one row says, or None where it has to be looked at."""
        learned = self._learned
        try:
            return (
                self._by_cells[self._of_pair(cells)],
                learned.day_of[learned.of_day.key(cells)],
                learned.list_of[learned.of_list.key(cells)],
            )
        except KeyError:
            return None

    def rows(self, block: Block) -> HandOvers | None:
        """Return all rows of a block, or None where one of them has to be looked at by itself."""
        if not block.texts:
            return self._whole(block)
        pieces = self._parting.parted(block.texts, block.delimiter)
        found = pieces and self._found(
            block,
            self._by_pieces,
            map(self._parting.same, pieces),
            map(self._day_piece, pieces),
            map(self._list_piece, pieces),
        )
        if found:
            return found
        found = self._whole(block)
        if found and pieces:
            self._learn_pieces(pieces, found)
        return found

    def _whole(self, block: Block) -> HandOvers | None:
        """Look at all cells: where cells are quoted, and where pieces of lines are not known yet."""
        cells = block.cells
        if set(map(len, cells)) != {self._width}:
            return None
        learned = self._learned
        return self._found(
            block,
            self._by_cells,
            map(self._of_pair, cells),
            map(learned.of_day.key, cells),
            map(learned.of_list.key, cells),
        )

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

    def _learn_pieces(self, pieces: list[list[str]], found: HandOvers) -> None:
        if len(self._by_pieces) >= MOST_KEPT:
            self._by_pieces.clear()
        self._by_pieces.update(zip(map(self._parting.same, pieces), found.pairs, strict=True))
