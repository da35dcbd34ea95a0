"""Keeping documents: a file of a random name for each digest, and a row that says what it must be."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from requests_app.audit import chain
from requests_app.register.evidence.media import ALL, Media, media_of
from requests_app.register.evidence.refusal import RefusedDocumentError
from requests_app.register.models import Business, Disclosure, EvidenceDocument, ThirdParty

Owner = Disclosure | ThirdParty
"""What a document can lie behind."""
Kind = EvidenceDocument.Kind


class Condition(StrEnum):
    """Whether the file is still what was uploaded."""

    WHOLE = "whole"
    MISSING = "missing"
    ALTERED = "altered"


class DamagedDocumentError(Exception):
    """The file is gone, or is not what was uploaded; the message says which, and what to do."""


def read_upload(upload: BinaryIO) -> bytes:
    """Return the bytes of an upload; raises `RefusedDocumentError` where there are none, or too many."""
    most = settings.EVIDENCE_MOST_MB << 20
    content = upload.read(most + 1)
    if len(content) > most:
        msg = f"This file is larger than {settings.EVIDENCE_MOST_MB} MB. Save it smaller, or in parts."
        raise RefusedDocumentError(msg)
    if not content:
        msg = "This file is empty. Choose another one."
        raise RefusedDocumentError(msg)
    return content


def attach(
    owner: Owner, content: bytes, *, file_name: str, title: str, kind: str, actor: str, at: datetime
) -> EvidenceDocument:
    """Keep a document and lay it behind a disclosure or third party. The same bytes are kept once.

    Its file is gone again where the transaction does not come to its end. Raises `RefusedDocumentError`.
    """
    business_id = business_of(owner)
    with _kept(business_id, content, file_name=file_name, title=title, kind=kind, actor=actor, at=at) as document:
        owner.documents.add(document)
        _audit("attached", document, actor=actor, at=at, owner=owner)
    return document


@contextmanager
def kept_scan(
    business_id: int, content: bytes, *, file_name: str, title: str, actor: str, at: datetime
) -> Iterator[EvidenceDocument]:
    """Keep the scan of a letter that asks something; whoever opens this lays it behind the receipt, in one transaction.

    Raises `RefusedDocumentError` for what is no document.
    """
    with _kept(
        business_id, content, file_name=file_name, title=title, kind=Kind.LETTER, actor=actor, at=at
    ) as document:
        yield document
        _audit("attached", document, actor=actor, at=at)


@contextmanager
def _kept(
    business_id: int, content: bytes, *, file_name: str, title: str, kind: str, actor: str, at: datetime
) -> Iterator[EvidenceDocument]:
    media = media_of(content, file_name=file_name)
    with _written_with_the_rows() as written:
        # One upload of a business at a time: two of the same bytes meet here, and not at the constraint.
        Business.objects.select_for_update(no_key=True).get(pk=business_id)
        digest = hashlib.sha256(content).hexdigest()
        document = EvidenceDocument.objects.filter(business=business_id, digest=digest).first()
        if document is None:
            document = EvidenceDocument(
                business_id=business_id,
                title=title,
                kind=kind if kind in Kind.values else Kind.DOCUMENT,
                media_type=media.media_type,
                digest=digest,
                size=len(content),
                uploaded_at=at,
                uploaded_by=actor,
            )
        if document.pk is None or condition_of(document) is not Condition.WHOLE:
            document.file.save("", ContentFile(content), save=False)
            written.append(str(document.file.name))
            document.save()
            _audit("kept", document, actor=actor, at=at)
        yield document


def detach(owner: Owner, document: EvidenceDocument, *, actor: str, at: datetime) -> None:
    """Take a document off; where nothing else rests on it, it goes, and its file with it."""
    with transaction.atomic():
        Business.objects.select_for_update(no_key=True).get(pk=document.business_id)
        owner.documents.remove(document)
        _audit("detached", document, actor=actor, at=at, owner=owner)
        if not _lies_behind_anything(document):
            _audit("removed", document, actor=actor, at=at)
            name = str(document.file.name)
            document.delete()
            transaction.on_commit(lambda: default_storage.delete(name))


def _lies_behind_anything(document: EvidenceDocument) -> bool:
    """Say whether something rests on the document: in the register, or a letter that asks something."""
    reverse = (each for each in EvidenceDocument._meta.related_objects if each.many_to_many)  # noqa: SLF001 - Django's public name
    return any(getattr(document, str(each.get_accessor_name())).exists() for each in reverse)


def handed_out(document: EvidenceDocument, *, actor: str, at: datetime) -> bytes:
    """Return the bytes of a document and record who got them; raises `DamagedDocumentError`, which is recorded too."""
    content, condition = _look_at(document)
    with transaction.atomic():
        _audit("downloaded" if condition is Condition.WHOLE else f"found_{condition}", document, actor=actor, at=at)
    if condition is Condition.MISSING:
        msg = "The file of this document is missing. Bring it back from a backup, or upload the same file again."
        raise DamagedDocumentError(msg)
    if condition is Condition.ALTERED:
        msg = (
            "The file of this document is not the one that was uploaded: its SHA-256 differs. It is not handed out. "
            "Bring it back from a backup, or upload the right file again."
        )
        raise DamagedDocumentError(msg)
    return content


def condition_of(document: EvidenceDocument) -> Condition:
    """Say whether the file is there and has the digest that was noted when it was uploaded."""
    return _look_at(document)[1]


def ending_of(document: EvidenceDocument) -> str:
    """Return how the name of its download ends, from what it was found to hold."""
    usual: dict[str, Media] = {each.media_type: each for each in ALL}
    return usual[document.media_type].endings[0] if document.media_type in usual else "bin"


def business_of(owner: Owner) -> int:
    """Return the business whose register the owner of a document belongs to."""
    return owner.business_id if isinstance(owner, ThirdParty) else owner.third_party.business_id


def _look_at(document: EvidenceDocument) -> tuple[bytes, Condition]:
    try:
        with document.file.open("rb") as kept:
            content: bytes = kept.read()
    except (OSError, ValueError):
        return b"", Condition.MISSING
    whole = hashlib.sha256(content).hexdigest() == document.digest
    return content, Condition.WHOLE if whole else Condition.ALTERED


@contextmanager
def _written_with_the_rows() -> Iterator[list[str]]:
    """Open a transaction of its own; the files named in the list are removed where it does not come to its end."""
    written: list[str] = []
    try:
        # Durable: an outer transaction could still be rolled back when the file is believed to be kept.
        with transaction.atomic(durable=True):
            yield written
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def _audit(what: str, document: EvidenceDocument, *, actor: str, at: datetime, owner: Owner | None = None) -> None:
    detail: dict[str, str | int | bool | list[str] | list[int] | None] = {
        "document": document.pk,
        "kind": str(document.kind),
        "media_type": document.media_type,
        "digest": document.digest,
        "size": document.size,
    }
    if owner is not None:
        detail |= {"table": str(owner._meta.model_name), "row": owner.pk}  # noqa: SLF001 - Django's public name
    chain.append(
        at=at, actor=actor, action=f"evidence.{what}", subject=f"business:{document.business_id}", detail=detail
    )
