"""Issue a notice: compile and lay out without a transaction, then keep everything in one. Nothing is issued twice."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from requests_app.notices.basis import Written, keep_bases
from requests_app.notices.compile import BlockedError, Compiled
from requests_app.notices.models import Notice, StandardStatement
from requests_app.notices.own_words import note_lack
from requests_app.notices.render import ENCLOSING, RenderedPdf, render_pdf
from requests_app.notices.shared import Shared
from requests_app.notices.sign import Signed, signed
from requests_app.notices.standard import keep_documents
from requests_app.register.models import NoticePdf
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import WORKER, move, move_all
from requests_app.requests.status import DECIDED, Status
from requests_app.rows.many import insert_many
from requests_app.statute import RULE_VERSION

LONGEST_PAUSE = timedelta(hours=1)
MOST_WOKEN = 1_000
LAYING_OUT = timedelta(milliseconds=100)
"""How long a worker takes for a notice with a letter in front, roughly."""


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
    basis: Written
    rendered: RenderedPdf
    statement: StandardStatement | None
    """The statement among the pages, which is kept already."""
    unsigned_because: str


def begin(disclosure_request_id: int, *, at: datetime, wake_after: timedelta) -> DisclosureRequest | None:
    """Begin with one request, as `begin_all` does; None where there is nothing to compile."""
    return next(iter(begin_all([disclosure_request_id], at=at, wake_after=wake_after)), None)


def begin_all(
    disclosure_request_ids: Collection[int], *, at: datetime, wake_after: timedelta
) -> list[DisclosureRequest]:
    """Note that a worker begins, and when the sweep should look again; return those that have a notice to compile.

    The pause doubles with every try, so that a request that brings a worker down does not do so without end.
    """
    waiting = DisclosureRequest.objects.filter(pk__in=disclosure_request_ids, status__in=sorted(DECIDED))
    rows = list(waiting.select_related("business").order_by("pk"))
    for tries in sorted({row.tries for row in rows}):
        pause = min(wake_after * 2 ** min(tries, 10), LONGEST_PAUSE)
        waiting.filter(pk__in=[row.pk for row in rows if row.tries == tries]).update(
            tries=F("tries") + 1, wake_at=at + pause
        )
    return rows


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


def prepare(disclosure_request: DisclosureRequest, *, at: datetime, shared: Shared | None = None) -> Prepared:
    """Compile and lay out the notice; raises `BlockedError` where something it must print is missing.

    `shared` is what this round of notices has in common.
    """
    shared = shared or Shared()
    issued_on = at.astimezone(ZoneInfo(disclosure_request.business.timezone)).date()
    closed = shared.closed_years(disclosure_request.business_id)
    compiled = shared.compile(disclosure_request, issued_on=issued_on)
    if compiled.blocked:
        raise BlockedError(compiled.blocked)
    statement, file = laid_out_for(disclosure_request, compiled, shared, at=at)
    return Prepared(
        disclosure_request_id=disclosure_request.pk,
        business_id=disclosure_request.business_id,
        version=disclosure_request.version,
        from_open_year=disclosure_request.report_year not in closed,
        compiled=compiled,
        basis=shared.written(compiled),
        rendered=file.rendered,
        unsigned_because=file.problem,
        statement=statement,
    )


def laid_out_for(
    disclosure_request: DisclosureRequest, compiled: Compiled, shared: Shared, *, at: datetime
) -> tuple[StandardStatement | None, Signed]:
    """Lay out what this requester gets: their own copy, or the statement that everybody gets."""
    content = compiled.content
    if content.statement.answer not in ENCLOSING:
        return None, signed(render_pdf(content))
    laid = shared.laid_out(compiled, business_id=disclosure_request.business_id, at=at)
    is_standard = disclosure_request.business.notice_pdf == NoticePdf.STANDARD
    if is_standard and disclosure_request.reply_by == ReplyBy.EMAIL:
        return laid.row, shared.signed_once(laid, at=at)  # the letter is the text of the e-mail
    return laid.row, signed(render_pdf(content, statement=laid.rendered))


def keep(prepared: Prepared, *, at: datetime) -> Notice | None:
    """Keep one notice, as `keep_all` does; None where it is not to be kept."""
    return next(iter(keep_all([prepared], at=at)), None)


@transaction.atomic
def keep_all(prepared: Sequence[Prepared], *, at: datetime) -> list[Notice]:
    """Keep notices and their documents and move the requests on; return those that were kept.

    Not kept are those where another worker was first, or where the request was decided otherwise since the notice was
    compiled.
    """
    moved = move_all(
        {each.disclosure_request_id: each.version for each in prepared},
        to=Status.COMPILED,
        actor=WORKER,
        at=at,
        kind="compiled",
        says={
            each.disclosure_request_id: f"{each.rendered.pages} pages, SHA-256 {each.rendered.digest}."
            for each in prepared
        },
        wake_at=None,
        problem="",
    )
    ours = [each for each in prepared if each.disclosure_request_id in moved]
    documents = keep_documents([each.rendered for each in ours], at=at)
    bases = keep_bases([each.basis for each in ours])
    for business_id, lack in dict.fromkeys((each.business_id, each.compiled.lack) for each in ours):
        if lack is not None:
            note_lack(business_id, lack, at=at)
    notices = [notice_of(each, documents[each.rendered.digest], bases[each.basis.key], at=at) for each in ours]
    insert_many(notices)
    return notices


def notice_of(
    prepared: Prepared, document_id: int, basis_id: int, *, at: datetime, supersedes: Notice | None = None
) -> Notice:
    """Return the row of a notice, not yet written."""
    statement, letter = prepared.compiled.content.statement, prepared.compiled.content.letter
    return Notice(
        disclosure_request_id=prepared.disclosure_request_id,
        supersedes=supersedes,
        document_id=document_id,
        statement=prepared.statement,
        unsigned_because=prepared.unsigned_because,
        answer=statement.answer.value,
        basis_id=basis_id,
        name=prepared.compiled.facts.id,
        letter=prepared.compiled.content.letter_as_json(),
        rule_version=RULE_VERSION,
        register_version=statement.register_version,
        from_open_year=prepared.from_open_year,
        template_version=statement.template_version,
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
