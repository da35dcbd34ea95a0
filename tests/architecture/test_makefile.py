"""The Makefile: every target explains itself, and CI runs the rungs that a developer runs."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split()


def make(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *arguments], cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_help_explains_every_target() -> None:
    explained = dict(re.findall(r"^([a-z-]+) +(\S.*)$", make("help").stdout, re.MULTILINE))

    assert sorted(explained) == sorted(TARGETS)
    assert all(words.endswith((".", ":")) or len(words) > 20 for words in explained.values())


def test_help_is_what_make_says_by_itself() -> None:
    assert make().stdout == make("help").stdout


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_can_be_made(target: str) -> None:
    assert make("--dry-run", target).returncode == 0


def test_ci_runs_the_three_rungs_in_order() -> None:
    ci = ROOT / ".ci" / "run"
    assert ci.stat().st_mode & 0o111
    assert "for rung in check test test-long; do" in ci.read_text()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((), ""),
        (("ONCE=1",), " --once"),
        (("ONCE=0",), ""),
        (("PORT=8001",), " --port 8001"),
        (("ONCE=1", "PORT=8001"), " --once --port 8001"),
    ],
)
def test_the_demo_takes_once_and_port(given: tuple[str, ...], wanted: str) -> None:
    command = make("--dry-run", "demo", *given).stdout.splitlines()[-1]
    assert " ".join(command.split()) == f".venv/bin/python -m shinelight.demo{wanted}"


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.txt", "requirements-uv.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text())

    refused = make("setup", "PYTHON=python2 no-such-python", folder=tmp_path)

    assert refused.returncode != 0
    assert "Shinelight needs Python 3.11 or later" in refused.stderr
    assert not (tmp_path / ".venv").exists()


def test_pins_are_written_by_make_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-uv.txt"):
        pins = (ROOT / name).read_text()
        assert "#    make pins" in pins
        assert "://" not in pins
        assert all("==" in line or line.startswith((" ", "#")) for line in pins.splitlines() if line)
