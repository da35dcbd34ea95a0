"""A destruction and whoever needs the same thing at this moment: one of the two waits."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connection, transaction

from requests_app import handling
from requests_app.mailbox.take import businesses, take
from requests_app.register.evidence import store
from requests_app.register.models import Business, EvidenceDocument
from requests_app.requests.models import IncomingMessage
from requests_app.retention.models import DestructionBatch
from tests.builders import NOW, a_reviewer, asked
from tests.retention import whole
from tests.retention.traces import files_with_traces
from tests.retention.whole import MAIL, OVER, answered, approved, destroy, outcome

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
LETTER = b"Dear all, to whom did you give my address?"


def destroyed_elsewhere(batch: DestructionBatch) -> None:
    try:
        destroy(batch)
    finally:
        connection.close()


def until_it_waits_or_ends(begun: Future[None]) -> None:
    """Return once somebody waits for a lock, or nothing is left to wait for."""
    waits = False
    while not (waits or begun.done()):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) > 0 from pg_locks where not granted")
            (waits,) = cursor.fetchone() or (False,)


def scan_for(business: Business, number: int) -> AbstractContextManager[EvidenceDocument]:
    return store.kept_scan(business.pk, LETTER, file_name="letter.txt", title=f"Scan {number}", actor="user:1", at=NOW)


def test_a_scan_that_is_taken_for_a_second_letter_stays_for_it(business: Business) -> None:
    rita = a_reviewer()
    first = answered(business, rita)
    with scan_for(business, 1) as document:
        first.receipts.get().scans.add(document)
    batch = approved(business)
    second = handling.receive(business=business, asked=asked(email="bo@example.org"), received_at=NOW)

    with ThreadPoolExecutor(1) as pool:
        with scan_for(business, 2) as document:
            going = pool.submit(destroyed_elsewhere, batch)
            until_it_waits_or_ends(going)
            second.receipts.get().scans.add(document)
        going.result(timeout=60)

    batch.refresh_from_db()
    assert outcome(batch, first) == ("DESTROYED", "")
    kept = EvidenceDocument.objects.get()
    assert (Path(kept.file.path).read_bytes(), second.receipts.get().scans.get()) == (LETTER, kept)
    assert not first.receipts.get().scans.exists()


def test_a_copy_that_is_settled_while_its_first_goes_keeps_nothing(business: Business, tmp_path: Path) -> None:
    rita = a_reviewer()
    row = whole.by_mail(business, rita, tmp_path / "mail.eml")
    whole.settle(row, rita)
    batch = approved(business)
    again = f"Received: from elsewhere\n{MAIL}".encode()
    elsewhere = handling.Delivered(mailbox="another", business=business)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            copy = taken(*handling.store_message(content=[again], delivered=elsewhere, now=OVER))
            going = pool.submit(destroyed_elsewhere, batch)
            until_it_waits_or_ends(going)
        going.result(timeout=60)

    copy.refresh_from_db()
    batch.refresh_from_db()
    assert (outcome(batch, row), copy.place, copy.text) == (("DESTROYED", ""), "DUPLICATE", "")
    assert files_with_traces(tmp_path / "media") == []


def taken(row: IncomingMessage, _is_new: bool) -> IncomingMessage:
    return take(row, among=businesses(), now=OVER)[0]
