"""The proof bundle of a campaign: drawn by counsel, and written down who drew it. A part of the door for writes."""

from datetime import datetime
from tempfile import SpooledTemporaryFile

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.cure.campaign import CampaignError
from requests_app.cure.models import Campaign
from requests_app.cure.proof.write import DRAWN, write
from requests_app.handling.bundle import MOST_IN_MEMORY, DrawnBundle
from requests_app.handling.cure import campaign_of, read_campaign
from requests_app.requests.move import Actor


def draw_proof(*, campaign_id: int, by: User, now: datetime) -> DrawnBundle:
    """Gather what a campaign did into one ZIP file, and record who drew it. Raises `CampaignError` before its launch.

    Nothing is held meanwhile: the campaign goes on. Each row is read once, and the totals count what was read.
    """
    campaign = campaign_of(by, campaign_id)
    if not campaign.rows.exists():
        msg = "Nobody is written down in this campaign: there is nothing to prove yet."
        raise CampaignError(msg)
    read_campaign(campaign, now=now)
    chain.seal_all()  # what happened a moment ago has its place in the chain
    file = SpooledTemporaryFile(max_size=MOST_IN_MEMORY)  # noqa: SIM115 - its taker closes it
    whole = Campaign.objects.select_related(
        "event__business", "event__brand", "event__noted_by", "event__register_change", "launched_by", "made_by"
    )
    written = write(whole.get(pk=campaign_id), file, at=now)
    reference = f"campaign-{campaign_id}"
    with transaction.atomic():
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action=DRAWN,
            subject=f"knowledge_event:{campaign.event_id}",
            detail={
                "business": campaign.event.business_id,
                "campaign": campaign_id,
                "digest": written.digest,
                "size": written.size,
            },
        )
    return DrawnBundle(reference=reference, file=file, digest=written.digest, size=written.size)
