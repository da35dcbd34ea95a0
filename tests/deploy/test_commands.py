"""Each command, health check and setting of the installation files, run as plain processes with real services."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from shinelight.local import ports
from shinelight.local.processes import Child, essentials
from tests.deploy.shipped import INSTALLED, ROOT, UNITS, Commands, by_compose, by_units, compose, example
from tests.stack import StackFactory

pytestmark = [pytest.mark.long, pytest.mark.postgres]
HOST = "privacy.example.com"
WORKERS = 3
PROGRAMS = Path(sys.executable).parent


@pytest.fixture
def settings_of_a_house(start_stack: StackFactory, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the example as an operator fills it in; the addresses are those of the services of the test."""
    stack = start_stack(start=False)
    stack.broker.start()
    secrets = dict.fromkeys(("SECRET_KEY", "SEARCH_KEY", "SECOND_FACTOR_KEY"), "a long text for one test alone " * 2)
    here = {name: stack.env[name] for name in ("DATABASE_URL", "BROKER_URL", "EMAIL_URL")}
    inside = essentials() | {"PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    yield inside | example() | secrets | here | {"VAR_DIR": str(tmp_path / "var")}
    stack.broker.stop()


@pytest.mark.parametrize("commands", [by_compose, by_units], ids=["containers", "service units"])
def test_the_house_is_set_up_and_runs_by_the_commands_of_the_files(
    commands: Callable[[], Commands], settings_of_a_house: dict[str, str], tmp_path: Path
) -> None:
    env, told, port = settings_of_a_house, commands(), ports.free_port()
    set_up(told, env)
    services = compose()["services"]
    probe = [*services["web"]["healthcheck"]["test"][1:-1], f"http://{ports.LOOPBACK}:{port}"]
    ping = services["worker"]["healthcheck"]["test"][1].replace("$$", "$")

    assert health(probe, env) == (1, f"http://{ports.LOOPBACK}:{port} does not answer")
    with (
        running("web", at(told.running["web"], port), env, tmp_path, says="Booting worker"),
        running("worker", told.running["worker"], env, tmp_path, says=" ready."),
        running("clock", told.running["clock"], env, tmp_path, says="beat: Starting"),
    ):
        assert page(port, "/request/") == 200
        assert health(probe, env) == (0, '200 {"ok"')
        if commands is by_compose:  # the units name their worker by themselves
            assert health(["sh", "-c", ping], env)[0] == 0


def test_a_new_version_is_taken_up_without_a_visitor_turned_away(
    settings_of_a_house: dict[str, str], tmp_path: Path
) -> None:
    env, port = settings_of_a_house, ports.free_port()
    set_up(by_units(), env)
    log = tmp_path / "web.log"
    with running("web", at(by_units().running["web"], port), env, tmp_path, says="Booting worker") as web:
        before = page(port, "/request/")
        os.kill(web.pid, signal.SIGHUP)  # as ExecReload does
        met = set()
        while log.read_text(encoding="utf-8").count("Worker exiting") < WORKERS:
            met.add(page(port, "/request/"))

    assert (before, met) == (200, {200})


def test_the_units_are_what_systemd_takes(tmp_path: Path) -> None:
    assert verified(tmp_path, {}) == (0, "")


def test_a_unit_with_a_word_that_is_none_is_found(tmp_path: Path) -> None:
    _status, says = verified(tmp_path, {"Restart=always": "Restart=allways"})

    assert "allways" in says


def set_up(told: Commands, env: dict[str, str]) -> None:
    for command in told.setup:
        subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True)


def verified(folder: Path, changed: Mapping[str, str]) -> tuple[int, str]:
    """Return what systemd says of the units, where the program is installed at this place; what is `changed` before."""
    for unit in UNITS.iterdir():
        text = unit.read_text(encoding="utf-8").replace(f"{INSTALLED}/.venv/bin", str(PROGRAMS))
        for old, new in changed.items():
            text = text.replace(old, new)
        (folder / unit.name).write_text(text.replace(INSTALLED, str(ROOT)), encoding="utf-8")
    units = sorted(str(path) for path in folder.iterdir() if path.suffix in {".service", ".target"})
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stderr


def at(command: list[str], port: int) -> list[str]:
    """Return the command of the web server at a free port of the loopback address."""
    return [f"{ports.LOOPBACK}:{port}" if word.endswith(":8000") else word for word in command]


def running(name: str, command: list[str], env: dict[str, str], folder: Path, *, says: str) -> Child:
    return Child(name, command, log=folder / f"{name}.log", env=env, ready=lambda child: child.says(says), seconds=60)


def health(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Return a health check's status, and how its answer begins."""
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.partition(":" if done.returncode == 0 else ": ")[0]


def page(port: int, path: str) -> int:
    """Return the status of a page that is asked for as the proxy asks."""
    connection = HTTPConnection(ports.LOOPBACK, port, timeout=30)
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status
