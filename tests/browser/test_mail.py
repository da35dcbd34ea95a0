"""The holding pen in a real browser: nothing is wrong for a screen reader, and the keyboard alone accepts a request."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from requests_app import handling
from requests_app.requests.models import IncomingMessage, Receipt
from tests import builders
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.browser.test_accessibility import LOOK_NAMES, LOOKS
from tests.cases_given import CASES
from tests.mailbox.pen import taken_in
from tests.mailbox.reading import configure

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
PEN = "/staff/mail/"


def given(name: str) -> IncomingMessage:
    return taken_in((CASES / "email" / f"{name}.eml").read_bytes())


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_the_pen_has_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    configure()
    look = {"by": rita, "width": width, "color_scheme": scheme}
    found = {"empty": violations(open_page(PEN, **look))}
    rows = {
        name: given(name) for name in ("E46-nevada", "E10-forwarded-rfc822", "E40-attached-letter", "E54-long-headers")
    }
    rows["unreadable"] = taken_in(b"no header at all, but a question")
    rows["aside"] = given("E33-calendar")
    handling.note_visit(mailbox="privacy", problem="The mail server is down.", now=builders.NOW)
    for name in ("held", "aside", "all"):
        page = open_page(f"{PEN}?show={name}", **look)
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name, row in rows.items():
        page = open_page(f"{PEN}{row.pk}/", **look)
        found[name] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = open_page(f"{PEN}{rows['E46-nevada'].pk}/", **look)
    page.fill("#accept_email", "nobody")
    follow(page, "text=Accept as a request")
    assert page.locator(".summary li").count() == 1
    found["faults"] = violations(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_message_is_accepted_with_one_press(open_page: OpenPage) -> None:
    configure()
    row = given("E46-nevada")
    page = open_page(PEN, by=builders.a_reviewer("rita"))

    page.focus("#main")
    while page.evaluate("document.activeElement.textContent.trim()") != row.subject:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#accept_requester_name")
    while page.evaluate("document.activeElement.textContent.trim()") != "Accept as a request":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".message.success")

    receipt = Receipt.objects.get()
    assert (str(receipt.received_on), str(receipt.due_on)) == ("2026-03-03", "2026-04-02")
    assert str(receipt.reference) in page.inner_text(".message.success")
