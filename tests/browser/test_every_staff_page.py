"""Every page of the staff, by the table of who enters where: axe finds nothing, and nothing scrolls sideways.

A page that is new stands in that table, and so it is looked at here.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Page

from requests_app.register.models import Disclosure, RegisterLoad, ThirdParty
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from tests import builders
from tests.browser.axe import violations
from tests.browser.many import many_of_each, three_of_each
from tests.views.every_row import rows_of
from tests.views.matrix import table

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
WIDE, PHONE, NARROWEST = 1280, 360, 320
TALLEST = 20_000
MOST_LINES = 1_050
"""No page has more lines than this, whatever lies behind it: a file of a thousand people makes the longest."""
UNBROKEN = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswess"
LEFTWARD = "\u0644\u064a\u0644\u0649 \u062d\u062f\u0627\u062f \u05e0\u05d5\u05e2\u05d4 \u05dc\u05d5\u05d9"
"""A name in Arabic and one in Hebrew."""
PICTURES = "pictures"
LISTED = (DisclosureRequest, IncomingMessage, ThirdParty, Disclosure, RegisterLoad, User)
"""What the longest lists are of."""


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> User:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path
    return User.objects.create_superuser("root", password="correct horse battery")


@pytest.mark.parametrize(("name", "scheme"), [(UNBROKEN, "light"), (LEFTWARD, "dark")], ids=["unbroken", "leftward"])
def test_each_page_with_three_rows(name: str, scheme: str, root: User, open_page: OpenPage, tmp_path: Path) -> None:
    business = builders.a_business(legal_name=f"{name} Inc.", trade_names=[name])
    # Whoever is signed in stands at the top of each page, and wherever a request is given to somebody.
    root.first_name = name
    root.save()
    known = rows_of(business, mark=name, by=root, domain="example")
    three_of_each(business)

    # The fourth request is the one that a campaign puts right.
    wanted = {**dict.fromkeys(LISTED, 3), DisclosureRequest: 4}
    assert {kind: kind._default_manager.count() for kind in LISTED} == wanted  # noqa: SLF001 - Django's public name
    assert _faults(open_page, root, _pages(known, root), tmp_path / PICTURES, color_scheme=scheme) == []


@pytest.mark.parametrize("has_business", [True, False], ids=["no rows", "no business"])
def test_each_page_with_nothing_to_show(*, has_business: bool, root: User, open_page: OpenPage, tmp_path: Path) -> None:
    known = {"slug": builders.a_business().slug} if has_business else {}

    assert _faults(open_page, root, _pages(known, root), tmp_path / PICTURES) == []


def test_each_page_with_five_thousand_rows(root: User, open_page: OpenPage, tmp_path: Path) -> None:
    """Lists stay lists: no page grows with what lies behind it."""
    business = builders.a_business()
    known = rows_of(business, mark="Quillfeather", by=root)
    many_of_each(business)

    assert _faults(open_page, root, _pages(known, root), tmp_path / PICTURES, axe_at=(WIDE,)) == []


def _pages(known: Mapping[str, object], person: User) -> Iterator[str]:
    """Return the addresses of the staff's pages whose rows are known; downloads and parts of a page are none."""
    client = Client()
    client.force_login(person)
    for row in table():
        if row.area == "staff" and set(re.findall(r"{(\w+)}", row.address)) <= set(known):
            address = f"/{row.address.format(**known)}"
            answer = client.get(address)
            is_page = not answer.streaming and answer.content.lstrip()[:9].lower() == b"<!doctype"
            answer.close()  # a file that is handed out piece by piece
            if is_page:
                yield address


def _faults(
    open_page: OpenPage,
    person: User,
    addresses: Iterator[str],
    pictures: Path,
    *,
    axe_at: Sequence[int] = (WIDE, PHONE),
    **look: str,
) -> list[str]:
    """Return what is wrong with each page, wide and narrow; a page with a fault is kept as a picture."""
    found: list[str] = []
    for number, address in enumerate(addresses):
        page = open_page(address, by=person, **look)
        for width in (WIDE, PHONE, NARROWEST):
            page.set_viewport_size({"width": width, "height": 800})
            before = len(found)
            shown = page.evaluate("document.documentElement.scrollWidth")
            if shown > width:
                found.append(f"{address} is {shown} pixels wide at {width}")
            if width != NARROWEST:
                # As tall as all of it, so that the bar at the foot covers none of what is to be pressed.
                tall = page.evaluate("document.documentElement.scrollHeight")
                lines = page.locator("main tr, main li").count()
                if lines > MOST_LINES:
                    found.append(f"{address} has {lines} lines")
                page.set_viewport_size({"width": width, "height": min(max(tall, 800), TALLEST)})
            if width in axe_at:
                found += [f"{address} at {width}: {line}" for line in violations(page)]
            if len(found) > before:
                name = re.sub(r"\W+", "-", address).strip("-")[:60]
                page.screenshot(path=pictures / f"{number:02}-{name}-{width}.png", full_page=True)
        page.context.close()
    return found
