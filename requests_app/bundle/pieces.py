"""Which files a bundle has, each with what it is and how its bytes are read, a piece at a time."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from requests_app.audit.export import CHECKER
from requests_app.audit.models import PublishedHead
from requests_app.bundle.rows import (
    Row,
    audit_of,
    deliveries_of,
    delivery_as_json,
    entry_as_json,
    head_as_json,
    messages_of,
    receipts_of,
    request_as_json,
    told,
)
from requests_app.notices.models import Document, Notice
from requests_app.notices.render import data_bytes_in
from requests_app.register.evidence.store import ending_of
from requests_app.register.models import EvidenceDocument
from requests_app.requests import raw_mail
from requests_app.requests.models import DisclosureRequest, IncomingMessage

CHUNK = 1 << 20
Opened = Callable[[], Any]
"""Opens a file of bytes, of the disk or of Django's store; whoever calls it closes it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the bundle: its name, what it is, and its bytes."""

    name: str
    what: str
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of the bundle as the manifest has it."""

    name: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that belongs into the bundle and is gone, or is not what was kept: it is said, not handed out."""

    what: str
    digest: str
    says: str


@dataclass(slots=True)
class Bundle:
    """What a bundle holds, before it is written."""

    request: DisclosureRequest
    told: Row = field(default_factory=dict)
    messages: list[Row] = field(default_factory=list)
    notices: list[Row] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)
    audit: list[Row] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    head: Row | None = None

    @property
    def last_number(self) -> int:
        """Of the audit's entries in it, the number of the last one that is sealed; 0 where none is."""
        return max((each["number"] or 0 for each in self.audit), default=0)


def bundle_of(row: DisclosureRequest) -> Bundle:
    """Gather what is kept of a request; large files are only looked at here, and read when they are written."""
    bundle = Bundle(row, told=request_as_json(row))
    _add_json(bundle, "request.json", "The request as it stands, each receipt, and what happened", bundle.told)
    messages = messages_of(row)
    for number, message in enumerate(messages, start=1):
        _add_message(bundle, number, message)
    _add_json(bundle, "messages.json", "What the program read in each mail, and what became of it", bundle.messages)
    _add_scans(bundle)
    notices = Notice.objects.filter(disclosure_request=row).select_related("document", "basis").defer("document__pdf")
    for number, notice in enumerate(notices.order_by("id"), start=1):
        _add_notice(bundle, number, notice)
    bundle.deliveries = [delivery_as_json(each) for each in deliveries_of(row)]
    _add_json(bundle, "deliveries.json", "Each mail and letter with its proof", bundle.deliveries)
    bundle.audit = [entry_as_json(each) for each in audit_of(row, messages)]
    _add_json(bundle, "audit.json", "The entries of the audit about this request", bundle.audit)
    return bundle


def add_head(bundle: Bundle, head: PublishedHead) -> None:
    """Print where the audit's chain ended, and add the file that checks an export of it."""
    bundle.head = head_as_json(head)
    _add_json(bundle, "audit-head.json", "Where the chain of the audit ended", bundle.head)
    bundle.pieces.append(
        Piece(CHECKER.name, "Checks an export of the audit; needs Python alone", lambda: iter([CHECKER.read_bytes()]))
    )


def _add_message(bundle: Bundle, number: int, message: IncomingMessage) -> None:
    name = f"messages/{number}.eml"
    path = raw_mail.path_of(message.raw_digest)
    kept = _add_file(bundle, name, f"Mail {number} as it was received", message.raw_digest, lambda: path.open("rb"))
    bundle.messages.append({"file": name if kept else None, **told(message), "place": message.get_place_display()})


def _add_scans(bundle: Bundle) -> None:
    found = {scan.pk: scan for receipt in receipts_of(bundle.request) for scan in receipt.scans.all()}
    for number, key in enumerate(sorted(found), start=1):
        _add_scan(bundle, number, found[key])


def _add_scan(bundle: Bundle, number: int, scan: EvidenceDocument) -> None:
    name = f"scans/{number}.{ending_of(scan)}"
    _add_file(bundle, name, f"Letter {number} as it was scanned", scan.digest, lambda: scan.file.open("rb"))


def _add_notice(bundle: Bundle, number: int, notice: Notice) -> None:
    folder, digest = f"notices/{number}", notice.document.digest
    kept = {"folder": folder, "digest": digest, "pages": notice.document.pages, "ruling": notice.ruling}
    bundle.notices.append({**told(notice), **kept})
    read = partial(_pdf_of, notice.document_id)
    if hashlib.sha256(read()).hexdigest() != digest:
        bundle.lost.append(Lost(f"The PDF of notice {number}", digest, "it is not the one that was kept"))
        return
    bundle.pieces.append(Piece(f"{folder}/notice.pdf", f"Notice {number}, byte for byte", lambda: iter([read()])))
    data = data_bytes_in(read())
    if data is not None:
        bundle.pieces.append(Piece(f"{folder}/notice.json", "What its pages say, as data", lambda: iter([data])))
    for name, what, value in (
        ("content", "What it says, before it was laid out", notice.content),
        ("facts", "The facts that were ruled on", notice.facts),
        ("ruling", "The ruling with its clauses and reasons", notice.ruling),
    ):
        _add_json(bundle, f"{folder}/{name}.json", what, value)


def _pdf_of(document_id: int) -> bytes:
    return bytes(Document.objects.values_list("pdf", flat=True).get(pk=document_id))


def _add_json(bundle: Bundle, name: str, what: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    bundle.pieces.append(Piece(name, what, lambda: iter([text.encode()])))


def _add_file(bundle: Bundle, name: str, what: str, digest: str, opened: Opened) -> bool:
    """Add a file that lies beside the database, where it is whole; say so where it is not."""
    chunks = partial(_read, opened)
    try:
        found = digest_of(chunks())
    except (OSError, ValueError):
        bundle.lost.append(Lost(what, digest, "its file is missing"))
        return False
    if found != digest:
        bundle.lost.append(Lost(what, digest, "its file is not what was kept: the SHA-256 differs"))
        return False
    bundle.pieces.append(Piece(name, what, chunks))
    return True


def _read(opened: Opened) -> Iterator[bytes]:
    with closing(opened()) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of bytes that come in pieces."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
