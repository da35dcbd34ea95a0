"""The pages of the business's own words in a real browser: written, looked at, taken up again; wide and on a phone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page

from requests_app import handling
from requests_app.notices.draft import Draft
from requests_app.notices.models import LetterText
from requests_app.notices.write_text import Place
from requests_app.register.models import Business
from requests_app.requests.permissions import ADMINISTRATOR
from requests_app.statute import Answer
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

LOOKS = [(width, scheme) for width in (1280, 320) for scheme in ("light", "dark")]
OpenPage = Callable[..., Page]
TEXTS = "/staff/texts/outfitters/"
LONG = f"Hello {{name}}, {scenes.UNBROKEN_NAME * 2}"


def a_text(business: Business, by: User) -> None:
    place = Place(business=business, brand=None, language="en", answer=Answer.DISCLOSURE)
    draft = Draft(subject=f"{scenes.UNBROKEN_NAME} {{reference}}", opening=LONG, closing=LONG)
    handling.write_text(place=place, draft=draft, seen=None, by=by, now=builders.NOW)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_of_texts_has_a_violation_or_scrolls_sideways(open_page: OpenPage, width: int, scheme: str) -> None:
    business = scenes.a_shop()
    ada = builders.a_person("ada", ADMINISTRATOR)
    a_text(business, ada)
    found: dict[str, list[str]] = {}
    wide = {}

    def look(name: str, page: Page) -> None:
        found[name] = violations(page)
        wide[name] = page.evaluate("document.documentElement.scrollWidth")

    for address in ("", "?brand=trailwren", "en/disclosure/", "es/disclosure/", "es/choice/?brand=trailwren"):
        look(address, open_page(TEXTS + address, by=ada, width=width, color_scheme=scheme))
    page = open_page(f"{TEXTS}en/disclosure/", by=ada, width=width, color_scheme=scheme)
    follow(page, page.get_by_role("button", name="Show the mail"))
    page.get_by_role("heading", name="The mail for an invented request").wait_for()
    look("mail", page)
    page.get_by_label("Before the answer").fill("Dear {customer}")
    follow(page, page.get_by_role("button", name="Save"))
    page.get_by_role("alert").wait_for()
    look("fault", page)

    assert {name: faults for name, faults in found.items() if faults} == {}
    assert {name: right for name, right in wide.items() if right > width} == {}


def test_a_text_is_written_looked_at_and_kept_by_one_who_only_types(open_page: OpenPage) -> None:
    """Fault 90: what looks like code is a text on every page, and nothing of it runs."""
    scenes.a_shop()
    ada = builders.a_person("ada", ADMINISTRATOR)
    page = open_page("/staff/", by=ada)
    follow(page, page.get_by_role("link", name="Letters", exact=True))
    follow(page, page.get_by_role("link", name="English").first)
    page.get_by_label("Before the answer").fill("Hello {name}. {{ 7*7 }} <img src=x onerror=\"document.title='run'\">")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Show the letter in a new tab").click()
    letter = opened.value
    letter.wait_for_load_state()
    assert letter.get_by_text("Hello Ana Sample. {{ 7*7 }} <img src=x").is_visible()
    assert letter.locator("img").count() == 0
    assert letter.title() != "run"
    assert not LetterText.objects.exists()

    follow(page, page.get_by_role("button", name="Save"))
    page.get_by_text("Saved. Letters from now on say it.").wait_for()
    assert page.get_by_text("Hello {name}. {{ 7*7 }} <img src=x").last.is_visible()
    assert page.locator("main img").count() == 0
