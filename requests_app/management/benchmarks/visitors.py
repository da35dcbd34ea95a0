"""Visitors of a form, each another person, several at once, in a process of their own; as light as can be."""

import http.client
import multiprocessing
import re
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from urllib.parse import urlencode

from requests_app.management.benchmarks.measure import WrongError
from shinelight.local.ports import LOOPBACK

AT_ONCE = 8
FORM = "/request/"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([A-Za-z0-9]+)"')
_COOKIE = re.compile(r"^([^=]+=[^;]+)")
_SECONDS = 60


def post_all(port: int, *, people: Sequence[int]) -> float:
    """Post the form once for each person and return the seconds; raises `WrongError` unless each post leads on."""
    anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=anew) as one:
        seconds, refused = one.submit(_post, port, people).result()
    if refused:
        msg = f"{len(refused)} of {len(people)} posts were not taken; the first answer was {refused[0]}."
        raise WrongError(msg)
    return seconds


def _post(port: int, people: Sequence[int]) -> tuple[float, list[int]]:
    """Return the seconds it took, and the status of each answer that was another than a redirect."""
    cookie, token = _opened(port)
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as visitors:
        answers = list(visitors.map(lambda person: _sent(port, cookie, token, person), people))
    return time.perf_counter() - began, [status for status in answers if status != http.client.FOUND]


def _opened(port: int) -> tuple[str, str]:
    """Open the form; return the cookie and the token that a post must bring."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
    connection.request("GET", FORM)
    answer = connection.getresponse()
    page, cookie = answer.read().decode(), _COOKIE.match(answer.getheader("Set-Cookie") or "")
    token = _TOKEN.search(page)
    if cookie is None or token is None:
        msg = f"The form did not open: {answer.status}."
        raise WrongError(msg)
    return cookie.group(1), token.group(1)


def _sent(port: int, cookie: str, token: str, person: int) -> int:
    filled = {
        "csrfmiddlewaretoken": token,
        "form_token": f"{person:043d}",
        "requester_name": f"Person {person:07d} Sample",
        "california_resident": "on",
        "reply_by": "EMAIL",
        "email": f"person{person:07d}@example.org",
        "message": "Who got my name and address from you last year? I ordered shoes in March.",
    }
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
    try:
        connection.request(
            "POST",
            FORM,
            body=urlencode(filled),
            headers={"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
