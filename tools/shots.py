"""Take the pictures of docs/images: form, receipt, queue and a request, wide and on a phone, and a notice's first page.

Run `python tools/shots.py [FOLDER]`. It uses a database of its own with the demo's business and invented requests in
every state, and needs the system's Chromium and pdftoppm. Fonts for Chinese or Arabic names are the system's, too.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import django
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZES = {"": (1280, 900), "-phone": (390, 844)}
REQUESTS = 46
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "shinelight.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    "SECRET_KEY": "for pictures only",
    "SHINELIGHT_DEMO": "true",
    "BROKER_URL": "redis+socket:///nonexistent/shots.sock",
}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as var:
        (Path(var) / "static").mkdir()
        os.environ.update(SETTINGS, VAR_DIR=var, DATABASE_URL=f"sqlite:///{var}/shots.sqlite3")
        django.setup()
        with a_site() as (site, pages), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            for ending, (width, height) in SIZES.items():
                screen = browser.new_context(viewport={"width": width, "height": height}, color_scheme="light")
                take(screen.new_page(), site, pages, str(folder / f"{{name}}{ending}.png"))
            browser.close()
        first_page_of_a_notice(folder)


@contextmanager
def a_site() -> Iterator[tuple[str, dict[str, str]]]:
    """Start the site on invented rows; yield its address and that of each page to show."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa: PLC0415 - Django is set up only now
    from django.core.management import call_command  # noqa: PLC0415 - the same
    from django.test.testcases import LiveServerThread  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    pages = fill()
    server = LiveServerThread("localhost", static_handler=StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    try:
        yield f"http://localhost:{server.port}", pages
    finally:
        server.terminate()


def fill() -> dict[str, str]:
    """Load the demo's register and let people ask; return the addresses of the pages to show."""
    from celery import current_app  # noqa: PLC0415 - Django is set up only now
    from django.utils import timezone  # noqa: PLC0415 - the same

    from requests_app.requests.models import DisclosureRequest  # noqa: PLC0415 - the same
    from shinelight.demo import accounts, register  # noqa: PLC0415 - the same
    from shinelight.demo.people import requester  # noqa: PLC0415 - the same
    from tests.browser import scenes  # noqa: PLC0415 - the same

    current_app.conf.broker_transport_options = {"max_retries": 1, "interval_start": 0}
    people = accounts.ensure_accounts()
    business = register.load(keeper=people[accounts.KEEPER.username], now=timezone.now()).business
    scenes.in_every_state(business, people[accounts.FIRST_REVIEWER.username], age=timedelta(days=28))
    for number in range(REQUESTS):
        asks = requester(number)
        scenes.a_request(business, number, age=timedelta(days=31 - number // 2), requester_name=asks.name)
    shown = DisclosureRequest.objects.waiting().exclude(message="").exclude(email="").order_by("due_on", "id")[12]
    return {"form": "/request/", "queue": "/staff/", "request": f"/staff/requests/{shown.pk}/"}


def take(page: Page, site: str, pages: dict[str, str], to: str) -> None:
    """Take the pictures of one size, to files named by `to`: the public pages whole, the desk's as a screen."""
    page.goto(site + pages["form"])
    shoot(page, to.format(name="form"), whole=True)
    page.fill("#id_requester_name", "Marisol O’Brien-Núñez")
    page.fill("#id_email", "marisol@example.org")
    page.check("#id_california_resident")
    with page.expect_navigation():
        page.click("text=Send my request")
    shoot(page, to.format(name="receipt"), whole=True)
    page.goto(site + "/staff/sign-in/")
    page.fill("#id_username", "reviewer")
    page.fill("#id_password", "shinelight-demo")
    with page.expect_navigation():
        page.click("main button")
    for name in ("queue", "request"):
        page.goto(site + pages[name])
        shoot(page, to.format(name=name), whole=False)


def shoot(page: Page, to: str, *, whole: bool) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=to, full_page=whole)
    print(to)


def first_page_of_a_notice(folder: Path) -> None:
    """Draw the first page of a notice that was kept."""
    from requests_app.notices.models import Notice  # noqa: PLC0415 - Django is set up only now

    pdf = bytes(Notice.objects.select_related("document").order_by("id")[0].document.pdf)
    target = folder / "notice"
    command = ["pdftoppm", "-png", "-singlefile", "-r", "100", "-", str(target)]
    subprocess.run(command, input=pdf, check=True)
    print(f"{target}.png")


if __name__ == "__main__":
    main()
