"""What is nested too deep in a line of JSON: cut off before it is read, and named."""

import re
from collections.abc import Iterator

from requests_app.statute.members import shown

DEEPEST_NESTING = 20

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]|[^"\[\]{}]+', re.DOTALL)
_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")


def shallow(written: str) -> tuple[str, str | None]:
    """Cut off what is nested too deep, and name the first member it was cut from: empty if it lies in none."""
    if written.count("{") + written.count("[") <= DEEPEST_NESTING:
        return written, None
    pieces = _PIECE.findall(written)
    kept: list[str] = []
    first = None
    for place, (piece, depth) in enumerate(_with_depth(pieces)):
        if depth <= DEEPEST_NESTING:
            kept.append(piece)
        elif depth == DEEPEST_NESTING + 1 and piece in _OPENING:
            kept.append("null")
            first = place if first is None else first
    return "".join(kept), None if first is None else shown(_path(pieces[:first]))


def _with_depth(pieces: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each piece with its depth; a bracket lies as deep as what it encloses."""
    depth = 0
    for piece in pieces:
        depth += piece in _OPENING
        yield piece, depth
        depth -= piece in _CLOSING


def _path(before: list[str]) -> str:
    """Return the way to what stands behind these pieces: members by name, entries of lists by place.

    Places behind the last name are left out: they tell nobody where to look.
    """
    way: list[tuple[str, str, int]] = []
    for piece in before:
        if piece in _OPENING:
            way.append((piece, "", 0))
        elif piece in _CLOSING:
            way = way[:-1]
        elif way:
            opening, name, place = way[-1]
            is_text = piece.startswith('"')
            way[-1] = (opening, piece.strip('"') if is_text else name, place + (0 if is_text else piece.count(",")))
    while way and way[-1][0] == "[":
        way.pop()
    steps = (f".{name}" if opening == "{" else f"[{place}]" for opening, name, place in way)
    return "".join(steps).removeprefix(".")
