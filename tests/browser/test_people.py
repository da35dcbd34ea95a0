"""The people who work here, in a real browser: inviting one, who chooses a password, and closing an account."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Page

from requests_app.desk import invitation as invitations
from requests_app.requests.permissions import ADMINISTRATOR, REVIEWER
from shinelight import steady_cache
from tests import builders
from tests.browser.following import follow
from tests.browser.looks import looker

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_an_administrator_invites_and_closes(open_page: OpenPage, tmp_path: Path, width: int, scheme: str) -> None:
    cache.clear()
    steady_cache.forget()
    ada = builders.a_person("ada", ADMINISTRATOR)
    builders.a_business()
    builders.a_business("harbor", legal_name="Harbor Tea and Coffee Trading Company of Sacramento LLC")
    for name in ("rita", "sam"):
        builders.a_person(name, REVIEWER)
    found: dict[str, list[str]] = {}
    look = looker(found, tmp_path, width)

    page = open_page("/staff/people/", by=ada, width=width, color_scheme=scheme)
    look(page, "people")
    follow(page, "text=Invite somebody")
    look(page, "invite")
    follow(page, "text=Send the invitation")
    look(page, "invite, nothing given")
    page.fill("#id_name", "Lou Reyes")
    page.fill("#id_email", "lou@example.org")
    page.check("text=Reviewer")
    page.check("text=Harbor Tea")
    follow(page, "text=Send the invitation")
    look(page, "people, invited")
    follow(page, "main >> text=Lou Reyes >> nth=-1")
    look(page, "an invited person")
    link = f"/staff/invitation/{invitations.token_of(invitations.open_ones().get())}/"
    theirs = open_page(link, width=width, color_scheme=scheme)
    look(theirs, "welcome")
    theirs.fill("#id_new_password1", "battery horse correct")
    theirs.fill("#id_new_password2", "battery horse correct")
    follow(theirs, "text=Set the password")
    look(theirs, "the door")
    theirs.goto(theirs.url.replace("/staff/sign-in/", link))
    look(theirs, "a used link")
    page.reload()
    look(page, "a person")
    follow(page, "text=Mail a link for a new password")
    look(page, "a link is mailed")
    theirs.goto(theirs.url.replace(link, f"/staff/invitation/{invitations.token_of(invitations.open_ones().get())}/"))
    look(theirs, "another password")
    follow(page, "text=Close the account")
    look(page, "closed")

    lou = User.objects.get(username="lou@example.org")
    assert not lou.is_active
    assert {name: lines for name, lines in found.items() if lines} == {}
