"""Children: programs started with an environment of their own and a log file, awaited, and ended with all they started.

No child outlives the process that started it: `Child` ends it on leaving the `with` block, and a guard (see `guard`)
ends it when the process is killed before it could.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Self

from shinelight.local import guard, waiting

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder; children that are Python programs start there."""
ESSENTIALS = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
TAIL_LINES = 30


def essentials() -> dict[str, str]:
    """Return what any program needs of the environment; everything else is given to a child explicitly."""
    return {name: os.environ[name] for name in ESSENTIALS if name in os.environ} | {"PYTHONUNBUFFERED": "1"}


class ProcessEndedError(RuntimeError):
    """A child ended before it was ready."""


class Child:
    """A program with its process group and its log file.

    `with Child(...) as child:` starts it, waits until `ready` says so, and stops it at the end.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str],
        ready: Callable[["Child"], bool] | None = None,
        seconds: float = 30,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: str | None = None,
    ) -> None:
        self.name = name
        self.log = log
        self._command = [str(part) for part in command]
        self._env = essentials() | dict(env)
        self._ready = ready
        self._seconds = seconds
        self._stop_signal = stop_signal
        self._user = user
        self._log_begins = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the process that was started last."""
        if self._process is None:
            msg = f"{self.name} was not started."
            raise RuntimeError(msg)
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def exit_status(self) -> int | None:
        """The exit status, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def says(self, words: str) -> bool:
        """Say whether these words are in the log since the last start."""
        if not self.log.exists():
            return False
        with self.log.open("rb") as log:
            log.seek(self._log_begins)
            return words.encode() in log.read()

    def start(self) -> Self:
        """Start the process, if it does not run, and wait until it is ready."""
        if self.running:
            return self
        with self.log.open("ab") as log:
            self._log_begins = log.tell()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env=self._env,
                start_new_session=True,  # a group of its own: it can be ended as a whole, and Ctrl-C reaches us alone
                user=self._user,
                group=None if self._user is None else _group_of(self._user),
                extra_groups=None if self._user is None else [],
            )
        _guard().began(self.pid, self._stop_signal)
        if self._ready is not None:
            self._wait(self._ready)
        return self

    def wait(self, seconds: float | None = None) -> int:
        """Wait until the process ends by itself, and return its exit status."""
        if self._process is None:
            msg = f"{self.name} was not started."
            raise RuntimeError(msg)
        status = self._process.wait(seconds)
        _guard().ended(self._process.pid)
        return status

    def wait_until(self, ready: Callable[[], bool], *, seconds: float = 30) -> None:
        """Wait for a condition that needs this process; give up as soon as the process has ended."""
        self._wait(lambda _child: ready(), seconds)

    def stop(self, seconds: float = 20) -> None:
        """Ask the process to end, wait for it, and kill whatever of its group is still there."""
        if self._process is None:
            return
        if self.running:
            self._process.send_signal(self._stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
        self.kill9()

    def kill9(self) -> None:
        """End the process and everything it started at once, as a power cut would."""
        if self._process is None:
            return
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        _guard().ended(self._process.pid)

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _wait(self, ready: Callable[["Child"], bool], seconds: float | None = None) -> None:
        def ready_or_gone() -> bool:
            if not self.running:
                msg = f"{self.name} ended with status {self.exit_status} before it was ready.\n{self.tail()}"
                raise ProcessEndedError(msg)
            return ready(self)

        try:
            waiting.until(ready_or_gone, seconds=seconds or self._seconds, what=f"{self.name} to be ready")
        except TimeoutError as late:
            msg = f"{late}\n{self.tail()}"
            raise TimeoutError(msg) from late

    def tail(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([f"The end of {self.log}:", *lines[-TAIL_LINES:]])


def _group_of(user: str) -> int:
    import pwd  # noqa: PLC0415 - Unix alone has it, and only a superuser comes here

    return pwd.getpwnam(user).pw_gid


class _Guard:
    """The guard of this process, a child itself; it ends the others when this process is gone."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", guard.__file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        atexit.register(self._close)

    def began(self, pid: int, stop_signal: signal.Signals) -> None:
        self._write(f"+ {pid} {stop_signal.value}\n")

    def ended(self, pid: int) -> None:
        self._write(f"- {pid}\n")

    def _write(self, line: str) -> None:
        if self._process.stdin is not None:
            os.write(self._process.stdin.fileno(), line.encode())  # one write, which no thread can cut in two

    def _close(self) -> None:
        if self._process.stdin is not None and self.owner == os.getpid():
            self._process.stdin.close()
            self._process.wait(2 * guard.GRACE_SECONDS)


_guards: list[_Guard] = []
_one_at_a_time = threading.Lock()


def _guard() -> _Guard:
    with _one_at_a_time:
        if not _guards or _guards[-1].owner != os.getpid():
            _guards.append(_Guard())
        return _guards[-1]


@contextlib.contextmanager
def ending_on_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP leave `with` blocks as Ctrl-C does, so that children are ended in order."""

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    # A shell that starts a program in the background has it ignore Ctrl-C, and so would every child.
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_for_signal() -> None:
    """Sleep until a signal ends this process or leaves the surrounding `with` blocks."""
    while True:
        time.sleep(3600)
