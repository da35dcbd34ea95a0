"""Accounts in the admin: roles are given, each change is recorded, and nobody lifts themselves above the roles."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from requests_app.audit.models import AuditEntry
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
