"""Installs requirement files into the virtual environment this runs in: by uv, or by pip where uv cannot be had.

    .venv/bin/python tools/install.py requirements.txt [requirements-dev.txt ...]

Every file names hashes, and nothing without a matching hash is installed.
"""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / "requirements-uv.txt"
PIP = [sys.executable, "-m", "pip"]
QUIET = ["--quiet", "--disable-pip-version-check"]


def have_uv() -> bool:
    """Install the pinned uv, if it is not there; say whether it is."""
    try:
        installed = f"uv=={metadata.version('uv')}"
    except metadata.PackageNotFoundError:
        installed = ""
    if installed and f"\n{installed} " in UV.read_text():
        return True
    return subprocess.run([*PIP, "install", *QUIET, "--require-hashes", "-r", UV], check=False).returncode == 0


def as_pip_would() -> dict[str, str]:
    """Return an environment in which uv asks the index that pip is configured to ask."""
    configured = subprocess.run([*PIP, "config", "list"], capture_output=True, text=True, check=False).stdout
    settings = dict(line.split("=", 1) for line in configured.splitlines() if "=" in line)
    index = settings.get(":env:.index-url") or settings.get("install.index-url") or settings.get("global.index-url")
    if not index or "UV_DEFAULT_INDEX" in os.environ or "UV_INDEX_URL" in os.environ:
        return dict(os.environ)
    return {**os.environ, "UV_DEFAULT_INDEX": index.strip("'\"")}


def install(files: list[str]) -> int:
    """Install, and return an exit status."""
    wanted = [argument for name in files for argument in ("-r", name)]
    if have_uv():
        print(f"Installing the packages of {' and '.join(files)} …", flush=True)
        uv = [sys.executable, "-m", "uv", "pip", "install", "--python", sys.executable, "--require-hashes"]
        told = [] if sys.stdout.isatty() else ["--quiet"]
        if subprocess.run([*uv, *told, *wanted], env=as_pip_would(), check=False).returncode == 0:
            return 0
        print("uv could not install the packages; pip tries now.", file=sys.stderr)
    else:
        print("uv cannot be installed; pip does its work, which takes some minutes.", file=sys.stderr)
    done = subprocess.run([*PIP, "install", "--disable-pip-version-check", "--require-hashes", *wanted], check=False)
    if done.returncode:
        print(
            f"The packages of {' and '.join(files)} could not be installed; the lines above say why.", file=sys.stderr
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(install(sys.argv[1:]))
