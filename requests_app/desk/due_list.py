"""What a reminder says: what is due, by how urgent it is, and what else waits. References alone, never a name."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from requests_app.delivery.models import Delivery, State
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.queries import COUNT_CAP, DisclosureRequestQuerySet
from requests_app.requests.status import OPEN

MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Requests of one urgency: the first of them, and how many there are."""

    title: str
    rows: tuple[DisclosureRequest, ...]
    count: int

    @property
    def further(self) -> int:
        """How many are not listed."""
        return self.count - len(self.rows)

    @property
    def is_capped(self) -> bool:
        return self.count >= COUNT_CAP


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What is due in a business on a day."""

    groups: tuple[DueGroup, ...]
    failed: int
    to_post: int

    @property
    def requests(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.failed or self.to_post)


def due_list(business: Business, *, on: date) -> DueList:
    """Return what whoever looks after the queue should know: from the first day of warning on, and what is late."""
    days = sorted(business.warning_days)
    widest = days[-1] if days else 0
    deliveries = Delivery.objects.filter(disclosure_request__business=business)
    unsettled = deliveries.filter(
        state__in=[State.FAILED, State.DOUBTFUL], followed_by__isnull=True, disclosure_request__status__in=sorted(OPEN)
    )
    late, at_risk = _late(business, on=on), _until(business, on + _last(business))
    coming = _due(business).filter(_until(business, on + timedelta(days=widest))).exclude(at_risk)
    return DueList(
        groups=_groups(
            ("OVERDUE", late),
            ("AT RISK", _due(business).filter(at_risk, due_on__gte=on)),
            ("COMING UP", coming),
        ),
        failed=unsettled.order_by()[:COUNT_CAP].count(),
        to_post=deliveries.filter(state=State.QUEUED, channel=ReplyBy.POST).order_by()[:COUNT_CAP].count(),
    )


def late_list(business: Business, *, on: date) -> DueList:
    """Return what a second person has to know: what is late, or will be unless somebody acts now."""
    return DueList(
        groups=_groups(
            ("OVERDUE", _late(business, on=on)),
            ("AT RISK", _due(business).filter(_until(business, on + _last(business)), due_on__gte=on)),
        ),
        failed=0,
        to_post=0,
    )


def _last(business: Business) -> timedelta:
    """Return how long before the due date the last warning comes."""
    return timedelta(days=min(business.warning_days, default=0))


def _until(business: Business, day: date) -> Q:
    """Return what is due until a day; of letters also what is due while one sent that day would still be on its way."""
    lead = timedelta(days=business.postal_lead_days)
    letters = Delivery.objects.filter(disclosure_request=OuterRef("pk"), state=State.QUEUED, channel=ReplyBy.POST)
    goes_by_post = Q(~Q(reply_by=ReplyBy.EMAIL) | Q(Exists(letters)))
    return Q(due_on__lte=day) | Q(goes_by_post, due_on__lte=day + lead)


def _late(business: Business, *, on: date) -> DisclosureRequestQuerySet:
    return _due(business).filter(due_on__lt=on)


def _due(business: Business) -> DisclosureRequestQuerySet:
    rows = DisclosureRequest.objects.open().filter(business=business)
    return rows.only("id", "reference", "due_on").order_by("due_on", "id")


def _groups(*groups: tuple[str, DisclosureRequestQuerySet]) -> tuple[DueGroup, ...]:
    found = (DueGroup(title, tuple(rows[:MOST_LINES]), rows.capped_count()) for title, rows in groups)
    return tuple(group for group in found if group.count)
