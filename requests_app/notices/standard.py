"""The statement of a year as it is laid out once and kept; whoever asks next gets the same pages, (b)(3)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from requests_app.notices.content import Statement
from requests_app.notices.models import Document, StandardStatement
from requests_app.notices.render import RenderedPdf, render_statement
from requests_app.notices.sign import Signed, signed


@dataclass(frozen=True, slots=True)
class Laid:
    """A statement that is kept, and its PDF."""

    row: StandardStatement
    rendered: RenderedPdf


def laid_out(statement: Statement, *, large_print: bool, business_id: int, at: datetime) -> Laid:
    """Return the statement's pages, laid out now where nobody asked for them before.

    No transaction may be open: laying out hundreds of recipients takes seconds. Two workers that lay out the same one
    make the same bytes, and keep them once.
    """
    key = key_of(statement, large_print=large_print)
    kept = StandardStatement.objects.select_related("document", "signed_document").filter(key=key).first()
    if kept is None:
        kept = _keep(statement, key, large_print=large_print, business_id=business_id, at=at)
    document = kept.document
    return Laid(kept, RenderedPdf(pdf=bytes(document.pdf), pages=document.pages, digest=document.digest))


def signed_once(laid: Laid, *, at: datetime) -> Signed:
    """Return the statement as it goes out by itself: signed at its first use, so that every copy has one digest."""
    kept = laid.row.signed_document
    if kept is not None:
        return Signed(RenderedPdf(pdf=bytes(kept.pdf), pages=kept.pages, digest=kept.digest))
    file = signed(laid.rendered)
    if file.rendered.digest == laid.rendered.digest:
        return file
    with transaction.atomic():
        mine = StandardStatement.objects.filter(pk=laid.row.pk, signed_document__isnull=True)
        if mine.update(signed_document=keep_document(file.rendered, at=at)) == 1:
            return file
        transaction.set_rollback(True)
    row = StandardStatement.objects.select_related("signed_document").get(pk=laid.row.pk)
    return signed_once(Laid(row, laid.rendered), at=at)


def key_of(statement: Statement, *, large_print: bool) -> str:
    """Return the digest of what decides how a statement looks: its content, its layout's version, its size of print."""
    decides = {"statement": statement.as_json(), "large_print": large_print}
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def keep_document(rendered: RenderedPdf, *, at: datetime) -> Document:
    """Keep a PDF under its digest, once."""
    document, _ = Document.objects.get_or_create(
        digest=rendered.digest, defaults={"pdf": rendered.pdf, "pages": rendered.pages, "kept_at": at}
    )
    return document


def keep_documents(rendered: Iterable[RenderedPdf], *, at: datetime) -> dict[str, int]:
    """Keep PDFs, each once under its digest, and return the key of each digest's row."""
    files = {each.digest: each for each in rendered}
    kept = _keys(files)
    new = [each for digest, each in sorted(files.items()) if digest not in kept]
    if not new:
        return kept
    Document.objects.bulk_create(
        [Document(digest=each.digest, pdf=each.pdf, pages=each.pages, kept_at=at) for each in new],
        ignore_conflicts=True,  # another worker has the same bytes
    )
    return _keys(files)


def _keys(digests: Iterable[str]) -> dict[str, int]:
    return dict(Document.objects.filter(digest__in=digests).values_list("digest", "pk"))


def _keep(statement: Statement, key: str, *, large_print: bool, business_id: int, at: datetime) -> StandardStatement:
    rendered = render_statement(statement, large_print=large_print)
    with transaction.atomic():
        row, _ = StandardStatement.objects.select_related("document").get_or_create(
            key=key,
            defaults={
                "business_id": business_id,
                "year": statement.year,
                "language": statement.language,
                "answer": statement.answer.value,
                "large_print": large_print,
                "register_version": statement.register_version,
                "template_version": statement.template_version,
                "document": keep_document(rendered, at=at),
                "laid_out_at": at,
            },
        )
    return row
