"""Acknowledge each request once: alone, or together with others from the same address.

A mailbox gets a few that stand alone each day, so that nobody can fill it with requests in its name. What comes after
them, as from a law firm, is acknowledged within the hour in one mail. Each promise is a row that was written together
with its request; the sweep keeps it.
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from requests_app.delivery import queue
from requests_app.delivery.models import Delivery, GroupedAcknowledgement, Kind
from requests_app.notices.compile import sender_of
from requests_app.notices.content import Sender
from requests_app.register.models import Business
from requests_app.register.reading import as_it_is
from requests_app.requests.keys import email_key
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.only_one import one_at_a_time
from requests_app.rows.kept import KeptQuery
from requests_app.rows.prepared import Question, Rows, all_asked

GROUPS_AT_ONCE = 1_000


def is_acknowledged(disclosure_request: DisclosureRequest) -> bool:
    """Say whether the request has its acknowledgement, or the promise of one."""
    promised = Q(deliveries__kind__in=(Kind.ACKNOWLEDGEMENT, Kind.NOTICE)) | Q(grouped_acknowledgement__isnull=False)
    return DisclosureRequest.objects.filter(promised, pk=disclosure_request.pk).exists()


def acknowledge(
    disclosure_request: DisclosureRequest,
    *,
    sender: Sender,
    why_due: str,
    at: datetime,
    wake_after: timedelta,
    so_far: Rows | None = None,
) -> Delivery | None:
    """Queue the acknowledgement in the transaction that received the request, or promise it with the next group.

    Return the mail, None where there is none yet. Of many at the same moment, each waits for those before it;
    `so_far` is what `asks_for_day` found for the request's address once this transaction held its key.
    """
    business, key = disclosure_request.business, email_key(disclosure_request.email)
    if not key:
        return None
    if so_far is None:
        one_at_a_time(business.pk, (key,))
        so_far = all_asked([asks_for_day(business, disclosure_request.email, at=at)])[0]
    if len(so_far) < settings.ACKNOWLEDGEMENTS_A_DAY:
        return queue.queue_acknowledgement(
            disclosure_request, sender=sender, why_due=why_due, at=at, wake_after=wake_after
        )
    GroupedAcknowledgement.objects.create(
        disclosure_request=disclosure_request,
        business=business,
        address_key=key,
        language=disclosure_request.language,
        due_at=at + timedelta(seconds=settings.ACKNOWLEDGE_TOGETHER_SECONDS),
    )
    return None


def asks_for_day(business: Business, email: str, *, at: datetime) -> Question:
    """Return what asks for the acknowledgements that an address got on the business's own day.

    No more are counted than may stand alone. Its key is held when it is asked.
    """
    begins = at.astimezone(ZoneInfo(business.timezone)).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = begins + timedelta(days=1)
    day = _of_the_day(max(settings.ACKNOWLEDGEMENTS_A_DAY, 1))
    return day.question(key=email_key(email), begins=begins, ends=ends, business_id=business.pk)


@cache
def _of_the_day(most: int) -> KeptQuery:
    """Return the query of the first acknowledgements of a day, so many at most."""

    def build(key: str, begins: datetime, ends: datetime, business_id: int) -> QuerySet[Delivery, tuple[object, ...]]:
        return (
            Delivery.objects.filter(
                kind=Kind.ACKNOWLEDGEMENT,
                address_key=key,
                queued_at__gte=begins,
                queued_at__lt=ends,
                disclosure_request__business=business_id,
            )
            .exclude(address_key="")  # as the index says
            .order_by()
            .values_list("id")[:most]
        )

    some_day = datetime(2020, 1, 1, tzinfo=UTC)
    return KeptQuery(build, key="some key", begins=some_day, ends=some_day + timedelta(days=1), business_id=-1)


def send_groups(*, now: datetime, wake_after: timedelta) -> list[int]:
    """Queue one mail for each address whose group is due, with all that wait by now; return the ids of the mails."""
    due = GroupedAcknowledgement.objects.filter(delivery__isnull=True, due_at__lte=now)
    groups = due.order_by("business_id", "address_key", "language")
    wanted = groups.values_list("business_id", "address_key", "language").distinct()[:GROUPS_AT_ONCE]
    queued = [_send_group(*group, now=now, wake_after=wake_after) for group in list(wanted)]
    return [pk for pk in queued if pk is not None]


@transaction.atomic
def _send_group(business_id: int, key: str, language: str, *, now: datetime, wake_after: timedelta) -> int | None:
    one_at_a_time(business_id, (key,))
    waiting = GroupedAcknowledgement.objects.filter(
        delivery__isnull=True, business=business_id, address_key=key, language=language
    )
    rows = list(waiting.select_related("disclosure_request__business").order_by("id"))
    if not rows:  # another worker was first
        return None
    requests = [each.disclosure_request for each in rows]
    sender = sender_of(as_it_is(requests[0].business), on=requests[0].received_on)
    delivery = queue.queue_group(requests, sender=sender, language=language, at=now, wake_after=wake_after)
    GroupedAcknowledgement.objects.filter(pk__in=[each.pk for each in rows]).update(delivery=delivery)
    return delivery.pk
