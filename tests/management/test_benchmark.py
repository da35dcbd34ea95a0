"""`manage.py benchmark`: what it prints, that it never touches the database in use, and what it refuses."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from kombu import Connection

from requests_app.management.benchmarks import intake, notices
from requests_app.management.benchmarks.measure import WrongError
from requests_app.management.benchmarks.place import a_place
from shinelight.local.broker import Broker
from shinelight.local.postgres import Postgres
from shinelight.local.processes import ROOT, essentials

RUNS = {"median", "min", "max", "runs"}
ROWS = 200
NAMES = ["register/load", "register/copy", "register/compile"]


@pytest.fixture
def server() -> Iterator[Postgres]:
    with Postgres(durable=True) as started:
        yield started


def benchmark(*arguments: str, what: str = "register", folder: Path, database: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator does."""
    settings = {"SECRET_KEY": "for the benchmark", "DATABASE_URL": database, "VAR_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", "benchmark", what, *arguments],
        cwd=ROOT,
        env=essentials() | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def databases(server: str) -> set[str]:
    with psycopg.connect(server) as connection:
        return {name for (name,) in connection.execute("select datname from pg_database").fetchall()}


@pytest.mark.long
def test_each_measure_is_one_line_and_leaves_nothing_behind(server: Postgres, tmp_path: Path) -> None:
    before = databases(server.url)
    ended = benchmark("--size", str(ROWS), "--json", folder=tmp_path, database=server.url)
    assert ended.returncode == 0, ended.stderr
    measures = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [each["benchmark"] for each in measures] == NAMES
    for each in measures:
        assert each["size"] == ROWS
        assert set(each["ours"]) == RUNS
        assert each["ours"]["runs"] >= 3
        assert each["ours"]["min"] <= each["ours"]["median"] <= each["ours"]["max"]
        assert set(each["plain"]) >= RUNS
        assert each["ratio"] == pytest.approx(each["ours"]["median"] / each["plain"]["median"], rel=0.01)
        assert each["peak_mb"] > 0
        assert set(each["versions"]) == {"python", "postgresql", "weasyprint", "cores"}
    assert [each["unit"] for each in measures] == ["rows/s", "rows/s", "s"]
    assert measures[0]["plain"]["sample"] == ROWS
    assert databases(server.url) == before
    with psycopg.connect(server.url) as connection:
        tables = connection.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone()
    assert tables == (0,)


@pytest.mark.long
def test_what_comes_in_is_measured_through_the_form_and_as_mail(server: Postgres, tmp_path: Path) -> None:
    before = databases(server.url)
    ended = benchmark("--size", "20", "--json", what="intake", folder=tmp_path, database=server.url)

    assert ended.returncode == 0, ended.stderr
    form, mail = map(json.loads, ended.stdout.splitlines())
    assert (form["benchmark"], form["unit"]) == ("intake/form", "posts/s")
    assert (mail["benchmark"], mail["unit"]) == ("intake/mail", "messages/s")
    for each in (form, mail):
        assert each["size"] == 20
        assert each["ours"]["runs"] >= 3
        assert each["ratio"] == pytest.approx(each["ours"]["median"] / each["plain"]["median"], rel=0.01)
        assert each["peak_mb"] > 0
    assert databases(server.url) == before


@pytest.mark.postgres
def test_a_server_that_does_not_write_through_to_the_disk_is_refused(
    postgres_server: Callable[[], str], tmp_path: Path
) -> None:
    ended = benchmark(folder=tmp_path, database=postgres_server())
    assert ended.returncode == 1
    assert "fsync is off" in ended.stderr
    assert ended.stdout == ""


def test_a_size_that_says_nothing_is_refused(tmp_path: Path) -> None:
    ended = benchmark("--size", "10", folder=tmp_path, database=f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert ended.returncode == 2
    assert "100 at least" in ended.stderr


@pytest.mark.long
def test_the_desk_is_measured_page_by_page_beside_a_thousand_requests(server: Postgres, tmp_path: Path) -> None:
    before = databases(server.url)
    ended = benchmark("--size", "2000", "--json", what="queue", folder=tmp_path, database=server.url)

    assert ended.returncode == 0, ended.stderr
    measures = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [each["benchmark"] for each in measures] == [
        f"queue/{name}" for name in ("first", "filtered", "search", "deep", "counts")
    ]
    for each in measures:
        assert (each["size"], each["unit"], each["ours"]["runs"], each["plain"]["sample"]) == (2000, "s", 50, 1000)
        assert 0 < each["database_share"] < 1
    assert databases(server.url) == before


def test_a_form_whose_post_wakes_nobody_is_not_measured(broker: Broker) -> None:
    with Connection(broker.url) as connection:
        for ids in ([7], [[8, 9]]):
            connection.SimpleQueue("celery").put([ids, {}, {}])

    with pytest.raises(WrongError, match="4 posts woke the worker for 3 acknowledgements"):
        intake.check_woken(broker.url, 4)

    with pytest.raises(WrongError, match="1 posts woke the worker for 0"):
        intake.check_woken(broker.url, 1)


@pytest.mark.long
def test_notices_are_measured_through_a_worker_and_the_plain_way(
    server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = databases(server.url)
    monkeypatch.setenv("DATABASE_URL", server.url)
    monkeypatch.setattr(notices, "NUMBER", {notices.STANDARD: 6})
    monkeypatch.setattr(notices, "WARM", 2)
    monkeypatch.setattr(notices, "PLAINLY", 1)

    with a_place() as place, closing(notices.measures(place, size=3)) as measures:
        said = next(measures).as_json()

    assert (said["benchmark"], said["size"], said["unit"]) == (notices.STANDARD, 3, "notices/s")
    for name in ("ratio", "commits_a_second", "peak_mb"):
        figure = said[name]
        assert isinstance(figure, int | float)
        assert figure > 0
    assert databases(server.url) == before
