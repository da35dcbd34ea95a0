"""How much memory a server takes with all its processes."""

import re
import resource
import sys
from pathlib import Path

_KIB_A_MB = 1024
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", flags=re.MULTILINE)
_PARENT = re.compile(r"^PPid:\s+(\d+)$", flags=re.MULTILINE)


def peak_mb(pid: int) -> int:
    """Return the resident memory, in MB, that a process and its children took at most, each counted as a whole.

    Where the system does not tell of other processes: that of the largest child which has ended.
    """
    if not Path("/proc/self/status").exists():
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return most // (_KIB_A_MB * _KIB_A_MB if sys.platform == "darwin" else _KIB_A_MB)
    told = [_status(status) for status in Path("/proc").glob("[0-9]*/status")]
    ours = [text for text in told if _number(_PARENT, text) == pid]
    return sum(_number(_PEAK, text) for text in (_status(Path(f"/proc/{pid}/status")), *ours)) // _KIB_A_MB


def _status(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""


def _number(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found.group(1)) if found else 0
