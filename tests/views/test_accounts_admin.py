"""Accounts in the admin: roles are given, each change is recorded, and nobody lifts themselves above the roles."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from requests_app.audit.models import AuditEntry
from requests_app.desk import invitation as invitations
from requests_app.requests.permissions import ADMINISTRATOR, REVIEWER
from tests.builders import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_of_the_house(client: Client) -> Client:
    person = a_person("alba", ADMINISTRATOR)
    person.is_staff = True
    person.save()
    client.force_login(person)
    return client


def form_of(account: User, **changes: object) -> dict[str, object]:
    return {
        "username": account.username,
        "first_name": "",
        "last_name": "",
        "email": "",
        "is_active": "on",
        "date_joined_0": "2026-05-04",
        "date_joined_1": "10:00:00",
        "groups": [],
        "reaches-TOTAL_FORMS": "0",
        "reaches-INITIAL_FORMS": "0",
        **changes,
    }


def test_a_role_that_is_given_is_recorded(admin_of_the_house: Client) -> None:
    kim = a_person("kim")
    role = Group.objects.get(name=REVIEWER)

    response = admin_of_the_house.post(f"/admin/auth/user/{kim.pk}/change/", form_of(kim, groups=[role.pk]))

    assert response.status_code == 302
    entry = AuditEntry.objects.get(action="account.changed")
    assert (entry.subject, entry.detail["roles"]) == (f"user:{kim.pk}", [REVIEWER])
    assert "kim" not in str(entry.detail)


def test_an_administrator_makes_nobody_a_superuser(admin_of_the_house: Client) -> None:
    kim = a_person("kim")

    admin_of_the_house.post(f"/admin/auth/user/{kim.pk}/change/", form_of(kim, is_superuser="on"))

    kim.refresh_from_db()
    assert not kim.is_superuser


def test_an_administrator_does_not_touch_a_superuser(admin_of_the_house: Client) -> None:
    root = User.objects.create_superuser("root", password="correct horse battery")

    response = admin_of_the_house.post(f"/admin/auth/user/{root.pk}/change/", form_of(root, is_active=""))

    root.refresh_from_db()
    assert response.status_code == 403
    assert root.is_active
    assert admin_of_the_house.get(f"/admin/auth/user/{root.pk}/password/").status_code == 403


def test_an_account_is_never_deleted(admin_of_the_house: Client) -> None:
    kim = a_person("kim")

    assert admin_of_the_house.post(f"/admin/auth/user/{kim.pk}/delete/", {"post": "yes"}).status_code == 403

    assert User.objects.filter(pk=kim.pk).exists()


# -- what the browser checks, the server checks too -------------------------------------------------------------------

WEAK = {
    "short": "Zx9!kq",
    "the user’s own name": "kimberley-r",
    "known to everybody": "password1234",
    "digits alone": "836261946259",
}


@pytest.mark.parametrize("password", WEAK.values(), ids=WEAK)
@pytest.mark.parametrize("way", ["added", "set by an administrator", "changed by oneself", "chosen by a link"])
def test_a_weak_password_is_refused_by_the_server_on_each_way_to_one(client: Client, way: str, password: str) -> None:
    """Fault 92: the rules for passwords hold on each account route, whatever a browser lets through."""
    alba, kim = a_person("alba", ADMINISTRATOR), a_person("kimberley-r", REVIEWER)
    User.objects.update(is_staff=True)
    link = invitations.token_of(invitations.begin(kim, by=alba, at=timezone.now()))
    client.force_login(kim if way == "changed by oneself" else alba)
    new = {"password1": password, "password2": password, "usable_password": "true"}
    address, posted = {
        "added": (
            "/admin/auth/user/add/",
            {"username": "kimberley-r2", **new, "reaches-TOTAL_FORMS": "0", "reaches-INITIAL_FORMS": "0"},
        ),
        "set by an administrator": (f"/admin/auth/user/{kim.pk}/password/", new),
        "changed by oneself": (
            "/staff/account/password/",
            {"oldpassword": "correct horse battery", "password1": password, "password2": password},
        ),
        "chosen by a link": (
            f"/staff/invitation/{link}/",
            {"new_password1": password, "new_password2": password},
        ),
    }[way]

    response = client.post(address, posted)

    assert response.status_code in {200, 422}
    page = response.content.decode()
    assert "errorlist" in page or 'class="fault"' in page
    assert not User.objects.filter(username="kimberley-r2").exists()
    kim.refresh_from_db()
    assert kim.check_password("correct horse battery")


def test_nobody_gets_an_account_or_a_role_by_themselves(client: Client) -> None:
    """Fault 92: no address lets people register, reset a password by mail, or raise their own role."""
    kim = a_person("kim", REVIEWER)
    kim.is_staff = True
    kim.save()
    role = Group.objects.get(name=ADMINISTRATOR)

    for address in ("/admin/password_reset/", "/staff/register-account/", "/accounts/signup/", "/staff/sign-up/"):
        assert client.post(address, {"email": "kim@example.org"}).status_code in {302, 404}
    client.force_login(kim)
    for address in (
        f"/admin/auth/user/{kim.pk}/change/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{kim.pk}/password/",
    ):
        assert client.post(address, form_of(kim, groups=[role.pk])).status_code == 403
    assert [each.name for each in kim.groups.all()] == [REVIEWER]
