"""A first look at a file: what it is, how its columns would be read, and what has to be asked."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from requests_app.register.load.cells import storable
from requests_app.register.load.mapping import Mapping
from requests_app.register.load.opening import open_source
from requests_app.register.load.reading import Reading
from requests_app.register.load.row import Remarks, UnreadableError
from requests_app.register.load.strays import readable
from requests_app.register.load.table import Table

ROWS_SHOWN = 20
ROWS_TRIED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a page shows before a file is loaded. `columns` is the mapping proposed, by the file's own headings.

    `rows` are the first below the headings, as numbers and cells. `remarks` are those of the headings and of the
    first rows; the others come with the load.
    """

    kind: str
    encoding: str
    delimiter: str
    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    columns: dict[str, str | None]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    remarks: Remarks


def guess(
    path: Path, *, mapping: Mapping | None = None, year: int | None = None, brands: frozenset[str] = frozenset()
) -> Preview:
    """Look at a file. Raises `UnreadableError` where there is nothing to look at; unclear headings are remarks."""
    mapping = mapping or Mapping()
    source = open_source(path, mapping)
    try:
        table = Table(source, mapping, Remarks())
        below = (
            (block.row(place), tuple(storable(readable(str.__str__(cell))) for cell in cells))
            for block in table.blocks()
            for place, cells in enumerate(block.cells)
            if any(map(str.strip, cells))
        )
        rows = tuple(islice(below, ROWS_SHOWN))
    finally:
        source.close()
    return Preview(
        kind=source.kind,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheet=source.sheet,
        heading_row=table.columns.row,
        headings=tuple(storable(readable(each)) for each in table.columns.headings),
        columns={storable(readable(each)): ours for each, ours in table.columns.meanings.items()},
        rows=rows,
        remarks=_tried(path, mapping, year, brands),
    )


def _tried(path: Path, mapping: Mapping, year: int | None, brands: frozenset[str]) -> Remarks:
    try:
        reading = Reading(path, mapping=mapping, year=year, brands=brands, most_rows=ROWS_TRIED)
    except UnreadableError as error:
        return error.remarks
    for _ in reading:
        pass
    return reading.remarks
