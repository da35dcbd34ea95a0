"""The door: limits on guessing, one door alone, and what is kept of who came."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.test import Client

from requests_app.audit.models import AuditEntry
from shinelight import env
from shinelight.local.broker import Broker
from tests.builders import a_reviewer
from tests.quick_hasher import QuickPasswordHasher
from tests.views.account.ways_in import (
    DOOR,
    PASSWORD,
    TOO_MANY,
    come,
    kept,
    signed_in,
)

pytestmark = pytest.mark.django_db


# -- guessing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("username", ["rita", "nobody-has-this-name"])
def test_after_five_wrong_passwords_a_name_waits_whether_or_not_it_is_anybodys(rita: User, username: str) -> None:
    told = [come("wrong", username=username).content.decode() for _ in range(5)]
    last = come(username=username)

    assert all("do not fit together" in page and TOO_MANY not in page for page in told)
    assert TOO_MANY in last.content.decode()
    assert last.status_code == 200
    assert len(kept("sign_in_failed")) == 5


def test_the_pages_of_a_known_and_an_unknown_name_differ_in_nothing_but_the_name(rita: User) -> None:
    known, unknown = (
        re.sub(r'value="[^"]*"', "", come("wrong", username=name).content.decode()) for name in ("rita", "stranger")
    )

    assert known == unknown


class CountingHasher(QuickPasswordHasher):
    """Counts how often a password is turned into its hash: that is what takes time at the door."""

    times = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        type(self).times += 1
        return super().encode(password, salt, iterations)


def test_the_door_works_as_long_for_a_name_that_nobody_has(rita: User, settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    """Fault 91, fides CVE-2024-45052: how long the door takes does not tell which names there are."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    a_reviewer("closed")
    User.objects.filter(username="closed").update(is_active=False)
    User.objects.create(username="invited", password=make_password(None), is_active=False)
    worked = {}
    for name in ("rita", "closed", "invited", "nobody-has-this-name"):
        CountingHasher.times = 0
        come("wrong", username=name)
        worked[name] = CountingHasher.times

    assert worked == dict.fromkeys(worked, 1)


def test_a_network_that_tries_many_names_waits_and_another_one_does_not(rita: User) -> None:
    for number in range(20):
        come("wrong", username=f"name{number}")

    assert TOO_MANY in come().content.decode()
    assert come(REMOTE_ADDR="198.51.100.7").status_code == 302


def test_right_passwords_are_never_too_many(rita: User) -> None:
    assert [come().status_code for _ in range(12)] == [302] * 12


def test_tries_are_counted_in_the_server_for_all_processes_and_here_while_it_is_down(
    rita: User,
    settings: Any,  # noqa: ANN401 - any setting may be set
    broker: Broker,
) -> None:
    settings.CACHES = {**settings.CACHES, "default": env.steady_cache(broker.url)}
    for _ in range(5):
        come("wrong")
    counted = env.counting_cache(broker.url)

    assert TOO_MANY in come().content.decode()
    settings.CACHES = {**settings.CACHES, "default": counted}
    assert TOO_MANY in come().content.decode()
    settings.CACHES = {**settings.CACHES, "default": env.steady_cache("redis+socket:///nonexistent/nowhere.sock")}
    for _ in range(5):
        come("wrong", username="sam")
    assert TOO_MANY in come("wrong", username="sam").content.decode()


def test_a_closed_account_is_told_so_to_whoever_knows_its_password_alone(rita: User) -> None:
    User.objects.update(is_active=False)

    assert "This account is closed" in come().content.decode()
    assert "This account is closed" not in come("wrong").content.decode()
    assert Client().get("/staff/").status_code == 302


def test_a_person_who_is_switched_off_is_out_at_the_next_click(rita: User) -> None:
    browser = signed_in()
    User.objects.update(is_active=False)

    assert browser.get("/staff/")["Location"].startswith(DOOR)


# -- what is kept ------------------------------------------------------------------------------------------------------


def test_who_came_in_and_who_did_not_is_kept_without_a_name(rita: User) -> None:
    come("wrong")
    come("wrong", username="hunter2-typed-in-the-wrong-field")
    signed_in()

    failed, unknown = kept("sign_in_failed")
    (came,) = kept("sign_in")
    assert (failed.actor, failed.subject, failed.detail) == ("visitor", f"user:{rita.pk}", {"with": "password"})
    assert unknown.subject == "user:unknown"
    assert (came.actor, came.subject, came.detail) == (f"user:{rita.pk}", f"user:{rita.pk}", {"by": ["password"]})
    assert "hunter2" not in str(list(AuditEntry.objects.values()))


# -- one door ----------------------------------------------------------------------------------------------------------


def test_the_administration_has_no_door_of_its_own(rita: User) -> None:
    User.objects.update(is_staff=True, is_superuser=True)

    assert Client().get("/admin/", follow=True).redirect_chain[-1][0].startswith(DOOR)
    assert Client().post("/admin/login/", {"username": "rita", "password": PASSWORD}).status_code == 302
    assert not AuditEntry.objects.filter(action="account.sign_in").exists()
    assert come(browser=Client()).status_code == 302
    assert signed_in().get("/admin/password_change/")["Location"] == "/staff/account/password/"
