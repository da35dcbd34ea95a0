"""The yearly record: a line for each request, no person in it, a PDF that everybody can read, and who drew it."""

import hashlib
import subprocess
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.handling.reports import DrawnRecord
from requests_app.register.models import Business, Reach
from requests_app.reports import record as records
from requests_app.reports.record import record
from requests_app.reports.scope import Scope
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from tests.builders import a_business, a_person, a_reviewer
from tests.notices.judge import judged
from tests.reports.made import after, answered, came, decided, noticed

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 20, tzinfo=UTC)
NOW = datetime(2026, 12, 1, 20, tzinfo=UTC)
NAME = "Quillfeather"


@pytest.fixture
def business() -> Business:
    business = a_business()
    done = came(business, NOON, requester_name=f"Ada {NAME}", message="Please hurry.")
    answered(done, after(done, 3))
    decided(came(business, NOON, requester_name=f"Bo {NAME}"), Status.WITHDRAWN)
    noticed(came(business, NOON, requester_name=f"Cy {NAME}"), Status.ANSWERED)
    came(business, NOON, requester_name=f"Di {NAME}")
    return business


def drawn(business: Business, *, by: User | None = None, year: int = 2026) -> DrawnRecord | None:
    return handling.draw_record(business=business, year=year, volume=1, by=by or a_reviewer("ruth"), now=NOW)


def test_each_request_has_its_line_and_no_name(business: Business) -> None:
    found = record(Scope(business=business, year=2026, on=date(2026, 12, 1)), 1)
    assert found is not None
    assert [(each.standing, each.answered_on, bool(each.digest)) for each in found.entries] == [
        ("answered", date(2026, 3, 5), True),
        ("withdrawn", None, False),
        ("unproved", None, True),
        ("open", None, False),
    ]
    first = found.entries[0]
    assert (first.received_on, first.due_on, first.door) == (date(2026, 3, 2), date(2026, 4, 1), "web form")
    assert [each.clause for each in found.entries] == ["(a)", "", "(a)", ""]
    assert NAME not in repr(found)


def test_a_volume_goes_on_where_the_one_before_ended(business: Business, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "IN_A_VOLUME", 3)
    scope = Scope(business=business, year=2026, on=date(2026, 12, 1))
    one, two = record(scope, 1), record(scope, 2)
    assert one is not None
    assert two is not None
    assert (len(one.entries), len(two.entries), two.volumes) == (3, 1, 2)
    assert len({each.reference for each in (*one.entries, *two.entries)}) == 4
    assert (record(scope, 3), record(scope, 0)) == (None, None)


def test_the_pdf_says_it_names_nobody_and_the_audit_has_its_digest(business: Business) -> None:
    made = drawn(business)
    assert made is not None
    command = ["pdftotext", "-layout", "-", "-"]
    said = " ".join(subprocess.run(command, input=made.pdf, capture_output=True, check=True).stdout.decode().split())
    assert "Record of requests that arrived in 2026" in said
    assert all(words in said for words in ("2026-03-05", "proof missing", "withdrawn", "Page 1 of", "volume 1 of 1"))
    assert all(words not in said for words in (NAME, "example.org", "Please hurry"))
    entry = AuditEntry.objects.get(action="record.drawn")
    assert entry.detail == {"year": 2026, "volume": 1, "requests": 4, "digest": hashlib.sha256(made.pdf).hexdigest()}
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert "/StructTreeRoot" in pdf.Root
        assert NAME.encode() not in pdf.Root.Metadata.read_bytes()


def test_who_may_not_read_requests_or_does_not_reach_them_draws_nothing(business: Business) -> None:
    with pytest.raises(NotAllowedError):
        drawn(business, by=a_person("kim", REGISTER_KEEPER))
    bound = a_reviewer("bound")
    Reach.objects.create(user=bound, business=a_business("harbor"))
    with pytest.raises(NotAllowedError):
        drawn(business, by=bound)
    assert not AuditEntry.objects.filter(action="record.drawn").exists()


@pytest.mark.long
def test_the_judge_of_accessible_pdfs_agrees_on_the_record(business: Business, tmp_path: Path) -> None:
    for number in range(30):
        row = came(business, NOON + timedelta(days=number))
        answered(row, after(row, 2))
    files = [tmp_path / "2026.pdf", tmp_path / "2025.pdf"]
    for file, year in zip(files, (2026, 2025), strict=True):
        made = drawn(business, year=year, by=a_reviewer(f"judge{year}"))
        assert made is not None
        file.write_bytes(made.pdf)
    assert judged(*files) == [f"PASS {file}" for file in files]
