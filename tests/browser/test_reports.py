"""Reports in a real browser: nothing for axe to complain of, and no page wider than the screen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from requests_app import handling
from requests_app.delivery.models import State
from requests_app.register.models import Business
from requests_app.requests.permissions import ADMINISTRATOR
from requests_app.requests.status import Status
from requests_app.statute import Answer, Channel
from tests import builders
from tests.browser import scenes
from tests.browser.axe import violations
from tests.reports.made import after, answered, came, decided, delivered, noticed

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def a_full_year(business: Business) -> int:
    """Fill last year: many doors and answers, some late, open, withdrawn and failed."""
    year = timezone.now().year - 1
    begins = timezone.now().replace(year=year, month=1, day=5, hour=20)
    doors, answers = (Channel.WEB_FORM, Channel.EMAIL, Channel.PHONE, Channel.FAX), list(Answer)
    for number in range(60):
        row = came(business, begins + timedelta(days=number * number // 10), channel=doors[number % 7 % 4])
        if number % 11 == 5:
            decided(row, Status.WITHDRAWN)
        elif number % 13 == 4:
            delivered(noticed(row, Status.UNDELIVERED), State.FAILED, after(row, 5))
        elif number % 17 != 3:
            answered(row, after(row, number * 7 % 33 + number // 30), answer=answers[number % 5 % 4].value)
    return year


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_report_has_no_violation_and_fits(open_page: OpenPage, width: int, scheme: str) -> None:
    rita = builders.a_reviewer("rita")
    business = scenes.a_shop()
    home = f"/staff/reports/{business.slug}/"
    empty = open_page(home, by=rita, width=width, color_scheme=scheme)
    assert violations(empty) == []
    page = open_page(f"{home}?year={a_full_year(business)}", by=rita, width=width, color_scheme=scheme)
    assert page.locator("svg[role=img]").count() == 2
    assert violations(page) == []
    assert page.evaluate(FITS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_figures_for_everybody_have_no_violation_and_fit(open_page: OpenPage, width: int, scheme: str) -> None:
    business = scenes.a_shop()
    ada = builders.a_person("ada", ADMINISTRATOR)
    a_full_year(business)
    handling.set_publication(
        business=business, shown=True, because="Our customers ask.", seen=None, by=ada, now=timezone.now()
    )
    of_staff = f"/staff/reports/{business.slug}/public/"
    for address, by in {"/": None, "/figures/": None, "/es/figures/": None, of_staff: ada}.items():
        page = open_page(address, by=by, width=width, color_scheme=scheme)
        assert violations(page) == [], address
        assert page.evaluate(FITS), address
    assert page.locator(".public-figures dt").count() == 10
