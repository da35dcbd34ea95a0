"""Several questions by one way to the database: each is answered as if it were asked by itself, in its order."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction
from psycopg import Connection

from requests_app.audit.models import AuditEntry
from requests_app.rows.prepared import Question, Rows, all_asked
from tests import builders

LOCK = 17_983
ENTRIES = Question("select action from requests_app_auditentry order by id", only_reads=True)


@pytest.fixture
def other() -> Iterator[Connection]:
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as connected:
        yield connected


def holding_then_looking() -> list[Rows]:
    try:
        with transaction.atomic():
            return all_asked([Question("select pg_advisory_xact_lock(%s)", [LOCK]), ENTRIES])
    finally:
        connections.close_all()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_after_a_lock_that_was_waited_for_one_sees_what_its_holder_wrote(other: Connection) -> None:
    other.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    with ThreadPoolExecutor(1) as second:
        looks = second.submit(holding_then_looking)
        while not all_asked([Question("select 1 from pg_locks where locktype = 'advisory' and not granted")])[0]:
            assert not looks.done()
        other.execute(
            "insert into requests_app_auditentry (at, actor, action, subject, detail, previous, digest)"
            " values (now(), 'clock', 'written.meanwhile', 'request:x', '{}', '', '')"
        )
        other.commit()

        _held, seen = looks.result(timeout=60)

    assert seen == [("written.meanwhile",)]


@pytest.mark.django_db
@pytest.mark.postgres
def test_the_answers_come_in_the_order_of_the_questions() -> None:
    AuditEntry.objects.create(at=builders.NOW, actor="clock", action="one", subject="request:x", detail={})

    asked = [Question("select %s::int where false", [1]), ENTRIES, Question("select '50 %%', %s::int", [3])]

    assert all_asked(asked) == [[], [("one",)], [("50 %", 3)]]
    assert all_asked([]) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_one_that_cannot_be_answered_ends_the_transaction_and_the_connection_stays() -> None:
    def ask() -> None:
        with transaction.atomic():
            AuditEntry.objects.create(at=builders.NOW, actor="clock", action="lost", subject="request:x", detail={})
            all_asked([ENTRIES, Question("select nothing_of_that_name"), ENTRIES])

    before = connection.connection.info.backend_pid if connection.connection else None
    with pytest.raises(ProgrammingError, match="nothing_of_that_name"):
        ask()

    assert all_asked([ENTRIES, ENTRIES]) == [[], []]
    assert before in (None, connection.connection.info.backend_pid)
