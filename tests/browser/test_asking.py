"""Asking in a real browser, in either language: by keyboard, without a script, narrow, enlarged, and too often."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from requests_app.requests.models import DisclosureRequest, Dossier, Receipt
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
LANGUAGES = ("", "/es")
PAGES = ("/", "/request/", "/request/for-others/", "/request/kept/", "/privacy-rights/", "/status/")
NARROWEST = 320
MOST_STEPS = 80
OTHERS = "/request/for-others/"
PRESS_AT_ONCE = """
new MutationObserver((_seen, watching) => {
  const button = document.querySelector(".note") && document.querySelector(".send .button");
  if (button) {
    watching.disconnect();
    button.click();
  }
}).observe(document, { childList: true, subtree: true });
"""
"""Presses the button of a form that was refused in the moment in which it is there."""


def test_what_was_typed_goes_along_into_another_language(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/")
    page.fill("#id_requester_name", "Ana Ruiz")
    page.fill("#id_message", "Order 4411")
    follow(page, "nav.languages a[lang=es]")
    page.wait_for_url("**/es/request/")

    assert page.input_value("#id_requester_name") == "Ana Ruiz"
    assert page.input_value("#id_message") == "Order 4411"
    assert page.evaluate("document.documentElement.lang") == "es"
    follow(page, "nav.languages a[lang=en]")
    page.wait_for_url("**/request/")
    assert page.input_value("#id_requester_name") == "Ana Ruiz"
    assert not DisclosureRequest.objects.exists()


def to(page: Page, wanted: str) -> None:
    """Press Tab until the element is reached, as somebody without a mouse does."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    pytest.fail(f"{wanted} is not reached by keyboard")


def fill_in_for_two(page: Page) -> None:
    """Fill the form in as Lee, an attorney, with two people; the second is added without a script."""
    page.check("#id_kind_2")
    page.fill("#id_agent_name", "Lee Park")
    page.fill("#id_email", "lee@example.net")
    page.fill("#id_people-0-requester_name", "Ola Nowak")
    follow(page, "button[name=add]")
    page.fill("#id_people-1-requester_name", "Max Frisch")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_page_has_a_violation(
    open_page: OpenPage, settings: Settings, language: str, width: int, scheme: str
) -> None:
    scenes.a_shop()
    look = {"width": width, "color_scheme": scheme}
    found = {path: violations(open_page(language + path, **look)) for path in PAGES}
    page = open_page(f"{language}/request/", **look)
    page.check("#id_reply_by_1")
    follow(page, ".send .button")
    found["faults"] = violations(page)
    page = open_page(language + OTHERS, **look)
    fill_in_for_two(page)
    page.check("#id_answers_to_2")
    follow(page, ".send .button")
    found["faults for others"] = violations(page)
    page.check("#id_answers_to_0")
    follow(page, ".send .button")
    page.wait_for_url("**/received/**")
    found["received for others"] = violations(page)
    settings.FORM_ADDRESS_LIMIT = 1
    page = open_page(language + OTHERS, **look)
    fill_in_for_two(page)
    follow(page, ".send .button")
    assert page.locator(".note").count() == 1
    found["too often"] = violations(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_filled_in_and_sent_by_keyboard_alone(open_page: OpenPage, language: str) -> None:
    scenes.a_shop()
    page = open_page(f"{language}/")
    to(page, "main .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/")
    to(page, "#id_requester_name")
    page.keyboard.type("Ana Ruiz")
    to(page, "#id_california_resident")
    page.keyboard.press("Space")
    to(page, "#id_reply_by_0")
    page.keyboard.press("ArrowDown")
    to(page, "#id_street")
    page.keyboard.type("12 Elm St")
    to(page, "#id_city")
    page.keyboard.type("Fresno")
    to(page, "#id_state")
    page.keyboard.type("California")
    to(page, "#id_postal_code")
    page.keyboard.type("93701")
    to(page, ".send .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/received/**")

    row = DisclosureRequest.objects.get()
    assert (row.requester_name, row.state, row.reply_by) == ("Ana Ruiz", "CA", "POST")
    assert row.language == (language.strip("/") or "en")
    assert f"{language}/request/received/" in page.url


def test_the_language_is_changed_by_keyboard_and_named_in_itself(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/")
    to(page, "a[lang=es]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/es/request/")

    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator(".languages a[aria-current]").inner_text() == "Español"


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_people_are_asked_for_without_any_script(open_page: OpenPage, language: str) -> None:
    scenes.a_shop()
    page = open_page(language + OTHERS, java_script_enabled=False)
    fill_in_for_two(page)
    follow(page, ".send .button")

    assert page.locator(".facts dt").all_inner_texts() == ["Ola Nowak", "Max Frisch"]
    assert Dossier.objects.get().receipts.count() == DisclosureRequest.objects.count()


def test_enter_in_a_field_sends_the_form_and_adds_nobody(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page(OTHERS)
    fill_in_for_two(page)
    page.press("#id_people-1-requester_name", "Enter")
    page.wait_for_url("**/received/**")

    assert Receipt.objects.count() == Dossier.objects.get().receipts.count()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "height"), [pytest.param(NARROWEST, 640, id="320 px"), pytest.param(1280 // 4, 1024 // 4, id="400 %")]
)
def test_nothing_scrolls_sideways(open_page: OpenPage, language: str, width: int, height: int) -> None:
    scenes.a_shop()
    scale = 4 if height == 1024 // 4 else 1
    wide: dict[str, int] = {}
    for path in PAGES:
        page = open_page(language + path, width=width, height=height, device_scale_factor=scale)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page = open_page(language + OTHERS, width=width, height=height, device_scale_factor=scale)
    fill_in_for_two(page)
    follow(page, ".send .button")
    wide["received"] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert {path: over for path, over in wide.items() if over > 0} == {}


@pytest.mark.parametrize("address", ["/request/", OTHERS])
def test_a_form_that_comes_too_often_is_sent_after_the_browser_worked(
    open_page: OpenPage, settings: Settings, address: str
) -> None:
    settings.FORM_ADDRESS_LIMIT, settings.FORM_WORK_BITS = 1, 12
    scenes.a_shop()
    for _again in range(2):
        page = open_page(address)
        if address == OTHERS:
            fill_in_for_two(page)
        else:
            page.fill("#id_requester_name", "Lee Park")
            page.fill("#id_email", "lee@example.net")
        follow(page, ".send .button")
    assert page.locator(".note h2").inner_text() == "Your request was not taken yet"
    before = Receipt.objects.count()

    follow(page, ".send .button")
    page.wait_for_url("**/received/**")

    assert Receipt.objects.count() > before


def test_a_button_pressed_as_soon_as_it_is_there_sends_no_form_without_its_work(
    open_page: OpenPage, settings: Settings
) -> None:
    settings.FORM_ADDRESS_LIMIT, settings.FORM_WORK_BITS = 1, 8
    scenes.a_request(scenes.a_shop(), email="lee@example.net")
    page = open_page("/request/")
    answers: list[int] = []
    page.on("response", lambda response: answers.append(response.status) if response.request.method == "POST" else None)
    page.add_init_script(PRESS_AT_ONCE)
    page.fill("#id_requester_name", "Lee Park")
    page.fill("#id_email", "lee@example.net")

    page.click(".send .button")
    page.wait_for_url("**/received/**")

    assert answers == [429, 302]


def test_a_browser_that_cannot_work_says_so_and_may_try_again(open_page: OpenPage, settings: Settings) -> None:
    settings.FORM_ADDRESS_LIMIT, settings.FORM_WORK_BITS = 1, 8
    scenes.a_request(scenes.a_shop(), email="lee@example.net")
    page = open_page("/request/")
    page.fill("#id_requester_name", "Lee Park")
    page.fill("#id_email", "lee@example.net")
    follow(page, ".send .button")
    page.context.route("**/work-worker*", lambda route: route.abort())

    page.click(".send .button")
    page.get_by_text("Your browser could not do this work, so nothing was sent.").wait_for()
    before = Receipt.objects.count()
    page.context.unroute("**/work-worker*")
    page.click(".send .button")
    page.wait_for_url("**/received/**")

    assert (before, Receipt.objects.count()) == (1, 2)


def test_without_a_script_whoever_comes_too_often_keeps_the_text_and_reads_the_other_ways(
    open_page: OpenPage, settings: Settings
) -> None:
    settings.FORM_ADDRESS_LIMIT = 1
    scenes.a_request(scenes.a_shop(), email="lee@example.net")
    page = open_page("/request/", java_script_enabled=False)
    page.fill("#id_requester_name", "Lee Park")
    page.fill("#id_email", "lee@example.net")
    page.fill("#id_message", "Order 4411-20")
    for _again in range(2):
        follow(page, ".send .button")

        assert "privacy@example.com" in page.locator(".note").inner_text()
        assert page.locator("#id_message").input_value() == "Order 4411-20"
