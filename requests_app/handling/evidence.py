"""Documents behind what the register says: laid down, handed out, taken off. A part of the door for writes."""

from datetime import datetime
from typing import BinaryIO

from django.contrib.auth.models import User

from requests_app.register.evidence import store
from requests_app.register.models import EvidenceDocument
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_keep_register, check_can_read_documents
from requests_app.requests.reach import check_reaches


def attach_evidence(
    *, owner: store.Owner, upload: BinaryIO, file_name: str, title: str, kind: str, by: User, now: datetime
) -> EvidenceDocument:
    """Lay a document behind a disclosure or third party; raises `RefusedDocumentError` with what is wrong with it."""
    check_can_keep_register(by)
    check_reaches(by, store.business_of(owner))
    content = store.read_upload(upload)
    return store.attach(
        owner, content, file_name=file_name, title=title, kind=kind, actor=Actor.staff(by).label, at=now
    )


def detach_evidence(*, owner: store.Owner, document: EvidenceDocument, by: User, now: datetime) -> None:
    """Take a document off; it goes where nothing else rests on it."""
    check_can_keep_register(by)
    check_reaches(by, store.business_of(owner))
    check_reaches(by, document.business_id)
    store.detach(owner, document, actor=Actor.staff(by).label, at=now)


def hand_out_evidence(*, document: EvidenceDocument, by: User, now: datetime) -> bytes:
    """Return the bytes of a document and record who got them; raises `DamagedDocumentError` where damaged."""
    check_can_read_documents(by)
    check_reaches(by, document.business_id)
    return store.handed_out(document, actor=Actor.staff(by).label, at=now)
