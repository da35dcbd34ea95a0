"""Single sign-on against a server of its own: whom we know by a verified address comes in, and nobody else."""

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client

from shinelight.sign_in import single_sign_on
from tests.builders import a_reviewer
from tests.views.account.organization import CLIENT, Organization
from tests.views.account.ways_in import DOOR, kept

pytestmark = pytest.mark.django_db
RITA = {"sub": "r-1", "email": "Rita@Example.com", "email_verified": True}


@pytest.fixture
def organization(settings: Any, rita: User) -> Iterator[Organization]:  # noqa: ANN401 - any setting may be set
    User.objects.update(email="rita@example.com")
    with Organization() as server:
        settings.OIDC_ISSUER, settings.OIDC_NAME = server.issuer, "Example Outfitters"
        settings.SOCIALACCOUNT_PROVIDERS = single_sign_on(server.issuer, client_id=CLIENT[0], secret=CLIENT[1])
        yield server


def come(browser: Client) -> Any:  # noqa: ANN401 - Django's answers to tests
    """Go from the door to the organization's server and back, as a browser does."""
    leads_to = urlsplit(browser.get("/staff/sign-in/organization/")["Location"])
    there = http.client.HTTPConnection(leads_to.netloc)
    there.request("GET", f"{leads_to.path}?{leads_to.query}")
    back = urlsplit(there.getresponse().headers["Location"])
    there.close()
    return browser.get(f"{back.path}?{back.query}")


def test_whom_we_know_by_the_address_comes_in_and_that_is_on_record(organization: Organization, rita: User) -> None:
    organization.says = RITA
    browser = Client()
    assert "Sign in through Example Outfitters" in browser.get(DOOR).content.decode()

    assert come(browser)["Location"] == "/staff/"
    assert browser.get("/staff/").status_code == 200
    assert come(Client())["Location"] == "/staff/"
    assert SocialAccount.objects.get().user == rita
    assert [entry.detail for entry in kept("sign_in")] == [{"by": ["socialaccount"]}] * 2
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "says",
    [
        {"sub": "x", "email": "stranger@example.com", "email_verified": True},
        {**RITA, "email_verified": False},
        {"sub": "r-1", "email": "rita@example.com"},
        {"sub": "r-1"},
    ],
    ids=["a stranger", "not verified", "nothing said of it", "no address"],
)
def test_nobody_else_comes_in_and_no_account_is_made(organization: Organization, says: dict[str, Any]) -> None:
    organization.says = says
    browser = Client()

    assert come(browser)["Location"] == DOOR
    assert "Ask an administrator to invite you" in browser.get(DOOR).content.decode()
    assert browser.get("/staff/").status_code == 302
    assert User.objects.count() == 1
    assert [entry.detail for entry in kept("sign_in_failed")] == [{"with": "single sign-on"}]


def test_an_address_that_two_people_have_opens_nothing(organization: Organization) -> None:
    a_reviewer("sam")
    User.objects.update(email="rita@example.com")
    organization.says = RITA

    assert come(Client())["Location"] == DOOR


def test_a_closed_account_stays_closed(organization: Organization) -> None:
    organization.says = RITA
    come(Client())
    User.objects.update(is_active=False)

    assert come(Client())["Location"] == DOOR


def test_an_identity_that_is_one_persons_does_not_open_anothers(organization: Organization) -> None:
    organization.says = RITA
    come(Client())
    sam = a_reviewer("sam")
    User.objects.filter(pk=sam.pk).update(email="sam@example.com")
    organization.says = {**RITA, "email": "sam@example.com"}

    assert come(Client())["Location"] == DOOR


def test_an_answer_that_nobody_asked_for_leads_back_to_the_door(organization: Organization) -> None:
    browser = Client()

    for query in ("?code=made-up&state=made-up", "?error=access_denied", ""):
        assert browser.get(f"/staff/sign-in/organization/back/{query}")["Location"] == DOOR
    assert "did not say who you are" in browser.get(DOOR).content.decode()


def test_without_such_a_server_there_is_no_such_way(rita: User) -> None:
    assert Client().get("/staff/sign-in/organization/").status_code == 404
    assert "Sign in through" not in Client().get(DOOR).content.decode()
