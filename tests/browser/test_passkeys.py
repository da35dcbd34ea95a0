"""Passkeys in a real browser, with a virtual authenticator of Chromium's: added, and then in without a password."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import CDPSession, Page

from requests_app.audit.models import AuditEntry
from shinelight import steady_cache
from tests import builders
from tests.browser.following import follow, follow_by_key
from tests.browser.looks import looker
from tests.views.account.ways_in import PASSWORD

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()
    steady_cache.forget()


def with_a_device(page: Page) -> tuple[CDPSession, str]:
    """Give the browser a device that knows its person; return how to speak to it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def sign_in(page: Page) -> None:
    page.fill("#id_username", "rita")
    page.fill("#id_password", PASSWORD)
    follow_by_key(page)


def by_passkey(page: Page) -> None:
    follow(page, "text=Sign in with a passkey")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_a_passkey_opens_the_desk_without_a_password_until_it_is_removed(
    open_page: OpenPage, tmp_path: Path, width: int, scheme: str
) -> None:
    builders.a_reviewer("rita")
    found: dict[str, list[str]] = {}
    look = looker(found, tmp_path, width)
    page = open_page("/staff/sign-in/", width=width, color_scheme=scheme)
    with_a_device(page)
    look(page, "door")

    sign_in(page)
    follow(page, ".who a")
    follow(page, "text=Add a passkey")
    page.fill("#id_password", PASSWORD)
    follow_by_key(page)
    look(page, "add a passkey")
    page.fill("#id_name", "office laptop")
    follow(page, "text=Add this device")
    look(page, "codes")
    follow(page, "text=Back to your account")
    look(page, "account")
    assert "office laptop" in page.locator("main").inner_text()

    follow(page, "text=Sign out")
    by_passkey(page)
    page.wait_for_url("**/staff/")
    came = AuditEntry.objects.filter(action="account.sign_in").latest("id")
    assert came.detail == {"by": ["webauthn"]}

    follow(page, "text=Sign out")
    page.goto(page.url.replace("/staff/sign-in/", "/staff/what-if/"))
    by_passkey(page)
    page.wait_for_url("**/staff/what-if/")

    follow(page, "text=Sign out")
    sign_in(page)
    look(page, "second step")
    follow(page, "text=Use a passkey")
    page.wait_for_url("**/staff/")

    follow(page, ".who a")
    follow(page, "text=remove it")
    if page.locator("#id_password").count():
        page.fill("#id_password", PASSWORD)
        follow_by_key(page)
    look(page, "remove")
    follow(page, "main button")
    assert not Authenticator.objects.exists()
    follow(page, "text=Sign out")
    by_passkey(page)
    page.goto(page.url.replace("/staff/sign-in/", "/staff/"))
    assert "/staff/sign-in/" in page.url

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_device_that_does_not_know_its_person_opens_nothing(open_page: OpenPage) -> None:
    builders.a_reviewer("rita")
    page = open_page("/staff/sign-in/")
    with_a_device(page)

    page.click("text=Sign in with a passkey")

    page.wait_for_selector("[role=alert]:has-text('The passkey was not used')")
    assert "/staff/sign-in/" in page.url
