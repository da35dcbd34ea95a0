"""A visitor's browser, reduced to what a page without script needs: cookies, redirects, forms."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping

from shinelight.demo import page
from shinelight.demo.page import Form, Page

TIMEOUT_SECONDS = 30


class Browser:
    """Visits one site and keeps its cookies; a page that says no is a page, too."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),  # the site is on this machine, whatever proxy the environment names
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()),
        )

    def visit(self, address: str) -> Page:
        """Open a page; an address may be given from the site's root on, or as a link on the site has it."""
        return self._open(urllib.request.Request(self._absolute(address)))  # noqa: S310 - our own http address

    def send(self, on: Page, form: Form, filled: Mapping[str, str]) -> Page:
        """Send a form of a page with what a visitor fills in, and follow to the page that answers."""
        address = urllib.parse.urljoin(on.url, form.action)
        data = urllib.parse.urlencode({**form.values, **filled}).encode()
        request = urllib.request.Request(self._absolute(address), data=data, headers={"Referer": on.url})  # noqa: S310 - our own http address
        return self._open(request)

    def _absolute(self, address: str) -> str:
        absolute = urllib.parse.urljoin(self._site, address)
        if not absolute.startswith(f"{self._site}/"):
            msg = f"{absolute} is not on {self._site}"
            raise ValueError(msg)
        return absolute

    def _open(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return page.read(answer.url, answer.status, answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as refusal:
            with refusal:
                return page.read(refusal.url, refusal.code, refusal.read().decode("utf-8", "replace"))
