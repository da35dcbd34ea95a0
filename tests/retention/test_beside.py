"""What no request takes along: a mail that became none, and what counsel noted that no request leads to any more."""

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.cure.models import Campaign, KnowledgeEvent, KnownOnChange
from requests_app.register.models import Business, Reach
from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.requests.permissions import NotAllowedError
from requests_app.retention import batches
from requests_app.retention.models import DestructionBatch, DestructionItem
from tests.builders import NOW, a_business, a_kept_mail
from tests.mailbox.reading import a_mail
from tests.retention.traces import files_with_traces
from tests.retention.whole import MARK, OVER, answered, approved, destroy, two_people

pytestmark = pytest.mark.django_db


def a_held_mail(business: Business | None, place: Place = Place.NOT_REQUEST) -> IncomingMessage:
    """Return a mail that no request came of, with the person in every column."""
    kept = a_kept_mail(f"I am {MARK}. {place} {business and business.pk}".encode())
    told = dict.fromkeys(
        ("message_id", "subject", "text", "name", "email", "street", "city", "state", "came_to", "arrived_at"), MARK
    )
    return IncomingMessage.objects.create(
        mailbox="box", mailbox_address=MARK, raw_digest=kept.digest, size=kept.size, stored_at=NOW, settled_at=NOW,
        place=place, why=f"{MARK} does not ask.", flags=[{"name": "a", "says": MARK}], attachments=[{"name": MARK}],
        postal_code="93701", identity=kept.digest, business=business, **told,
    )  # fmt: skip


def traces_of(message: IncomingMessage) -> list[str]:
    values = IncomingMessage.objects.filter(pk=message.pk).values().get()
    return [name for name, value in values.items() if MARK in str(value).lower()]


@pytest.mark.parametrize("place", [Place.NOT_REQUEST, Place.PEN, Place.QUARANTINE])
def test_a_mail_of_no_request_goes_by_the_schedule_and_two_people(
    business: Business, tmp_path: Path, place: Place
) -> None:
    message = a_held_mail(business, place)
    copy = IncomingMessage.objects.create(
        mailbox="another", raw_digest=message.raw_digest, size=message.size, stored_at=NOW, settled_at=NOW,
        place=Place.DUPLICATE, why="It came before.", first=message, business=business, text=MARK,
    )  # fmt: skip
    assert len(traces_of(message)) > 10

    batch = approved(business)
    assert batch.basis["MAIL"]["years"] == 4
    destroy(batch)

    item = batch.items.get()
    assert (item.message, item.kind, item.outcome, item.number_of_files) == (message, "MAIL", "DESTROYED", 1)
    assert (traces_of(message), traces_of(copy), files_with_traces(tmp_path / "media")) == ([], [], [])
    message.refresh_from_db()
    assert (message.place, batch.state) == (Place.NOT_REQUEST, "DONE")
    assert AuditEntry.objects.get(action="mail.destroyed").subject == f"mail:{message.pk}"
    assert handling.propose_destruction(now=OVER) == []


def test_a_mail_is_kept_as_long_as_an_answer(business: Business) -> None:
    message = a_held_mail(business)
    IncomingMessage.objects.filter(pk=message.pk).update(settled_at=OVER - timedelta(days=4 * 365))

    assert handling.propose_destruction(now=OVER) == []


def test_a_mail_that_a_person_takes_in_meanwhile_stays(business: Business, rita: User) -> None:
    message = a_held_mail(business)
    batch = approved(business)
    row = answered(business, rita)
    reference = str(row.reference)
    handling.attach_message(message_pk=message.pk, reference=reference, by=rita, now=OVER)

    destroy(batch)

    assert batch.items.get().says == "It belongs to a request now, and goes with that."
    assert "text" in traces_of(message)


def test_nobody_takes_a_destroyed_mail_in_and_its_copy_joins_it(business: Business, rita: User, tmp_path: Path) -> None:
    file = tmp_path / "no.eml"
    file.write_bytes(a_mail(f"We sell shoes, {MARK}."))
    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())
    message = IncomingMessage.objects.get()
    assert message.disclosure_request is None
    IncomingMessage.objects.update(settled_at=NOW)
    batch = approved(business)
    destroy(batch)

    with pytest.raises(NotAllowedError, match="destroyed"):
        handling.attach_message(message_pk=message.pk, reference="STL-2026-000001", by=rita, now=OVER)
    file.write_bytes(b"Received: from elsewhere\r\n" + a_mail(f"We sell shoes, {MARK}."))
    call_command("read_mail", file, business=business.slug, store=True, stdout=StringIO())
    destroy(batch)

    copy = IncomingMessage.objects.latest("pk")
    assert (copy.first, traces_of(copy), files_with_traces(tmp_path / "media")) == (message, [], [])


def test_a_mail_of_no_business_is_approved_by_who_reaches_every_one(business: Business) -> None:
    second = a_business("second")
    message = a_held_mail(None)
    (pk,) = handling.propose_destruction(now=OVER)
    ada, _cora = two_people()
    Reach.objects.create(user=ada, business=business)

    assert DestructionBatch.objects.get(pk=pk).business == business != second
    assert DestructionItem.objects.get(batch=pk).message == message
    with pytest.raises(batches.BatchError, match="every business"):
        handling.approve_destruction(batch_id=pk, by=ada, now=OVER + timedelta(days=8))


def an_event(business: Business, by: User, at: datetime = NOW) -> KnowledgeEvent:
    """Return an event that nobody's word led to, with a campaign that never began."""
    event = KnowledgeEvent.objects.create(
        business=business, years=[2025], source="COUNSEL", known_on=at.date(), what_was_wrong=MARK, noted_by=by,
        noted_at=at,
    )  # fmt: skip
    KnownOnChange.objects.create(event=event, was=at.date(), now=at.date(), because=MARK, by=by, at=at)
    Campaign.objects.create(
        event=event, state="STOPPED", problem=MARK, made_by=by, made_at=at, launched_by=by, launched_at=at,
        finished_at=at,
    )  # fmt: skip
    return event


def test_an_event_that_no_request_leads_to_goes_by_the_schedule(business: Business, rita: User) -> None:
    event = an_event(business, rita)

    batch = approved(business)
    destroy(batch)

    event.refresh_from_db()
    assert (batch.items.get().event, batch.items.get().outcome, batch.state) == (event, "DESTROYED", "DONE")
    gone = "Destroyed: its time was over."
    assert (event.what_was_wrong, event.known_on_changes.get().because, event.campaigns.get().problem) == (
        gone,
        gone,
        "",
    )
    assert handling.propose_destruction(now=OVER) == []


def test_an_event_whose_campaign_ended_later_stays_as_long(business: Business, rita: User) -> None:
    event = an_event(business, rita)
    event.campaigns.update(finished_at=OVER - timedelta(days=4 * 365))

    assert handling.propose_destruction(now=OVER) == []


def test_an_event_that_leads_to_a_living_request_is_not_listed(
    business: Business, row: DisclosureRequest, rita: User
) -> None:
    event = an_event(business, rita)
    row_of = {"why": "WRONG", "language": "en", "channel": "EMAIL", "state": "WAITING"}
    event.campaigns.get().rows.create(disclosure_request=row, **row_of)
    handling.hold_request(disclosure_request_id=row.pk, because="A claim.", by=rita, now=NOW)

    assert handling.propose_destruction(now=OVER) == []
