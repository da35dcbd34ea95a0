"""Who works here: an invitation by mail that works once, accounts that close at once, and what is kept of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from time_machine import travel

from requests_app import handling, handling_tasks
from requests_app.audit.models import AuditEntry
from requests_app.desk import invitation as invitations
from requests_app.desk.invitation import Invitation
from requests_app.handling import ColleagueError
from requests_app.register.models import Business, Reach
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER, NotAllowedError
from shinelight import steady_cache
from shinelight.local.smtp import Catcher
from tests.builders import a_business, a_person
from tests.views.people.links import choose, link_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 18, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
INVITED: dict[str, Any] = {"name": "Lou Reyes", "email": "Lou@Example.org", "roles": [REVIEWER]}


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()
    steady_cache.forget()


@pytest.fixture
def ada() -> User:
    return a_person("ada", ADMINISTRATOR)


@pytest.fixture
def desk(ada: User) -> Client:
    """Return the administrator's browser."""
    browser = Client()
    browser.force_login(ada)
    return browser


@pytest.fixture
def business() -> Business:
    return a_business()


def lou() -> User:
    return User.objects.get(username="lou@example.org")


def kept(action: str, user: User) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=f"account.{action}", subject=f"user:{user.pk}"))


# -- an invitation ----------------------------------------------------------------------------------------------------


def test_an_invited_person_chooses_a_password_and_comes_in(
    desk: Client, ada: User, business: Business, smtp_catcher: Catcher
) -> None:
    assert desk.post("/staff/people/invite/", {**INVITED, "businesses": [business.pk]})["Location"] == "/staff/people/"
    link = link_of(smtp_catcher)

    assert not lou().is_active
    assert "lou@example.org" in Client().get(link).content.decode()
    assert choose(link)["Location"] == "/staff/sign-in/"
    came = Client().post("/staff/sign-in/", {"username": "lou@example.org", "password": "battery horse correct"})
    assert came["Location"] == "/staff/"
    assert [group.name for group in lou().groups.all()] == [REVIEWER]
    assert [reach.business for reach in lou().reaches.all()] == [business]
    assert kept("invited", lou())[0].detail == {"roles": [REVIEWER], "businesses": [business.pk]}
    assert kept("invited", lou())[0].actor == f"user:{ada.pk}"
    assert kept("invitation_accepted", lou())[0].actor == f"user:{lou().pk}"
    assert "lou@" not in str(list(AuditEntry.objects.values()))


def test_the_mail_goes_out_once_and_says_who_and_until_when(
    ada: User, business: Business, smtp_catcher: Catcher
) -> None:
    with travel(NOW, tick=False):
        handling.invite(**INVITED, businesses=[business], by=ada, now=NOW)
        waiting = handling.invitations_to_send(now=NOW)
        for _ in range(2):
            handling_tasks.send_invitation(waiting[0])

    (mail,) = smtp_catcher.mails()
    body = mail.get_content()
    assert mail["To"] == "lou@example.org"
    assert "ada invites you" in body
    assert "until Monday, May 11, 2026, 18:00 UTC" in body
    assert handling.invitations_to_send(now=NOW) == []


def test_while_the_mail_server_is_down_the_mail_waits(ada: User, business: Business, settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    handling.invite(**INVITED, businesses=[], by=ada, now=NOW)
    (waiting,) = handling.invitations_to_send(now=NOW)

    handling.send_invitation(invitation_id=waiting, clock=lambda: NOW)

    assert handling.invitations_to_send(now=NOW) == [waiting]


def test_following_the_link_uses_nothing_and_pressing_the_button_uses_it_up(
    ada: User, business: Business, smtp_catcher: Catcher
) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=datetime.now(tz=UTC))
    link = link_of(smtp_catcher)

    assert [Client().get(link).status_code for _ in range(3)] == [200] * 3
    assert choose(link, "short").status_code == 422
    assert choose(link).status_code == 302
    assert choose(link, "another horse battery").status_code == 404
    assert Client().get(link).status_code == 404
    assert lou().check_password("battery horse correct")


def test_of_two_presses_at_once_one_counts(ada: User, business: Business) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=NOW)
    first, second = Invitation.objects.select_related("user").get(), Invitation.objects.select_related("user").get()

    assert handling.accept_invitation(invitation=first, password=PASSWORD, now=NOW)
    assert not handling.accept_invitation(invitation=second, password="somebody else's", now=NOW)
    assert lou().check_password(PASSWORD)


@pytest.mark.parametrize(("later", "status"), [(timedelta(days=7, minutes=-1), 200), (timedelta(days=7), 404)])
def test_a_link_works_for_seven_days(ada: User, business: Business, later: timedelta, status: int) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=NOW)
    address = f"/staff/invitation/{invitations.token_of(Invitation.objects.get())}/"

    with travel(NOW + later, tick=False):
        assert Client().get(address).status_code == status


def test_a_link_that_was_made_up_opens_nothing(ada: User, business: Business) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=datetime.now(tz=UTC))
    token = invitations.token_of(Invitation.objects.get())

    for made_up in (token[:-1] + "-", str(Invitation.objects.get().pk), "x", token.upper()):
        assert Client().get(f"/staff/invitation/{made_up}/").status_code == 404


def test_a_later_invitation_ends_the_one_before(desk: Client, ada: User, business: Business) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=datetime.now(tz=UTC))
    before = invitations.token_of(Invitation.objects.get())

    desk.post(f"/staff/people/{lou().pk}/do/", {"do": "invite"})

    now = invitations.token_of(invitations.open_ones().get())
    assert Client().get(f"/staff/invitation/{before}/").status_code == 404
    assert Client().get(f"/staff/invitation/{now}/").status_code == 200


def test_an_invitation_that_is_taken_back_opens_nothing(desk: Client, ada: User, business: Business) -> None:
    handling.invite(**INVITED, businesses=[], by=ada, now=datetime.now(tz=UTC))
    token = invitations.token_of(Invitation.objects.get())

    desk.post(f"/staff/people/{lou().pk}/do/", {"do": "close"})

    assert choose(f"/staff/invitation/{token}/").status_code == 404
    assert not lou().is_active


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@example.com"])
def test_nobody_has_two_accounts(desk: Client, ada: User, business: Business, email: str) -> None:
    User.objects.filter(pk=ada.pk).update(email="Ada@example.com")

    page = desk.post("/staff/people/invite/", {**INVITED, "email": email})

    assert page.status_code == 422
    assert "has an account already" in page.content.decode()
    assert User.objects.count() == 1


def test_without_a_name_an_address_or_a_role_nobody_is_invited(desk: Client, business: Business) -> None:
    page = desk.post("/staff/people/invite/", {})

    told = page.content.decode()
    assert page.status_code == 422
    assert all(sentence in told for sentence in ("Enter their name", "Enter their e-mail", "Choose at least one role"))


def test_before_there_is_a_business_nobody_is_invited(ada: User) -> None:
    with pytest.raises(ColleagueError, match="no business yet"):
        handling.invite(**INVITED, businesses=[], by=ada, now=NOW)


# -- closing ----------------------------------------------------------------------------------------------------------


def test_whoever_is_closed_is_out_at_once_and_does_not_come_in(desk: Client, ada: User) -> None:
    rita = a_person("rita", REVIEWER)
    hers = Client()
    assert hers.post("/staff/sign-in/", {"username": "rita", "password": PASSWORD}).status_code == 302
    assert hers.get("/staff/").status_code == 200

    desk.post(f"/staff/people/{rita.pk}/do/", {"do": "close"})

    assert hers.get("/staff/").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from django_session where session_key = %s", [hers.session.session_key])
        assert cursor.fetchone() == (0,)
    again = Client().post("/staff/sign-in/", {"username": "rita", "password": PASSWORD})
    assert "This account is closed" in again.content.decode()
    assert kept("closed", rita)[0].detail == {"sessions": 1}
    desk.post(f"/staff/people/{rita.pk}/do/", {"do": "open"})
    assert Client().post("/staff/sign-in/", {"username": "rita", "password": PASSWORD}).status_code == 302
    assert len(kept("opened", rita)) == 1


def test_nobody_closes_their_own_account(desk: Client, ada: User) -> None:
    page = desk.post(f"/staff/people/{ada.pk}/do/", {"do": "close"}, follow=True)

    assert "You cannot close your own account" in page.content.decode()
    ada.refresh_from_db()
    assert ada.is_active


def test_a_lost_phone_is_taken_off_by_an_administrator_and_that_is_on_record(desk: Client) -> None:
    rita = a_person("rita", REVIEWER)
    Authenticator.objects.create(user=rita, type="totp", data={"secret": "x"})
    assert "Remove the second factor" in desk.get(f"/staff/people/{rita.pk}/").content.decode()

    desk.post(f"/staff/people/{rita.pk}/do/", {"do": "lift"})

    assert not Authenticator.objects.exists()
    assert kept("second_factor_lifted", rita)[0].detail == {"means": ["totp"]}
    assert Client().post("/staff/sign-in/", {"username": "rita", "password": PASSWORD})["Location"] == "/staff/"


# -- who may ----------------------------------------------------------------------------------------------------------


def test_only_an_administrator_of_the_whole_installation_sees_to_accounts(business: Business) -> None:
    bound = a_person("bea", ADMINISTRATOR)
    Reach.objects.create(user=bound, business=business)
    rita = a_person("rita", REVIEWER)
    for person in (bound, rita, a_person("kim", REGISTER_KEEPER)):
        with pytest.raises(NotAllowedError):
            handling.invite(**INVITED, businesses=[], by=person, now=NOW)
        with pytest.raises(NotAllowedError):
            handling.close_account(user=rita, by=person, now=NOW)


@pytest.mark.parametrize("do", ["close", "open", "invite", "renew", "lift"])
def test_an_administrator_does_nothing_to_a_superuser(desk: Client, do: str) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)

    assert desk.post(f"/staff/people/{root.pk}/do/", {"do": do}).status_code == 403
    assert User.objects.get(pk=root.pk).is_active


def test_the_list_names_everybody_with_a_bounded_number_of_questions(
    desk: Client,
    business: Business,
    django_assert_max_num_queries: Any,  # noqa: ANN401 - a fixture
) -> None:
    for number in range(60):
        a_person(f"person{number}", REVIEWER)

    with django_assert_max_num_queries(20):
        page = desk.get("/staff/people/").content.decode()

    assert page.count("facts-list") == 1
    assert "person0" in page
    assert "person59" in desk.get("/staff/people/?page=2").content.decode() + page


def test_people_stand_by_the_name_that_is_shown_and_no_reach_is_said_of_whoever_has_no_role(desk: Client) -> None:
    for username, first, last in (("zed", "Bea", "Young"), ("carl", "", ""), ("b", "dora", "Abt")):
        User.objects.create_user(username, first_name=first, last_name=last)

    page = " ".join(desk.get("/staff/people/").content.decode().split())

    places = [page.index(f">{name}</a>") for name in ("Bea Young", "carl", "dora Abt")]
    assert places == sorted(places)
    assert page.count("No role: nothing opens to them.") == 3
    assert page.count("Every business.") == 1
