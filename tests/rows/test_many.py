"""Many rows of a table by one statement, on PostgreSQL and on SQLite alike: as they were given, in their order."""

from datetime import date, timedelta

import pytest
from django.db import DataError, IntegrityError, transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from requests_app.audit.models import AuditEntry
from requests_app.requests.models import Receipt, RequestEvent
from requests_app.rows.many import insert_many, set_each
from tests import builders

pytestmark = pytest.mark.django_db
SAYS = 'It’s “so” 100 %s \\ \t{"a": 1}\n王小明 🎉'


def entries(number: int) -> list[AuditEntry]:
    at = builders.NOW + timedelta(microseconds=123457)
    details = [{"to": SAYS, "many": [each, None, True], "none": None} for each in range(number)]
    return [
        AuditEntry(at=at, actor="", action=f"request.{place}", subject="request:x", detail=detail)
        for place, detail in enumerate(details)
    ]


def test_each_row_is_kept_as_it_was_given_and_has_its_own_key() -> None:
    rows = entries(300)
    insert_many(rows)

    kept = AuditEntry.objects.in_bulk([row.pk for row in rows])
    for row in rows:
        of_it = kept[row.pk]
        assert (of_it.action, of_it.detail, of_it.at) == (row.action, row.detail, row.at)
        assert of_it.number is None
        assert of_it.digest == row.digest


def test_a_row_that_was_written_is_saved_again_as_the_same_row() -> None:
    row = builders.a_request(builders.a_business())
    event = RequestEvent(disclosure_request=row, at=builders.NOW, actor="worker", kind="received", says=SAYS)
    before = RequestEvent.objects.count()
    insert_many([event])
    event.actor = "clock"
    event.save()

    assert RequestEvent.objects.count() == before + 1
    assert RequestEvent.objects.get(pk=event.pk).actor == "clock"
    assert RequestEvent.objects.get(pk=event.pk).says == SAYS


@pytest.mark.postgres
def test_it_is_one_statement_however_many_they_are(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        insert_many(entries(200))


def test_nothing_is_written_of_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert_many([])
        set_each(AuditEntry, "actor", {})


def test_all_or_none_of_them_are_written() -> None:
    good, bad = entries(2)
    bad.at = None  # type: ignore[assignment]  # what no such row may lack
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([good, bad])
    assert not AuditEntry.objects.filter(subject="request:x").exists()


@pytest.mark.postgres
def test_a_character_that_no_text_may_hold_is_refused_not_changed() -> None:
    (row,) = entries(1)
    row.actor = "nul\x00"
    with pytest.raises((DataError, ValueError)), transaction.atomic():
        insert_many([row])


def test_each_gets_its_own_text_and_all_the_same_of_the_rest() -> None:
    request = builders.a_request(builders.a_business())
    rows = [
        RequestEvent(disclosure_request=request, at=builders.NOW, actor="worker", kind="told", says=f"{place}")
        for place in range(3)
    ]
    insert_many(rows)
    later = builders.NOW + timedelta(days=1)
    set_each(RequestEvent, "says", {rows[0].pk: SAYS, rows[2].pk: ""}, at=later, kind="told_again")

    kept = RequestEvent.objects.in_bulk([row.pk for row in rows])
    assert [kept[row.pk].says for row in rows] == [SAYS, "1", ""]
    assert [kept[row.pk].kind for row in rows] == ["told_again", "told", "told_again"]
    assert [kept[row.pk].at for row in rows] == [later, builders.NOW, later]


@pytest.mark.postgres
def test_a_day_and_an_empty_key_are_kept_too() -> None:
    row = builders.a_request(builders.a_business())
    receipt = row.receipts.get()
    receipt.pk, receipt.secret = None, "another"
    receipt.reference = "SL-2026-ANOTHER"
    receipt.due_on = date(2026, 6, 30)
    insert_many([receipt])

    kept = Receipt.objects.get(secret="another")
    assert (kept.pk, kept.due_on, kept.brand_id) == (receipt.pk, date(2026, 6, 30), receipt.brand_id)
    assert kept.received_at == receipt.received_at


def test_what_json_has_no_word_for_is_refused_and_nothing_is_written() -> None:
    rows = entries(2)
    rows[1].detail = {"to": object()}
    with pytest.raises(TypeError, match="object"), transaction.atomic():
        insert_many(rows)
    assert not AuditEntry.objects.filter(subject="request:x").exists()
