"""The record names rows and nobody: what was typed on a request's way stays out, and erasing that keeps it whole."""

import json
import shutil
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CharField, JSONField, Model, QuerySet, TextField
from django.test import Client

from requests_app import handling, tasks
from requests_app.audit import chain
from requests_app.audit.check_audit import check_export
from requests_app.audit.models import AuditEntry
from requests_app.delivery import send
from requests_app.delivery.bounces import mark_returned
from requests_app.delivery.models import Delivery, Kind
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.notices.models import Document
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, IncomingMessage, Receipt, RequestEvent, RequestNote
from requests_app.requests.models.other_wish import Wish
from requests_app.requests.move import MAILBOX
from requests_app.requests.verdict import Returned
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_register, a_reviewer, asked_by_post

pytestmark = pytest.mark.django_db
MARK = "zyxwvut"
"""It is in whatever a person types here: names, addresses, words, even the name of an account."""
EMAIL = f"{MARK}@example.org"
MAIL = f"""From: {MARK} Ruiz <{EMAIL}>
To: privacy@outfitters.example
Subject: {MARK} asks
Date: Mon, 04 May 2026 10:00:00 -0700
Message-ID: <{MARK}.1@example.org>

I am {MARK} Ruiz, 12 {MARK} St, Fresno, CA 93701. To whom did you give my personal
information for their direct marketing under Civil Code 1798.83?
"""


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - any setting may be set
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def entries() -> list[str]:
    """Return each entry of the record as one text."""
    rows = AuditEntry.objects.order_by("id").values_list("actor", "action", "subject", "detail")
    return [json.dumps(row, ensure_ascii=False).lower() for row in rows]


def asked_by_form(client: Client) -> DisclosureRequest:
    page = client.get("/request/")
    answer = client.post(
        "/request/",
        {
            "requester_name": f"{MARK} Ruiz",
            "email": EMAIL,
            "reply_by": "EMAIL",
            "california_resident": "on",
            "message": f"It is me, {MARK}.",
            "form_token": page.context["form"]["form_token"].value(),
        },
    )
    assert answer.status_code == 302, answer.content.decode()[-2_000:]
    return DisclosureRequest.objects.get(email=EMAIL)


def everything_happens(client: Client, business: Business, tmp_path: Path) -> None:
    """Take requests through the doors, with words of their people at each step."""
    rita = a_reviewer(MARK)
    row = asked_by_form(client)
    receipt = Receipt.objects.get(disclosure_request=row)
    told = {"requester_name": f"Dr {MARK} Ruiz", "email": f"other.{EMAIL}", "reply_by": "EMAIL"}
    handling.correct_details(receipt_id=receipt.pk, told=told, token="1", now=NOW)
    handling.call_wrong(receipt_id=receipt.pk, says=f"I am {MARK}.", token="2", now=NOW)
    handling.ask_requester(disclosure_request_id=row.pk, text=f"Are you {MARK}?", by=rita, now=NOW)
    handling.answer_question(receipt_id=receipt.pk, says=f"Yes, {MARK}.", token="3", now=NOW)
    handling.add_note(disclosure_request_id=row.pk, kind=RequestNote.Kind.NOTE, text=f"{MARK} rang", by=rita, now=NOW)
    handling.add_legal_note(disclosure_request_id=row.pk, text=f"{MARK} may sue", by=rita, now=NOW)
    handling.add_wish(disclosure_request_id=row.pk, kind=Wish.DELETION, text=f"delete {MARK}", by=rita, now=NOW)
    row.refresh_from_db()
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=rita, now=NOW)
    tasks.issue_notice(row.pk)
    notice = Delivery.objects.get(kind=Kind.NOTICE, disclosure_request=row)
    claimed = send.claim(notice.pk, at=notice.queued_at)
    assert claimed is not None
    taken = ServerAnswer(Outcome.ACCEPTED, f"250 2.0.0 <{EMAIL}> queued as 1")
    send.record_outcome(send.Sent(claimed, taken), at=notice.queued_at, first_pause=timedelta(minutes=1))
    report = Returned(message_ids=(notice.message_id,), is_final=True, says=f"550 5.1.1 {EMAIL}: no such user")
    mark_returned(report, business_id=None, actor=MAILBOX, at=NOW + timedelta(days=1))
    handling.draw_bundle(disclosure_request_id=row.pk, by=rita, now=NOW).file.close()
    letter = asked_by_post(requester_name=f"{MARK} Diaz", street=f"14 {MARK} St", channel=Channel.POSTAL)
    by_post = handling.enter(
        business=business, asked=letter, received_at=NOW, note=f"{MARK} writes badly", scan=None, by=rita, now=NOW
    ).disclosure_request
    handling.decline(
        disclosure_request_id=by_post.pk,
        clause="(a)",
        because=f"{MARK} is no customer.",
        seen_version=by_post.version,
        by=rita,
        now=NOW,
    )
    file = tmp_path / "mail.eml"
    file.write_text(MAIL, encoding="utf-8")
    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())
    client.post("/staff/sign-in/", {"username": f"{MARK}@nowhere.example", "password": MARK})


def test_no_entry_holds_what_anybody_typed(client: Client, business: Business, tmp_path: Path) -> None:
    everything_happens(client, business, tmp_path)

    written = entries()
    assert [each for each in written if MARK in each] == []
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {
        "request.received",
        "request.approved",
        "request.compiled",
        "request.answered",
        "request.declined",
        "request.bundle_drawn",
        "account.sign_in_failed",
    } <= actions
    assert any(action.startswith("mail.") for action in actions)
    assert len(written) > 20


def erased(model: type[Model]) -> int:
    """Write over each column of a table that has words of a person; return in how many rows and columns."""
    rows: QuerySet[Any] = QuerySet(model)
    count = 0
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's public name
        if isinstance(field, CharField | TextField | JSONField):
            words = "erased@erased.invalid" if field.attname == "email" else "erased"
            nothing: object = {} if isinstance(field, JSONField) else words
            count += rows.filter(**{f"{field.attname}__icontains": MARK}).update(**{field.attname: nothing})
    return count


def test_erasing_a_person_keeps_the_chain_valid(client: Client, business: Business, tmp_path: Path) -> None:
    everything_happens(client, business, tmp_path)
    chain.seal_all()
    head = chain.verify().head
    before = AuditEntry.objects.count()

    tables = [model for model in apps.get_app_config("requests_app").get_models() if erased(model)]
    Document.objects.update(pdf=b"")
    shutil.rmtree(tmp_path / "media")

    assert {DisclosureRequest, Receipt, RequestEvent, Delivery, IncomingMessage} <= set(tables)
    report = chain.verify()
    assert (report.outcome, report.head, report.entries) == ("whole", head, before)
    call_command("export_audit", out=tmp_path / "audit.jsonl", stdout=StringIO())
    assert check_export(str(tmp_path / "audit.jsonl"), head=head).first_fault is None
    assert MARK.encode() not in (tmp_path / "audit.jsonl").read_bytes().lower()
