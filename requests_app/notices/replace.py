"""A corrected notice: compiled and laid out anew, kept in the place of those that were not right, and queued once.

A person may have had several wrong ones, under several references. Each of their requests gets the corrected notice as
its newest, so that whoever looks there finds it; it is the same document, and goes out once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from requests_app.notices.basis import keep_bases
from requests_app.notices.compile import BlockedError
from requests_app.notices.content import CategoryLine, Replaced, Replaces
from requests_app.notices.issue import Prepared, laid_out_for, notice_of
from requests_app.notices.models import Notice
from requests_app.notices.shared import Shared
from requests_app.notices.standard import keep_documents
from requests_app.notices.told import Differing, Told
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import WORKER, record
from requests_app.statute import category


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A corrected notice that is laid out but not yet kept, and the notices it replaces; the first is the reader's."""

    prepared: Prepared
    wrong: tuple[Notice, ...]


def prepare(
    disclosure_request: DisclosureRequest, *, wrong: Sequence[Notice], at: datetime, shared: Shared
) -> Corrected | None:
    """Compile and lay out what replaces `wrong`, the request's own first; None where each says what is known by now.

    It has no words of the business's own: these were written around a first answer. Raises `BlockedError` as a first
    notice does.
    """
    closed = shared.closed_years(disclosure_request.business_id)
    issued_on = at.astimezone(ZoneInfo(disclosure_request.business.timezone)).date()
    compiled = shared.compile(disclosure_request, issued_on=issued_on)
    if compiled.blocked:
        raise BlockedError(compiled.blocked)
    if all(Told.by(each) == Told.of(compiled.ruling) for each in wrong):
        return None
    last = max(wrong, key=lambda notice: (notice.issued_at, notice.pk))
    differing = Differing(before=Told.by(last), after=Told.of(compiled.ruling))
    content = replace(compiled.content, own=None, replaces=_replaces(wrong, differing))
    compiled = replace(compiled, content=content, lack=None)
    statement, file = laid_out_for(disclosure_request, compiled, shared, at=at)
    return Corrected(
        wrong=tuple(wrong),
        prepared=Prepared(
            disclosure_request_id=disclosure_request.pk,
            business_id=disclosure_request.business_id,
            version=disclosure_request.version,
            from_open_year=disclosure_request.report_year not in closed,
            compiled=compiled,
            basis=shared.written(compiled),
            rendered=file.rendered,
            unsigned_because=file.problem,
            statement=statement,
        ),
    )


def keep(corrected: Corrected, *, at: datetime) -> Notice:
    """Keep it, in the caller's transaction, as the newest notice of each request; return the one that is sent.

    A notice is replaced once: the database refuses a second one (`IntegrityError`).
    """
    prepared = corrected.prepared
    documents = keep_documents([prepared.rendered], at=at)
    bases = keep_bases([prepared.basis])
    first, *others = (
        notice_of(
            replace(prepared, disclosure_request_id=old.disclosure_request_id),
            documents[prepared.rendered.digest],
            bases[prepared.basis.key],
            at=at,
            supersedes=old,
        )
        for old in corrected.wrong
    )
    Notice.objects.bulk_create([first, *others])
    says = f"{prepared.rendered.pages} pages, SHA-256 {prepared.rendered.digest}."
    for old in corrected.wrong:
        record(old.disclosure_request, actor=WORKER, at=at, kind="notice_corrected", says=says)
    return first


def _replaces(wrong: Sequence[Notice], differing: Differing) -> Replaces:
    return Replaces(
        notices=tuple(
            Replaced(reference=each.disclosure_request.reference or "", issued_on=each.issued_on) for each in wrong
        ),
        was=differing.before.answer,
        recipients_new=tuple(differing.recipients_added),
        recipients_gone=tuple(differing.recipients_removed),
        recipients_other=tuple(differing.recipients_changed),
        categories_new=_lines(differing.after.categories - differing.before.categories),
        categories_gone=_lines(differing.before.categories - differing.after.categories),
        is_other_number=differing.is_other_number and None not in _numbers(differing),
    )


def _numbers(differing: Differing) -> tuple[int | None, int | None]:
    return differing.before.same_brand_affiliates, differing.after.same_brand_affiliates


def _lines(codes: frozenset[str]) -> tuple[CategoryLine, ...]:
    return tuple(CategoryLine(code=code, label=category(code).label) for code in sorted(codes))
