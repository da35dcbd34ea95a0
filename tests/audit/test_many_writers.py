"""One chain under many writers and several sealers, each with a connection of its own."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connections, transaction

from requests_app.audit import chain
from requests_app.audit.models import AuditEntry, ChainHead
from tests.audit.chained import AT, append

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, EACH, SEALERS = 16, 500, 4


def on_its_own(do: Callable[[], object]) -> None:
    """Do something in a thread, and close what it opened."""
    try:
        do()
    finally:
        connections.close_all()


def write(writer: int) -> None:
    """Write five hundred entries in transactions of different lengths; some are given up."""
    step = 0
    while step < EACH:
        many = min(1 + (writer + step) % 7, EACH - step)
        with transaction.atomic():
            for number in range(step, step + many):
                chain.append(at=AT, actor=f"user:{writer}", action="request.noted", subject="x", detail={"n": number})
        step += many
        if step % 5 == 0:
            with transaction.atomic():
                chain.append(at=AT, actor=f"user:{writer}", action="request.given_up", subject="x")
                transaction.set_rollback(True)


def test_sixteen_writers_and_four_sealers_make_one_chain() -> None:
    done = threading.Event()

    def seal_on() -> None:
        while not done.is_set():
            chain.seal()

    with ThreadPoolExecutor(WRITERS + SEALERS) as threads:
        sealers = [threads.submit(on_its_own, seal_on) for _ in range(SEALERS)]
        writers = [threads.submit(on_its_own, partial(write, writer)) for writer in range(WRITERS)]
        try:
            for each in writers:
                each.result()
        finally:
            done.set()
        for each in sealers:
            each.result()
    sealed_meanwhile = ChainHead.objects.get().number
    chain.seal_all()

    report = chain.verify()
    assert (report.outcome, report.entries, report.sealed_to) == ("whole", WRITERS * EACH, WRITERS * EACH)
    assert report.waiting == 0
    assert sealed_meanwhile > 0
    told = AuditEntry.objects.order_by("number").values_list("number", "actor", "detail")
    assert [number for number, _, _ in told] == list(range(1, WRITERS * EACH + 1))
    assert Counter(actor for _, actor, _ in told) == {f"user:{writer}": EACH for writer in range(WRITERS)}
    for writer in range(WRITERS):  # what one writer wrote stands in the order in which it was written
        assert [detail["n"] for _, actor, detail in told if actor == f"user:{writer}"] == list(range(EACH))


def test_who_commits_late_is_sealed_behind_those_who_were_first() -> None:
    written, go_on = threading.Event(), threading.Event()

    def late() -> None:
        with transaction.atomic():
            chain.append(at=AT, actor="user:late", action="request.noted", subject="x")
            written.set()
            assert go_on.wait(60)

    with ThreadPoolExecutor(1) as threads:
        waits = threads.submit(on_its_own, late)
        assert written.wait(60)
        append(3)
        assert chain.seal() == 3
        go_on.set()
        waits.result()

    assert chain.seal() == 1
    last = AuditEntry.objects.get(actor="user:late")
    assert last.pk == min(AuditEntry.objects.values_list("pk", flat=True))
    assert last.number == 4
    assert chain.verify().outcome == "whole"
    assert chain.verify().waiting == 0


def test_a_walk_through_a_chain_that_grows_meanwhile_finds_no_fault() -> None:
    append(50)
    chain.seal_all()
    done = threading.Event()

    def grow() -> None:
        while not done.is_set():
            append(5)
            chain.seal()

    with ThreadPoolExecutor(2) as threads:
        growing = [threads.submit(on_its_own, grow) for _ in range(2)]
        try:
            faults = [chain.verify().first_fault for _ in range(20)]
        finally:
            done.set()
        for each in growing:
            each.result()

    assert faults == [None] * 20
