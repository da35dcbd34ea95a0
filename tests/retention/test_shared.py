"""What several requests share goes with the last of them; what holds nobody's data stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import override_settings

from requests_app import handling
from requests_app.delivery import acknowledge
from requests_app.delivery.models import Delivery, State
from requests_app.desk.models import SavedList
from requests_app.notices.models import Document, Notice, StandardStatement
from requests_app.register.models import Business, EvidenceDocument, ThirdParty
from requests_app.requests import raw_mail
from requests_app.requests.models import DisclosureRequest, Dossier, IncomingMessage
from requests_app.requests.search.index import index_waiting
from tests.builders import NOW, a_kept_mail
from tests.retention.whole import OVER, answered, approved, destroy, destroy_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(business: Business, rita: User) -> DisclosureRequest:
    return answered(business, rita)


@pytest.fixture
def bo(business: Business, rita: User) -> DisclosureRequest:
    """Return a request that stays, for it is on hold."""
    row = answered(business, rita, requester_name="Bo Ruiz", email="bo@example.org")
    handling.hold_request(disclosure_request_id=row.pk, because="A claim.", by=rita, now=NOW)
    return row


def lift_and_destroy(row: DisclosureRequest) -> None:
    """Let go what was on hold, after the first list."""
    cora = User.objects.get(username="cora")
    handling.lift_hold(disclosure_request_id=row.pk, because="Over.", by=cora, now=OVER)
    destroy_now(row.business)


def a_document(business: Business) -> EvidenceDocument:
    document = EvidenceDocument(business=business, title="a letter", media_type="text/plain", digest="d", size=1)
    document.uploaded_at, document.uploaded_by = NOW, "user:1"
    document.file.save("", ContentFile(b"words"))
    return document


def test_a_letter_goes_and_the_statement_of_everybody_stays(business: Business, ana: DisclosureRequest) -> None:
    notice = Notice.objects.get(disclosure_request=ana)
    letter, statement = notice.document, StandardStatement.objects.create(
        key="k", business=business, year=2025, language="en", answer=notice.answer, register_version=1,
        template_version=1, laid_out_at=NOW,
        document=Document.objects.create(digest="of everybody", pdf=b"%PDF", pages=1, kept_at=NOW),
    )  # fmt: skip
    destroy(approved(business))
    letter.refresh_from_db()
    assert (bytes(letter.pdf), letter.digest) == (b"", notice.document.digest)
    assert bytes(Document.objects.get(pk=statement.document_id).pdf) == b"%PDF"


def test_a_notice_that_is_the_statement_alone_leaves_it(business: Business, ana: DisclosureRequest) -> None:
    notice = Notice.objects.get(disclosure_request=ana)
    StandardStatement.objects.create(
        key="k", business=business, year=2025, language="en", answer=notice.answer, register_version=1,
        template_version=1, laid_out_at=NOW, document=notice.document,
    )  # fmt: skip
    before = bytes(notice.document.pdf)
    destroy(approved(business))

    assert bytes(Document.objects.get(pk=notice.document_id).pdf) == before != b""


def test_a_dossier_goes_with_the_last_of_its_people(
    business: Business, ana: DisclosureRequest, bo: DisclosureRequest, rita: User
) -> None:
    dossier = Dossier.objects.create(business=business, agent_name="Lee Agent", received_at=NOW, entered_at=NOW)
    for row in (ana, bo):
        row.receipts.update(dossier=dossier)
    batch = approved(business)
    destroy(batch)
    dossier.refresh_from_db()
    assert dossier.agent_name == "Lee Agent"

    lift_and_destroy(bo)
    dossier.refresh_from_db()
    assert dossier.agent_name == ""


def test_a_scan_that_lies_behind_the_register_too_stays(business: Business, ana: DisclosureRequest) -> None:
    document = a_document(business)
    ana.receipts.get().scans.add(document)
    ThirdParty.objects.earliest("pk").documents.add(document)
    destroy(approved(business))

    assert Path(EvidenceDocument.objects.get(pk=document.pk).file.path).read_bytes() == b"words"
    assert not ana.receipts.get().scans.exists()


def test_a_scan_of_two_letters_stays_for_the_other(
    business: Business, ana: DisclosureRequest, bo: DisclosureRequest
) -> None:
    document = a_document(business)
    for row in (ana, bo):
        row.receipts.get().scans.add(document)
    destroy(approved(business))

    assert Path(EvidenceDocument.objects.get(pk=document.pk).file.path).read_bytes() == b"words"


def test_the_same_bytes_of_another_s_mail_stay(
    business: Business, ana: DisclosureRequest, bo: DisclosureRequest
) -> None:
    stored = a_kept_mail(b"To all whom it may concern")
    for number, row in enumerate((ana, bo)):
        IncomingMessage.objects.create(
            mailbox=f"box {number}", raw_digest=stored.digest, size=stored.size, stored_at=NOW, settled_at=NOW,
            place="THREAD", why="A reply.", business=business, disclosure_request=row, text="words",
        )  # fmt: skip
    destroy(approved(business))

    assert raw_mail.read(stored.digest) == b"To all whom it may concern"
    assert set(IncomingMessage.objects.values_list("text", flat=True)) == {"", "words"}


def test_a_list_that_finds_others_keeps_its_search(
    business: Business, ana: DisclosureRequest, bo: DisclosureRequest, rita: User
) -> None:
    index_waiting()
    for name, typed in (("Ana Ruiz again", "ana+ruiz"), ("Every Ruiz", "ruiz"), ("Bo", "bo")):
        SavedList.objects.create(name=name, query=f"show=done&q={typed}", by=rita)
    destroy(approved(business))

    kept = dict(SavedList.objects.values_list("name", "query"))
    (forgotten,) = set(kept) - {"Every Ruiz", "Bo"}
    assert (kept["Every Ruiz"], kept["Bo"]) == ("show=done&q=ruiz", "show=done&q=bo")
    assert (forgotten.startswith("List "), kept[forgotten]) == (True, "show=done")


def test_a_mail_whose_receipt_was_parted_goes_with_the_request_it_is_of_now(
    business: Business, ana: DisclosureRequest, bo: DisclosureRequest
) -> None:
    stored = a_kept_mail(b"Bo asks")
    told = {"size": stored.size, "stored_at": NOW, "settled_at": NOW, "business": business, "text": "Bo asks"}
    mail = IncomingMessage.objects.create(
        mailbox="one", raw_digest=stored.digest, place="TAKEN", why="It asks.", **told,
        receipt=bo.receipts.get(), disclosure_request=ana,
    )  # fmt: skip
    IncomingMessage.objects.create(
        mailbox="two", raw_digest=stored.digest, place="DUPLICATE", why="A copy.", **told,
        first=mail, disclosure_request=ana,
    )  # fmt: skip
    destroy(approved(business))

    assert DisclosureRequest.objects.get(pk=ana.pk).destroyed_at is not None
    assert list(IncomingMessage.objects.values_list("text", flat=True)) == ["Bo asks"] * 2
    assert raw_mail.read(stored.digest) == b"Bo asks"


@override_settings(ACKNOWLEDGEMENTS_A_DAY=0)  # every one is acknowledged together with others
def test_a_mail_that_acknowledges_several_loses_each_with_its_request_and_goes_with_the_last(
    business: Business, rita: User
) -> None:
    by_agent = {"email": "agent@firm.example"}
    ana = answered(business, rita, requester_name="Ana Ruiz", **by_agent)
    bo = answered(business, rita, requester_name="Bo Lee", **by_agent)
    (pk,) = acknowledge.send_groups(now=OVER, wake_after=timedelta(0))
    mail = Delivery.objects.get(pk=pk)
    assert ("For: Ana Ruiz" in mail.body, "For: Bo Lee" in mail.body) == (True, True)
    Delivery.objects.filter(pk=pk).update(state=State.ACCEPTED, queued_at=NOW, finished_at=NOW)
    handling.hold_request(disclosure_request_id=bo.pk, because="A claim.", by=rita, now=NOW)

    destroy(approved(business))

    mail.refresh_from_db()
    assert "Ana Ruiz" not in mail.body
    assert f"{ana.reference}\n" not in mail.body
    assert (f"{bo.reference}\nFor: Bo Lee" in mail.body, mail.recipient) == (True, "agent@firm.example")
    lift_and_destroy(bo)
    mail.refresh_from_db()
    assert (mail.body, mail.recipient, mail.address_key) == ("", "", "")


@override_settings(ACKNOWLEDGEMENTS_A_DAY=0)
def test_a_request_whose_group_is_not_acknowledged_yet_stays(business: Business, rita: User) -> None:
    answered(business, rita)

    assert handling.propose_destruction(now=OVER) == []
