"""PostgreSQL of one's own: it starts, it answers, it keeps, it goes."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from shinelight.local import ports, postgres
from shinelight.local.postgres import Postgres, a_postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with Postgres() as started:
        yield started


def asked(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(question)
        row = answer.fetchone() if answer.description else None
        return row[0] if row else None


def test_it_answers(server: Postgres) -> None:
    assert asked(server.url, "select 1") == 1


def test_it_wants_the_password(server: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        asked(server.url.replace("shinelight:", "shinelight:not-"), "select 1")


def test_a_database_may_be_made_from_a_template_and_anew(server: Postgres) -> None:
    first = postgres.create_database(server.url, "first")
    asked(first, "create table things as select 7 as number")

    second = postgres.create_database(server.url, "second", template="first")
    assert asked(second, "select number from things") == 7

    postgres.create_database(server.url, "second")
    assert asked(second, "select count(*) from pg_tables where tablename = 'things'") == 0


def test_for_a_benchmark_it_writes_through_to_the_disk() -> None:
    with Postgres(durable=True) as server:
        assert asked(server.url, "show fsync") == "on"
        assert asked(server.url, "show synchronous_commit") == "on"


def test_it_keeps_its_data_over_a_stop_and_leaves_nothing_at_the_end() -> None:
    with Postgres() as server:
        kept = postgres.create_database(server.url, "kept")
        asked(kept, "create table things as select 7 as number")

        server.stop()
        assert not ports.is_listening(server.port)
        server.start()
        assert asked(kept, "select number from things") == 7

        server.kill()
        server.start()
        assert asked(kept, "select number from things") == 7
        folder = Path(str(asked(server.url, "show data_directory"))).parent

    assert not folder.exists()
    assert not ports.is_listening(server.port)


def test_a_server_that_is_given_is_taken() -> None:
    with a_postgres("postgres://someone@db.example/theirs") as url:
        assert url == "postgres://someone@db.example/theirs"


@pytest.mark.parametrize("given", ["", "sqlite:///var/shinelight.sqlite3"])
def test_an_address_that_is_not_postgresql_starts_one(given: str) -> None:
    with a_postgres(given) as url:
        assert asked(url, "select 1") == 1


def test_programs_that_the_server_cannot_reach_are_copied_to_where_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_program_folders", list)

    with Postgres() as server:
        assert asked(server.url, "select 1") == 1


def test_a_machine_without_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_program_folders", list)
    monkeypatch.setattr(postgres, "_bundled", lambda: None)

    with pytest.raises(RuntimeError, match="apt-get install postgresql"), Postgres():
        pass
