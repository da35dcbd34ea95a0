"""The status page in a real browser: axe, narrow screens, large letters, the keyboard alone, and no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from requests_app import handling
from requests_app.requests import proof
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.builders import NOW
from tests.views import ways

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
NARROWEST = 320
HOME = {"reply_by": "POST", "street": "9 Oak St\nApt 4", "city": "Lodi", "state": "CA", "postal_code": "95240"}


def told_much(row: DisclosureRequest) -> DisclosureRequest:
    """Let the requester of a request say everything there is to say."""
    receipt = row.receipts.get(reference=row.reference)
    handling.correct_details(
        receipt_id=receipt.pk,
        told={"requester_name": scenes.UNBROKEN_NAME, "answer_format": "LARGE", **HOME},
        token="a" * 64,
        now=NOW,
    )
    handling.call_wrong(receipt_id=receipt.pk, says=scenes.MESSAGE, token="b" * 64, now=NOW)
    handling.confirm_address(disclosure_request=row, now=NOW)
    return row


def pages() -> dict[str, str]:
    """Return every page a requester may come to, by name."""
    business = scenes.a_shop()
    waiting, answered, withdrawn = (scenes.a_request(business, number) for number in range(3))
    told_much(waiting)
    ways.sent(answered, ways.TAKEN, by=builders.a_reviewer("ruth"))
    handling.withdraw(receipt_id=withdrawn.receipts.get().pk, now=NOW)
    fresh = scenes.a_request(business, 3)
    return {
        "find": "/status/",
        "waiting": f"/status/{waiting.secret}/?said=changed",
        "answered": f"/status/{answered.secret}/",
        "withdrawn": f"/status/{withdrawn.secret}/?said=withdrawn",
        "change": f"/status/{waiting.secret}/change/",
        "change, too late": f"/status/{answered.secret}/change/",
        "wrong": f"/status/{waiting.secret}/wrong/",
        "withdraw": f"/status/{fresh.secret}/withdraw/",
        "withdraw, too late": f"/status/{answered.secret}/withdraw/",
        "proof": f"/confirm/{proof.token_of(fresh)}/",
        "proof, confirmed": f"/confirm/{proof.token_of(waiting)}/",
        "proof, unknown": "/confirm/nothing/",
        "receipt": f"/request/received/{waiting.secret}/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_have_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    found = {
        name: violations(open_page(address, width=width, color_scheme=scheme)) for name, address in pages().items()
    }
    page = open_page("/status/", width=width, color_scheme=scheme)
    page.fill("#id_reference", "STL-2026-999999")
    page.fill("#id_secret", "nobody")
    follow(page, "text=Show my request")
    assert page.locator(".summary li").count() == 1
    found["not found"] = violations(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_desk_shows_what_was_said_without_a_violation(open_page: OpenPage) -> None:
    business = scenes.a_shop()
    row = told_much(scenes.a_request(business, 1))
    rita = builders.a_reviewer("rita")

    for width in (1280, 360):
        page = open_page(f"/staff/requests/{row.pk}/", by=rita, width=width)
        assert page.locator("text=Said since by the requester").count() == 1
        assert violations(page) == []


def test_nothing_scrolls_sideways(open_page: OpenPage) -> None:
    wide = {
        name: width
        for name, address in pages().items()
        if (width := open_page(address, width=NARROWEST).evaluate("document.documentElement.scrollWidth")) > NARROWEST
    }

    assert wide == {}


def test_a_request_is_found_and_corrected_by_keyboard_alone_and_without_script(open_page: OpenPage) -> None:
    row = scenes.a_request(scenes.a_shop(), 1)
    page = open_page("/status/", java_script_enabled=False)
    page.focus("#id_reference")
    page.keyboard.type(str(row.reference).lower())
    page.keyboard.press("Tab")
    page.keyboard.type(row.secret.upper())
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/status/{row.secret}/")
    follow(page, "text=Correct your name or address")
    page.fill("#id_requester_name", "Ana Maria Ruiz")
    page.check("text=In large print")
    page.keyboard.press("Enter")
    page.wait_for_url("**?said=changed")

    row.refresh_from_db()
    assert (row.requester_name, row.answer_format) == ("Ana Maria Ruiz", "LARGE")
    assert page.locator("text=The date by which we answer stays the same.").count() == 1


def test_a_request_is_withdrawn_by_two_clicks_and_no_fewer(open_page: OpenPage) -> None:
    row = scenes.a_request(scenes.a_shop(), 1)
    page = open_page(f"/status/{row.secret}/", java_script_enabled=False)
    follow(page, "text=Withdraw your request")
    row.refresh_from_db()
    assert row.status == Status.RECEIVED

    follow(page, "text=Withdraw my request")

    page.wait_for_url("**?said=withdrawn")
    row.refresh_from_db()
    assert row.status == Status.WITHDRAWN


def test_the_link_of_the_mail_confirms_by_its_button(open_page: OpenPage) -> None:
    row = scenes.a_request(scenes.a_shop(), 1)
    page = open_page(f"/confirm/{proof.token_of(row)}/", java_script_enabled=False)
    row.refresh_from_db()
    assert row.verified_at is None

    follow(page, "text=Yes, I asked")

    page.wait_for_selector("text=You confirmed your e-mail address")
    row.refresh_from_db()
    assert row.verified_at is not None
