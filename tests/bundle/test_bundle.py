"""The evidence of one request in one file: all of it, with true digests, for those who may read it, and no secret."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from requests_app import handling
from requests_app.audit import chain
from requests_app.audit.models import AuditEntry
from requests_app.delivery.bounces import mark_returned
from requests_app.notices.models import Document
from requests_app.register.models import Reach
from requests_app.requests import proof, raw_mail
from requests_app.requests.models import DisclosureRequest, IncomingMessage, RequestNote
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.move import MAILBOX
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.verdict import Returned
from tests.builders import (
    NOW,
    a_business,
    a_kept_mail,
    a_person,
    a_register,
    a_request,
    a_reviewer,
    asked_by_post,
)
from tests.register.documents import a_pdf
from tests.views.ways import TAKEN, sent

pytestmark = pytest.mark.django_db
RAW = b"From: Ana <ana@example.org>\r\nSubject: ../../x.exe\r\n\r\nWho has my data? \xff\x00\r\n"
HOSTILE = '../../etc/passwd <script>alert("x")</script>'


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def row() -> DisclosureRequest:
    business = a_business()
    a_register(business)
    row = a_request(business, requester_name=HOSTILE, message="Please </pre><script>hurry</script>.")
    handling.add_note(
        disclosure_request_id=row.pk, kind=RequestNote.Kind.NOTE, text="Between us.", by=a_reviewer("nora"), now=NOW
    )
    sent(row, TAKEN)
    _message(row)
    row.refresh_from_db()
    return row


def _message(row: DisclosureRequest) -> IncomingMessage:
    stored = a_kept_mail(RAW)
    return IncomingMessage.objects.create(
        mailbox="privacy",
        raw_digest=stored.digest,
        size=stored.size,
        stored_at=NOW,
        settled_at=NOW,
        place=Place.THREAD,
        why="It names the reference.",
        business=row.business,
        disclosure_request=row,
        subject="<img src=x> ../../x.exe",
    )


def drawn(row: DisclosureRequest, *, by: str = "rita") -> bytes:
    found = handling.draw_bundle(disclosure_request_id=row.pk, by=a_reviewer(by), now=NOW)
    with found.file as file:
        content = file.read()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (found.size, found.digest)
    return content


def files_in(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_what_came_in_what_was_ruled_what_left_and_the_audit(row: DisclosureRequest) -> None:
    files = files_in(drawn(row))

    notice = row.notices.get()
    assert files["messages/1.eml"] == RAW
    assert files["notices/1/notice.pdf"] == bytes(notice.document.pdf)
    assert json.loads(files["notices/1/notice.json"])["letter"]["reference"] == row.reference
    assert json.loads(files["notices/1/ruling.json"]) == notice.ruling
    assert json.loads(files["notices/1/facts.json"]) == notice.facts
    told = json.loads(files["request.json"])
    assert told["receipts"][0]["message"] == "Please </pre><script>hurry</script>."
    assert [each["kind"] for each in told["events"]] == [each.kind for each in row.events.order_by("id")]
    by_kind = {each["kind"]: each for each in json.loads(files["deliveries.json"])}
    left = by_kind["Notice"]
    assert (left["recipient"], left["answer"], left["queue_id"]) == (row.email, TAKEN.says, "4T7Q")
    assert left["finished_at"] is not None
    assert by_kind["Acknowledgement"]["body"]
    actions = [each["action"] for each in json.loads(files["audit.json"])]
    assert {"request.received", "request.approved", "request.compiled", "request.answered"} <= set(actions)
    page = files["index.html"].decode()
    for words in (row.reference, TAKEN.says, notice.document.digest, "messages/1.eml", "Internal notes: 1"):
        assert str(words) in page
    assert b"Between us" not in b"".join(files.values())


def test_each_digest_is_that_of_its_file(row: DisclosureRequest, tmp_path: Path) -> None:
    content = drawn(row)
    files = files_in(content)

    listed = {each["name"]: (each["sha256"], each["size"]) for each in json.loads(files["manifest.json"])["files"]}
    assert listed == {
        name: (hashlib.sha256(held).hexdigest(), len(held))
        for name, held in files.items()
        if name not in {"manifest.json", "SHA256SUMS"}
    }
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(tmp_path / "out")
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    checked = subprocess.run(command, cwd=tmp_path / "out", capture_output=True, text=True, check=True)
    assert checked.stdout.count(": OK") == len(files) - 1


def test_an_entry_of_the_audit_proves_itself_as_the_page_says(row: DisclosureRequest) -> None:
    entries = json.loads(files_in(drawn(row))["audit.json"])

    assert entries
    for entry in entries:
        said = {name: entry[name] for name in ("number", "previous", "at", "actor", "action", "subject", "detail")}
        plain = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert hashlib.sha256(plain.encode()).hexdigest() == entry["digest"]


def test_the_head_that_is_printed_covers_its_entries_and_stands_in_an_export(
    row: DisclosureRequest, tmp_path: Path
) -> None:
    files = files_in(drawn(row))
    for name in ("audit.json", "audit-head.json", "check_audit.py"):
        (tmp_path / name).write_bytes(files[name])
    head = json.loads(files["audit-head.json"])
    assert head["number"] >= max(entry["number"] for entry in json.loads(files["audit.json"]))
    assert head["digest"] in files["index.html"].decode()
    drawn(row, by="rosa")  # the record goes on
    call_command("export_audit", out=tmp_path / "audit.jsonl", stdout=StringIO())
    command = [sys.executable, "-I", "check_audit.py", "audit.jsonl", "--published", "audit.json", "audit-head.json"]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(files["audit.json"])
    told[0]["actor"] = "somebody else"
    (tmp_path / "audit.json").write_text(json.dumps(told), encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"entry {told[0]['number']} of audit.json does not stand in this chain" in done.stdout


def test_two_of_one_state_are_the_same_bytes_and_each_is_on_record(row: DisclosureRequest) -> None:
    one = drawn(row)
    chain.seal()
    other = drawn(row, by="rosa")

    assert one == other
    entries = AuditEntry.objects.filter(action="request.bundle_drawn", subject=f"request:{row.reference}")
    assert [each.detail["digest"] for each in entries] == [hashlib.sha256(one).hexdigest()] * 2
    assert len({each.actor for each in entries}) == 2


def test_another_state_is_another_bundle(row: DisclosureRequest) -> None:
    before = drawn(row)
    delivery = row.deliveries.get(notice__isnull=False)
    report = Returned(message_ids=(delivery.message_id,), is_final=True, says="550 <b>no such user</b>")
    mark_returned(report, business_id=row.business_id, actor=MAILBOX, at=NOW)

    files = files_in(after := drawn(row, by="rosa"))

    assert after != before
    assert "550 &lt;b&gt;no such user&lt;/b&gt;" in files["index.html"].decode()
    assert "notice_came_back" in files["request.json"].decode()


def test_what_people_sent_is_no_name_of_a_file_and_no_markup(row: DisclosureRequest) -> None:
    files = files_in(drawn(row))

    assert [
        name for name in files if not re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9_-]*(/[a-z0-9]+)*(\.[a-z]+)?", name)
    ] == []
    page = files["index.html"].decode()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_no_address_that_opens_a_page_is_handed_out(row: DisclosureRequest) -> None:
    files = files_in(drawn(row))

    everything = b"".join(files.values())
    secrets = [row.secret, proof.token_of(row), *row.receipts.values_list("secret", flat=True)]
    assert [each for each in secrets if each.encode() in everything] == []
    assert b"/status/[secret]" in everything


def test_a_letter_comes_with_its_scan(row: DisclosureRequest) -> None:
    letter = a_pdf()
    receipt = handling.enter(
        business=row.business,
        asked=asked_by_post(requester_name="Dee"),
        received_at=NOW,
        note="",
        scan=handling.Scan(content=letter, file_name="../letter.pdf"),
        by=a_reviewer("enid"),
        now=NOW,
    )

    files = files_in(drawn(receipt.disclosure_request))

    assert files["scans/1.pdf"] == letter
    assert "evidence.kept" in files["audit.json"].decode()
    assert "No notice was made yet." in files["index.html"].decode()


def test_what_is_lost_or_altered_is_said_and_the_rest_is_there(row: DisclosureRequest) -> None:
    message = row.incoming.get()
    raw_mail.path_of(message.raw_digest).unlink()
    Document.objects.filter(notices__disclosure_request=row).update(pdf=b"%PDF-other")

    files = files_in(drawn(row))

    assert not {"messages/1.eml", "notices/1/notice.pdf"} & set(files)
    lost = {each["digest"]: each["says"] for each in json.loads(files["manifest.json"])["lost"]}
    assert lost == {
        message.raw_digest: "its file is missing",
        row.notices.get().document.digest: "it is not the one that was kept",
    }
    assert "Not in this bundle: Mail 1" in files["index.html"].decode()
    assert json.loads(files["request.json"])["receipts"]


def test_it_opens_to_nobody_of_another_business_and_to_no_keeper(row: DisclosureRequest) -> None:
    elsewhere = a_reviewer("elsewhere")
    Reach.objects.create(user=elsewhere, business=a_business("harbor"))

    for person in (elsewhere, a_person("kim", REGISTER_KEEPER)):
        with pytest.raises(NotAllowedError):
            handling.draw_bundle(disclosure_request_id=row.pk, by=person, now=NOW)
    assert not AuditEntry.objects.filter(action="request.bundle_drawn").exists()


def test_a_reviewer_takes_it_from_the_page(row: DisclosureRequest, client: Client) -> None:
    client.force_login(a_reviewer("rita"))
    url = reverse("staff:bundle", args=[row.pk])

    assert url in client.get(reverse("staff:request", args=[row.pk])).content.decode()
    response = client.get(url)

    content = response.getvalue()
    assert response.headers["Content-Type"] == "application/zip"
    assert (
        response.headers["Content-Disposition"] == f'attachment; filename="evidence-{str(row.reference).lower()}.zip"'
    )
    assert response.headers["Content-Length"] == str(len(content))
    assert "index.html" in files_in(content)


def test_the_command_writes_the_same_file(
    row: DisclosureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "evidence.zip"

    call_command("draw_bundle", str(row.reference).lower(), str(file), "--json")

    assert json.loads(capsys.readouterr().out)["digest"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert file.read_bytes() == drawn(row)
    with pytest.raises(CommandError, match="There is no request STL-1999-000001"):
        call_command("draw_bundle", "STL-1999-000001", str(file))
