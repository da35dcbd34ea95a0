"""Staff pages on a narrow screen, for an account that sees everything: nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page

from tests import builders

pytestmark = pytest.mark.long
OpenPage = Callable[..., Page]
NARROWEST = 320
REGISTER = "/staff/register/outfitters/"


def test_no_staff_page_of_an_administrator_scrolls_sideways(open_page: OpenPage) -> None:
    business = builders.a_business()
    builders.a_register(business)
    row = builders.a_request(business)
    party = business.third_parties.get(legal_name="Blue Horizon LLC")
    root = User.objects.create_superuser("root", password="correct horse battery")
    pages = ("", "files/", "findings/", "years/", "years/2025/", "history/", "home-page/")
    addresses = [REGISTER + page for page in pages]
    addresses += [f"{REGISTER}third-parties/{party.pk}/{page}" for page in ("", "edit/", "disclosures/new/")]
    addresses += ["/staff/", "/staff/mail/", reverse("staff:enter"), "/staff/what-if/", f"/staff/requests/{row.pk}/"]

    found = {}
    for address in addresses:
        page = open_page(address, by=root, width=NARROWEST)
        assert page.get_by_role("link", name="Administration").is_visible()
        found[address] = page.evaluate("document.documentElement.scrollWidth")

    assert {address: width for address, width in found.items() if width > NARROWEST} == {}
