"""What the tests of destruction share: files of their own, a business, a reviewer, a request that was answered.

Django is not ready when this file is read.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from requests_app.register.models import Business
    from requests_app.requests.models import DisclosureRequest


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def business() -> "Business":
    from tests.builders import a_business, a_register  # noqa: PLC0415 - see above

    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita() -> "User":
    from tests.builders import a_reviewer  # noqa: PLC0415 - see above

    return a_reviewer()


@pytest.fixture
def row(business: "Business", rita: "User") -> "DisclosureRequest":
    from tests.retention.whole import answered  # noqa: PLC0415 - see above

    return answered(business, rita)
