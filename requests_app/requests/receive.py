"""A request comes in: it is written down before anything can fail, with its due date from the law."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from requests_app.register.facts import business_facts
from requests_app.register.models import Brand, Business
from requests_app.register.reading import as_it_is
from requests_app.requests.match import person_key
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.move import Actor, record
from requests_app.statute import Channel, RequestFacts, deadline, report_year

PACIFIC = ZoneInfo("America/Los_Angeles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a requester told us, through whichever door. `arrived_at` is the address it came to, empty for the form."""

    requester_name: str
    email: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    reply_by: ReplyBy = ReplyBy.EMAIL
    california_resident: bool | None = None
    message: str = ""
    language: str = "en"
    brand: Brand | None = None
    channel: Channel = Channel.WEB_FORM
    arrived_at: str = ""


def day_of_receipt(received_at: datetime, *, timezone: str) -> date:
    """Return the day on which the clock starts: the business's own or the Pacific one, whichever is earlier."""
    return min(received_at.astimezone(ZoneInfo(timezone)).date(), received_at.astimezone(PACIFIC).date())


@transaction.atomic
def receive(
    *, business: Business, asked: Asked, received_at: datetime, actor: Actor, form_token: str | None
) -> DisclosureRequest:
    """Write the request and its first event. A `form_token` seen before raises `IntegrityError`."""
    received_on = day_of_receipt(received_at, timezone=business.timezone)
    year = report_year(received_on)
    due = deadline(
        business_facts(as_it_is(business), year=year, on=received_on),
        RequestFacts(received=received_on, channel=asked.channel, at=asked.arrived_at or None),
    )
    row = DisclosureRequest(
        business=business,
        brand=asked.brand,
        form_token=form_token,
        channel=asked.channel.value,
        arrived_at=asked.arrived_at,
        received_at=received_at,
        received_on=received_on,
        report_year=year,
        due_on=due.due_on,
        deadline=due.kind.value,
        requester_name=asked.requester_name,
        email=asked.email,
        street=asked.street,
        city=asked.city,
        state=asked.state,
        postal_code=asked.postal_code,
        country=asked.country,
        reply_by=asked.reply_by,
        california_resident=asked.california_resident,
        message=asked.message,
        language=asked.language,
    )
    row.person_key = person_key(name=row.requester_name, email=row.email, address=row.address_lines)
    row.save()
    row.reference = f"STL-{received_on.year}-{row.pk:06d}"
    row.save(update_fields=["reference"])
    record(row, actor=actor, at=received_at, kind="received", says=f"Came in by {row.get_channel_display()}.")
    return row
