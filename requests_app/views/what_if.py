"""The what-if page: facts are changed, the ruling follows, and nothing is stored."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.reach import businesses_of
from requests_app.statute import FactPattern, Ruling, rule_on
from requests_app.views import dates
from requests_app.views.clock import WhyDate, planned_days
from requests_app.views.finding import Finding, Gap, Grounds, finding_of
from requests_app.views.guards import person, reads_requests
from requests_app.views.recipients import WhyRecipients, why_recipients
from requests_app.views.what_if_changes import Changes, changes
from requests_app.views.what_if_rows import with_one_more
from requests_app.views.what_if_sheet import Sheet
from requests_app.views.what_if_start import Start, start_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The ruling on the facts of the sheet, explained as on the page of a request."""

    why_date: WhyDate
    finding: Finding
    gaps: tuple[Gap, ...]
    why_recipients: WhyRecipients
    changes: Changes | None


@require_http_methods(["GET", "HEAD", "POST"])
@reads_requests
def page(request: HttpRequest) -> HttpResponse:
    """Show the sheet and what the law says of it. Facts are posted, so that no address and no log holds them."""
    on = dates.today(timezone.now())
    start = start_of(request, on=on)
    data = with_one_more(request.POST, request.POST.get("add", "")) if request.method == "POST" else None
    sheet = Sheet(start.facts, data)
    context = {
        "start": start,
        "sheet": sheet,
        "added": request.POST.get("add", ""),
        "outcome": None if sheet.faults else _outcome(sheet.facts(), start, is_typed=data is not None, on=on),
        "businesses": businesses_of(person(request)).only("slug", "legal_name"),
    }
    return render(request, "staff/what_if.html", context, status=422 if sheet.faults else 200)


def _outcome(facts: FactPattern, start: Start, *, is_typed: bool, on: date) -> Outcome:
    ruling = rule_on(facts)
    finding = finding_of(ruling.as_json())
    return Outcome(
        why_date=_why_date(ruling, finding.clock, start, on=on),
        finding=finding,
        gaps=tuple(Gap(says, "") for says in ruling.blocked),
        why_recipients=why_recipients(facts, finding),
        changes=changes(rule_on(start.facts), ruling) if is_typed and not start.is_blank else None,
    )


def _why_date(ruling: Ruling, reason: Grounds | None, start: Start, *, on: date) -> WhyDate:
    """Return the days, with those the business plans by where one is chosen; the row here is never saved."""
    due = dates.Due(ruling.due_on, on)
    if start.business is None:
        return WhyDate(due=due, reason=reason)
    row = DisclosureRequest(
        business=start.business,
        received_on=ruling.received_on,
        due_on=ruling.due_on,
        reply_by=start.row.reply_by if start.row else ReplyBy.EMAIL,
    )
    return WhyDate(due=due, reason=reason, planned=planned_days(row, on=on))
