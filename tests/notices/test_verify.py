"""Which file is a notice of ours, by every byte: current or replaced, or altered where it still says whose it was."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from requests_app import handling
from requests_app.notices import issue
from requests_app.notices.models import Notice
from requests_app.notices.standard import keep_document
from requests_app.notices.verify import Outcome, verify_digest, verify_file
from requests_app.register.models import Business
from tests.builders import NOW, a_business, a_register, a_request, a_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def notice(business: Business) -> Notice:
    request = a_request(business)
    handling.approve(disclosure_request_id=request.pk, seen_version=request.version, by=a_reviewer(), now=NOW)
    request.refresh_from_db()
    kept = issue.keep(issue.prepare(request, at=NOW), at=NOW)
    assert kept is not None
    return kept


def told(file: Path) -> tuple[dict[str, Any], int]:
    """Return what the command prints as JSON, and its exit status."""
    out = StringIO()
    try:
        call_command("verify_notice", str(file), "--json", stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), int(str(end.code))
    return json.loads(out.getvalue()), 0


def saved_again(pdf: bytes) -> bytes:
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.docinfo["/Title"] = "Another title"
        opened.save(file)
    return file.getvalue()


def test_a_notice_is_genuine_and_current(notice: Notice, tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(bytes(notice.document.pdf))

    said, status = told(file)

    assert status == 0
    assert said == {
        "file": str(file),
        "digest": notice.document.digest,
        "outcome": "current",
        "reference": notice.disclosure_request.reference,
        "issued_on": notice.issued_on.isoformat(),
        "replaced_by": None,
        "replaced_on": None,
    }


def test_a_notice_that_was_corrected_is_replaced(notice: Notice) -> None:
    later = issue.prepare(a_request(notice.disclosure_request.business), at=NOW)
    document = keep_document(later.rendered, at=NOW)
    corrected = Notice.objects.get(pk=notice.pk)
    corrected.pk = None
    corrected.document = document
    corrected.supersedes = notice
    corrected.issued_on = notice.issued_on + timedelta(days=9)
    corrected.save()

    verdict = verify_digest(notice.document.digest)

    assert verdict.outcome is Outcome.REPLACED
    assert (verdict.replaced_by, verdict.replaced_on) == (document.digest, corrected.issued_on)
    assert verify_digest(document.digest).outcome is Outcome.CURRENT


def test_a_standard_statement_has_no_reference_and_is_replaced_by_the_next(notice: Notice, business: Business) -> None:
    statement = notice.statement
    assert statement is not None
    first = verify_digest(statement.document.digest)
    business.register_version += 1
    business.save()
    issue.prepare(a_request(business), at=NOW + timedelta(days=1))
    second = verify_digest(statement.document.digest)

    assert (first.outcome, first.reference, first.issued_on) == (Outcome.CURRENT, None, NOW.date())
    assert second.outcome is Outcome.REPLACED
    assert second.replaced_on == NOW.date() + timedelta(days=1)
    assert verify_digest(str(second.replaced_by)).outcome is Outcome.CURRENT


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (saved_again, Outcome.ALTERED),
        (lambda pdf: pdf + b"%", Outcome.ALTERED),
        (lambda pdf: pdf[:200], Outcome.NOT_OURS),
        (lambda _pdf: b"", Outcome.NOT_OURS),
        (lambda _pdf: b"%PDF-1.7\nnothing", Outcome.NOT_OURS),
        (lambda _pdf: bytes(range(256)) * 40, Outcome.NOT_OURS),
    ],
)
def test_a_file_that_was_changed_is_altered_and_one_of_others_is_not_ours(
    change: Callable[[bytes], bytes], outcome: Outcome, notice: Notice, tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(change(bytes(notice.document.pdf)))

    said, status = told(file)

    assert (said["outcome"], status) == (outcome.value, 1)
    assert said["reference"] is None


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b"{}",
        b"not json",
        b'{"format": "shinelight-notice/1", "letter": {"reference": "STL-1999-000001"}}',
        b'{"format": "shinelight-notice/1", "letter": null, "business": [], "year": 1e400}',
        b'{"format": "shinelight-notice/1", "letter": [], "business": "Example", "year": {}}',
        b"[" * 100_000,
    ],
)
def test_a_file_with_data_that_are_none_of_ours_is_not_ours(data: bytes, notice: Notice) -> None:
    file = BytesIO()
    with pikepdf.open(BytesIO(bytes(notice.document.pdf))) as opened:
        opened.attachments["notice.json"] = pikepdf.AttachedFileSpec(opened, data)
        opened.save(file)

    assert verify_file(file.getvalue()).outcome is Outcome.NOT_OURS


def test_a_standard_statement_that_was_saved_again_is_altered(notice: Notice) -> None:
    assert notice.statement is not None

    assert verify_file(saved_again(bytes(notice.statement.document.pdf))).outcome is Outcome.ALTERED


def test_the_statement_that_the_command_writes_is_the_one_that_is_sent(notice: Notice, tmp_path: Path) -> None:
    file = tmp_path / "statement.pdf"
    business = notice.disclosure_request.business
    year = str(notice.disclosure_request.report_year)
    call_command("compile_notice", "--business", business.slug, "--year", year, "--out", str(file), stdout=StringIO())

    assert told(file)[0]["outcome"] == "current"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "none.pdf"

    said, status = told(file)

    assert status == 1
    assert said == {"error": f"{file} cannot be read: No such file or directory. Name a PDF file."}
    with pytest.raises(CommandError, match="Name a PDF file"):
        call_command("verify_notice", str(file))


def test_the_command_says_it_in_words(notice: Notice, tmp_path: Path) -> None:
    file = tmp_path / "notice.pdf"
    file.write_bytes(bytes(notice.document.pdf))
    out = StringIO()

    call_command("verify_notice", str(file), stdout=out)

    assert "genuine and current" in out.getvalue()
    assert f"{notice.disclosure_request.reference}, issued on" in out.getvalue()
