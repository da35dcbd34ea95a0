"""Files on their way into the register while things die, two come at once, or somebody changes their mind."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from celery import Celery
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files import File
from django.utils import timezone

from requests_app import handling
from requests_app.handling_tasks import run_load, sweep_loads
from requests_app.register.load import way
from requests_app.register.models import (
    Business,
    Disclosure,
    DisclosureEvent,
    RegisterChange,
    RegisterLoad,
    RowState,
    ThirdParty,
)
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders
from tests.journeys.people import PASSWORD
from tests.register.load.files import HEADINGS, row
from tests.stack import Stack, StackFactory

pytestmark = pytest.mark.postgres
MANY = 600_000
"""So many rows that a worker takes seconds to read them: time to kill it, or to cancel, in the middle."""
SOME = 20_000
PARTIES = 200
ROUNDS = 3
State = RegisterLoad.State


@pytest.fixture
def stack(start_stack: StackFactory, settings: LazySettings) -> Stack:
    running = start_stack("postgres")
    settings.MEDIA_ROOT = running.folder / "private"
    with running.rows():
        builders.a_business()
        builders.a_person("kim", REGISTER_KEEPER)
    return running


def a_log(folder: Path, *, rows: int, name: str = "log.csv") -> Path:
    """Write a log of hand-overs to some third parties, one row a hand-over."""
    path = folder / name
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        names = [f"Third party {number}" for number in range(PARTIES)]
        writer.writerows(
            row(third_party_name=names[place % PARTIES], disclosed_on=days[place % len(days)]).values()
            for place in range(rows)
        )
    return path


def start(stack: Stack, path: Path) -> int:
    """Upload a file as a keeper, and wake the worker."""
    with stack.rows(), path.open("rb") as file:
        load = handling.start_load(
            upload=File(file, name=path.name),
            business=Business.objects.get(),
            asked=way.Asked(),
            by=User.objects.get(username="kim"),
            now=timezone.now(),
        )
    tell(stack, run_load.name, load.pk)
    return load.pk


def tell(stack: Stack, task: str, *arguments: int) -> None:
    """Put a task into the stack's broker."""
    with Celery(broker=stack.broker.url) as broker:
        broker.send_task(task, args=arguments)


def in_the_middle(load_id: int) -> bool:
    return RegisterLoad.objects.filter(pk=load_id, state=State.RUNNING, rows__gt=0).exists()


def is_in(load_id: int, state: str) -> bool:
    return RegisterLoad.objects.filter(pk=load_id, state=state).exists()


def assert_nothing_taken() -> None:
    tables = (ThirdParty, Disclosure, DisclosureEvent)
    assert [model.objects.count() for model in tables] == [0, 0, 0]
    assert not RegisterChange.objects.filter(kind=RegisterChange.Kind.LOAD).exists()
    assert not RowState.objects.filter(table__in=["thirdparty", "disclosure"]).exists()


def assert_taken_once(rows: int) -> None:
    tables = (ThirdParty, Disclosure, DisclosureEvent)
    assert [model.objects.count() for model in tables] == [PARTIES, PARTIES, rows]
    assert RegisterChange.objects.filter(kind=RegisterChange.Kind.LOAD).count() == 1
    assert RegisterLoad.objects.filter(state=State.LOADED).count() == 1


def test_a_file_whose_worker_is_killed_in_the_middle_is_taken_up_again_and_loaded_once(
    stack: Stack, tmp_path: Path
) -> None:
    load_id = start(stack, a_log(tmp_path, rows=MANY))
    stack.wait_for(lambda: in_the_middle(load_id), what="the worker to be in the middle")

    stack.worker.kill9()

    with stack.rows():
        assert is_in(load_id, State.RUNNING)
        assert_nothing_taken()
        # So that nobody waits for the minutes after which a reader counts as dead.
        RegisterLoad.objects.update(seen_at=timezone.now() - way.DEAD_AFTER - timedelta(seconds=1))
    stack.worker.start()
    tell(stack, sweep_loads.name)
    stack.wait_for(lambda: is_in(load_id, State.LOADED), what="the file to be loaded")
    for _ in range(2):
        tell(stack, run_load.name, load_id)
    with stack.rows():
        assert_taken_once(MANY)


def test_a_file_that_is_cancelled_in_the_middle_leaves_nothing_and_says_so(stack: Stack, tmp_path: Path) -> None:
    load_id = start(stack, a_log(tmp_path, rows=MANY))
    stack.wait_for(lambda: in_the_middle(load_id), what="the worker to be in the middle")

    with stack.rows():
        handling.cancel_load(load_id=load_id, by=User.objects.get(username="kim"), now=timezone.now())

    stack.wait_for(lambda: is_in(load_id, State.CANCELLED), what="the worker to stop")
    with stack.rows():
        assert_nothing_taken()
    stack.sign_in("kim", PASSWORD)
    page = stack.visit(f"/staff/register/outfitters/files/{load_id}/")
    assert "Cancelled: nothing of this file was taken." in page.text


def test_a_command_whose_file_is_cancelled_meanwhile_says_so_and_fails(stack: Stack, tmp_path: Path) -> None:
    command = ("load_register", str(a_log(tmp_path, rows=MANY)), "--business", "outfitters", "--json")

    with ThreadPoolExecutor(1) as beside:
        told = beside.submit(stack.manage, *command, expect=1)
        stack.wait_for(lambda: in_the_middle(1), what="the command to be in the middle")
        with stack.rows():
            handling.cancel_load(load_id=1, by=User.objects.get(username="kim"), now=timezone.now())

    answer = json.loads(told.result())
    assert (answer["outcome"], answer["rows"], len(answer["faults"])) == ("refused", 0, 1)
    assert "cancelled" in answer["faults"][0]["says"]
    with stack.rows():
        assert_nothing_taken()


def test_one_file_loaded_twice_at_once_is_taken_once_and_both_are_told(stack: Stack, tmp_path: Path) -> None:
    for number in range(ROUNDS):
        file = a_log(tmp_path, rows=SOME + number, name=f"log-{number}.csv")
        command = ("load_register", str(file), "--business", "outfitters", "--json")

        with ThreadPoolExecutor(2) as both:
            told = [json.loads(text) for text in both.map(lambda words: stack.manage(*words), [command, command])]

        assert [each["outcome"] for each in told] == ["loaded", "loaded"]
        new = sorted(each["third_parties"]["new"] for each in told)
        assert new == ([0, PARTIES] if number == 0 else [0, 0])
        assert {sum(each["disclosures"].values()) for each in told} == {PARTIES}
        with stack.rows():
            assert RegisterLoad.objects.filter(file_name=file.name, state=State.LOADED).count() == 1
            assert DisclosureEvent.objects.filter(load__file_name=file.name).count() == SOME + number
            assert (ThirdParty.objects.count(), Disclosure.objects.count()) == (PARTIES, PARTIES)
