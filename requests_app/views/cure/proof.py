"""The proof of a campaign: what is in it, and the file itself."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from requests_app import handling
from requests_app.cure.campaign import sums
from requests_app.cure.knowledge import last_day
from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent
from requests_app.cure.proof.differing import first_pairs, number_of_pairs
from requests_app.cure.proof.words import question_of
from requests_app.views.cure.page import events
from requests_app.views.guards import cures, person

MOST_PAIRS = 10


@require_safe
@cures
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the bundle of a campaign tells, and whether the campaign is done."""
    campaign = _campaign(request, pk)
    counted = sums(campaign)
    context = {
        "event": campaign.event,
        "campaign": campaign,
        "last_day": last_day(campaign.event),
        "sums": counted,
        "states": [(each, getattr(counted, each.name.lower())) for each in CampaignRow.State],
        "question": question_of(campaign),
        "pairs": first_pairs(campaign, MOST_PAIRS),
        "more_pairs": max(0, number_of_pairs(campaign) - MOST_PAIRS),
        "others": with_rows(campaign.event).exclude(pk=campaign.pk),
        "download": f"{reverse('staff:cure_proof_file', args=[pk])}?campaign={campaign.pk}",
    }
    return render(request, "staff/cure/proof.html", context)


@require_GET
@cures
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the proof of a campaign as one ZIP file; who took it is recorded."""
    campaign = _campaign(request, pk)
    drawn = handling.draw_proof(campaign_id=campaign.pk, by=person(request), now=timezone.now())
    name = f"proof-{drawn.reference}.zip"
    response = FileResponse(drawn.file, as_attachment=True, filename=name, content_type="application/zip")
    response["Content-Length"] = str(drawn.size)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def with_rows(event: KnowledgeEvent) -> QuerySet[Campaign]:
    """Return the campaigns of an event whose people are written down, the last one first."""
    return event.campaigns.filter(Exists(CampaignRow.objects.filter(campaign=OuterRef("pk"))))


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    """Return the launched campaign of an event that is asked for, or else the last one."""
    event = get_object_or_404(events(request), pk=pk)
    launched = with_rows(event).select_related("event__business", "event__brand")
    asked = request.GET.get("campaign", "")
    if asked.isascii() and asked.isdigit() and len(asked) < len(str(2**63)):
        launched = launched.filter(pk=int(asked))
    campaign = launched.first()
    if campaign is None:
        raise Http404
    return campaign
