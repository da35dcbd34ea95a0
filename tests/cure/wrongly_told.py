"""A business whose answers are wrong, and a campaign that puts them right: what the tests of campaigns begin with."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from requests_app import handling
from requests_app.cure.knowledge import Known
from requests_app.cure.models import Campaign
from requests_app.delivery import send
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.smtp import ServerAnswer
from requests_app.notices.models import Notice
from requests_app.register.models import Business, Disclosure
from requests_app.requests.permissions import REGISTER_KEEPER
from tests.builders import NOW, REPORT_YEAR, a_business, a_person, a_register
from tests.remembered import remember

LATER = NOW + timedelta(days=20)


def a_remembered_business() -> Business:
    business = a_business()
    a_register(business)
    remember(business)
    return business


def correct(business: Business, *categories: str) -> None:
    """Correct what one company got: telephone numbers, too, where nothing else is said."""
    row = Disclosure.objects.get(third_party__business=business, third_party__legal_name__startswith="Sierra")
    row.categories = list(categories) or ["name_address", "product_kind", "telephone"]
    kim = User.objects.filter(username="kim").first() or a_person("kim", REGISTER_KEEPER)
    handling.save_register_row(row=row, by=kim, now=LATER, nature="correction")


def drafted(
    business: Business, cora: User, *, first_batch: int = 100, an_hour: int = 1000, **known: object
) -> Campaign:
    given = {
        "business": business,
        "years": (REPORT_YEAR,),
        "known_on": LATER.date(),
        "what_was_wrong": "We left out the telephone numbers, and knew better.",
        **known,
    }
    event = handling.note_knowledge(known=Known(**given), by=cora, now=LATER)  # type: ignore[arg-type] # a test may give any value on purpose
    return handling.draft_campaign(event_id=event.pk, first_batch=first_batch, an_hour=an_hour, by=cora, now=LATER)


def launched(business: Business, cora: User, **how: object) -> Campaign:
    """Launch a campaign, and have its rows written as the worker does."""
    campaign = drafted(business, cora, **how)  # type: ignore[arg-type] # as above
    handling.launch_campaign(campaign_id=campaign.pk, by=cora, now=LATER)
    handling.write_campaign_down(campaign_id=campaign.pk, now=LATER)
    campaign.refresh_from_db()
    return campaign


def walk(campaign: Campaign, *, at: datetime = LATER) -> None:
    while handling.walk_campaign(campaign_id=campaign.pk, clock=lambda: at):
        pass
    campaign.refresh_from_db()


def settle(answer: ServerAnswer, delivery: Delivery) -> None:
    """Have the mail server answer so."""
    at = delivery.queued_at + timedelta(minutes=5)
    claimed = send.claim(delivery.pk, at=at)
    assert claimed is not None
    send.record_outcome(send.Sent(claimed, answer), at=at, first_pause=timedelta(minutes=1))


def to_send() -> list[Delivery]:
    return list(Delivery.objects.filter(kind=Kind.NOTICE, state=State.QUEUED).order_by("pk"))


def notice_in(delivery: Delivery) -> Notice:
    assert delivery.notice is not None
    return delivery.notice


def read(campaign: Campaign) -> None:
    handling.read_campaigns(now=LATER + timedelta(hours=1))
    campaign.refresh_from_db()
