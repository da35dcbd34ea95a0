"""Run a program by itself and tell what it printed, how long it worked and the most memory it had."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ALONE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
told = {"status": done.returncode, "out": done.stdout, "err": done.stderr}
print(json.dumps(told | {"worked": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a program left: its exit status and words, the seconds it worked, its most memory in megabytes."""

    status: int
    out: str
    err: str
    worked: float
    megabytes: float


def measured(command: Sequence[str | Path], env: Mapping[str, str], folder: Path) -> Measured:
    """Run the command from a small process: a child's most memory begins with that of the process it was made by."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _ALONE, *command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return Measured(**json.loads(done.stdout))
