"""A second factor: a phone, recovery codes, and the installation that asks for one."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from tests.views.account.ways_in import (
    DOOR,
    TOO_MANY,
    Committing,
    by_code,
    code_now,
    come,
    kept,
    signed_in,
    with_a_phone,
)

pytestmark = pytest.mark.django_db
STEP = datetime(2026, 5, 4, 18, 0, tzinfo=UTC)
"""The first second of a code's thirty."""


# -- a second factor ---------------------------------------------------------------------------------------------------


def test_with_a_phone_the_password_alone_opens_nothing(
    rita: User, django_capture_on_commit_callbacks: Committing
) -> None:
    secret, codes = with_a_phone(signed_in(), django_capture_on_commit_callbacks)
    browser = Client()

    assert come(browser=browser)["Location"] == "/staff/sign-in/code/"
    assert browser.get("/staff/").status_code == 302
    assert "does not fit" in browser.post("/staff/sign-in/code/", {"code": "nothing"}).content.decode()
    assert browser.get("/staff/").status_code == 302
    assert browser.post("/staff/sign-in/code/", {"code": code_now(secret, late=-1)})["Location"] == "/staff/"
    assert browser.get("/staff/").status_code == 200
    assert len(codes) == 10
    assert kept("sign_in")[-1].detail == {"by": ["password", "totp"]}
    assert [entry.detail for entry in kept("sign_in_failed")] == [{"with": "code"}]
    assert sorted(entry.detail["means"] for entry in kept("second_factor_added")) == ["recovery_codes", "totp"]


@pytest.mark.parametrize("seconds", [0, 30, 60, 89])
def test_a_code_opens_the_desk_once_as_long_as_it_would_fit(
    rita: User, django_capture_on_commit_callbacks: Committing, seconds: int
) -> None:
    came = Client()
    with travel(STEP, tick=False):
        secret, _ = with_a_phone(signed_in(), django_capture_on_commit_callbacks)
        # The phone's clock is a step ahead: of all codes this one fits longest.
        code = code_now(secret, late=-1)
        assert by_code(code, browser=came)["Location"] == "/staff/"

    with travel(STEP + timedelta(seconds=seconds), tick=False):
        assert code in {code_now(secret, late=late) for late in (-1, 0, 1)}
        for again in (
            by_code(code),
            by_code(f"{code[:3]} {code[3:]}"),
            came.post("/staff/account/confirm/code/", {"code": code}),
        ):
            assert "was used already" in again.content.decode()


def test_the_code_that_proved_a_phone_opens_nothing_afterwards(
    rita: User, django_capture_on_commit_callbacks: Committing
) -> None:
    with travel(STEP, tick=False):
        secret, _ = with_a_phone(signed_in(), django_capture_on_commit_callbacks)

        assert "was used already" in by_code(code_now(secret)).content.decode()
        assert by_code(code_now(secret, late=-1))["Location"] == "/staff/"


def test_a_recovery_code_stands_in_for_the_phone_once(
    rita: User, django_capture_on_commit_callbacks: Committing
) -> None:
    _, codes = with_a_phone(signed_in(), django_capture_on_commit_callbacks)
    first, second = Client(), Client()
    come(browser=first)
    come(browser=second)

    assert first.post("/staff/sign-in/code/", {"code": codes[3]})["Location"] == "/staff/"
    assert "does not fit" in second.post("/staff/sign-in/code/", {"code": codes[3]}).content.decode()


def test_guessing_codes_ends_after_five(rita: User, django_capture_on_commit_callbacks: Committing) -> None:
    secret, _ = with_a_phone(signed_in(), django_capture_on_commit_callbacks)
    browser = Client()
    come(browser=browser)
    for _ in range(5):
        browser.post("/staff/sign-in/code/", {"code": "nothing"})

    assert TOO_MANY in browser.post("/staff/sign-in/code/", {"code": code_now(secret)}).content.decode()
    assert browser.get("/staff/").status_code == 302


def test_recovery_codes_are_shown_once_and_new_ones_end_the_old(
    rita: User, django_capture_on_commit_callbacks: Committing
) -> None:
    browser = signed_in()
    _, codes = with_a_phone(browser, django_capture_on_commit_callbacks)

    again = browser.get("/staff/account/codes/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        made = browser.post("/staff/account/codes/new/")
    new = re.findall(r"<code>(\d{8})</code>", browser.get(made["Location"]).content.decode())

    assert codes[0] not in again
    assert len(new) == 10
    assert not set(new) & set(codes)
    assert [entry.detail for entry in kept("second_factor_renewed")] == [{"means": "recovery_codes"}]


def test_a_phone_that_is_removed_is_kept_on_record_and_takes_its_codes_along(
    rita: User, django_capture_on_commit_callbacks: Committing
) -> None:
    browser = signed_in()
    with_a_phone(browser, django_capture_on_commit_callbacks)

    browser.post("/staff/account/phone/remove/")

    assert not Authenticator.objects.exists()
    assert sorted(entry.detail["means"] for entry in kept("second_factor_removed")) == ["recovery_codes", "totp"]
    assert come()["Location"] == "/staff/"


def test_whoever_reads_the_database_reads_no_secret(rita: User, django_capture_on_commit_callbacks: Committing) -> None:
    secret, _ = with_a_phone(signed_in(), django_capture_on_commit_callbacks)

    kept_as = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in kept_as
    assert len(kept_as) > 100


def test_an_open_screen_does_not_let_a_stranger_change_what_one_signs_in_with(rita: User) -> None:
    browser = signed_in()
    for address in ("/staff/account/phone/", "/staff/account/codes/new/"):
        assert browser.get(address)["Location"].startswith("/staff/account/confirm/")
        assert browser.post(address, {"code": "123456"})["Location"].startswith("/staff/account/confirm/")

    refused = browser.post("/staff/account/confirm/", {"password": "wrong", "next": "/staff/account/phone/"})

    assert "This is not your password" in refused.content.decode()
    assert not Authenticator.objects.exists()


# -- where everybody must have one -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/staff/", "/admin/", "/staff/register/", "/staff/account/codes/new/"])
def test_where_it_is_required_a_second_factor_comes_before_anything_else(
    rita: User,
    settings: Any,  # noqa: ANN401 - any setting may be set
    address: str,
    django_capture_on_commit_callbacks: Committing,
) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    browser = signed_in()

    assert browser.get(address)["Location"] == "/staff/account/"
    assert browser.post(address)["Location"] == "/staff/account/"
    with_a_phone(browser, django_capture_on_commit_callbacks)
    assert browser.get("/staff/").status_code == 200


def test_where_it_is_required_the_public_is_asked_for_nothing(rita: User, settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.STAFF_SECOND_FACTOR = "required"
    browser = signed_in()

    assert browser.get("/privacy-rights/").status_code == 200
    assert browser.post("/staff/sign-out/")["Location"] == DOOR
