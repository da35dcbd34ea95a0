"""The demo as a process, for tests: started as `make demo` starts it, in a folder of its own."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from shinelight.local.processes import ROOT, essentials


def command(*arguments: str) -> list[str]:
    """Return the demo's command line."""
    return [sys.executable, "-m", "shinelight.demo", *arguments]


def environment(var: Path, **given: str) -> dict[str, str]:
    """Return an environment that has nothing of this test run but what any program needs."""
    return essentials() | {"VAR_DIR": str(var)} | given


def run(*arguments: str, var: Path, given: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the demo until it ends."""
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=environment(var, **(given or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def descendants(pid: int) -> set[int]:
    """Return the processes that this process started, those that they started, and so on."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in listed.splitlines()}
    found = {pid}
    while further := {child for child, parent in parents.items() if parent in found} - found:
        found |= further
    return found - {pid}


def alive(pids: set[int]) -> list[str]:
    """Return what `ps` says of those that still run."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,command="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if int(line.split()[0]) in pids]
