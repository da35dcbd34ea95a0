"""The ways in, in a real browser: the door, a phone, recovery codes, the second step; wide, on a phone, in the dark."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from shinelight import steady_cache
from tests import builders
from tests.browser.following import follow, follow_by_key
from tests.browser.looks import looker
from tests.views.account.ways_in import PASSWORD, code_now

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()
    steady_cache.forget()


def send(page: Page) -> None:
    follow_by_key(page)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "light"), (360, "dark")])
def test_a_person_sets_up_a_phone_and_comes_in_with_it(
    open_page: OpenPage, tmp_path: Path, width: int, scheme: str
) -> None:
    builders.a_reviewer("rita")
    found: dict[str, list[str]] = {}
    look = looker(found, tmp_path, width)

    page = open_page("/staff/sign-in/", width=width, color_scheme=scheme)
    look(page, "door")
    page.fill("#id_username", "rita")
    page.fill("#id_password", "wrong")
    send(page)
    look(page, "wrong password")
    page.fill("#id_password", PASSWORD)
    send(page)
    follow(page, ".who a")
    look(page, "account, no phone")
    follow(page, "text=Set up your phone")
    look(page, "is it you")
    page.fill("#id_password", PASSWORD)
    send(page)
    page.click("summary")
    look(page, "add a phone")
    secret = page.locator(".secret code").inner_text()
    page.fill("#id_code", code_now(secret))
    send(page)
    look(page, "recovery codes")
    assert re.fullmatch(r"\d{8}", page.locator(".codes code").first.inner_text())
    follow(page, "text=Back to your account")
    look(page, "account, a phone")
    follow(page, "text=Make new recovery codes")
    look(page, "new codes")
    page.go_back()
    follow(page, "text=Change the password")
    look(page, "password")
    follow(page, "text=Change the password >> nth=-1")
    look(page, "password, nothing given")
    page.go_back()
    page.go_back()
    follow(page, "text=Remove the phone")
    look(page, "remove the phone")
    follow(page, "text=Sign out")
    page.fill("#id_username", "rita")
    page.fill("#id_password", PASSWORD)
    send(page)
    look(page, "second step")
    page.fill("#id_code", code_now(secret, late=-1))
    send(page)
    page.wait_for_url("**/staff/")

    assert {name: lines for name, lines in found.items() if lines} == {}
