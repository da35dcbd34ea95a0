#!/usr/bin/env python
"""Django's command line for Shinelight.

Where nothing is set and nothing else is here, commands speak to what `make demo` left behind.
"""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

ROOT = Path(__file__).resolve().parent
EMBEDDED, DEMO = ROOT / "var", ROOT / "var" / "demo"

if __name__ == "__main__":
    nothing_set = not os.environ.keys() & {"DATABASE_URL", "VAR_DIR"}
    if nothing_set and (DEMO / "shinelight.sqlite3").exists() and not (EMBEDDED / "shinelight.sqlite3").exists():
        os.environ["VAR_DIR"] = str(DEMO)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shinelight.settings")
    execute_from_command_line(sys.argv)
