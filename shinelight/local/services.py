"""Shinelight's own processes as children: web server, worker, beat, and management commands.

Their settings come from the environment given here, never from that of the process that starts them.
"""

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from shinelight.local import ports
from shinelight.local.processes import ROOT, Child, essentials

COMMAND_SECONDS = 300


class CommandError(RuntimeError):
    """A management command ended with another status than was expected."""


def web_server(
    env: Mapping[str, str], port: int, folder: Path, *, workers: int = 2, application: str = "shinelight.wsgi"
) -> Child:
    """Return gunicorn on this port of the loopback address; it is ready when a page comes."""
    return Child(
        "web server",
        [
            *(sys.executable, "-m", "gunicorn", application, "--bind", f"{ports.LOOPBACK}:{port}"),
            *("--workers", str(workers), "--worker-tmp-dir", str(folder), "--graceful-timeout", "5"),
            "--no-control-socket",  # it would lie in the home folder, one for all
        ],
        log=folder / "web.log",
        env=env,
        ready=lambda _child: answers(f"http://{ports.LOOPBACK}:{port}/healthz"),
        seconds=60,
    )


def worker(env: Mapping[str, str], folder: Path, *, concurrency: int = 2, name: str = "worker") -> Child:
    """Return a Celery worker with its pool of processes; it is ready when it takes tasks."""
    return Child(
        name,
        [
            *(sys.executable, "-m", "celery", "--app", "shinelight.celery", "worker", "--hostname", f"{name}@%h"),
            *("--concurrency", str(concurrency), "--loglevel", "INFO", "--without-gossip", "--without-mingle"),
        ],
        log=folder / f"{name}.log",
        env=env,
        ready=lambda child: child.says(" ready."),
        seconds=60,
    )


def beat(env: Mapping[str, str], folder: Path) -> Child:
    """Return Celery's beat, which wakes the sweep; it is ready when its clock runs."""
    return Child(
        "beat",
        [
            *(sys.executable, "-m", "celery", "--app", "shinelight.celery", "beat", "--loglevel", "INFO"),
            *("--pidfile", "", "--schedule", str(folder / "beat-schedule")),
        ],
        log=folder / "beat.log",
        env=env,
        ready=lambda child: child.says("beat: Starting"),
        seconds=60,
    )


def manage(env: Mapping[str, str], *arguments: str, expect: int = 0) -> str:
    """Run `manage.py` so and return what it printed; another exit status than expected is an error."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=essentials() | dict(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=COMMAND_SECONDS,
    )
    if done.returncode != expect:
        msg = f"manage.py {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        raise CommandError(msg)
    return done.stdout


def answers(address: str) -> bool:
    """Say whether a web server answers, whatever it says."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=5):
            return True
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return True
    except OSError:
        return False
