"""Rows that belong together: one statement on PostgreSQL, all of them or none, and each has its key afterwards."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy
from pytest_django.fixtures import DjangoAssertNumQueries

from requests_app.audit.models import AuditEntry
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.rows.prepared import all_asked
from requests_app.rows.together import columns_of, insert, reserving, together, values_of, write_now
from tests import builders

pytestmark = pytest.mark.django_db


def an_entry(action: str = "request.received") -> AuditEntry:
    return AuditEntry(at=builders.NOW, actor="requester", action=action, subject="request:x", detail={"to": "100 %s"})


def an_event(row: DisclosureRequest) -> RequestEvent:
    return RequestEvent(
        disclosure_request=row, at=builders.NOW, actor="requester", kind="received", says="It’s “so” %s."
    )


@pytest.mark.postgres
def test_rows_of_several_tables_are_written_by_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    row = builders.a_request(builders.a_business())
    entry, event, other = an_entry(), an_event(row), an_entry("request.other")
    with transaction.atomic(), django_assert_num_queries(1), together():
        for each in (entry, event, other):
            insert(each)

    kept = AuditEntry.objects.get(pk=entry.pk)
    assert (kept.action, kept.detail) == ("request.received", {"to": "100 %s"})
    assert AuditEntry.objects.get(pk=other.pk).action == "request.other"
    assert RequestEvent.objects.get(pk=event.pk).says == "It’s “so” %s."
    event.save()
    assert RequestEvent.objects.count() == len(row.events.all())


def test_a_row_is_written_when_the_block_ends_and_at_once_without_one() -> None:
    with transaction.atomic(), together():
        insert(an_entry("one"))
        write_now()
        assert AuditEntry.objects.filter(action="one").exists()
        insert(an_entry("two"))
    insert(an_entry("three"))

    wanted = ("one", "two", "three")
    assert AuditEntry.objects.filter(action__in=wanted).count() == len(wanted)


def test_a_block_that_fails_writes_nothing() -> None:
    def fail() -> None:
        with transaction.atomic(), together():
            insert(an_entry("lost"))
            AuditEntry.objects.get(action="of nobody")

    with pytest.raises(AuditEntry.DoesNotExist):
        fail()

    assert not AuditEntry.objects.filter(action="lost").exists()
    insert(an_entry("after"))
    assert AuditEntry.objects.filter(action="after").exists()


def test_one_row_that_cannot_be_written_leaves_none() -> None:
    row = builders.a_request(builders.a_business())
    nobody = an_event(row)
    setattr(nobody, "actor", None)  # noqa: B010 - the checker of types knows that it must not be

    def fail() -> None:
        with transaction.atomic(), together():
            insert(an_entry("lost"))
            insert(nobody)

    with pytest.raises(IntegrityError):
        fail()

    assert not AuditEntry.objects.filter(action="lost").exists()


def test_a_block_within_another_waits_for_the_outer_one() -> None:
    with transaction.atomic(), together():
        with together():
            insert(an_entry("inner"))
        insert(an_entry("outer"))

    assert set(AuditEntry.objects.filter(action__in=("inner", "outer")).values_list("action", flat=True)) == {
        "inner",
        "outer",
    }


@pytest.mark.postgres
def test_keys_are_reserved_before_the_rows_are_written() -> None:
    first, second = an_entry("first"), an_entry("second")
    (((first.pk, second.pk),),) = all_asked([reserving(AuditEntry, AuditEntry)])
    assert first.pk < second.pk
    with transaction.atomic(), together():
        insert(second)
        insert(first)

    assert AuditEntry.objects.get(pk=first.pk).action == "first"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_there_is_no_together() -> None:
    with pytest.raises(RuntimeError, match="one transaction"), together():
        insert(an_entry())


@pytest.mark.postgres
def test_each_value_is_the_one_that_django_would_write() -> None:
    row = builders.a_request(builders.a_business())
    event = an_event(row)
    setattr(event, "says", gettext_lazy("Status"))  # noqa: B010 - a text that is not worked out yet, which the stubs forbid
    rows = [row, row.receipts.get(), row.deliveries.get(), an_entry(), event]
    for each in rows:
        columns = columns_of(type(each), is_keyed=True)
        fields = each._meta.concrete_fields  # noqa: SLF001 - Django's public name

        told = values_of(each, columns)

        wanted = [field.get_db_prep_save(field.pre_save(each, add=True), connection) for field in fields]
        for field, is_one, is_wanted in zip(fields, told, wanted, strict=True):
            assert type(is_one) is type(is_wanted), field
            assert repr(is_one) == repr(is_wanted), field
