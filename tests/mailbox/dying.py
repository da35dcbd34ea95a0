"""`manage.py fetch_mail` that dies on its way, as by a power cut: `python dying.py FILE NAME EVENT TIMES`.

It is killed with -9 at the TIMES-th EVENT (`call` or `return`) of the function NAME in a file that ends with FILE.
Nothing of the program is replaced: Python itself tells of each call.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def die_at(file: str, name: str, event: str, times: int) -> None:
    """Kill this process at that point."""
    left = times

    def watch(frame: FrameType, happened: str, _arg: Any) -> None:  # noqa: ANN401 - Python's own signature
        nonlocal left
        code = frame.f_code
        if happened == event and code.co_qualname == name and code.co_filename.endswith(file):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shinelight.settings")
    from django.core.management import execute_from_command_line

    die_at(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
    execute_from_command_line(["manage.py", "fetch_mail"])
