"""One request at the desk: the facts, the law's answer and why, the notice as it will be or as it went out."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from requests_app import handling
from requests_app.notices.compile import Compiled, compile_for
from requests_app.notices.models import Notice
from requests_app.notices.render import render_html
from requests_app.register.closed import closed_years
from requests_app.requests.assign import name_of
from requests_app.requests.languages import other_language
from requests_app.requests.match import earlier_requests, perhaps_the_same
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import can_review
from requests_app.requests.status import DECIDED, OPEN, Status
from requests_app.retention import holds
from requests_app.statute import RULE_VERSION, FactPattern, facts_from_json
from requests_app.statute.members import RefusedError
from requests_app.views import dates
from requests_app.views.beside import BesideForms, beside
from requests_app.views.clock import WhyDate, why_date
from requests_app.views.desk_place import DeskPlace
from requests_app.views.finding import Finding, Gap, finding_of, gaps
from requests_app.views.guards import in_reach, person, reads_requests
from requests_app.views.history import DeliveryLine, TimelineEntry, deliveries, timeline, waits_for_group
from requests_app.views.later_words import WordLine, word_lines
from requests_app.views.mail_lines import mail_lines
from requests_app.views.queue_forms import AssignForm, DeferForm
from requests_app.views.receipts import ReceiptLine, receipt_lines
from requests_app.views.recipients import WhyRecipients, why_recipients
from requests_app.views.second_review import SecondReview, is_approved_alone, left_because, second_review
from requests_app.views.staff_forms import DeclineForm
from requests_app.views.tombstone import tombstone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """Everything the page of a request shows."""

    row: DisclosureRequest
    why_date: WhyDate
    why_recipients: WhyRecipients
    receipts: tuple[ReceiptLine, ...]
    perhaps: list[DisclosureRequest]
    decided: str
    notice: Notice | None
    year_is_open: bool
    finding: Finding
    gaps: tuple[Gap, ...]
    earlier: list[DisclosureRequest]
    timeline: tuple[TimelineEntry, ...]
    deliveries: tuple[DeliveryLine, ...]
    waits_for_group: str
    words: tuple[WordLine, ...]
    waits_for_decision: bool
    waits_for_worker: bool
    may_decide: bool
    second: SecondReview | None
    left_because: str
    is_approved_alone: bool

    @property
    def may_approve(self) -> bool:
        return (
            self.may_decide
            and self.waits_for_decision
            and not self.gaps
            and not self.unsettled
            and not self.lacks_address
            and (self.second is None or self.second.may_approve)
        )

    @property
    def is_open(self) -> bool:
        """Whether its requester still waits for an answer."""
        return self.row.status in OPEN

    @property
    def lacks_address(self) -> bool:
        """Whether nobody knows yet where to answer."""
        return self.row.reply_by == ReplyBy.UNKNOWN

    @property
    def unsettled(self) -> int:
        """How many receipts ask for the answer elsewhere, and nobody said yet whose they are."""
        return sum(line.needs_word for line in self.receipts)

    @property
    def to_look_at(self) -> int:
        """How much the requester said that nobody has looked at."""
        return sum(line.is_open for line in self.words)


@require_safe
@reads_requests
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request."""
    return show(request, load(request, pk))


def load(request: HttpRequest, pk: int) -> DisclosureRequest:
    """Return the request, or answer 404: also where its business is out of the reader's reach."""
    wanted = DisclosureRequest.objects.select_related("business", "brand", "decided_by", "assigned_to")
    return get_object_or_404(in_reach(request, wanted), pk=pk)


def show(
    request: HttpRequest,
    row: DisclosureRequest,
    *,
    decline: DeclineForm | None = None,
    forms: BesideForms | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a request, with the form of a refusal, or of what stands beside it, as it was filled in.

    Where it was destroyed, its tombstone stands there.
    """
    if row.destroyed_at is not None:
        return render(request, "staff/destruction/tombstone.html", {"row": row, "stone": tombstone_of(row)})
    form = decline or DeclineForm(seen_version=row.version)
    mail = mail_lines(row, on=dates.today(timezone.now()))
    context = {
        "page": _page(request, row),
        "beside": beside(row, forms or BesideForms()),
        "decline": form,
        "row": row,
        "answer_language": other_language(row.language),
        "mail": mail,
        "place": DeskPlace.of(request),
        "others": [
            name_of(each)
            for each in handling.note_presence(disclosure_request_id=row.pk, user=person(request), now=timezone.now())
        ],
        "held": holds.standing(row),
        "assign": AssignForm(initial={"to": row.assigned_to_id, "seen": row.assigned_to_id}),
        "defer": DeferForm(initial={"until": row.deferred_until}),
    }
    return render(request, "staff/request.html", context, status=status)


def _page(request: HttpRequest, row: DisclosureRequest) -> RequestPage:
    now = timezone.now()
    on, zone = dates.today(now), row.business.timezone
    issued = Notice.objects.filter(disclosure_request=row)
    notice = issued.select_related("document", "basis").defer("document__pdf").last()
    compiled = None if notice else compile_for(row, issued_on=on)
    ruling = notice.ruling if notice else compiled.ruling.as_json() if compiled else {}
    finding = finding_of(ruling)
    return RequestPage(
        row=row,
        why_date=why_date(row, reason=finding.clock, on=on),
        why_recipients=_why_recipients(notice, compiled, finding),
        receipts=receipt_lines(row, on=on),
        perhaps=perhaps_the_same(row),
        decided=dates.moment(row.decided_at, zone=zone, on=on) if row.decided_at else "",
        notice=notice,
        year_is_open=notice.from_open_year if notice else row.report_year not in closed_years(row.business_id),
        finding=finding,
        gaps=gaps(compiled.blocked if compiled else (), business=row.business, user=person(request)),
        earlier=earlier_requests(row),
        timeline=timeline(row, zone=zone, on=on),
        deliveries=deliveries(row, zone=zone, on=on),
        waits_for_group=waits_for_group(row, zone=zone, on=on),
        words=word_lines(row, on=on),
        waits_for_decision=row.status == Status.RECEIVED,
        waits_for_worker=row.status in DECIDED,
        may_decide=can_review(request.user),
        second=second_review(row, compiled, by=person(request)) if row.status == Status.RECEIVED else None,
        left_because=left_because(row),
        is_approved_alone=is_approved_alone(row),
    )


def _why_recipients(notice: Notice | None, compiled: Compiled | None, finding: Finding) -> WhyRecipients:
    """Explain from the facts the notice was made with, once there is one; a later version may not take them."""
    if notice is None:
        return why_recipients(compiled.facts if compiled else None, finding)
    note = "" if notice.rule_version == RULE_VERSION else _("The notice was made with an earlier version of the rules.")
    return why_recipients(kept_facts(notice), finding, note=note)


def kept_facts(notice: Notice) -> FactPattern | None:
    """Return the facts a notice was made with, or None where the rules of today no longer take them."""
    try:
        return facts_from_json(notice.facts)
    except RefusedError:
        return None


@require_safe
@reads_requests
def preview(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseRedirect:
    """Show the notice as the resident will get it; once it was issued, the document that was kept."""
    row = load(request, pk)
    if row.destroyed_at is not None:
        return redirect("staff:request", pk=pk)
    notice = Notice.objects.filter(disclosure_request=row).only("id").last()
    if notice is not None:
        return redirect("staff:document", pk=notice.pk)
    compiled = compile_for(row, issued_on=dates.today(timezone.now()))
    accent_url = f"{reverse('public:accent')}?business={row.business.slug}&paper"
    return HttpResponse(render_html(compiled.content, for_screen=True, accent_url=accent_url))


@require_safe
@reads_requests
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the PDF that was kept: the one that went out, byte for byte."""
    rows = Notice.objects.select_related("document", "disclosure_request")
    notice = get_object_or_404(in_reach(request, rows, "disclosure_request__business"), pk=pk)
    if notice.disclosure_request.destroyed_at is not None:
        return redirect("staff:request", pk=notice.disclosure_request_id)
    response = HttpResponse(bytes(notice.document.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{notice.disclosure_request.reference}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
