"""What the installation files say: the services of the compose file, the commands of the service units."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
INSTALLED = "/opt/shinelight"
PROGRAM = ("web", "worker", "clock")
"""The processes of ours that keep running."""


@dataclass(frozen=True, slots=True)
class Commands:
    """How one way of installing starts our processes, by name, and what it does before."""

    setup: tuple[list[str], ...]
    running: dict[str, list[str]]


def compose() -> dict[str, Any]:
    """Return the compose file."""
    told: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return told


def by_compose() -> Commands:
    """Return the commands of the containers, as a shell gets them: `$$` is a dollar there."""
    services = compose()["services"]
    return Commands((services["setup"]["command"],), {name: services[name]["command"] for name in PROGRAM})


def by_units() -> Commands:
    """Return the commands of the service units; whoever installs them types the two of the set-up."""
    setup = (["python", "manage.py", "migrate", "--noinput"], ["python", "manage.py", "collectstatic", "--noinput"])
    return Commands(setup, {name: _exec_start(name) for name in PROGRAM})


def _exec_start(name: str) -> list[str]:
    lines = (UNITS / f"shinelight-{name}.service").read_text(encoding="utf-8").splitlines()
    (command,) = (line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart="))
    return shlex.split(command.removeprefix(f"{INSTALLED}/.venv/bin/"))


def example() -> dict[str, str]:
    """Return the settings of the example, those that are empty too."""
    lines = (DEPLOY / "shinelight.env.example").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: value for name, _, value in pairs}
