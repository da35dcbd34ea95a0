"""The proof bundle: what was known, how people were found, what became of each; digests, a signature, flat memory."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.cure.campaign import CampaignError
from requests_app.cure.models import Campaign
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL, NotAllowedError
from shinelight.signing import Signing
from tests.builders import a_person, a_request, a_reviewer
from tests.cure.wrongly_told import (
    LATER,
    a_remembered_business,
    correct,
    drafted,
    launched,
    notice_in,
    settle,
    to_send,
    walk,
)
from tests.views.ways import REFUSED, TAKEN, sent

pytestmark = pytest.mark.django_db
AT = LATER + timedelta(days=3)


@pytest.fixture
def business() -> Business:
    return a_remembered_business()


@pytest.fixture
def cora() -> User:
    return a_person("cora", COUNSEL)


@pytest.fixture
def campaign(business: Business, cora: User) -> Campaign:
    """Return a campaign of four: two mails on their way, a letter, and an agent."""
    rita = a_reviewer("rita")
    with_street = a_request(business, street="1 Elm St", city="Fresno", state="CA", postal_code="93701")
    for row in (with_street, a_request(business), a_request(business), a_request(business, represented=True)):
        sent(row, TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)
    return campaign


def files_of(campaign: Campaign, by: User) -> dict[str, bytes]:
    drawn = handling.draw_proof(campaign_id=campaign.pk, by=by, now=AT)
    with drawn.file as file:
        content = file.read()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (drawn.size, drawn.digest)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def lines_in(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode().splitlines()]


def test_a_campaign_that_is_not_done_says_so_and_its_totals_add_up(campaign: Campaign, cora: User) -> None:
    settle(TAKEN, to_send()[1])

    files = files_of(campaign, cora)

    totals, rows = json.loads(files["totals.json"]), lines_in(files["rows.jsonl"])
    assert totals["by_state"] | {"On its way": 2, "Delivered": 1, "Represented by an agent": 1} == totals["by_state"]
    assert sum(totals["by_state"].values()) == totals["people_frozen_at_the_launch"] == len(rows) == 4
    assert (totals["add_up"], totals["not_final_yet"], totals["provided_by_the_last_day"]) == (True, 2, 1)
    page = " ".join(files["index.html"].decode().split())
    assert "This campaign is not done.</strong> Of 4 people 2 still wait" in page


def test_each_dispatch_has_its_proof_and_each_failure_its_reason(campaign: Campaign, cora: User) -> None:
    first, second, third = to_send()
    for mail, answer in ((first, REFUSED), (second, TAKEN), (third, REFUSED)):
        settle(answer, mail)
    (letter,) = to_send()
    rita = User.objects.get(username="rita")
    handling.mark_posted(delivery_id=letter.pk, posted_on=notice_in(letter).issued_on, by=rita, now=AT)

    files = files_of(campaign, cora)

    posted, accepted, refused, agent = lines_in(files["rows.jsonl"])
    assert [each["state"] for each in posted["deliveries"]] == ["Failed", "Posted"]
    assert posted["deliveries"][0]["answer"] == REFUSED.says
    assert posted["deliveries"][1]["posted_on"] == notice_in(letter).issued_on.isoformat()
    assert posted["deliveries"][1]["settled_by"] == "rita"
    assert (accepted["deliveries"][0]["answer"], accepted["deliveries"][0]["queue_id"]) == (TAKEN.says, "4T7Q")
    assert accepted["notice"]["sha256"] == notice_in(second).document.digest
    old = Notice.objects.get(superseded_by=notice_in(second))
    assert accepted["requests"][0]["was_told"]["sha256"] == old.document.digest
    failures = list(csv.DictReader(io.StringIO(files["failures.csv"].decode())))
    assert [each["reference"] for each in failures] == [refused["reference"], agent["reference"]]
    assert "550 5.1.1 no such user" in failures[0]["why it got no notice"]
    page = files["index.html"].decode()
    assert "550 5.1.1 no such user" in page
    assert "is not done" not in page


def test_it_says_what_was_known_how_people_were_found_and_what_differs(campaign: Campaign, cora: User) -> None:
    files = files_of(campaign, cora)

    event, told = json.loads(files["event.json"]), json.loads(files["campaign.json"])
    assert (event["known_on"], event["noted_by"]) == (LATER.date().isoformat(), "cora")
    assert event["last_day"] == (LATER.date() + timedelta(days=90)).isoformat()
    assert [each["number"] for each in told["question"]] == [4, 4, 4]
    pairs = lines_in(files["differences.jsonl"])
    assert sum(each["notices"] for each in pairs) == 4
    assert all("telephone" not in each["told"]["ruling"]["categories"] for each in pairs)
    replaced = [each for each in pairs if each["tells"]]
    assert sum(each["notices"] for each in replaced) == 3
    assert all("telephone" in each["tells"]["ruling"]["categories"] for each in replaced)
    assert "The category “Telephone number” is added." in files["index.html"].decode()


def test_counsels_private_words_stay_out(campaign: Campaign, cora: User) -> None:
    handling.set_known_on(
        event_id=campaign.event_id,
        day=LATER.date() - timedelta(days=2),
        because="The auditor had written already.",
        by=cora,
        now=AT,
    )

    everything = b"".join(files_of(campaign, cora).values()).decode()

    assert "knew better" not in everything
    assert "auditor had written" not in everything
    assert (LATER.date() - timedelta(days=2)).isoformat() in everything


def test_its_index_has_the_digest_of_every_file_and_the_head_covers_its_entries(
    campaign: Campaign, cora: User, tmp_path: Path
) -> None:
    files = files_of(campaign, cora)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert checked.stdout.count(": OK") == len(files) - 1
    listed = {each["name"]: each["sha256"] for each in json.loads(files["manifest.json"])["files"]}
    assert set(files) - set(listed) == {"manifest.json", "manifest-unsigned.txt", "SHA256SUMS"}
    head = json.loads(files["audit-head.json"])
    entries = [*lines_in(files["audit-rows.jsonl"]), *json.loads(files["audit.json"])]
    assert head["number"] >= max(entry["number"] for entry in entries)
    assert head["digest"] in files["index.html"].decode()
    assert {"cure.noted", "cure.launched"} <= {entry["action"] for entry in entries}
    assert b"No key is named" in files["manifest-unsigned.txt"]


@pytest.fixture
def with_key(key_file: Path, key_password: str, settings: Any) -> None:  # noqa: ANN401 - any setting may be set
    settings.NOTICE_SIGNING = Signing(key=key_file, password=key_password, timestamp_url="")


@pytest.mark.usefixtures("with_key")
def test_its_manifest_is_signed_where_the_installation_has_a_key(
    campaign: Campaign, cora: User, tmp_path: Path
) -> None:
    files = files_of(campaign, cora)
    (tmp_path / "list").write_bytes(files["manifest.json"])
    (tmp_path / "other").write_bytes(files["manifest.json"] + b" ")
    (tmp_path / "signature").write_bytes(files["manifest.json.p7s"])

    def holds(name: str) -> bool:
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-noverify", "-in", "signature"]
        found = subprocess.run(
            [*command, "-content", name, "-out", "said"], cwd=tmp_path, capture_output=True, check=False
        )
        return found.returncode == 0

    assert holds("list")
    assert not holds("other")


def test_a_key_that_cannot_sign_keeps_no_proof_back(
    campaign: Campaign,
    cora: User,
    settings: Any,  # noqa: ANN401 - any setting may be set
    tmp_path: Path,
) -> None:
    settings.NOTICE_SIGNING = Signing(key=tmp_path / "gone.p12", password="", timestamp_url="")

    files = files_of(campaign, cora)

    assert b"It could not be signed: FileNotFoundError." in files["manifest-unsigned.txt"]
    assert "manifest.json.p7s" not in files


def test_who_drew_it_is_on_record_and_nobody_but_counsel_may(campaign: Campaign, cora: User) -> None:
    files_of(campaign, cora)

    entry = AuditEntry.objects.get(action="cure.proof_drawn")
    assert (entry.actor, entry.detail["campaign"]) == (f"user:{cora.pk}", campaign.pk)
    assert b"cure.proof_drawn" not in b"".join(files_of(campaign, cora).values())
    with pytest.raises(NotAllowedError):
        handling.draw_proof(campaign_id=campaign.pk, by=a_person("ada", ADMINISTRATOR), now=AT)


def test_there_is_no_proof_of_a_draft(business: Business, cora: User) -> None:
    with pytest.raises(CampaignError, match="nothing to prove yet"):
        handling.draw_proof(campaign_id=drafted(business, cora).pk, by=cora, now=AT)
