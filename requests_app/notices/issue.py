"""Issue a notice: compile and lay out without a transaction, then keep everything in one. Nothing is issued twice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from requests_app.notices.compile import BlockedError, Compiled, compile_for
from requests_app.notices.models import Notice, StandardStatement
from requests_app.notices.own_words import note_lack
from requests_app.notices.render import ENCLOSING, RenderedPdf, render_pdf
from requests_app.notices.sign import Signed, signed
from requests_app.notices.standard import keep_document, laid_out, signed_once
from requests_app.register.closed import closed_years
from requests_app.register.models import NoticePdf
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import WORKER, move
from requests_app.requests.status import DECIDED, Status
from requests_app.statute import RULE_VERSION, facts_as_json

LONGEST_PAUSE = timedelta(hours=1)
MOST_WOKEN = 1_000
LAYING_OUT = timedelta(seconds=1)
"""How long a worker takes for a notice, roughly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A notice that is laid out but not yet kept."""

    disclosure_request_id: int
    business_id: int
    version: int
    """The request's version that the notice was compiled from: another decision makes another notice."""
    from_open_year: bool
    """Whether the register of the year was not closed when the notice was compiled."""
    compiled: Compiled
    rendered: RenderedPdf
    statement: StandardStatement | None
    """The statement among the pages, which is kept already."""
    unsigned_because: str


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


def to_wake(*, now: datetime, wake_after: timedelta) -> list[int]:
    """Return decided requests that waited past their hour, the longest waiting first, and put their next hour off.

    What a wave brought waits in one line for hours. A worker that is asked for each of them once more with every sweep
    has no time for anything else, so the next hour comes when those before it have had their time.
    """
    waiting = DisclosureRequest.objects.to_compile(now=now)
    found = list(waiting.values_list("pk", flat=True)[:MOST_WOKEN])
    if found:
        line = DisclosureRequest.objects.filter(status__in=sorted(DECIDED)).count()
        pause = min(max(wake_after, line * LAYING_OUT), LONGEST_PAUSE)
        waiting.filter(pk__in=found).order_by().update(wake_at=now + pause)
    return found


def prepare(disclosure_request: DisclosureRequest, *, at: datetime) -> Prepared:
    """Compile and lay out the notice; raises `BlockedError` where something it must print is missing."""
    issued_on = at.astimezone(ZoneInfo(disclosure_request.business.timezone)).date()
    # Asked before the register is read: whoever closes the year in between finds the notice marked, not unmarked.
    closed = closed_years(disclosure_request.business_id)
    compiled = compile_for(disclosure_request, issued_on=issued_on)
    if compiled.blocked:
        raise BlockedError(compiled.blocked)
    statement, file = _laid_out(disclosure_request, compiled, at=at)
    return Prepared(
        disclosure_request_id=disclosure_request.pk,
        business_id=disclosure_request.business_id,
        version=disclosure_request.version,
        from_open_year=disclosure_request.report_year not in closed,
        compiled=compiled,
        rendered=file.rendered,
        unsigned_because=file.problem,
        statement=statement,
    )


def _laid_out(
    disclosure_request: DisclosureRequest, compiled: Compiled, *, at: datetime
) -> tuple[StandardStatement | None, Signed]:
    content = compiled.content
    if content.statement.answer not in ENCLOSING:
        return None, signed(render_pdf(content))
    laid = laid_out(
        content.statement,
        large_print=content.letter is not None and content.letter.large_print,
        business_id=disclosure_request.business_id,
        at=at,
    )
    is_standard = disclosure_request.business.notice_pdf == NoticePdf.STANDARD
    if is_standard and disclosure_request.reply_by == ReplyBy.EMAIL:
        return laid.row, signed_once(laid, at=at)  # the letter is the text of the e-mail
    return laid.row, signed(render_pdf(content, statement=laid.rendered))


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
    document = keep_document(prepared.rendered, at=at)
    content, ruling, lack = prepared.compiled.content, prepared.compiled.ruling, prepared.compiled.lack
    letter = content.letter
    if lack is not None:
        note_lack(prepared.business_id, lack, at=at)
    return Notice.objects.create(
        disclosure_request_id=prepared.disclosure_request_id,
        document=document,
        statement=prepared.statement,
        unsigned_because=prepared.unsigned_because,
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
