"""Pressing what leads to another page. A click returns as soon as it is made, while the old page is still there."""

from playwright.sync_api import Locator, Page


def follow(page: Page, pressed: str | Locator) -> None:
    """Click a link, or a button that sends a form, and wait until the page it leads to is there."""
    with page.expect_navigation():
        if isinstance(pressed, str):
            page.click(pressed)
        else:
            pressed.click()


def follow_by_key(page: Page) -> None:
    """Press Enter where it leads to another page, and wait until that is there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
