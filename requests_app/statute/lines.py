"""One line in, one line out: what a line may be, and what is answered where it is not."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from requests_app.statute.duty import rule_on
from requests_app.statute.members import Members, RefusedError, parse, shown
from requests_app.statute.reading import fact_pattern
from requests_app.statute.values import text

LONGEST_LINE = 1_000_000
DEEPEST_NESTING = 20

_LINE = "line"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]|[^"\[\]{}]+', re.DOTALL)


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines that are not blank; of one that is too long, no more than shows that it is."""
    mark = _BYTE_ORDER_MARK
    while line := stream.readline(LONGEST_LINE + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        line = line.removeprefix(mark).rstrip(b"\r\n")
        mark = b""
        if line.strip():
            yield line


def answer(line: bytes) -> dict[str, object]:
    """Return the ruling on a line, or its id and the error."""
    value: object = None
    try:
        written, deep = _shallow(_decoded(line))
        value = _parsed(written)
        _refuse_deep(deep)
        return rule_on(fact_pattern(value)).as_json()
    except RefusedError as refused:
        return {"id": _readable_id(value), "error": str(refused)}


def _decoded(line: bytes) -> str:
    """Decode the line; bytes that are no UTF-8 become surrogates, which no string may hold."""
    if len(line) > LONGEST_LINE:
        raise RefusedError(_LINE, f"longer than 1 MB, expected at most {LONGEST_LINE:,} bytes")
    return line.decode("utf-8", "surrogateescape")


def _shallow(written: str) -> tuple[str, str | None]:
    """Cut off what is nested too deep, and name the field it was cut from."""
    if written.count("{") + written.count("[") <= DEEPEST_NESTING:
        return written, None
    kept, depth, member, deep = [], 0, _LINE, None
    for piece in _PIECE.findall(written):
        depth += piece in _OPENING
        if depth <= DEEPEST_NESTING:
            kept.append(piece)
        elif depth == DEEPEST_NESTING + 1 and piece in _OPENING:
            kept.append("null")
            deep = deep or shown(member)
        if depth == 1 and piece.startswith('"'):
            member = piece.strip('"')
        depth -= piece in _CLOSING
    return "".join(kept), deep


def _refuse_deep(member: str | None) -> None:
    if member is not None:
        raise RefusedError(member, f"nesting deeper than {DEEPEST_NESTING} levels, expected at most that many")


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
