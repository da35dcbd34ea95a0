"""The main job over the real doors: ask through the public form, sign in, find the request, approve it."""

import re
from urllib.parse import urljoin

from shinelight.demo.browser import Browser
from shinelight.demo.page import Form, Page
from shinelight.demo.people import Requester

OK = 200
REFERENCE = re.compile(r"STL-\d{4}-\d{6,}")
MOST_PAGES_OF_THE_QUEUE = 200


class LostError(Exception):
    """The site did not lead where it should; the message says where it led instead."""


def ask(visitor: Browser, person: Requester) -> str:
    """Fill in and send the public form, and return the reference that the receipt shows."""
    page = visitor.visit("/request/")
    form = _form(page, "/request/", "the public form")
    receipt = visitor.send(
        page,
        form,
        {
            "requester_name": person.name,
            "reply_by": "EMAIL",
            "email": person.email,
            "street": person.street,
            "city": person.city,
            "state": "CA",
            "postal_code": person.postal_code,
            "country": "",
            "california_resident": "on",
            "message": person.message,
            **_brand(form),
        },
    )
    found = REFERENCE.search(receipt.text)
    if receipt.status != OK or found is None:
        raise _lost(receipt, "The public form did not lead to a receipt")
    return found.group()


def sign_in(staff: Browser, *, username: str, password: str) -> None:
    """Sign in at the staff's door."""
    page = staff.visit("/staff/sign-in/")
    form = _form(page, "/staff/sign-in/", "the sign-in form")
    inside = staff.send(page, form, {"username": username, "password": password})
    if inside.status != OK or inside.form("/staff/sign-in/"):
        raise _lost(inside, f"{username} could not sign in")


def find_in_queue(staff: Browser, reference: str) -> Page:
    """Look for the request in the queue, page by page, and open it."""
    page = staff.visit("/staff/")
    for _ in range(MOST_PAGES_OF_THE_QUEUE):
        found = next((link for link in page.links if reference in link.text), None)
        if found:
            return staff.visit(urljoin(page.url, found.href))
        further = next((link for link in page.links if link.rel == "next"), None)
        if further is None:
            break
        page = staff.visit(urljoin(page.url, further.href))
    raise _lost(page, f"{reference} is not in the review queue")


def approve(staff: Browser, request_page: Page) -> None:
    """Approve the request as the reviewer sees it."""
    form = _form(request_page, "/approve/", "the approval")
    after = staff.send(request_page, form, {})
    if after.status != OK or after.form("/approve/"):
        raise _lost(after, "The approval was not taken")


def _brand(form: Form) -> dict[str, str]:
    """Choose a brand where the form asks for one: the first that is more than a prompt."""
    values = [value for value in form.choices.get("brand", {}).values() if value]
    return {"brand": values[0]} if values else {}


def _form(page: Page, action: str, what: str) -> Form:
    form = page.form(action)
    if page.status != OK or form is None:
        raise _lost(page, f"The page lacks {what}")
    return form


def _lost(page: Page, says: str) -> LostError:
    shown = page.text[:300]
    return LostError(f"{says}: {page.url} answered {page.status} with “{shown}…”.")
