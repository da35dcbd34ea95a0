"""A place to measure in: databases of its own on a PostgreSQL server, and a fresh process for each run.

The server is that of DATABASE_URL, where it names one, else one that is started for the run. This module is imported
before Django is set up, so it knows nothing of it but how to set it up.
"""

import multiprocessing
import os
import resource
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import psycopg

from shinelight.local.postgres import a_postgres, create_database, drop_database

Answer = TypeVar("Answer")

NOTHING: Mapping[str, str] = MappingProxyType({})
_THROUGH_TO_DISK = ("fsync", "synchronous_commit")
_KIB_A_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


class PlaceError(RuntimeError):
    """Nothing can be measured here; the message says what to do."""


@dataclass(slots=True)
class Place:
    """A server with a migrated database to copy. `peak_mb` is the most that a process asked to `note` it took."""

    server: str
    postgresql: str
    name: str = field(default_factory=lambda: f"shinelight_benchmark_{secrets.token_hex(4)}")
    peak_mb: int = 0

    @property
    def url(self) -> str:
        """The address of the migrated database that is copied; nothing is written to it."""
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{self.name}"))

    @contextmanager
    def database(self) -> Iterator["Database"]:
        """Make an empty database, and drop it at the end."""
        name = f"{self.name}_{secrets.token_hex(4)}"
        url = create_database(self.server, name, template=self.name)
        try:
            yield Database(self, url)
        finally:
            drop_database(self.server, name)


@dataclass(frozen=True, slots=True)
class Database:
    """One database of the place."""

    place: Place
    url: str

    def run(
        self, work: Callable[..., Answer], *given: object, note: bool = False, env: Mapping[str, str] = NOTHING
    ) -> Answer:
        """Do the work in a process of its own, on this database; with `note` its memory counts as ours.

        `env` is set in that process before the settings are read.
        """
        answer, peak_mb = _in_a_process(self.url, work, *given, env=env)
        if note:
            self.place.peak_mb = max(self.place.peak_mb, peak_mb)
        return answer

    def settle(self) -> None:
        """Write everything out, so that no run pays for what another one left behind."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("vacuum analyze")
            connection.execute("checkpoint")


@contextmanager
def a_place() -> Iterator[Place]:
    """Yield a place with an empty, migrated database to copy; nothing of it is left afterwards."""
    given = os.environ.get("DATABASE_URL", "")
    with a_postgres(given, durable=True) as server:
        place = Place(server, _version_of(server))
        try:
            template = create_database(server, place.name)
        except psycopg.errors.InsufficientPrivilege as error:
            msg = (
                "The user of DATABASE_URL may not make databases, and a benchmark never touches the one in use. "
                "Unset DATABASE_URL to let a server be started for the run, or let the user make databases (CREATEDB)."
            )
            raise PlaceError(msg) from error
        try:
            _in_a_process(template, _migrate)
            yield place
        finally:
            drop_database(server, place.name)


def _version_of(server: str) -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in _THROUGH_TO_DISK:
            row = connection.execute("select current_setting(%s)", [setting]).fetchone()
            if row is None or row[0] == "off":
                msg = f"{setting} is off on this server: what it measures is no disk's speed. Turn it on."
                raise PlaceError(msg)
        version = connection.execute("show server_version").fetchone()
    return str(version[0]) if version else ""


def _in_a_process(
    database: str, work: Callable[..., Answer], *given: object, env: Mapping[str, str] = NOTHING
) -> tuple[Answer, int]:
    """Return what the work gives, done on the database, and the resident memory in MB that it took at most."""
    anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=anew, initializer=_set_up, initargs=(database, dict(env))) as one:
        return one.submit(_noting_memory, work, *given).result()


def _set_up(database: str, env: Mapping[str, str]) -> None:
    os.environ.update(env, DATABASE_URL=database)
    import django  # noqa: PLC0415 - the settings read the environment when they are imported

    django.setup()


def _noting_memory(work: Callable[..., Answer], *given: object) -> tuple[Answer, int]:
    answer = work(*given)
    return answer, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _KIB_A_MB


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by now

    call_command("migrate", verbosity=0)
