"""Ways in, as people take them: the door, a phone with its codes, and what is kept of it."""

import hashlib
import hmac
import re
import struct
import time
from base64 import b32decode
from collections.abc import Callable
from typing import Any

from django.test import Client

from requests_app.audit.models import AuditEntry

DOOR = "/staff/sign-in/"
PASSWORD = "correct horse battery"
TOO_MANY = "Too many tries. Wait five minutes, then try again."
Committing = Callable[..., Any]


def come(password: str = PASSWORD, *, username: str = "rita", browser: Client | None = None, **meta: Any) -> Any:  # noqa: ANN401 - Django's answers to tests
    browser = browser or Client()
    return browser.post(DOOR, {"username": username, "password": password}, **meta)


def signed_in() -> Client:
    browser = Client()
    assert come(browser=browser)["Location"] == "/staff/"
    return browser


def by_code(code: str, *, browser: Client | None = None) -> Any:  # noqa: ANN401 - the same
    """Come in by the password and a code; return what the code is answered."""
    browser = browser or Client()
    come(browser=browser)
    return browser.post("/staff/sign-in/code/", {"code": code})


def code_now(secret: str, *, late: int = 0) -> str:
    """Return what an app shows: RFC 6238, six figures, thirty seconds."""
    digest = hmac.new(b32decode(secret), struct.pack(">Q", int(time.time()) // 30 - late), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def with_a_phone(browser: Client, committing: Committing) -> tuple[str, list[str]]:
    """Set up a phone as a person does; return its secret and the recovery codes."""
    page = browser.get("/staff/account/phone/", follow=True)
    assert "Is it you?" in page.content.decode()
    page = browser.post(
        page.redirect_chain[-1][0], {"password": PASSWORD, "next": "/staff/account/phone/"}, follow=True
    )
    secret = re.findall(r"<code>([A-Z2-7]{32})</code>", page.content.decode())[0]
    with committing(execute=True):
        page = browser.post("/staff/account/phone/", {"code": code_now(secret)})
    shown = browser.get(page["Location"]).content.decode()
    return secret, re.findall(r"<code>(\d{8})</code>", shown)


def kept(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=f"account.{action}"))
