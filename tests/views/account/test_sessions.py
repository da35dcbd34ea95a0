"""Passwords that change, and where a person is signed in."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app.views.account.devices import device
from tests.views.account.ways_in import PASSWORD, come, kept, signed_in

pytestmark = pytest.mark.django_db


# -- passwords and sessions --------------------------------------------------------------------------------------------


def change_password(browser: Client, *, old: str = PASSWORD, new: str = "battery horse correct") -> Any:  # noqa: ANN401 - Django's answers to tests
    return browser.post("/staff/account/password/", {"oldpassword": old, "password1": new, "password2": new})


def test_a_new_password_ends_the_other_sessions_and_is_kept_on_record(rita: User) -> None:
    here, elsewhere = signed_in(), signed_in()

    assert change_password(here)["Location"] == "/staff/account/"
    assert here.get("/staff/").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302
    assert come("battery horse correct")["Location"] == "/staff/"
    assert [entry.subject for entry in kept("password_changed")] == [f"user:{rita.pk}"]


def test_without_the_old_password_there_is_no_new_one(rita: User) -> None:
    refused = change_password(signed_in(), old="wrong")

    assert "This is not your password now" in refused.content.decode()
    assert kept("password_changed") == []


def test_a_person_sees_where_they_are_signed_in_and_signs_out_elsewhere(rita: User) -> None:
    here, elsewhere = Client(), Client()
    come(browser=here, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
    come(browser=elsewhere, HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1")

    page = here.get("/staff/account/").content.decode()
    here.post("/staff/account/sessions/")

    assert "Firefox on Linux" in page
    assert "Safari on an iPhone" in page
    assert here.get("/staff/").status_code == 200
    assert elsewhere.get("/staff/").status_code == 302
    assert "Safari on an iPhone" not in here.get("/staff/account/").content.decode()
    assert [entry.detail for entry in kept("sessions_ended")] == [{"sessions": 1}]


@pytest.mark.parametrize(
    ("user_agent", "says"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Safari/605.1",
            "Safari on a Mac",
        ),
        ("curl/8.5", "A browser that does not say what it is"),
        ("", "A browser that does not say what it is"),
    ],
)
def test_a_browser_is_called_by_what_one_knows_it_by(user_agent: str, says: str) -> None:
    assert device(user_agent) == says
