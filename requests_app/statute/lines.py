"""One line in, one line out: what a line may be, and what is answered where it is not."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from requests_app.statute.duty import rule_on
from requests_app.statute.facts import FactPattern
from requests_app.statute.members import Members, RefusedError, parse
from requests_app.statute.nesting import DEEPEST_NESTING, shallow
from requests_app.statute.reading import fact_pattern
from requests_app.statute.values import text

LONGEST_LINE = 1_000_000
LONGEST_READ = 16 * 1024 * 1024
"""Bytes of a line that is read all the same when it is too long, so that its error can name the field.

A text of a million letters takes twelve million bytes where each is written as JSON escapes it.
"""

MOST_BRACKETS = 100_000
"""So many objects and lists are read of a line that is too long: more would take memory only to be refused."""

_LINE = "line"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that are not blank; of one too long to read, no more than shows that it is."""
    mark = _BYTE_ORDER_MARK
    while line := stream.readline(LONGEST_READ + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_READ)
        line = line.removeprefix(mark).rstrip(b"\r\n")
        mark = b""
        if line.strip():
            yield line


def answer(line: bytes) -> dict[str, object]:
    """Return the ruling on a line, or its id and the error."""
    value: object = None
    too_long = RefusedError(_LINE, f"longer than 1 MB, expected at most {LONGEST_LINE:,} bytes")
    try:
        if len(line) > LONGEST_READ or (len(line) > LONGEST_LINE and _brackets(line) > MOST_BRACKETS):
            raise too_long
        # Bytes that are no UTF-8 become surrogates, which no string may hold.
        written, deep = shallow(line.decode("utf-8", "surrogateescape"))
        value = _parsed(written)
        facts = _facts(value, deep)
        if len(line) > LONGEST_LINE:
            raise too_long
        return rule_on(facts).as_json()
    except RefusedError as refused:
        says = str(refused)
        if len(line) > LONGEST_LINE and refused is not too_long:
            says = f"{too_long}; {refused}"
        return {"id": _readable_id(value), "error": says}


def _brackets(line: bytes) -> int:
    return line.count(b"{") + line.count(b"[")


def _facts(value: object, deep: str | None) -> FactPattern:
    if deep is not None:
        raise RefusedError(deep or _LINE, f"nesting deeper than {DEEPEST_NESTING} levels, expected at most that many")
    return fact_pattern(value)


def _parsed(written: str) -> object:
    try:
        return parse(written)
    except ValueError as fault:
        raise RefusedError(_LINE, f"expected one JSON object, found something else ({fault})") from fault


def _readable_id(value: object) -> str | None:
    if not isinstance(value, Members) or "id" in value.repeated:
        return None
    try:
        return text(value.get("id"), "id")
    except RefusedError:
        return None


def as_line(found: dict[str, object]) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode() + b"\n"
