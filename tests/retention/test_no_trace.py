"""After a destruction no trace of the person is left: in the database, the store, the search index or the log."""

import re
from pathlib import Path

import pytest
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
from tests.builders import a_reviewer
from tests.retention import whole
from tests.retention.traces import dump_of, files_with_traces, log_of, traces_in
from tests.retention.whole import MARK


def dumped() -> str:
    """Return the whole database as text."""
    if connection.vendor == "sqlite":
        return "\n".join(connection.connection.iterdump())
    told = connection.settings_dict
    return dump_of(f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}")


def tables_in(lines: list[str]) -> set[str]:
    """Return the tables that lines of a dump fill, as the index names them."""
    found = (re.match(r'insert into "?(?:public\.)?"?requests_app_(\w+)', line) for line in lines)
    return {each[1].replace("_", "") for each in found if each}


@pytest.mark.django_db(transaction=True)
def test_no_trace_is_left_anywhere(business: Business, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    # The program's own log as it stands in production, and more.
    rita, media = a_reviewer(), tmp_path / "media"
    row = whole.by_mail(business, rita, tmp_path / "mail.eml")
    whole.settle(row, rita)
    whole.complete(row, rita)
    SavedList.objects.create(name=f"{MARK} again", query=f"show=done&q={MARK}", by=rita)
    whole.fill(row)
    assert whole.without_the_mark(row) == []
    chain.seal_all()
    head, entries = chain.verify().head, chain.verify().entries
    assert {table.lower() for table in whole.tables_with_texts()} <= tables_in(traces_in(dumped()))
    assert digest(MARK) in SearchEntry.objects.values_list("word", flat=True)
    assert len(files_with_traces(media)) == 2

    batch = whole.approved(business)
    whole.destroy(batch)
    index_waiting()

    item = DestructionItem.objects.get(batch=batch, disclosure_request=row)
    assert (batch.state, item.outcome, item.files, item.number_of_files) == ("DONE", "DESTROYED", [], 2)
    assert traces_in(dumped()) == []
    assert files_with_traces(media) == []
    assert digest(MARK) not in SearchEntry.objects.values_list("word", flat=True)
    assert traces_in(log_of(caplog.records)) == []
    chain.seal_all()
    report = chain.verify()
    assert report.outcome == "whole"
    assert report.entries > entries
    call_command("export_audit", out=tmp_path / "audit.jsonl")
    assert check_export(str(tmp_path / "audit.jsonl"), head=report.head).first_fault is None
    assert head in (tmp_path / "audit.jsonl").read_text()
