"""Whether WeasyPrint finds what it needs of the system. Another process looks, so that ours stays without it."""

import shutil
import sys

from shinelight.demo.place import Place
from shinelight.demo.problem import DemoError
from shinelight.local import waiting
from shinelight.local.processes import Child

HOW_TO_INSTALL = {
    "apt-get": "sudo apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "sudo dnf install -y pango harfbuzz",
    "apk": "sudo apk add pango harfbuzz-subset",
    "pacman": "sudo pacman -S --noconfirm pango",
    "brew": "brew install pango",
}
ELSEWHERE = "install Pango 1.44 or later with your system's package manager"


def looking(place: Place) -> Child:
    """Return a process that loads WeasyPrint and ends, with status 0 if all is there."""
    return Child("PDF libraries", [sys.executable, "-c", "import weasyprint"], log=place.logs / "pdf.log", env={})


def check(look: Child) -> None:
    """Wait for the look; where something is missing, say what to type."""
    waiting.until(lambda: not look.running, seconds=60, what="WeasyPrint to load")
    if look.exit_status == 0:
        return
    manager = next((name for name in HOW_TO_INSTALL if shutil.which(name)), None)
    typed = f"type: {HOW_TO_INSTALL[manager]}" if manager else ELSEWHERE
    msg = f"No PDF can be made, because WeasyPrint misses a library of the system. To mend it, {typed}."
    raise DemoError(msg, log=look.log)
