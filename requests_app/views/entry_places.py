"""Where something that staff write down came to: one of the business's own addresses and numbers, or elsewhere."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from requests_app.register.models import Business
from requests_app.statute import Channel, ContactKind
from requests_app.views import dates

ELSEWHERE = "elsewhere"
KIND_OF = {
    Channel.POSTAL: ContactKind.POSTAL,
    Channel.EMAIL: ContactKind.EMAIL,
    Channel.FAX: ContactKind.FAX,
    Channel.TOLL_FREE_PHONE: ContactKind.TOLL_FREE_PHONE,
    Channel.PHONE: ContactKind.TOLL_FREE_PHONE,
}
"""The kind of address or number that each way leads to; a counter has none."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address or number of the business; `key` is what a form says for it."""

    key: str
    kind: ContactKind
    value: str
    label: str


def places(business: Business, *, on: date) -> tuple[list[Place], list[Place]]:
    """Return the addresses that are or were published for these requests, and the business's others.

    Whether one counted on the day of receipt is for the law to say.
    """
    contacts = business.designated_contacts.filter(valid_from__lte=on).order_by("valid_from", "id")
    published = [
        Place(f"published-{each.pk}", ContactKind(each.kind), each.value, each.value + _until(each.valid_to, on=on))
        for each in contacts
    ]
    others = [
        Place(f"other-{each.pk}", ContactKind(each.kind), each.value, each.value)
        for each in business.other_addresses.order_by("kind", "value", "id")
    ]
    return published, others


def _until(day: date | None, *, on: date) -> str:
    return _(" (until %(day)s)") % {"day": dates.short(day, on=on)} if day else ""
