"""What stands beside a request, and a letter without an address: read by axe, wide and narrow, light and dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from requests_app import handling
from requests_app.requests.models import ReplyBy
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.browser.following import follow
from tests.browser.test_accessibility import LOOK_NAMES, LOOKS
from tests.browser.test_entry import picture

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
DEMAND = (
    "Our client, a California resident, requests the disclosure required by Civil Code 1798.83. Stop sending her mail. "
    "Delete my account data as well. Civil penalties of up to $3,000 may be sought under section 1798.84."
)


@pytest.mark.parametrize(("width", "scheme"), LOOKS, ids=LOOK_NAMES)
def test_what_stands_beside_a_request_has_no_violation(open_page: OpenPage, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    business = scenes.a_shop()
    row = scenes.a_request(
        business, 2, message=DEMAND, reply_by=ReplyBy.UNKNOWN, email="", street="", city="", state="", postal_code=""
    )
    wish = row.other_wishes.first()
    assert wish is not None
    handling.hand_over_wish(wish_id=wish.pk, to="Mailing lists", by=rita, now=builders.NOW)
    page = open_page(f"/staff/requests/{row.pk}/", by=rita, width=width, color_scheme=scheme)
    found = {"beside": violations(page)}
    picture(page, f"beside-{width}-{scheme}")
    page.click("text=Note another wish")
    follow(page, "text=Note this wish")
    found["faults"] = violations(page)
    follow(page, "text=Answer to this address")
    found["address"] = violations(page)
    picture(page, f"address-{width}-{scheme}")
    queue = open_page("/staff/", by=rita, width=width, color_scheme=scheme)
    picture(queue, f"queue-{width}-{scheme}")

    assert {name: lines for name, lines in found.items() if lines} == {}
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
