"""The rows of a campaign: who is where and why, a page of them, and all of them as a table."""

import csv
from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from requests_app.cure.campaign import sums
from requests_app.cure.models import Campaign, CampaignRow, RowRequest
from requests_app.views.cure.page import events
from requests_app.views.guards import cures

PAGE_SIZE = 100
AT_ONCE = 1_000


@require_safe
@cures
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """List the rows, those of one state where it is asked for; the rest is behind `after`."""
    campaign = _campaign(request, pk)
    state = request.GET.get("state", "")
    rows = _rows(campaign)
    if state in CampaignRow.State.values:
        rows = rows.filter(state=state)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < len(str(2**63)):
        rows = rows.filter(pk__gt=int(after))
    found = list(rows[: PAGE_SIZE + 1])
    context = {
        "event": campaign.event,
        "campaign": campaign,
        "rows": found[:PAGE_SIZE],
        "next": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "state": state,
        "states": [(each, getattr(sums(campaign), each.name.lower())) for each in CampaignRow.State],
    }
    return render(request, "staff/cure/rows.html", context)


@require_safe
@cures
def table(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Hand out every row as a table, a line a person."""
    campaign = _campaign(request, pk)
    writer = csv.writer(_Echo())
    response = StreamingHttpResponse((writer.writerow(line) for line in _lines(campaign)), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="campaign-{campaign.pk}.csv"'
    return response


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    event = get_object_or_404(events(request), pk=pk)
    campaign = event.campaigns.filter(launched_at__isnull=False).first()
    if campaign is None:
        raise Http404
    return campaign


def _rows(campaign: Campaign) -> QuerySet[CampaignRow]:
    lines = RowRequest.objects.select_related("disclosure_request", "notice").order_by("pk")
    rows = campaign.rows.select_related("disclosure_request", "notice").defer("notice__letter")
    return rows.prefetch_related(Prefetch("requests", lines)).order_by("pk")


class _Echo:
    """Gives each line back to whoever writes it, so that none is gathered."""

    def write(self, line: str) -> str:
        return line


def _lines(campaign: Campaign) -> Iterator[tuple[str, ...]]:
    yield ("reference", "replaces", "why", "language", "channel", "state", "says", "ended")
    for row in _rows(campaign).iterator(chunk_size=AT_ONCE):
        yield (
            row.disclosure_request.reference or "",
            " ".join(each.disclosure_request.reference or "" for each in row.requests.all()),
            row.get_why_display(),
            row.language,
            row.channel,
            row.get_state_display(),
            row.says,
            row.ended_at.isoformat() if row.ended_at else "",
        )
