"""What the tests of the views share: a business, somebody signed in. Django is not ready when this file is read."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

    from requests_app.register.models import Business


@pytest.fixture
def business(db: None) -> "Business":
    """Return a business with two recipients in its register."""
    from tests.builders import a_business, a_register  # noqa: PLC0415 - see above

    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def as_user(db: None) -> "Callable[[User], Client]":
    """Return how to get a browser in which this person is signed in."""

    def sign_in(user: "User") -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def rita(as_user: "Callable[[User], Client]") -> Client:
    """Return the browser of the reviewer Rita."""
    from tests.builders import a_reviewer  # noqa: PLC0415 - see above

    return as_user(a_reviewer("rita"))
