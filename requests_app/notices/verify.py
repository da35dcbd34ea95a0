"""Whether a PDF is a notice of ours, byte for byte: current, replaced by a corrected one, altered, or not ours.

A digest says it of every file. That a file was altered shows only where it still carries the data of a notice we know.
"""

import hashlib
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db.models import Q

from requests_app.notices.models import Document, Notice, StandardStatement
from requests_app.notices.render import KNOWN_FORMATS, data_in


class Outcome(StrEnum):
    """What a file turned out to be."""

    CURRENT = "current"
    REPLACED = "replaced"
    ALTERED = "altered"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The outcome; of a notice of ours its business, its reference (none for a standard statement) and its days."""

    digest: str
    outcome: Outcome
    business: str = ""
    reference: str | None = None
    issued_on: date | None = None
    replaced_by: str | None = None
    """The digest of the file that replaced it."""
    replaced_on: date | None = None


def verify_digest(digest: str) -> Verdict:
    """Judge a file by its SHA-256 in lower-case hexadecimal."""
    document = Document.objects.filter(digest=digest).only("id", "digest").first()
    if document is None:
        return Verdict(digest=digest, outcome=Outcome.NOT_OURS)
    statements = StandardStatement.objects.filter(Q(document=document) | Q(signed_document=document))
    statement = statements.select_related("business").first()
    if statement is not None:
        return _of_statement(digest, statement)
    notice = document.notices.select_related("disclosure_request__business").first()
    return Verdict(digest=digest, outcome=Outcome.NOT_OURS) if notice is None else _of_notice(digest, notice)


def verify_file(pdf: bytes) -> Verdict:
    """Judge a file; it may be anything, and as damaged as can be."""
    verdict = verify_digest(hashlib.sha256(pdf).hexdigest())
    if verdict.outcome is not Outcome.NOT_OURS or not _is_known(data_in(pdf)):
        return verdict
    return Verdict(digest=verdict.digest, outcome=Outcome.ALTERED)


def _of_statement(digest: str, statement: StandardStatement) -> Verdict:
    zone = ZoneInfo(statement.business.timezone)
    same = StandardStatement.objects.filter(
        business=statement.business,
        year=statement.year,
        language=statement.language,
        large_print=statement.large_print,
        id__gt=statement.pk,
    )
    newer = same.select_related("document", "signed_document").defer("document__pdf", "signed_document__pdf").last()
    return Verdict(
        digest=digest,
        outcome=Outcome.CURRENT if newer is None else Outcome.REPLACED,
        business=statement.business.legal_name,
        issued_on=statement.laid_out_at.astimezone(zone).date(),
        replaced_by=None if newer is None else (newer.signed_document or newer.document).digest,
        replaced_on=None if newer is None else newer.laid_out_at.astimezone(zone).date(),
    )


def _of_notice(digest: str, notice: Notice) -> Verdict:
    newer = Notice.objects.filter(supersedes=notice).select_related("document").defer("document__pdf").first()
    return Verdict(
        digest=digest,
        outcome=Outcome.CURRENT if newer is None else Outcome.REPLACED,
        business=notice.disclosure_request.business.legal_name,
        reference=notice.disclosure_request.reference,
        issued_on=notice.issued_on,
        replaced_by=None if newer is None else newer.document.digest,
        replaced_on=None if newer is None else newer.issued_on,
    )


def _is_known(data: dict[str, object] | None) -> bool:
    """Whether data that lie in a file are those of a notice of ours."""
    if data is None or data.get("format") not in KNOWN_FORMATS:
        return False
    letter = data.get("letter")
    if isinstance(letter, dict):
        return Notice.objects.filter(disclosure_request__reference=str(letter.get("reference"))).exists()
    return StandardStatement.objects.filter(
        business__legal_name=str(data.get("business")), year=_year(data.get("year"))
    ).exists()


def _year(value: object) -> int:
    """Return a year that a database can be asked for, whatever stands in the file."""
    return value if isinstance(value, int) and MINYEAR <= value <= MAXYEAR else 0
