"""A real browser on the real pages. Django is not ready when this file is read."""

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from celery import current_app
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.live_server_helper import LiveServer

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
POLICY = "Content Security Policy"
AT_ONCE = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
PATIENCE_MILLISECONDS = 120_000
"""A browser that works for its form, on a machine with other work, takes longer than the half minute usual here."""


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Return the system's Chromium."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("There is no Chromium on this machine; install the package chromium.", pytrace=False)
    with pytest.MonkeyPatch.context() as patch:
        # Playwright runs an event loop in this thread, and Django would take it for an asynchronous program.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            launched = playwright.chromium.launch(executable_path=program, args=list(QUIET))
            yield launched
            launched.close()


@pytest.fixture(scope="session", autouse=True)
def _no_time_for_the_dead_broker() -> "Iterator[None]":
    """Give a broker that is not there up at once: every page here is sent without one."""
    before = current_app.conf.broker_transport_options
    current_app.conf.broker_transport_options = {**before, **AT_ONCE}
    yield
    current_app.conf.broker_transport_options = before


@pytest.fixture
def open_page(browser: Browser, live_server: "LiveServer", transactional_db: None) -> "Iterator[Callable[..., Page]]":
    """Return how to open a page: `open_page("/staff/", by=rita, width=360, color_scheme="dark")`.

    What the page's own policy blocks fails the test in the end.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_it(address: str, *, by: Any = None, width: int = 1280, height: int = 800, **options: Any) -> Page:  # noqa: ANN401 - a person, and whatever a browser's context takes
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        contexts.append(context)
        if by is not None:
            context.add_cookies([_session_of(by, live_server.url)])
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if POLICY in message.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(live_server.url + address)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


def _session_of(person: Any, url: str) -> Any:  # noqa: ANN401 - a user, and Playwright's own kind of cookie
    from django.conf import settings  # noqa: PLC0415 - see above
    from django.test import Client  # noqa: PLC0415 - see above

    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}
