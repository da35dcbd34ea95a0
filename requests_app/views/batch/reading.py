"""A batch as a file: CSV or a workbook as people make them, or JSON. Rows of cells under our headings, not judged."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.opening import open_source
from requests_app.register.load.row import Remarks, UnreadableError

MOST_ROWS = 1_000
MOST_BYTES = 2 << 20
_HEADINGS_WITHIN = 30
_LONGEST_CELL = 6_000
_WORDS = re.compile(r"[\W_]+")
_HEADINGS = {
    "requester_name": (
        *("name", "full name", "client", "client name", "consumer", "consumer name", "customer", "customer name"),
        *("principal", "principal name", "requester", "requester name", "person"),
    ),
    "first_name": ("first name", "given name", "first", "forename"),
    "last_name": ("last name", "family name", "surname", "last"),
    "email": ("email", "e mail", "email address", "e mail address", "client email", "consumer email", "mail"),
    "street": (
        *("street", "address", "street address", "address 1", "address1", "address line 1", "mailing address"),
        *("street 1", "street1"),
    ),
    "street_2": ("address 2", "address2", "address line 2", "apt", "unit", "street 2", "street2", "suite"),
    "city": ("city", "town"),
    "state": ("state", "region", "state province"),
    "postal_code": ("zip", "zip code", "zipcode", "postal code", "postcode", "postal_code"),
    "country": ("country",),
    "california_resident": ("california resident", "california", "resident", "lives in california", "ca resident"),
    "message": ("message", "text", "note", "notes", "details", "remarks", "comment", "comments"),
    "their_reference": ("reference", "client id", "id", "case", "case number", "file", "file number", "ref", "matter"),
}
_CANONICAL = {spelling: ours for ours, spellings in _HEADINGS.items() for spelling in spellings}


class UnreadableBatchError(Exception):
    """The file holds no batch; the message says what it is and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFile:
    """The rows, numbered as a spreadsheet shows them, each a cell by our heading; and the headings nobody reads."""

    rows: tuple[tuple[int, dict[str, str]], ...]
    not_read: tuple[str, ...] = ()


def read(content: bytes) -> BatchFile:
    """Read a batch. Raises `UnreadableBatchError` where it has no column of names, or is too long to take at once."""
    if len(content) > MOST_BYTES:
        msg = _("The file is larger than %(most)d MB. Split it into several.") % {"most": MOST_BYTES >> 20}
        raise UnreadableBatchError(msg)
    seen = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    batch = _from_json(content) if seen.startswith((b"[", b"{")) else _from_rows(content)
    if not batch.rows:
        msg = _("The file has headings, and no row below them.")
        raise UnreadableBatchError(msg)
    if len(batch.rows) > MOST_ROWS:
        msg = _("The file names more than %(most)s people. Split it into several.") % {"most": f"{MOST_ROWS:,}"}
        raise UnreadableBatchError(msg)
    return batch


def _from_rows(content: bytes) -> BatchFile:
    with tempfile.NamedTemporaryFile(suffix=".batch") as file:
        file.write(content)
        file.flush()
        try:
            source = open_source(Path(file.name), Mapping())
            try:
                return _under_headings(_cells(source.blocks(Remarks())))
            finally:
                source.close()
        except UnreadableError as error:
            raise UnreadableBatchError(str(error)) from error


def _cells(blocks: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - a source's blocks
    for block in blocks:
        for at, cells in enumerate(block.cells):
            yield block.row(at), [cell.strip() for cell in cells]


def _under_headings(rows: Iterator[tuple[int, list[str]]]) -> BatchFile:
    head = []
    for row, cells in rows:
        head.append((row, cells))
        names = [_canonical(cell) for cell in cells]
        if "requester_name" in names or {"first_name", "last_name"} <= set(names):
            return _taken(cells, names, rows)
        if len(head) == _HEADINGS_WITHIN:
            break
    msg = _("No column of names was found. Give it the heading “name”, or “first name” and “last name”.")
    raise UnreadableBatchError(msg)


def _taken(headings: Sequence[str], names: Sequence[str | None], rows: Iterator[tuple[int, list[str]]]) -> BatchFile:
    taken = []
    for row, cells in rows:
        if any(cells):
            taken.append((row, _joined(list(zip(names, cells, strict=False)))))
        if len(taken) > MOST_ROWS:
            break
    not_read = (heading for heading, name in zip(headings, names, strict=True) if heading and name is None)
    return BatchFile(rows=tuple(taken), not_read=tuple(not_read))


def _joined(cells: Sequence[tuple[str | None, str]]) -> dict[str, str]:
    """Return the cells by heading; names and streets that stand in two columns become one."""
    by: dict[str, str] = {}
    for name, cell in cells:
        if name and cell and name not in by:
            by[name] = cell[:_LONGEST_CELL]
    first, last = by.pop("first_name", ""), by.pop("last_name", "")
    by.setdefault("requester_name", " ".join(filter(None, (first, last))))
    street = "\n".join(filter(None, (by.get("street", ""), by.pop("street_2", ""))))
    return by | ({"street": street} if street else {})


def _from_json(content: bytes) -> BatchFile:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        msg = _("This is no JSON that can be read. Check that it is complete, and saved as UTF-8.")
        raise UnreadableBatchError(msg) from error
    if isinstance(told, dict):
        told = next((value for value in told.values() if isinstance(value, list)), None)
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        msg = _("This JSON holds no list of people. Write a list of objects, each with a “name”.")
        raise UnreadableBatchError(msg)
    keys = dict.fromkeys(chain.from_iterable(told))
    rows = [
        (number, _joined([(_canonical(str(key)), _text(value)) for key, value in each.items()]))
        for number, each in enumerate(told, start=1)
    ]
    return BatchFile(rows=tuple(rows), not_read=tuple(str(key) for key in keys if _canonical(str(key)) is None))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip() if isinstance(value, str | int) else ""


def _canonical(heading: str) -> str | None:
    return _CANONICAL.get(" ".join(_WORDS.split(heading.casefold())).strip())
