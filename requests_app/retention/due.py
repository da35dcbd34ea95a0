"""Which requests may be destroyed on a day, and why another one may not: one rule for the list and for the moment."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, TruncDate

from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent, RowRequest
from requests_app.delivery.models import Delivery, GroupedAcknowledgement, State
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, LaterWord, OtherWish, Receipt, RequestEvent
from requests_app.requests.models.later_word import WordKind
from requests_app.requests.status import OPEN, Status
from requests_app.retention.models import LegalHold, RetentionRule
from requests_app.retention.schedule import DEFAULTS, Kind, Period
from requests_app.statute.cure import DAYS_TO_CURE

Rows = QuerySet[Any]
_UNDER_WAY = (State.QUEUED, State.SENDING, State.DOUBTFUL)
GOING_ON = sorted(frozenset(Campaign.State) - {Campaign.State.STOPPED, Campaign.State.DONE})
TOO_EARLY = "Its period is not over: something was done with it since."
_OF: dict[Kind, Q] = {
    Kind.ANSWERED: Q(status=Status.ANSWERED, declined_clause=""),
    Kind.DECLINED: Q(status=Status.ANSWERED) & ~Q(declined_clause=""),
    Kind.WITHDRAWN: Q(status=Status.WITHDRAWN),
}


def periods(business: Business) -> dict[Kind, Period]:
    """Return how long a business keeps each kind: as the program has it, or as it set it last, where that is longer."""
    newest = {Kind(rule.kind): rule for rule in RetentionRule.objects.filter(business=business).order_by("pk")}
    own = {kind: Period(years=each.years, days=each.days, basis=each.basis) for kind, each in newest.items()}
    return {kind: max(DEFAULTS[kind], own.get(kind, DEFAULTS[kind]), key=_length) for kind in Kind}


def _length(period: Period) -> tuple[int, int]:
    return period.years, period.days


def due(business: Business, kind: Kind, *, on: date) -> Rows:
    """Return the requests of one kind that may be destroyed on a day, the longest over first, with `begins_on`."""
    before = periods(business)[kind].begins_before(on)
    rows: Rows = DisclosureRequest.objects.filter(_OF[kind], business=business, destroyed_at__isnull=True)
    # What came in later cannot have ended earlier: an index narrows it before anything is looked up.
    rows = with_begins_on(rows.filter(received_on__lte=before + timedelta(days=1)), business)
    free = rows.filter(begins_on__lte=before).exclude(_any_of(business, on=on))
    return free.order_by("begins_on", "pk")


def kind_of(row: DisclosureRequest) -> Kind | None:
    """Return of which kind a request is; None where its requester still waits."""
    if row.status == Status.WITHDRAWN:
        return Kind.WITHDRAWN
    if row.status != Status.ANSWERED:
        return None
    return Kind.DECLINED if row.declined_clause else Kind.ANSWERED


def kept_because(row: DisclosureRequest, *, on: date) -> str:
    """Return why a request may not be destroyed on a day, as staff read it; empty: it may be."""
    business, kind = row.business, kind_of(row)
    cases = [When(condition, then=Value(says)) for condition, says in _reasons(business, on=on)]
    rows = with_begins_on(DisclosureRequest.objects.filter(pk=row.pk), business)
    found = rows.annotate(why=Case(*cases, default=Value(""), output_field=CharField()))
    why, begins_on = found.values_list("why", "begins_on").get()
    if why or kind is None:
        return str(why)
    return "" if begins_on <= periods(business)[kind].begins_before(on) else TOO_EARLY


def with_begins_on(rows: Rows, business: Business) -> Rows:
    """Add the day on which the last thing was done that the period is counted from, in the business's zone."""
    moves = RequestEvent.objects.filter(disclosure_request=OuterRef("pk")).exclude(to_status="")
    sent = Delivery.objects.filter(disclosure_request=OuterRef("pk"), finished_at__isnull=False)
    came = Receipt.objects.filter(disclosure_request=OuterRef("pk"))
    last = Greatest(
        _or_receipt(moves.order_by("-at").values("at")),
        _or_receipt(sent.order_by("-finished_at").values("finished_at")),
        _or_receipt(came.order_by("-entered_at").values("entered_at")),
    )
    found: Rows = rows.annotate(begins_on=TruncDate(last, tzinfo=ZoneInfo(business.timezone)))
    return found


def _or_receipt(moments: Rows) -> Coalesce:
    return Coalesce(Subquery(moments[:1]), F("received_at"), output_field=DateTimeField())


def _any_of(business: Business, *, on: date) -> Q:
    found = Q()
    for condition, _says in _reasons(business, on=on):
        found |= condition
    return found


def _reasons(business: Business, *, on: date) -> list[tuple[Q, str]]:
    this = OuterRef("pk")
    waits = LaterWord.objects.to_look_at().filter(receipt__disclosure_request=this)
    doubted = LaterWord.objects.filter(
        receipt__disclosure_request=this, kind=WordKind.POSSIBLE_ERROR, at__date__gte=on - timedelta(days=DAYS_TO_CURE)
    )
    wishes = OtherWish.objects.filter(disclosure_request=this, handed_over_at__isnull=True)
    going_on = CampaignRow.objects.filter(disclosure_request=this, campaign__state__in=GOING_ON)
    other = RowRequest.objects.filter(disclosure_request=this, row__campaign__state__in=GOING_ON)
    moving = Delivery.objects.filter(disclosure_request=this, state__in=_UNDER_WAY)
    together = GroupedAcknowledgement.objects.filter(
        Q(delivery__isnull=True) | Q(delivery__state__in=_UNDER_WAY), disclosure_request=this
    )
    return [
        (Q(Exists(LegalHold.objects.filter(disclosure_request=this, lifted_at__isnull=True))), "It is on legal hold."),
        (Q(status__in=sorted(OPEN)), "Its requester still waits for an answer."),
        (_owed_a_cure(business, on=on), "Within these ninety days its answer may have to be put right, 1798.84(d)."),
        (Q(Exists(going_on)) | Q(Exists(other)), "A campaign that puts answers right is not over."),
        (
            Q(Exists(moving)) | Q(Exists(together)),
            "A mail or letter is still on its way, or nobody knows what became of it.",
        ),
        (Q(Exists(waits)), "What its requester said later waits until somebody has looked."),
        (Q(Exists(doubted)), "Its requester said less than ninety days ago that the answer looks wrong, 1798.84(d)."),
        (Q(Exists(wishes)), "Another wish of its requester has not been handed over."),
    ]


def _owed_a_cure(business: Business, *, on: date) -> Q:
    """Return what an event touches whose ninety days still run, or whose campaign does: they must still be found."""
    # Years are few, events fewer; a list in a column cannot be asked alike on both databases.
    found = Q(pk__in=[])
    since = on - timedelta(days=DAYS_TO_CURE)
    running = Q(known_on__gte=since) | Q(campaigns__state__in=GOING_ON)
    for event in KnowledgeEvent.objects.filter(running, business=business).distinct():
        touched = Q(report_year__in=event.years)
        found |= touched if event.brand_id is None else touched & Q(brand=event.brand_id)
    return found
