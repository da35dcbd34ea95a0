"""The pages in people's hands: without script, by keyboard alone, on the narrowest screen, on paper."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page

from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import Status
from tests import builders
from tests.browser import scenes
from tests.browser.following import follow, follow_by_key

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
NARROWEST = 320


def test_a_resident_asks_and_a_reviewer_approves_without_any_script(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/", java_script_enabled=False)
    page.fill("#id_requester_name", "Ana Ruiz")
    page.fill("#id_email", "ana@example.org")
    page.check("#id_california_resident")
    follow(page, "text=Send my request")
    assert page.locator("h1").inner_text() == "We received your request"
    reference = page.locator(".reference").inner_text()

    desk = open_page("/staff/", by=builders.a_reviewer("rita"), java_script_enabled=False)
    follow(desk, f"text={reference}")
    follow(desk, "text=Approve and send")

    assert "Approved: " in desk.locator(".message").first.inner_text()
    assert DisclosureRequest.objects.get(reference=reference).status == Status.APPROVED


def test_a_reviewer_asks_what_if_without_any_script(open_page: OpenPage) -> None:
    business = scenes.a_shop()
    row = scenes.a_request(business)
    page = open_page(f"/staff/requests/{row.pk}/", by=builders.a_reviewer("rita"), java_script_enabled=False)
    follow(page, "text=What if the facts were other?")
    page.fill("#id_business-employees", "12")
    follow(page, "text=Add a disclosure")
    page.fill("#id_disclosures-3-name", "New Marketer Inc.")
    page.fill("#id_request-at", "elsewhere")
    page.focus("#id_request-at")
    follow_by_key(page)

    assert "No answer is required" in page.locator(".changes").inner_text()
    assert page.locator("#id_disclosures-3-name").input_value() == "New Marketer Inc."
    assert page.locator("#id_disclosures-TOTAL_FORMS").input_value() == "4"


def test_of_an_exclusion_the_conditions_of_its_own_clause_are_in_sight(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/staff/what-if/", by=builders.a_reviewer("rita"))
    assert page.locator(".conditions:visible").count() == 0

    for place in range(1, 10):
        page.locator("#id_disclosures-0-exclusion").select_option(index=place)
        legend = page.locator(".conditions:visible legend")
        assert legend.count() == 1
        chosen = page.locator("#id_disclosures-0-exclusion option:checked").inner_text()
        assert legend.inner_text().removeprefix("Conditions shown for ") in chosen


def test_the_postal_address_is_asked_for_where_the_answer_goes_by_post(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/", java_script_enabled=False)
    assert page.locator("#id_street").is_hidden()

    page.check("text=By post")
    assert page.locator("#id_street").is_visible()
    for field, value in {"requester_name": "Ana", "street": "12 Elm St", "city": "Fresno"}.items():
        page.fill(f"#id_{field}", value)
    page.fill("#id_state", "Calif.")
    page.fill("#id_postal_code", "93701")
    follow(page, "text=Send my request")

    assert "Fresno, CA 93701" in page.locator("address").inner_text()
    assert DisclosureRequest.objects.get().reply_by == ReplyBy.POST


def test_a_wrong_address_is_shown_though_the_answer_goes_by_email(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/")
    page.check("text=By post")
    page.fill("#id_postal_code", "12")
    page.check("text=By e-mail")
    follow(page, "text=Send my request")

    assert page.locator("#id_postal_code").is_visible()
    page.click(".summary a:has-text('ZIP code')")
    assert page.evaluate("document.activeElement.id") == "id_postal_code"


def test_the_form_is_filled_in_and_sent_by_keyboard_alone(open_page: OpenPage) -> None:
    scenes.a_shop()
    page = open_page("/request/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.pathname") == "/request/for-others/"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.pathname") == "/request/form.pdf"
    met: list[str] = []
    for keys in ("Ana Ruiz", " ", "", "ana@example.org", "", "Order 4411"):
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.name"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.type(keys)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/request/received/**")

    assert met == ["requester_name", "california_resident", "reply_by", "email", "brand", "message"]
    row = DisclosureRequest.objects.get()
    assert (row.requester_name, row.california_resident, row.message) == ("Ana Ruiz", True, "Order 4411")


def test_nothing_scrolls_sideways_on_the_narrowest_screen(open_page: OpenPage) -> None:
    rita = builders.a_reviewer("rita")
    business = scenes.a_shop()
    rows = scenes.in_every_state(business, rita)
    rows["unbroken"] = scenes.a_request(business, scenes.NAMES.index(scenes.UNBROKEN_NAME))
    addresses = ["/", "/request/", "/privacy-rights/", "/nothing/", "/staff/", "/staff/sign-in/"]
    addresses += ["/staff/what-if/", *(f"/staff/what-if/?from={row.pk}" for row in rows.values())]
    addresses += [f"/staff/requests/{row.pk}/" for row in rows.values()]
    addresses += [f"/request/received/{row.secret}/" for row in rows.values()]

    wide = {
        address: width
        for address in addresses
        if (width := open_page(address, by=rita, width=NARROWEST).evaluate("document.documentElement.scrollWidth"))
        > NARROWEST
    }

    assert wide == {}


def test_the_receipt_fits_on_one_sheet(open_page: OpenPage) -> None:
    business = scenes.a_shop()
    row = scenes.a_request(business, scenes.NAMES.index(scenes.LONG_NAME))

    printed = open_page(f"/request/received/{row.secret}/").pdf(format="Letter", prefer_css_page_size=True)

    with pikepdf.open(io.BytesIO(printed)) as sheet:
        assert len(sheet.pages) == 1


def test_the_action_bar_stays_in_sight(open_page: OpenPage) -> None:
    business = scenes.a_shop()
    row = scenes.a_request(business)
    page = open_page(f"/staff/requests/{row.pk}/", by=builders.a_reviewer("rita"), height=700)

    for place in (0, 400, 5_000):
        page.evaluate(f"window.scrollTo(0, {place})")
        box = page.locator("text=Approve and send").bounding_box()
        assert box is not None
        assert 0 < box["y"] < 700 - box["height"]
