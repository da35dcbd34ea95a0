"""The audit record as a file that proves itself: a line of JSON for each sealed entry, read by `check_audit`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from requests_app.audit import chain, check_audit
from requests_app.audit.models import ChainHead

CHECKER = Path(check_audit.__file__)
"""The file that checks an export, and needs nothing else of this program."""
_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Exported:
    """Where the exported chain ends."""

    entries: int
    head: str


def write(out: IO[bytes]) -> Exported:
    """Write the sealed entries up to the head as it is now; those that are sealed meanwhile stay out."""
    head = ChainHead.objects.filter(pk=1).first() or ChainHead(number=0, digest="")
    entries = 0
    for line in _lines(head.number):
        out.write(line)
        entries += 1
    return Exported(entries, head.digest)


def _lines(upto: int) -> Iterator[bytes]:
    for entry in chain.sealed_entries(upto):
        yield _PLAIN.encode(entry._asdict()).encode() + b"\n"
