"""Accounts with known passwords: each in its role, and in demo mode alone."""

from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured

from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER
from shinelight.demo import accounts

pytestmark = pytest.mark.django_db


def test_everybody_can_sign_in_and_has_one_role(settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.DEMO = True
    accounts.ensure_accounts()
    roles = {}
    for account in accounts.ACCOUNTS:
        user = authenticate(username=account.username, password=accounts.PASSWORD)
        assert isinstance(user, User)
        assert user.is_staff
        roles[account.username] = list(user.groups.values_list("name", flat=True))
    assert roles == {
        "reviewer": [REVIEWER],
        "reviewer2": [REVIEWER],
        "keeper": [REGISTER_KEEPER],
        "admin": [ADMINISTRATOR],
    }


def test_a_second_call_changes_nothing(settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.DEMO = True
    accounts.ensure_accounts()
    before = list(User.objects.order_by("id").values())
    accounts.ensure_accounts()
    assert list(User.objects.order_by("id").values()) == before


def test_outside_of_demo_mode_there_are_none(settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.DEMO = False
    with pytest.raises(ImproperlyConfigured, match="demo mode only"):
        accounts.ensure_accounts()
    assert not User.objects.exists()
