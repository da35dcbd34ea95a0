"""Links in mails that let people of the staff choose a password."""

import re
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from requests_app import handling, handling_tasks
from shinelight.local.smtp import Catcher

NEW_PASSWORD = "battery horse correct"


def link_of(catcher: Catcher) -> str:
    """Let the worker send what waits, and return the link of the last mail."""
    handling_tasks.invite()
    for pk in handling.invitations_to_send(now=datetime.now(tz=UTC)):
        handling_tasks.send_invitation(pk)
    found = re.search(r"http://localhost:8000(/staff/invitation/\S+)", catcher.mails()[-1].get_content())
    assert found is not None
    return found[1]


def choose(link: str, password: str = NEW_PASSWORD) -> Any:  # noqa: ANN401 - Django's answers to tests
    """Choose the password on the page of the link."""
    return Client().post(link, {"new_password1": password, "new_password2": password})
