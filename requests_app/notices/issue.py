"""Issue a notice: compile and lay out without a transaction, then keep everything in one. Nothing is issued twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from requests_app.notices.compile import BlockedError, Compiled, compile_for
from requests_app.notices.models import Document, Notice
from requests_app.notices.render import RenderedPdf, render_pdf
from requests_app.register.closed import closed_years
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import WORKER, move
from requests_app.requests.status import DECIDED, Status
from requests_app.statute import RULE_VERSION, facts_as_json

LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A notice that is laid out but not yet kept."""

    disclosure_request_id: int
    version: int
    """The request's version that the notice was compiled from: another decision makes another notice."""
    from_open_year: bool
    """Whether the register of the year was not closed when the notice was compiled."""
    compiled: Compiled
    rendered: RenderedPdf


def begin(disclosure_request_id: int, *, at: datetime, wake_after: timedelta) -> DisclosureRequest | None:
    """Note that a worker begins, and when the sweep should look again; None where there is nothing to compile.

    The pause doubles with every try, so that a request that brings a worker down does not do so without end.
    """
    waiting = DisclosureRequest.objects.filter(pk=disclosure_request_id, status__in=sorted(DECIDED))
    row = waiting.select_related("business").first()
    if row is None:
        return None
    pause = min(wake_after * 2 ** min(row.tries, 10), LONGEST_PAUSE)
    if waiting.update(tries=F("tries") + 1, wake_at=at + pause) != 1:
        return None
    return row


def prepare(disclosure_request: DisclosureRequest, *, at: datetime) -> Prepared:
    """Compile and lay out the notice; raises `BlockedError` where something it must print is missing."""
    issued_on = at.astimezone(ZoneInfo(disclosure_request.business.timezone)).date()
    # Asked before the register is read: whoever closes the year in between finds the notice marked, not unmarked.
    closed = closed_years(disclosure_request.business_id)
    compiled = compile_for(disclosure_request, issued_on=issued_on)
    if compiled.blocked:
        raise BlockedError(compiled.blocked)
    return Prepared(
        disclosure_request_id=disclosure_request.pk,
        version=disclosure_request.version,
        from_open_year=disclosure_request.report_year not in closed,
        compiled=compiled,
        rendered=render_pdf(compiled.content),
    )


@transaction.atomic
def keep(prepared: Prepared, *, at: datetime) -> Notice | None:
    """Keep the notice and its document and move the request on.

    None where another worker was first, or where the request was decided otherwise since the notice was compiled.
    """
    if not move(
        prepared.disclosure_request_id,
        to=Status.COMPILED,
        actor=WORKER,
        at=at,
        kind="compiled",
        says=f"{prepared.rendered.pages} pages, SHA-256 {prepared.rendered.digest}.",
        seen_version=prepared.version,
        wake_at=None,
        problem="",
    ):
        return None
    document, _ = Document.objects.get_or_create(
        digest=prepared.rendered.digest,
        defaults={"pdf": prepared.rendered.pdf, "pages": prepared.rendered.pages, "kept_at": at},
    )
    content, ruling = prepared.compiled.content, prepared.compiled.ruling
    letter = content.letter
    return Notice.objects.create(
        disclosure_request_id=prepared.disclosure_request_id,
        document=document,
        answer=content.statement.answer.value,
        content=content.as_json(),
        facts=facts_as_json(prepared.compiled.facts),
        ruling=ruling.as_json(),
        rule_version=RULE_VERSION,
        register_version=content.statement.register_version,
        from_open_year=prepared.from_open_year,
        template_version=content.statement.template_version,
        issued_at=at,
        issued_on=at.date() if letter is None else letter.issued_on,
    )


def return_to_review(disclosure_request_id: int, *, blocked: BlockedError, at: datetime) -> bool:
    """Hand the request back to the reviewer: the register changed after the approval and now blocks the notice."""
    return move(
        disclosure_request_id,
        to=Status.RECEIVED,
        actor=WORKER,
        at=at,
        kind="returned",
        says=str(blocked),
        wake_at=None,
        problem=str(blocked),
        decided_by=None,
        decided_at=None,
    )


def note_problem(disclosure_request_id: int, *, says: str) -> None:
    """Show staff what went wrong while the notice was compiled; the sweep tries again."""
    DisclosureRequest.objects.filter(pk=disclosure_request_id, status__in=sorted(DECIDED)).update(problem=says)
