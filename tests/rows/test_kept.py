"""Queries whose text is worked out once say the same as the query built anew, and refuse what they cannot hold."""

from datetime import timedelta

import psycopg
import pytest
from django.db import ProgrammingError, close_old_connections, connection, connections
from django.db.models import Q
from pytest_django.fixtures import DjangoAssertNumQueries

from requests_app.requests.models import DisclosureRequest
from requests_app.rows.kept import KeptQuery
from requests_app.rows.prepared import Question, all_asked
from tests import builders

SOON = KeptQuery(
    lambda name, since: (
        DisclosureRequest.objects.filter(Q(requester_name=name) | Q(email="%s"), received_at__gt=since, version=1)
        .order_by("id")
        .values_list("id", "requester_name", "received_at")[:2]
    ),
    name="somebody",
    since=builders.NOW,
)


@pytest.mark.django_db
def test_the_rows_are_those_of_the_query_built_anew() -> None:
    business = builders.a_business()
    names = ("Ana 100% Ruiz", "Ben Ortiz", "Ana 100% Ruiz", "Ana 100% Ruiz")
    rows = [builders.a_request(business, requester_name=name) for name in names]
    since = builders.NOW - timedelta(days=1)

    assert [name for _pk, name, _at in SOON.rows(since=since, name="Ana 100% Ruiz")] == ["Ana 100% Ruiz"] * 2
    assert [pk for pk, _name, _at in SOON.rows(name="Ben Ortiz", since=since)] == [rows[1].pk]
    assert SOON.rows(name="Ben Ortiz", since=builders.NOW + timedelta(days=9)) == []
    ((_pk, _name, at),) = SOON.rows(name="Ben Ortiz", since=since)
    assert at == rows[1].received_at


@pytest.mark.django_db
def test_it_is_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        SOON.rows(name="Ben Ortiz", since=builders.NOW)


def test_examples_that_are_alike_are_refused() -> None:
    with pytest.raises(ValueError, match="alike"):
        KeptQuery(lambda one, _other: DisclosureRequest.objects.filter(email=one), one="same", other="same")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_between_two_requests_is_made_anew() -> None:
    connection.close()  # a new one is young enough to be kept
    SOON.rows(name="Ben Ortiz", since=builders.NOW)
    close_old_connections()  # as at the start of a request
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    assert SOON.rows(name="Ben Ortiz", since=builders.NOW) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_first_question_of_a_request_tells_whether_the_connection_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()  # a new one is young enough to be kept
    SOON.rows(name="Ben Ortiz", since=builders.NOW)
    close_old_connections()
    others: list[object] = []
    monkeypatch.setattr(type(connections["default"]), "is_usable", others.append)

    assert SOON.rows(name="Ben Ortiz", since=builders.NOW) == []
    assert others == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_question_that_fails_on_a_connection_that_lives_is_not_asked_again() -> None:
    connection.close()  # a new one is young enough to be kept
    SOON.rows(name="Ben Ortiz", since=builders.NOW)
    close_old_connections()
    pid = connection.connection.info.backend_pid

    with pytest.raises(ProgrammingError):
        all_asked([Question("select nothing_of_that_name", only_reads=True)])

    assert connection.connection.info.backend_pid == pid


@pytest.mark.postgres
@pytest.mark.django_db
def test_a_query_that_changes_a_value_is_refused() -> None:
    kept = KeptQuery(lambda name: DisclosureRequest.objects.filter(email=name.upper()).values_list("id"), name="some")

    with pytest.raises(ValueError, match="does not hold name"):
        kept.rows(name="other")
    assert connection.is_usable()
