"""A request with something in every column that a destruction empties: what the tests of destruction begin with."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import models
from django.db.models import CharField, JSONField, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from requests_app import handling, tasks
from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent, KnownOnChange, RowRequest
from requests_app.delivery import send
from requests_app.delivery.models import Delivery, GroupedAcknowledgement, State
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.desk.models import BulkItem, BulkRun, LeftToPerson, Presence
from requests_app.notices.models import Notice
from requests_app.register.models import Business, EvidenceDocument
from requests_app.requests.models import (
    DisclosureRequest,
    Dossier,
    LaterWord,
    OnePerson,
    OtherWish,
    Receipt,
    RequestEvent,
    RequestNote,
)
from requests_app.requests.models.other_wish import Wish
from requests_app.requests.permissions import ADMINISTRATOR, COUNSEL
from requests_app.requests.search.index import index_waiting
from requests_app.retention.index import ERASING
from requests_app.retention.models import DestructionBatch, DestructionItem, LegalHold
from requests_app.retention.table import Table
from tests.builders import NOW, a_person, asked

MARK = "zyxwvut"
"""It is in whatever is written of a person here."""
OVER = NOW + timedelta(days=5 * 365)
"""A day on which every period is over."""
EMAIL = f"{MARK}@example.org"
MAIL = f"""From: {MARK} Ruiz <{EMAIL}>
To: privacy@outfitters.example
Subject: {MARK} asks
Date: Mon, 04 May 2026 10:00:00 -0700
Message-ID: <{MARK}.1@example.org>

I am {MARK} Ruiz, 12 {MARK} St, Fresno, CA 93701. To whom did you give my personal
information for their direct marketing under Civil Code 1798.83?
"""


def answered(business: Business, rita: User, **told: object) -> DisclosureRequest:
    """Take a request the whole way: received, approved, its notice accepted by a mail server."""
    row = handling.receive(business=business, asked=asked(**told), received_at=NOW)
    _approved_and_sent(row, rita)
    return row


def _approved_and_sent(row: DisclosureRequest, rita: User) -> None:
    row.refresh_from_db()
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=rita, now=NOW)
    tasks.issue_notice(row.pk)
    for waiting in Delivery.objects.filter(disclosure_request=row, state=State.QUEUED):
        claimed = send.claim(waiting.pk, at=waiting.queued_at)
        assert claimed is not None
        taken = ServerAnswer(Outcome.ACCEPTED, f"250 2.0.0 <{row.email}> queued as 1")
        send.record_outcome(send.Sent(claimed, taken), at=waiting.queued_at, first_pause=timedelta(minutes=1))
    # The worker's steps look at the clock of today.
    RequestEvent.objects.filter(disclosure_request=row).update(at=NOW)
    Receipt.objects.filter(disclosure_request=row).update(entered_at=NOW)
    Delivery.objects.filter(disclosure_request=row).update(queued_at=NOW, finished_at=NOW)
    row.refresh_from_db()


def by_mail(business: Business, rita: User, file: Path) -> DisclosureRequest:
    """Take in a request by mail and talk about it at every door; answer it."""
    file.write_text(MAIL, encoding="utf-8")
    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())
    row = DisclosureRequest.objects.get(email=EMAIL)
    receipt = Receipt.objects.get(disclosure_request=row)
    told = {"requester_name": f"Dr {MARK} Ruiz", "email": f"other.{EMAIL}", "reply_by": "EMAIL"}
    handling.correct_details(receipt_id=receipt.pk, told=told, token="1", now=NOW)
    handling.call_wrong(receipt_id=receipt.pk, says=f"I am {MARK}.", token="2", now=NOW)
    handling.ask_requester(disclosure_request_id=row.pk, text=f"Are you {MARK}?", by=rita, now=NOW)
    handling.answer_question(receipt_id=receipt.pk, says=f"Yes, {MARK}.", token="3", now=NOW)
    handling.add_note(disclosure_request_id=row.pk, kind=RequestNote.Kind.NOTE, text=f"{MARK} rang", by=rita, now=NOW)
    handling.add_legal_note(disclosure_request_id=row.pk, text=f"{MARK} may sue", by=rita, now=NOW)
    handling.add_wish(disclosure_request_id=row.pk, kind=Wish.DELETION, text=f"delete {MARK}", by=rita, now=NOW)
    _approved_and_sent(row, rita)
    handling.draw_bundle(disclosure_request_id=row.pk, by=rita, now=NOW).file.close()
    return row


def settle(row: DisclosureRequest, rita: User) -> None:
    """Let nothing wait for a person any more."""
    LaterWord.objects.filter(receipt__disclosure_request=row, needs_look=True).update(looked_at=NOW, looked_by=rita)
    OtherWish.objects.filter(disclosure_request=row).update(
        handed_over_at=NOW, handed_over_by=rita, handed_over_to=f"the team of {MARK}"
    )


def complete(row: DisclosureRequest, rita: User) -> None:
    """Give a request a row in every table of the index that its way did not bring."""
    business, receipt = row.business, row.receipts.earliest("pk")
    notice = Notice.objects.filter(disclosure_request=row).latest("pk")
    other = handling.receive(business=business, asked=asked(email="bo@example.org"), received_at=NOW)
    one, two = sorted((row, other), key=lambda each: each.pk)
    OnePerson.objects.create(one=one, other=two, is_one=False, said_by=rita, said_at=NOW)
    scan = EvidenceDocument(business=business, title=MARK, media_type="text/plain", digest=MARK, size=7)
    scan.uploaded_at, scan.uploaded_by = NOW, "user:1"
    scan.file.save("", ContentFile(MARK.encode()))
    receipt.scans.add(scan)
    receipt.dossier = Dossier.objects.create(business=business, agent_name=MARK, received_at=NOW, entered_at=NOW)
    receipt.save()
    Presence.objects.update_or_create(disclosure_request=row, user=rita, defaults={"seen_at": NOW})
    LeftToPerson.objects.update_or_create(
        disclosure_request=row, defaults={"version": 1, "rests_on": MARK, "because": MARK}
    )
    grouped = {"business": business, "address_key": MARK, "language": "en", "due_at": NOW}
    grouped["delivery"] = Delivery.objects.filter(disclosure_request=row).earliest("pk")
    GroupedAcknowledgement.objects.get_or_create(disclosure_request=row, defaults=grouped)
    run = BulkRun.objects.create(kind="APPROVE", chosen_by=f"?q={MARK}", by=rita, frozen_at=NOW)
    BulkItem.objects.create(run=run, disclosure_request=row, seen_version=1, outcome="SKIPPED", says=MARK)
    word = LaterWord.objects.filter(receipt=receipt).first() or LaterWord.objects.create(receipt=receipt, at=NOW)
    event = KnowledgeEvent.objects.create(
        business=business, years=[row.report_year], source="WORD", later_word=word, known_on=NOW.date(),
        what_was_wrong=MARK, noted_by=rita, noted_at=NOW,
    )  # fmt: skip
    KnownOnChange.objects.create(event=event, was=NOW.date(), now=NOW.date(), because=MARK, by=rita, at=NOW)
    campaign = Campaign.objects.create(
        event=event, state="DONE", problem=MARK, made_by=rita, made_at=NOW, launched_by=rita, launched_at=NOW,
        finished_at=NOW,
    )  # fmt: skip
    line = CampaignRow.objects.create(
        campaign=campaign, disclosure_request=row, why="WRONG", language="en", channel="EMAIL", state="UNREACHED",
        says=MARK,
    )  # fmt: skip
    RowRequest.objects.create(row=line, disclosure_request=row, notice=notice, why="WRONG")
    LegalHold.objects.create(
        disclosure_request=row, because=MARK, since=NOW, by=rita, lifted_at=NOW, lifted_by=rita, lifted_because=MARK
    )
    cancelled = DestructionBatch.objects.create(
        business=business, state="CANCELLED", proposed_on=NOW.date(), review_until=NOW.date(), cancelled_by=rita,
        cancelled_at=NOW, because=MARK,
    )  # fmt: skip
    cancelled.items.create(
        disclosure_request=row, kind="ANSWERED", begins_on=NOW.date(), outcome="KEPT", says="It is on legal hold."
    )
    index_waiting()


def texts_of(table: Table) -> list["models.Field[Any, Any]"]:
    """Return the columns of a table that may hold words of anybody and of which the index says that they go."""
    return [field for field in table.columns() if _is_text(field) and _goes(table, field)]


def tables_with_texts() -> set[str]:
    """Return the tables of which a text goes."""
    return {table.model.replace("_", "") for table in ERASING if texts_of(table)}


def fill(row: DisclosureRequest) -> None:
    """Write the mark into each text that the index says goes, in every row of the request."""
    for table in ERASING:
        found = _led_to(table, row)
        assert found.exists(), f"no row of {table.model} belongs to the request: nothing would be proved of it"
        if texts := {field.name: _marked(field) for field in texts_of(table)}:
            found.update(**texts)


def without_the_mark(row: DisclosureRequest) -> list[str]:
    """Return the texts that do not hold the mark, though the index says that they go; read anew from the database."""
    return [
        f"{table.model}.{field.name} of row {pk}"
        for table in ERASING
        for field in texts_of(table)
        for pk, value in _led_to(table, row).values_list("pk", field.name)
        if MARK not in (bytes(value).decode() if isinstance(field, models.BinaryField) else str(value)).lower()
    ]


def _is_text(field: "models.Field[Any, Any]") -> bool:
    is_text = isinstance(field, CharField | TextField | JSONField | models.BinaryField)
    return is_text and not field.choices and not isinstance(field, models.FileField)


def _goes(table: Table, field: "models.Field[Any, Any]") -> bool:
    return table.removed or field.name in table.columns_emptied or field.name in table.replaced


def _marked(field: "models.Field[Any, Any]") -> object:
    if isinstance(field, JSONField):
        return {"said": MARK}
    if isinstance(field, models.BinaryField):
        return MARK.encode()
    # Several rows may not have the same.
    return Concat(Value(MARK), Cast("pk", CharField())) if field.unique else MARK


def _led_to(table: Table, row: DisclosureRequest) -> "QuerySet[Any]":
    rows: QuerySet[Any] = QuerySet(table.model_class)
    leading = models.Q()
    for way in table.ways:
        leading |= models.Q(**{way: row.pk})
    if table.model == "SearchEntry":
        return rows.filter(leading)
    return QuerySet[Any](table.model_class).filter(pk__in=rows.filter(leading).values("pk"))


def two_people() -> tuple[User, User]:
    """Return two who may approve a destruction."""
    return a_person("ada", ADMINISTRATOR), a_person("cora", COUNSEL)


def approved(business: Business, *, at: datetime = OVER) -> DestructionBatch:
    """Propose what is due, let the days of review pass, and approve it by two people."""
    ada, cora = two_people()
    handling.propose_destruction(now=at)
    batch = DestructionBatch.objects.get(business=business, state="REVIEW")
    after = at + timedelta(days=8)
    handling.approve_destruction(batch_id=batch.pk, by=ada, now=after)
    return handling.approve_destruction(batch_id=batch.pk, by=cora, now=after)


def destroy_now(business: Business) -> DestructionBatch:
    """Destroy what a further list finds, approved by the two who approved the first."""
    (pk,) = handling.propose_destruction(now=OVER)
    for person in User.objects.filter(username__in=("ada", "cora")).order_by("username"):
        handling.approve_destruction(batch_id=pk, by=person, now=OVER + timedelta(days=8))
    batch = DestructionBatch.objects.get(pk=pk, business=business)
    destroy(batch)
    return batch


def destroy(batch: DestructionBatch) -> None:
    """Destroy an approved batch, as the worker does."""
    handling.run_destruction(batch_id=batch.pk, clock=lambda: OVER + timedelta(days=8))
    batch.refresh_from_db()


def outcome(batch: DestructionBatch, row: DisclosureRequest) -> tuple[str, str]:
    """Return what became of a request on a list, and why."""
    item = DestructionItem.objects.get(batch=batch, disclosure_request=row)
    return item.outcome, item.says
