"""Looking at a page as it stands in the middle of a way: a picture, axe, and its width."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.axe import violations

Look = Callable[[Page, str], None]


def looker(found: dict[str, list[str]], pictures: Path, width: int) -> Look:
    """Return what looks at a page as it stands: axe, and whether it is wider than the screen."""

    def look(page: Page, name: str) -> None:
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        found[name] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[name].append("wider than the screen")

    return look
