"""Take the pictures of the pages in docs/images: form, receipt, queue and a request, wide and on a phone.

Run `python tools/shots.py [FOLDER]`. It uses a database of its own, filled with the demo's business and invented
requests in every state, and the system's Chromium.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = {"wide": (1280, 900), "phone": (390, 844)}
REQUESTS = 46

sys.path.insert(0, str(ROOT))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var:
        _prepare(Path(var))
        from tools import shots_site  # noqa: PLC0415 - Django is ready now

        with shots_site.running() as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            for name, size in SIZES.items():
                _take(browser, site, folder, name, size)
            browser.close()
