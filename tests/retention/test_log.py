"""The log says which row a fault was in, what kind it was and where: never what the row holds."""

import logging
from io import StringIO
from pathlib import Path

import pytest
from celery import shared_task
from celery.signals import setup_logging
from django.core.management import call_command
from django.db import connection

from requests_app.register.models import Business
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from tests.retention.traces import log_of
from tests.retention.whole import MAIL, MARK

_SQLITE = f"""create trigger refuses before insert on requests_app_receipt begin
select raise(abort, 'Key (email)=({MARK}@example.org)'); end"""
_FUNCTION = """create function refuse() returns trigger language plpgsql as $$ begin
raise exception unique_violation using detail = 'Key (email)=(' || new.email || ')'; end $$"""
_TRIGGER = "create trigger refuses before insert on requests_app_receipt for each row execute function refuse()"
REFUSES = {"sqlite": (_SQLITE,), "postgresql": (_FUNCTION, _TRIGGER)}
"""A database that refuses a row and quotes it, as it does where a row is there twice."""


@pytest.mark.django_db
def test_a_fault_of_the_database_is_told_without_the_row(
    business: Business, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    with connection.cursor() as cursor:
        for statement in REFUSES[connection.vendor]:
            cursor.execute(statement)
    file = tmp_path / "mail.eml"
    file.write_text(MAIL, encoding="utf-8")

    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())

    message = IncomingMessage.objects.get()
    assert message.place in {Place.PEN, Place.QUARANTINE}
    assert MARK in caplog.text  # the error itself quotes the row
    told = log_of(caplog.records)
    assert f"message {message.pk} could not be taken in" in told
    assert "django.db.utils.IntegrityError" in told
    assert "handling/intake.py" in told
    assert MARK not in told.lower()


def test_a_task_that_fails_is_told_without_what_it_said(caplog: pytest.LogCaptureFixture) -> None:
    @shared_task(name="tests.fails")
    def fails() -> None:
        raise ValueError(MARK) from KeyError(MARK)

    fails.apply()

    told = log_of(caplog.records)
    assert "Task tests.fails" in told
    assert "ValueError" in told
    assert MARK in caplog.text
    assert MARK not in told


def test_what_an_operator_has_to_know_is_told() -> None:
    error = ConnectionRefusedError(111, "Connection refused")
    record = logging.makeLogRecord({"msg": "no broker", "exc_info": (type(error), error, None)})

    assert "Connection refused" in log_of([record])


def test_workers_write_the_same_log() -> None:
    assert setup_logging.has_listeners()
