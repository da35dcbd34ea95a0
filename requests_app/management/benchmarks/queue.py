"""How long a page of the desk takes with many requests behind it, beside the same page with a thousand.

The pages are asked for as a browser asks, of the web server that the product runs, by a reviewer who is signed in. How
much of it the database takes is measured apart, within one process.
"""

import http.client
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from requests_app.management.benchmarks import queue_rows
from requests_app.management.benchmarks.intake import BUSINESS
from requests_app.management.benchmarks.measure import Measure, Runs, WrongError, versions
from requests_app.management.benchmarks.place import Place
from requests_app.management.benchmarks.queue_rows import COMMON, LEAST_SIZE, MANY, ONE_IN, RARE, SOME
from requests_app.management.benchmarks.resting import peak_mb
from requests_app.requests.queries import PAGE_SIZE
from shinelight.local import ports, services

RUNS = 50
WARM = 5
REVIEWER = "reviewer"
_DAY = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A page that is asked for, and how many rows it must show, where it shows rows."""

    address: str
    rows: int | None = PAGE_SIZE


@dataclass(frozen=True, slots=True)
class Took:
    """How long each page took in seconds, by its name; how much of that was the database's; the server's memory."""

    seconds: Mapping[str, list[float]]
    share: Mapping[str, float]
    peak_mb: int = 0


@dataclass(slots=True)
class _Stopwatch:
    seconds: float = field(default=0.0)

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:  # noqa: ANN401 - Django's wrapper
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began


def pages(size: int) -> dict[str, Asked]:
    """Return the pages that are asked for; a search is for a name of one requester, of fifty, and of one in twenty."""
    lately = {"show": "answered", "brand": 2, "door": "email", "came_from": "2024-01-01", "came_to": "2026-02-01"}
    middle = {"show": "answered", "after": queue_rows.place_in_the_middle(size)}
    return {
        "first": Asked("/staff/"),
        "filtered": Asked(f"/staff/?{urlencode(lately)}"),
        "deep": Asked(f"/staff/?{urlencode(middle)}"),
        "counts": Asked("/staff/numbers/", rows=None),
        "search one": Asked(f"/staff/?q={RARE}", rows=1),
        f"search {MANY}": Asked(f"/staff/?q={SOME}"),
        f"search one in {ONE_IN}": Asked(f"/staff/?q={COMMON}"),
    }


def measures(place: Place, *, size: int) -> Iterator[Measure]:
    """Measure the pages with `size` requests behind them, and with a thousand."""
    with tempfile.TemporaryDirectory(prefix="shinelight-benchmark-") as folder:
        plain, ours = (_took(place, Path(folder), size=each) for each in (LEAST_SIZE, size))
    searches = {name: median(taken) for name, taken in ours.seconds.items() if name.startswith("search")}
    slowest = max(searches, key=lambda name: searches[name])
    for name in ("first", "filtered", "search", "deep", "counts"):
        asked = slowest if name == "search" else name
        yield Measure(
            benchmark=f"queue/{name}",
            size=size,
            unit="s",
            ours=Runs(ours.seconds[asked]),
            plain=Runs(plain.seconds[asked], sample=LEAST_SIZE),
            peak_mb=ours.peak_mb,
            versions=versions(place.postgresql),
            more={"database_share": round(ours.share[asked], 3)} | ({"medians": searches} if name == "search" else {}),
        )


def _took(place: Place, folder: Path, *, size: int) -> Took:
    env = {"SECRET_KEY": settings.SECRET_KEY, "VAR_DIR": str(folder), "BROKER_URL": "redis://127.0.0.1:1/0"}
    env |= {"SITE_URL": f"http://{ports.LOOPBACK}", "HTTPS_ONLY": "false"}
    with place.database() as database:
        database.run(queue_rows.fill, size, BUSINESS, REVIEWER, env=env)
        services.manage(env | {"DATABASE_URL": database.url}, "collectstatic", "--no-input")
        database.settle()
        cookie = database.run(signed_in, env=env)
        port = ports.free_port()
        with services.web_server(env | {"DATABASE_URL": database.url}, port, folder, workers=1) as server:
            seconds = {name: _asked(port, each, cookie) for name, each in pages(size).items()}
            most = peak_mb(server.pid)
        return Took(seconds, database.run(shares, size, env=env), most)


def _asked(port: int, asked: Asked, cookie: str) -> list[float]:
    taken = []
    for _ in range(WARM + RUNS):
        connected = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=300)
        began = time.perf_counter()
        connected.request("GET", asked.address, headers={"Cookie": cookie})
        answer = connected.getresponse()
        page = answer.read().decode()
        taken.append(time.perf_counter() - began)
        connected.close()
        _check(asked, answer.status, page)
    return taken[WARM:]


def _check(asked: Asked, status: int, page: str) -> None:
    rows = page.count('<tr role="row" id="row-')
    if status != http.client.OK or (asked.rows is not None and rows != asked.rows):
        msg = f"{asked.address} answered {status} with {rows} rows where {asked.rows} belong."
        raise WrongError(msg)


def signed_in() -> str:
    """Return the cookie of a reviewer who signed in."""
    user = User.objects.get(username=REVIEWER)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def shares(size: int) -> dict[str, float]:
    """Return which part of each page's time the database takes, as the program waits for it."""
    client = Client(SERVER_NAME=ports.LOOPBACK)
    client.force_login(User.objects.get(username=REVIEWER))
    found = {}
    for name, asked in pages(size).items():
        whole, watch = 0.0, _Stopwatch()
        for _ in range(WARM):
            client.get(asked.address)
        with connection.execute_wrapper(watch):
            for _ in range(WARM):
                began = time.perf_counter()
                client.get(asked.address)
                whole += time.perf_counter() - began
        found[name] = watch.seconds / whole
    return found
