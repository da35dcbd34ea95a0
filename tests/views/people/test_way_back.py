"""A forgotten password: an administrator has a link mailed, which its person alone uses, once."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from requests_app import handling
from requests_app.desk import invitation as invitations
from requests_app.desk.invitation import Invitation
from requests_app.handling import ColleagueError
from requests_app.requests.permissions import ADMINISTRATOR, REVIEWER
from shinelight import steady_cache
from shinelight.local.smtp import Catcher
from tests.builders import a_business, a_person
from tests.views.account.ways_in import PASSWORD, Committing, code_now, come, kept, signed_in, with_a_phone
from tests.views.people.links import NEW_PASSWORD, choose, link_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()
    steady_cache.forget()


@pytest.fixture
def ada() -> User:
    a_business()
    return a_person("ada", ADMINISTRATOR)


@pytest.fixture
def rita(ada: User) -> User:
    """Return a reviewer with an address."""
    rita = a_person("rita", REVIEWER)
    User.objects.filter(pk=rita.pk).update(email="rita@example.org")
    return User.objects.get(pk=rita.pk)


@pytest.fixture
def desk(ada: User) -> Client:
    """Return the administrator's browser."""
    browser = Client()
    browser.force_login(ada)
    return browser


def renew(desk: Client, user: User) -> str:
    """Press the button, and return what the page says then."""
    return desk.post(f"/staff/people/{user.pk}/do/", {"do": "renew"}, follow=True).content.decode()


def test_the_sign_in_page_says_how_to_get_back_in(ada: User) -> None:
    assert "Forgot your password? Ask an administrator" in Client().get("/staff/sign-in/").content.decode()


def test_whoever_forgot_the_password_chooses_another_one(
    desk: Client, rita: User, ada: User, smtp_catcher: Catcher
) -> None:
    elsewhere = signed_in()
    assert "Mail a link for a new password" in desk.get(f"/staff/people/{rita.pk}/").content.decode()
    assert "rita gets a mail" in renew(desk, rita)
    link = link_of(smtp_catcher)
    (mail,) = smtp_catcher.mails()

    assert mail["To"] == "rita@example.org"
    assert "ada sends you this link" in mail.get_content()
    assert "as before" in Client().get(link).content.decode()
    assert come()["Location"] == "/staff/"
    assert choose(link, "short").status_code == 422
    assert choose(link)["Location"] == "/staff/sign-in/"
    assert "do not fit together" in come().content.decode()
    assert come(NEW_PASSWORD)["Location"] == "/staff/"
    assert elsewhere.get("/staff/").status_code == 302
    assert choose(link).status_code == 404
    assert [entry.actor for entry in kept("way_back_mailed")] == [f"user:{ada.pk}"]
    assert [entry.actor for entry in kept("password_renewed")] == [f"user:{rita.pk}"]
    assert kept("invitation_accepted") == []


def test_the_second_factor_is_asked_for_as_before(
    desk: Client, rita: User, smtp_catcher: Catcher, django_capture_on_commit_callbacks: Committing
) -> None:
    secret, _ = with_a_phone(signed_in(), django_capture_on_commit_callbacks)
    renew(desk, rita)
    choose(link_of(smtp_catcher))
    browser = Client()

    assert come(NEW_PASSWORD, browser=browser)["Location"] == "/staff/sign-in/code/"
    assert browser.get("/staff/").status_code == 302
    assert browser.post("/staff/sign-in/code/", {"code": code_now(secret, late=-1)})["Location"] == "/staff/"


def test_a_link_does_not_open_an_account_that_was_closed_meanwhile(
    desk: Client, rita: User, smtp_catcher: Catcher
) -> None:
    renew(desk, rita)
    link = link_of(smtp_catcher)
    invitation = invitations.open_ones().get()
    User.objects.filter(pk=rita.pk).update(is_active=False)

    assert choose(link).status_code == 404
    # The same for whoever pressed the button just before.
    assert not handling.accept_invitation(invitation=invitation, password=NEW_PASSWORD, now=datetime.now(tz=UTC))
    rita.refresh_from_db()
    assert not rita.is_active
    assert rita.check_password(PASSWORD)


def test_a_later_link_ends_the_one_before(desk: Client, rita: User, smtp_catcher: Catcher) -> None:
    renew(desk, rita)
    before = link_of(smtp_catcher)
    renew(desk, rita)

    assert choose(before).status_code == 404
    assert choose(link_of(smtp_catcher)).status_code == 302


def test_a_link_ends_where_its_person_changed_the_password_after_all(
    desk: Client, rita: User, smtp_catcher: Catcher
) -> None:
    renew(desk, rita)
    link = link_of(smtp_catcher)
    browser = signed_in()
    given = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    assert browser.post("/staff/account/password/", given).status_code == 302
    assert choose(link, "somebody else's words").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"is_active": False}, "This account is closed"),
        ({"password": "!nothing"}, "no password here"),
        ({"email": ""}, "No e-mail address"),
    ],
)
def test_a_link_that_would_lead_nowhere_is_not_mailed(
    desk: Client, rita: User, changes: dict[str, object], says: str
) -> None:
    User.objects.filter(pk=rita.pk).update(**changes)

    assert says in renew(desk, rita)
    assert not Invitation.objects.exists()


def test_nobody_is_mailed_a_link_by_themselves(desk: Client, ada: User) -> None:
    with pytest.raises(ColleagueError, match="Change your own password"):
        handling.mail_way_back(user=ada, by=ada, now=datetime.now(tz=UTC))
