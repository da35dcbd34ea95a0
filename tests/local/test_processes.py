"""A child is awaited, ended with all it started, and never outlives the process that started it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shinelight.local import waiting
from shinelight.local.processes import ROOT, Child, ProcessEndedError

SHELL_WITH_A_CHILD = "sleep 600 & echo $! > {pid_file}; wait"
DEAF_SHELL = "trap '' TERM; echo deaf; while true; do sleep 600 & wait; done"


def alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended but was not yet collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def number_in(file: Path) -> int:
    return waiting.until(lambda: int(file.read_text() or 0) if file.exists() else 0, seconds=20, what=file.name)


def a_shell(script: str, folder: Path, ready: Callable[[Child], bool] | None = None) -> Child:
    return Child("shell", ["/bin/sh", "-c", script], log=folder / "shell.log", env={}, ready=ready, seconds=10)


def test_a_child_that_ends_before_it_is_ready_is_reported_with_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(ProcessEndedError, match=r"status 3 .*\n.*\nno such luck"):
        a_shell("echo no such luck; exit 3", tmp_path, ready=lambda _child: False).start()


def test_a_child_that_is_never_ready_is_given_up(tmp_path: Path) -> None:
    child = Child("slow", ["sleep", "600"], log=tmp_path / "log", env={}, ready=lambda _child: False, seconds=0.2)
    with pytest.raises(TimeoutError, match="slow to be ready: not within"), child:
        pass
    assert not child.running


def test_a_child_gets_the_environment_it_is_given_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "the developer's")
    child = Child("env", ["env"], log=tmp_path / "log", env={"SITE_URL": "ours"}).start()
    assert child.wait(10) == 0
    assert child.says("SITE_URL=ours")
    assert not child.says("DATABASE_URL")


def test_stopping_ends_the_children_of_a_child(tmp_path: Path) -> None:
    with a_shell(SHELL_WITH_A_CHILD.format(pid_file=tmp_path / "pid"), tmp_path):
        grandchild = number_in(tmp_path / "pid")
        assert alive(grandchild)
    waiting.until(lambda: not alive(grandchild), seconds=10, what="the child's child to end")


def test_a_child_that_will_not_end_is_killed(tmp_path: Path) -> None:
    child = a_shell(DEAF_SHELL, tmp_path, ready=lambda child: child.says("deaf")).start()
    child.stop(seconds=0.2)
    assert child.exit_status == -signal.SIGKILL


PARENT = """
import sys
from pathlib import Path
from shinelight.local import processes
folder = Path(sys.argv[1])
shell = processes.Child("shell", ["/bin/sh", "-c", sys.argv[2]], log=folder / "log", env={})
with processes.ending_on_signals(), shell:
    (folder / "child").write_text(str(shell.pid))
    processes.wait_for_signal()
"""


@pytest.mark.parametrize(
    "how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda how: how.name
)
def test_nothing_is_left_when_the_parent_is_gone(tmp_path: Path, how: signal.Signals) -> None:
    script = SHELL_WITH_A_CHILD.format(pid_file=tmp_path / "grandchild")
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path), script], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    child, grandchild = number_in(tmp_path / "child"), number_in(tmp_path / "grandchild")
    assert alive(child)
    assert alive(grandchild)

    parent.send_signal(how)
    parent.wait(20)

    waiting.until(lambda: not alive(child) and not alive(grandchild), seconds=20, what="the children to end")


def test_waiting_says_what_was_awaited() -> None:
    with pytest.raises(TimeoutError, match=r"rain: not within 0\.1 seconds"):
        waiting.until(lambda: False, seconds=0.1, what="rain")
    assert waiting.until(lambda: "rain", seconds=0.1, what="rain") == "rain"
