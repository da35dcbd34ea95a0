"""axe finds nothing to complain of on any page: wide and narrow, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

LOOKS = [(width, scheme) for width in (1280, 360) for scheme in ("light", "dark")]
LOOK_NAMES = [f"{width}-{scheme}" for width, scheme in LOOKS]
OpenPage = Callable[..., Page]


def faulty(page: Page) -> None:
    """Fill the form in so that every field is wrong, and send it."""
    page.check("#id_reply_by_1")
    page.fill("#id_email", "nobody")
    page.fill("#id_postal_code", "12")
    page.fill("#id_message", "x" * 5_001)
    follow(page, "text=Send my request")


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_the_public_pages_have_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    business = scenes.a_shop()
    row = scenes.a_request(business, 3)
    by_post = scenes.a_request(business, 4)
    found: dict[str, list[str]] = {}
    for name, address in {
        "home": "/",
        "form": "/request/",
        "receipt": f"/request/received/{row.secret}/",
        "receipt of a letter": f"/request/received/{by_post.secret}/",
        "rights": "/privacy-rights/",
        "missing": "/request/received/nothing/",
    }.items():
        found[name] = violations(open_page(address, width=width, color_scheme=scheme))
    page = open_page("/request/", width=width, color_scheme=scheme)
    faulty(page)
    assert page.locator(".summary li").count() == 7
    found["form with faults"] = violations(page)

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_the_desk_has_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    found = {"empty queue": violations(open_page("/staff/", by=rita, width=width, color_scheme=scheme))}
    business = scenes.a_shop()
    rows = scenes.in_every_state(business, rita)
    found["sign in"] = violations(open_page("/staff/sign-in/", width=width, color_scheme=scheme))
    for number in range(6, 12):
        scenes.a_request(business, number)
    found["queue"] = violations(open_page("/staff/", by=rita, width=width, color_scheme=scheme))
    for name, row in rows.items():
        found[name] = violations(open_page(_page_of(row), by=rita, width=width, color_scheme=scheme))
    scenes.blocked(business)
    found["blocked"] = violations(open_page(_page_of(rows["waiting"]), by=rita, width=width, color_scheme=scheme))
    found["what if, blank"] = violations(open_page("/staff/what-if/", by=rita, width=width, color_scheme=scheme))
    what_if = _asking_what_if(open_page, rows["waiting"], rita, width=width, color_scheme=scheme)
    found["what if"] = violations(what_if)
    what_if.fill("#id_business-employees", "")
    follow(what_if, ".action-bar button")
    assert what_if.locator(".summary li").count() == 1
    found["what if, faults"] = violations(what_if)
    found["declining"] = violations(_declining(open_page, rows["waiting"], rita, width=width, color_scheme=scheme))

    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_the_register_has_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    kim = builders.a_person("kim", REGISTER_KEEPER)
    business = builders.a_business()
    home = f"/staff/register/{business.slug}/"
    look: dict[str, Any] = {"by": kim, "width": width, "color_scheme": scheme}
    found = {"empty": violations(open_page(home, **look))}
    scenes.a_full_register(business)
    party = business.third_parties.get(legal_name="Sierra Seed Catalog Co.")
    row = party.disclosures.get()
    for name, address in {
        "listing": "?year=2025",
        "listing, a row open": f"?year=2025&open={party.pk}",
        "listing, as known": "?year=2025&known-on=2026-01-01",
        "third party": f"third-parties/{party.pk}/?year=2025",
        "third party, changing": f"third-parties/{party.pk}/edit/",
        "disclosure": f"third-parties/{party.pk}/disclosures/{row.pk}/?year=2025",
        "findings": "findings/?year=2025",
        "years": "years/",
        "a year": "years/2025/",
    }.items():
        found[name] = violations(open_page(home + address, **look))
    shown = open_page(f"{home}third-parties/{party.pk}/disclosures/{row.pk}/?year=2025", **look)
    shown.check("input[name=categories][value=telephone]")
    follow(shown, "text=Show what this does")
    found["what it does"] = violations(shown)

    assert {name: lines for name, lines in found.items() if lines} == {}


def _page_of(row: DisclosureRequest) -> str:
    return f"/staff/requests/{row.pk}/"


def _asking_what_if(open_page: OpenPage, row: DisclosureRequest, by: object, **look: Any) -> Page:  # noqa: ANN401 - see open_page
    """Change a fact in a sheet that is unfolded all over, and look at what changed."""
    page = open_page(f"/staff/what-if/?from={row.pk}", by=by, **look)
    page.select_option("#id_request-channel", "email")
    page.fill("#id_request-at", "elsewhere")
    follow(page, "text=Add a disclosure")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    return page


def _declining(open_page: OpenPage, row: DisclosureRequest, by: object, **look: Any) -> Page:  # noqa: ANN401 - see open_page
    page = open_page(_page_of(row), by=by, **look)
    page.click("text=Decline…")
    follow(page, "text=Decline and send the letter")
    assert page.locator(".summary li").count() == 1
    return page
