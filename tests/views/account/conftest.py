"""What the tests of the ways in share: nobody has guessed yet, and Rita is known."""

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

from shinelight import steady_cache

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@pytest.fixture(autouse=True)
def _nobody_guessed_yet() -> None:
    cache.clear()
    steady_cache.forget()


@pytest.fixture
def rita(db: None) -> "User":
    """Return the reviewer Rita, who is not signed in."""
    from tests.builders import a_reviewer  # noqa: PLC0415 - Django is not ready when this file is read

    return a_reviewer("rita")
