"""The demo's folder: database, key, mails, logs. One demo at a time may use it, and only a demo ever may."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shinelight.demo.problem import DemoError

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything of the demo lies."""

    var: Path

    @property
    def mail(self) -> Path:
        return self.var / "mail"

    @property
    def logs(self) -> Path:
        return self.var / "logs"

    @property
    def database(self) -> Path:
        return self.var / "shinelight.sqlite3"

    @property
    def key(self) -> Path:
        """The key that signs this demo's sessions. The file also marks the folder as a demo's."""
        return self.var / "secret-key"


@contextmanager
def taken_place() -> Iterator[Place]:
    """Make the folder (VAR_DIR, or var/demo of the project) and hold it against a second demo."""
    place = Place(Path(os.environ.get("VAR_DIR") or PROJECT / "var" / "demo").resolve())
    if place.database.exists() and not place.key.exists():
        msg = f"{place.database} is not a demo's database. Unset VAR_DIR, or name an empty folder."
        raise DemoError(msg)
    for folder in (place.mail, place.logs):
        folder.mkdir(parents=True, exist_ok=True)
    with (place.var / "lock").open("a+", encoding="ascii") as lock:
        _hold(lock.fileno(), place)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield place


def _hold(descriptor: int, place: Place) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = (place.var / "lock").read_text(encoding="ascii") or "unknown"
        msg = f"Another demo (process {other}) uses {place.var}. End it with Ctrl-C, or set VAR_DIR to another folder."
        raise DemoError(msg) from None


def secret_key(place: Place) -> str:
    """Return this demo's key; the first run makes it, readable by its owner alone."""
    if not place.key.exists():
        descriptor = os.open(place.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return place.key.read_text(encoding="ascii").strip()
