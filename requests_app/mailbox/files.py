"""A file to its messages: an .eml is one, an mbox as many as its “From ” lines say. Never more than one in memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from requests_app.mailbox.parse import LARGEST_MESSAGE

_BEGINS = re.compile(
    rb"From (?:\S{1,320} |)+?.{0,20}?(?P<at>[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?::\d\d)?.{0,12}\d{4})"
)
_QUOTED = re.compile(rb">+From ")
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One message's bytes, and when the mailbox kept it, if the file says that."""

    raw: bytes
    kept_at: datetime | None


def messages_in(path: Path) -> Iterator[Kept]:
    """Yield the messages of a file in order; of a message beyond the limit its beginning. Raises `OSError`."""
    with path.open("rb") as file:
        first = file.readline(_LONGEST_LINE)
        if not first.startswith(b"From "):
            yield Kept(raw=first + file.read(LARGEST_MESSAGE + 1), kept_at=None)
            return
        yield from _mbox(first, file)


def _mbox(first: bytes, file: BinaryIO) -> Iterator[Kept]:
    kept_at = _moment(first)
    lines: list[bytes] = []
    size, is_after_blank = 0, False
    while line := file.readline(_LONGEST_LINE):
        if is_after_blank and line.startswith(b"From ") and _BEGINS.match(line[:1000]):
            yield Kept(raw=b"".join(lines), kept_at=kept_at)
            kept_at, lines, size, is_after_blank = _moment(line), [], 0, False
            continue
        is_after_blank = not line.strip()
        if size <= LARGEST_MESSAGE:
            lines.append(line[1:] if line.startswith(b">") and _QUOTED.match(line) else line)
            size += len(line)
    yield Kept(raw=b"".join(lines), kept_at=kept_at)


def _moment(line: bytes) -> datetime | None:
    found = _BEGINS.match(line[:1000])
    words = found["at"].decode("ascii", "replace").split() if found else []
    try:
        return datetime.strptime(" ".join((*words[1:4], words[-1])), "%b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except (ValueError, IndexError):
        return None
