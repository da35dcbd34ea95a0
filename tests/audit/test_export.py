"""The record as a file: written a line an entry, and checked by one file of Python that needs nothing else."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from requests_app.audit import chain, check_audit
from requests_app.audit.check_audit import Entry, check_export, digest_of
from requests_app.audit.export import CHECKER
from requests_app.audit.models import AuditEntry
from tests.audit.chained import append, digest_worked_out, sealed, written

ROOT = Path(__file__).parents[2]
NOBODY_HOME = "postgres://nobody:nothing@127.0.0.1:9/none"
encodable = st.text(st.characters(exclude_categories=["Cs"]))


def exported(folder: Path) -> tuple[Path, str]:
    file = folder / "audit.jsonl"
    call_command("export_audit", out=file, with_checker=True, verbosity=0)
    return file, chain.verify().head


def run(arguments: Iterable[str | Path], *, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the file that was handed out: alone, without the program on its path."""
    command = [sys.executable, "-I", "check_audit.py", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env={})


@given(at=encodable, actor=encodable, subject=encodable, detail=st.dictionaries(encodable, encodable | st.integers()))
def test_the_digest_is_the_one_that_the_bundle_tells(
    at: str, actor: str, subject: str, detail: dict[str, object]
) -> None:
    entry = Entry(7, "0" * 64, at, actor, "request.received", subject, detail, "")

    assert digest_of(entry) == digest_worked_out(entry._asdict())


def test_digests_stay_what_they_always_were() -> None:
    entry = Entry(
        number=2,
        previous="ab" * 32,
        at="2026-05-04T18:00:00.123456+00:00",
        actor="user:1",
        action="request.moved",
        subject="request:STL-2026-000001",
        detail={"to": "ANSWERED", "from": "APPROVED", "name": "é “ü”", "rows": [2, 1], "yes": True, "none": None},
        digest="",
    )

    assert digest_of(entry) == "4e7620e6f0257507cf652f006e9327015d30c8c906f98629cdb66a62dc82cf3c"


def test_there_is_one_definition_of_the_digest() -> None:
    assert vars(chain)["digest_of"] is check_audit.digest_of
    assert Path(check_audit.__file__) == CHECKER


@pytest.mark.django_db
def test_an_export_has_a_line_for_each_sealed_entry_and_proves_itself(tmp_path: Path) -> None:
    append(5)

    file, head = exported(tmp_path)

    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["number"] for line in lines] == [1, 2, 3, 4, 5]
    assert [digest_worked_out(line) for line in lines] == [line["digest"] for line in lines]
    assert lines[-1]["digest"] == head
    done = run([file, "--head", head], folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        f"whole: head {head}\n5 entries; the chain holds up to 5\n",
        "",
    )


@pytest.mark.django_db
def test_a_page_of_the_walk_ends_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "PAGE", 3)
    monkeypatch.setattr(chain, "SEAL_AT_ONCE", 2)
    for count in (1, 2, 3, 1):
        append(count)
        file, head = exported(tmp_path)

        assert check_export(str(file), head=head).entries == AuditEntry.objects.count()
        assert chain.verify().outcome == "whole"


@pytest.mark.django_db
def test_the_file_alone_names_what_was_changed(tmp_path: Path) -> None:
    append(4)
    file, head = exported(tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace('"step":2', '"step":3'), encoding="utf-8")

    done = run([file, "--head", head], folder=tmp_path)

    assert done.returncode == 1
    assert done.stdout == "broken: entry 3 was changed after it was sealed\n4 entries; the chain holds up to 2\n"


@pytest.mark.django_db
def test_the_file_says_when_no_head_was_given(tmp_path: Path) -> None:
    append(2)
    file, _head = exported(tmp_path)

    done = run([file], folder=tmp_path)

    assert done.returncode == 0
    assert "No head was given" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("head", ["", "abc", "x" * 64])
def test_what_is_no_head_is_refused(head: str, tmp_path: Path) -> None:
    append(2)
    file, _head = exported(tmp_path)

    done = run([file, "--head", head], folder=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert "is no head" in done.stderr


@pytest.mark.django_db
def test_the_command_needs_no_database(tmp_path: Path) -> None:
    append(3)
    file, head = exported(tmp_path)
    env = {**os.environ, "DATABASE_URL": NOBODY_HOME}

    def verified(*arguments: str) -> tuple[int, dict[str, object]]:
        command = [sys.executable, "manage.py", "verify_audit", "--export", str(file), *arguments, "--json"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        return done.returncode, json.loads(done.stdout)

    whole = {"outcome": "whole", "entries": 3, "sealed_to": 3, "head": head, "first_fault": None}
    assert verified("--head", head) == (0, whole)
    status, told = verified("--head", "0" * 64)
    assert status == 1
    assert told["outcome"] == "broken"
    assert "does not stand in this chain" in str(told["first_fault"])


UNREADABLE = {
    "no JSON": b"{oops\n",
    "no object": b"[1]\n",
    "a name twice": b'{"number":3,"number":3}\n',
    "no UTF-8": b"\xff\n",
    "empty": b"\n",
    "deep": b"[" * 100_000 + b"\n",
    "endless": b"[" + b" " * (2 << 20) + b"]\n",
    "too little": b'{"number":3}\n',
    "a number too long": b'{"number":' + b"9" * 5_000 + b"}\n",
}


@pytest.mark.django_db
@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE)
def test_a_line_that_is_no_entry_is_named(line: bytes, tmp_path: Path) -> None:
    append(4)
    file, head = exported(tmp_path)
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:2], line, *lines[3:]]))

    fault = check_export(str(file), head=head).first_fault

    assert fault is not None
    assert (fault.entry, fault.says[:24]) == (3, "entry 3 cannot be read: ")


@pytest.mark.django_db
def test_a_half_of_a_sign_is_no_reason_to_fail(tmp_path: Path) -> None:
    lines = sealed(2)
    file = written(lines, tmp_path / "audit.jsonl")
    file.write_text(file.read_text(encoding="utf-8").replace("user:1", "\\ud800"), encoding="utf-8")

    fault = check_export(str(file)).first_fault

    assert fault is not None
    assert fault.says == "entry 1 was changed after it was sealed"


@pytest.mark.django_db
def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    append(1)
    (tmp_path / "folder").mkdir()

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_audit", out=tmp_path / "folder")

    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "detail",
    [
        {"large": 2**70, "small": -(2**70)},
        {"whole": 1.0, "exact": 0.1 + 0.2, "power": 1e22, "nearly nothing": 5e-324, "none": -0.0},
        {"signs": 'e\u0301 \u2028 \u202e \ufffe \x1f \x7f "\\/ \U0001f3d4', "ключ": None, "": ""},
        {"deep": {"b": [1, "2", None, True], "a": {"z": 1.5}}},
    ],
)
def test_what_a_database_makes_of_a_detail_is_what_is_sealed(detail: dict[str, Any], tmp_path: Path) -> None:
    at = datetime(2026, 3, 8, 2, 30, 0, 1, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with transaction.atomic():
        chain.append(at=at, actor="user:1", action="made", subject="a:1", detail=detail)

    file, head = exported(tmp_path)

    (line,) = [json.loads(each) for each in file.read_bytes().splitlines()]
    assert (line["detail"], line["at"]) == (detail, "2026-03-07T20:45:00.000001+00:00")
    assert digest_worked_out(line) == head
    assert chain.verify().outcome == "whole"
    assert check_export(str(file), head=head).first_fault is None
