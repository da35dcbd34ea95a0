"""What a report says beside its counts: the oldest that waits, mails and letters, messages nobody has sorted yet."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from requests_app.delivery.models import Delivery, State
from requests_app.reports.scope import Scope
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import WAITING


@dataclass(frozen=True, slots=True)
class OldestOpen:
    """The request that has waited longest for its answer."""

    pk: int
    reference: str
    received_on: date
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """What became of the mails, or letters, of one kind."""

    kind: str
    channel: str
    sent: int
    waiting: int
    doubtful: int
    failed: int

    @property
    def all(self) -> int:
        return self.sent + self.waiting + self.doubtful + self.failed


def oldest_open(scope: Scope) -> OldestOpen | None:
    """Return the open request that came first; None where none is open."""
    rows = scope.requests().open().order_by("received_on", "id")
    row = rows.values_list("pk", "reference", "received_on", "due_on").first()
    return OldestOpen(row[0], row[1] or "", row[2], row[3]) if row else None


def deliveries(scope: Scope) -> list[Deliveries]:
    """Return the mails and letters of the requests, by what they are and how they go."""
    rows = Delivery.objects.filter(disclosure_request__in=scope.requests().values("pk")).order_by()
    found: dict[tuple[str, str], dict[str, int]] = {}
    for kind, channel, state, number in rows.values_list("kind", "channel", "state").annotate(number=Count("id")):
        found.setdefault((kind, channel), {})[state] = number
    return [
        Deliveries(
            kind=kind,
            channel=channel,
            sent=states.get(State.ACCEPTED, 0) + states.get(State.POSTED, 0),
            waiting=states.get(State.QUEUED, 0) + states.get(State.SENDING, 0),
            doubtful=states.get(State.DOUBTFUL, 0),
            failed=states.get(State.FAILED, 0),
        )
        for (kind, channel), states in sorted(found.items(), reverse=True)
    ]


def held(scope: Scope) -> int:
    """Return how many messages of the year wait for a person to say whether they are requests."""
    rows = IncomingMessage.objects.filter(business=scope.business, place__in=sorted(WAITING))
    return rows.filter(received_on__gte=date(scope.year, 1, 1), received_on__lte=date(scope.year, 12, 31)).count()
