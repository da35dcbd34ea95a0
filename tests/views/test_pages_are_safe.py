"""Every page: a strict policy, nothing inline that it would block, nothing kept where it should not be."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from requests_app.register.models import Business
from tests.builders import a_request
from tests.views.filled import form
from tests.views.ways import REFUSED, sent

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
Pages = Mapping[str, Any]  # the test client's responses have no public type
PRIVATE = ("ask", "faults", "receipt", "queue", "request", "preview", "sign in", "what if", "what if, faults", "report")


@pytest.fixture
def pages(rita: Client, business: Business) -> Pages:
    """Return every page there is, by name."""
    waiting, failed = a_request(business), a_request(business)
    sent(failed, REFUSED)
    client = Client()
    return {
        "home": client.get("/"),
        "ask": client.get("/request/"),
        "faults": client.post("/request/", form(requester_name="")),
        "receipt": client.get(f"/request/received/{waiting.secret}/"),
        "rights": client.get("/privacy-rights/"),
        "missing": client.get("/nothing/"),
        "sign in": client.get("/staff/sign-in/"),
        "queue": rita.get("/staff/"),
        "request": rita.get(f"/staff/requests/{waiting.pk}/"),
        "failed": rita.get(f"/staff/requests/{failed.pk}/"),
        "preview": rita.get(f"/staff/requests/{waiting.pk}/preview/"),
        "what if": rita.get(f"/staff/what-if/?from={waiting.pk}"),
        "what if, faults": rita.post("/staff/what-if/", {}),
        "report": rita.get(f"/staff/reports/{business.slug}/"),
        "expired": Client(enforce_csrf_checks=True).post("/staff/sign-in/"),
    }


def test_no_page_holds_a_style_or_a_script_of_its_own(pages: Pages) -> None:
    for name, page in pages.items():
        assert not INLINE.search(page.content.decode()), name


def test_every_page_has_the_strict_policy(pages: Pages) -> None:
    for name, page in pages.items():
        policy = page["Content-Security-Policy"]
        assert {"script-src 'self'", "style-src 'self'", "object-src 'none'"} <= set(policy.split("; ")), name
        assert "unsafe" not in policy, name
        assert page["X-Content-Type-Options"] == "nosniff", name
        assert page["Referrer-Policy"] == "same-origin", name


def test_what_is_private_is_never_stored(pages: Pages) -> None:
    for name in PRIVATE:
        assert "no-store" in pages[name]["Cache-Control"], name


def test_no_address_on_a_page_holds_personal_data(pages: Pages) -> None:
    for name, page in pages.items():
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page.content.decode())
        assert addresses or name == "preview"
        for address in addresses:
            assert not re.search(r"ana|ruiz", address, re.IGNORECASE), (name, address)


def test_every_page_has_one_heading_a_title_a_language_and_a_way_to_its_content(
    pages: Pages,
) -> None:
    for name, page in pages.items():
        html = page.content.decode()
        assert html.count("<h1") == 1, name
        assert re.search(r"<title>\s*\S", html), name
        assert '<html lang="en' in html, name
        assert name == "preview" or 'class="skip" href="#main"' in html, name


def test_buttons_are_verbs(pages: Pages) -> None:
    for page in pages.values():
        for button in re.findall(r"<button[^>]*>\s*(.*?)\s*</button>", page.content.decode(), re.DOTALL):
            assert button not in {"Submit", "OK", "Save", "Go"}
