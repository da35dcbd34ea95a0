"""A file is taken whole or leaves no trace: neither in the register, nor in its memory, nor on the disk."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection
from django.utils import timezone

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.register.load import way
from requests_app.register.load.mapping import Mapping
from requests_app.register.models import Business, ColumnMapping, DisclosureEvent, RegisterLoad, RowState
from requests_app.requests.permissions import REGISTER_KEEPER
from tests.builders import a_person
from tests.register.load.commands import configure, load, mapped
from tests.register.load.files import GIVEN, csv_file, row

pytestmark = pytest.mark.django_db(transaction=True)
"""A load that takes a while is watched from a connection of its own, which must see it."""
MANY = 30_000
"""Rows of more than one block."""
ASKED = way.Asked()


@pytest.fixture(autouse=True)
def _business(settings: LazySettings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"
    configure()


@pytest.fixture
def kim() -> User:
    return a_person("kim", REGISTER_KEEPER)


def everything() -> dict[str, list[str]]:
    """Return every row of every table but those that tell of the load itself."""
    told = {RegisterLoad, AuditEntry}
    models = [model for model in apps.get_app_config("requests_app").get_models() if model not in told]
    managers = {model.__name__: model._default_manager for model in models}  # noqa: SLF001 - Django's public name
    return {name: [repr(row) for row in manager.order_by("pk").values()] for name, manager in managers.items()}


def a_log(folder: Path, *, last: str) -> Path:
    rows = [row(third_party_name=f"Third party {number % 50}", disclosed_on="2025-03-04") for number in range(MANY - 1)]
    return csv_file(folder, *rows, row(third_party_name="Last", disclosed_on=last))


def test_a_fault_in_the_last_row_leaves_nothing_of_the_others(tmp_path: Path) -> None:
    load(GIVEN / "R01-baseline.csv")
    before = everything()

    answer = load(a_log(tmp_path, last="2025-13-01"))

    assert answer.places("faults") == [(MANY + 1, "disclosed_on", "2025-13-01")]
    assert everything() == before
    assert AuditEntry.objects.filter(action="register.load.refused").count() == 1


def test_a_question_in_the_last_row_leaves_nothing_either(tmp_path: Path) -> None:
    rows = [row(third_party_name=f"Third party {number}") for number in range(50)]
    before = everything()

    answer = load(csv_file(tmp_path, *rows, row(category="Device ID")))

    assert [value for _, _, value in answer.places("questions")] == ["Device ID"]
    assert everything() == before


def test_a_dry_run_leaves_nothing_and_says_what_the_load_then_says(tmp_path: Path) -> None:
    before = everything()
    tried = load(GIVEN / "R25-name-variants.csv", "--dry-run")

    assert everything() == before
    assert not RegisterLoad.objects.exists()
    assert load(GIVEN / "R25-name-variants.csv").told == tried.told


def test_the_same_file_again_leaves_the_register_at_its_version(tmp_path: Path) -> None:
    first = load(a_log(tmp_path, last="2025-12-31"))
    before = everything()

    again = load(a_log(tmp_path, last="2025-12-31"))

    assert first.counts == ([51, 0, 0], [51, 0, 0])
    assert again.counts == ([0, 0, 51], [0, 0, 51])
    assert again.told["rows"] == MANY
    assert everything() == before
    assert DisclosureEvent.objects.count() == MANY
    assert Business.objects.get().register_version == max(RowState.objects.values_list("since", flat=True))


def test_the_same_rows_read_in_another_way_are_another_load(tmp_path: Path) -> None:
    file = csv_file(tmp_path, row(disclosed_on=""))
    assert load(file, "--year", "2024").counts == ([1, 0, 0], [1, 0, 0])
    assert load(file, "--year", "2025").counts == ([0, 0, 1], [1, 0, 0])
    assert load(file, "--year", "2025", *mapped(tmp_path, columns={"zip": None})).counts == ([0, 0, 1], [0, 0, 1])


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def upload(content: bytes = (GIVEN / "R01-baseline.csv").read_bytes()) -> SimpleUploadedFile:
    return SimpleUploadedFile("R01-baseline.csv", content)


def start(kim: User, file: SimpleUploadedFile) -> RegisterLoad:
    business = Business.objects.get()
    return handling.start_load(upload=file, business=business, asked=ASKED, by=kim, now=timezone.now())


def test_an_upload_is_kept_until_it_is_loaded_and_the_same_one_is_not_kept_twice(kim: User, tmp_path: Path) -> None:
    kept = start(kim, upload())
    handling.run_load(load_id=kept.pk, clock=timezone.now)
    assert len(files(tmp_path / "kept")) == 1

    again = start(kim, upload())

    assert again.pk == kept.pk
    assert len(files(tmp_path / "kept")) == 1


def test_an_upload_is_gone_from_the_disk_where_its_transaction_fails(kim: User, tmp_path: Path) -> None:
    business = Business.objects.get()
    asked = way.Asked(year=1900)  # before the law: the database refuses the row

    with pytest.raises(IntegrityError):
        handling.start_load(upload=upload(), business=business, asked=asked, by=kim, now=timezone.now())

    assert files(tmp_path / "kept") == []
    assert not RegisterLoad.objects.exists()


def test_a_cancel_that_comes_after_the_last_row_was_read_still_counts(tmp_path: Path, kim: User) -> None:
    before = everything()
    started = handling.start_load(
        upload=SimpleUploadedFile("a.csv", csv_file(tmp_path, row()).read_bytes()),
        business=Business.objects.get(),
        asked=ASKED,
        by=kim,
        now=timezone.now(),
    )
    asked: list[datetime] = []

    def clock() -> datetime:
        """Cancel once the reader has the file: of so short a file it never looks on the way."""
        asked.append(timezone.now())
        if len(asked) == 2:
            handling.cancel_load(load_id=started.pk, by=kim, now=asked[-1])
        return asked[-1]

    handling.run_load(load_id=started.pk, clock=clock)

    started.refresh_from_db()
    assert started.state == RegisterLoad.State.CANCELLED
    assert started.change is None
    assert everything() == before


def test_a_database_that_fails_after_the_last_row_ends_the_load_once_and_for_all(tmp_path: Path, kim: User) -> None:
    before = everything()
    started = handling.start_load(
        upload=SimpleUploadedFile("a.csv", csv_file(tmp_path, row(place="Reno")).read_bytes()),
        business=Business.objects.get(),
        asked=way.Asked(mapping=Mapping(columns={"place": None})),
        by=kim,
        now=timezone.now(),
    )

    def full(execute: Callable[..., object], sql: str, *given: object) -> object:
        """Fail where the load has written its rows and remembers its headings."""
        if sql.startswith("INSERT") and ColumnMapping._meta.db_table in sql:  # noqa: SLF001 - Django's public name
            raise OperationalError
        return execute(sql, *given)

    with connection.execute_wrapper(full), pytest.raises(OperationalError):
        handling.run_load(load_id=started.pk, clock=timezone.now)

    started.refresh_from_db()
    assert (started.state, started.change) == (RegisterLoad.State.REFUSED, None)
    assert everything() == before
    assert list(way.to_wake(now=timezone.now() + timedelta(days=1), waited=timedelta(0))) == []
