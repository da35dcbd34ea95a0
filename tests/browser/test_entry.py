"""A letter is written down at the keyboard alone, and nothing on the way is wrong for a screen reader."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from requests_app.requests.models import Receipt, ReplyBy
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.browser.test_accessibility import LOOK_NAMES, LOOKS

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
ENTER = "/staff/requests/new/"
PICTURES = os.environ.get("SHINELIGHT_PICTURES", "")
"""A folder for pictures of the pages, to look at; none are taken without it."""


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_entering_and_the_receipts_have_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    business = scenes.a_shop()
    row = scenes.a_request(business, 0, age=timedelta(days=20))
    scenes.a_request(business, 0, age=timedelta(days=2), reply_by=ReplyBy.POST, street="1 Other Ave")
    scenes.a_request(business, 0, age=timedelta(days=1), email="else@example.org", street="77 Oak St")

    page = open_page(ENTER, by=rita, width=width, color_scheme=scheme)
    found = {"entering": violations(page)}
    page.check("#id_channel_0")
    page.select_option("#id_at", label="100 Fictional Way, Sacramento, CA 95814")
    follow(page, "button[name=show]")
    assert page.locator(".clock .due").count() == 1
    found["the due date"] = violations(page)
    picture(page, f"due-{width}-{scheme}")
    follow(page, "text=Keep this request")
    assert page.locator(".summary li").count() == 3
    found["faults"] = violations(page)
    receipts = open_page(f"/staff/requests/{row.pk}/", by=rita, width=width, color_scheme=scheme)
    assert receipts.locator(".people button").count() == 4
    found["receipts"] = violations(receipts)
    picture(receipts, f"receipts-{width}-{scheme}")

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_letter_is_entered_with_the_keyboard_alone(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page(ENTER, by=builders.a_reviewer("rita"))
    keys = page.keyboard

    page.focus("#main")
    while page.evaluate("document.activeElement.name") != "channel":
        keys.press("Tab")
    keys.press("Space")
    while page.evaluate("document.activeElement.name") != "at":
        keys.press("Tab")
    keys.type("100")
    for typed in ("Elmer Nomail", None, "General Delivery", "Weaverville", "CA", "96093"):
        keys.press("Tab")
        if typed:
            keys.type(typed)
    while page.evaluate("document.activeElement.name") != "message":
        keys.press("Tab")
    keys.type("Who got my name?")
    while page.evaluate("document.activeElement.innerText") != "Keep this request":
        keys.press("Tab")
    keys.press("Enter")
    page.wait_for_selector(".messages, .summary")
    assert page.locator(".summary").count() == 0, page.inner_text(".summary")

    receipt = Receipt.objects.get()
    assert (receipt.channel, receipt.requester_name, receipt.city) == ("postal", "Elmer Nomail", "Weaverville")
    assert "Kept as" in page.inner_text(".messages")
