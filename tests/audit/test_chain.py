"""The audit chain: whole while untouched, broken and named where somebody touched it."""

import pytest
from django.db import DatabaseError, transaction

from requests_app.audit import chain
from requests_app.audit.models import AuditEntry, ChainHead
from tests.audit.chained import AT, append

pytestmark = pytest.mark.django_db


def test_an_empty_chain_is_whole() -> None:
    report = chain.verify()

    assert (report.outcome, report.entries, report.sealed_to, report.head) == ("whole", 0, 0, "")


def test_entries_are_sealed_in_the_order_they_were_written() -> None:
    written = append(3)

    assert chain.seal() == 3

    sealed = list(AuditEntry.objects.order_by("number"))
    assert [entry.pk for entry in sealed] == [entry.pk for entry in written]
    assert [entry.number for entry in sealed] == [1, 2, 3]
    assert sealed[0].previous == ""
    assert [entry.previous for entry in sealed[1:]] == [entry.digest for entry in sealed[:-1]]
    assert chain.verify().head == sealed[-1].digest


def test_sealing_again_changes_nothing() -> None:
    append(2)
    chain.seal()
    before = list(AuditEntry.objects.values_list("number", "digest"))

    assert chain.seal() == 0

    assert list(AuditEntry.objects.values_list("number", "digest")) == before


def test_entries_written_after_a_seal_are_named_as_unsealed_and_join_later() -> None:
    append(2)
    chain.seal()
    late = append(1)[0]

    assert chain.verify().unsealed == (late.pk,)
    assert chain.verify().outcome == "whole"
    chain.seal()
    assert chain.verify().unsealed == ()
    assert chain.verify().sealed_to == 3


def test_the_database_refuses_to_remove_an_entry() -> None:
    entry = append(1)[0]

    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        entry.delete()

    assert AuditEntry.objects.filter(subject="request:STL-2026-000001").count() == 1


@pytest.mark.parametrize("column", ["actor", "action", "subject"])
def test_the_database_refuses_to_change_an_entry_even_before_it_is_sealed(column: str) -> None:
    entry = append(1)[0]

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(**{column: "somebody else"})

    entry.refresh_from_db()
    assert entry.actor == "user:1"


def test_the_database_refuses_to_seal_an_entry_twice() -> None:
    append(1)
    chain.seal()

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        AuditEntry.objects.update(digest="0" * 64)

    assert chain.verify().outcome == "whole"


def test_there_is_one_head() -> None:
    append(1)
    chain.seal()

    with pytest.raises(DatabaseError, match="chain_has_one_head"), transaction.atomic():
        ChainHead.objects.create(pk=2, number=7, digest="a")

    assert ChainHead.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="transaction of the change"):
        chain.append(at=AT, actor="user:1", action="request.received", subject="request:1")

    assert AuditEntry.objects.count() == 0
