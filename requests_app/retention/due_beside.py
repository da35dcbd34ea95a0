"""Which mails of no request, and which events that nobody's request leads to any more, may be destroyed on a day."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, Model, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, TruncDate

from requests_app.cure.models import Campaign, KnowledgeEvent, KnownOnChange
from requests_app.register.models import Business
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.retention.due import GOING_ON, TOO_EARLY, Rows, periods
from requests_app.retention.schedule import Kind
from requests_app.retention.tables_of_answers import OF_EVENT
from requests_app.retention.tables_of_requests import GONE

JOINED = "It belongs to a request now, and goes with that."
LED_TO = "A request leads to it now, or a campaign of it is not over: it goes with the last of them."


def mails(business: Business) -> Rows:
    """Return the mails of a business that belong to no request, with `begins_on`; copies go with the first one.

    What came in and names no business stands on the list of the oldest one.
    """
    whose = Q(business=business)
    if not Business.objects.filter(pk__lt=business.pk).exists():
        whose |= Q(business__isnull=True)
    rows: Rows = IncomingMessage.objects.filter(
        whose, disclosure_request__isnull=True, receipt__isnull=True, first__isnull=True
    )
    last = Greatest(F("settled_at"), Coalesce("decided_at", "settled_at"))
    begins_on = TruncDate(last, tzinfo=ZoneInfo(business.timezone))
    found: Rows = rows.exclude(place=Place.STORED).exclude(why__in=GONE).annotate(begins_on=begins_on)
    return found


def events(business: Business) -> Rows:
    """Return the events of a business that no living request leads to, with `begins_on`."""
    alive = Q()
    for way in OF_EVENT:
        alive |= Q(**{f"{way}__isnull": False, f"{way}__destroyed_at__isnull": True})
    led_to = KnowledgeEvent.objects.filter(alive).values("pk")
    this = OuterRef("pk")
    going_on = Campaign.objects.filter(event=this, state__in=GOING_ON)
    changed = KnownOnChange.objects.filter(event=this).order_by("-at").values("at")
    ended = (
        Campaign.objects.filter(event=this, finished_at__isnull=False).order_by("-finished_at").values("finished_at")
    )
    last = Greatest(
        F("noted_at"), Coalesce(Subquery(changed[:1]), F("noted_at")), Coalesce(Subquery(ended[:1]), F("noted_at"))
    )
    rows: Rows = KnowledgeEvent.objects.filter(business=business)
    rows = rows.exclude(pk__in=led_to).exclude(what_was_wrong__in=GONE).exclude(Exists(going_on))
    found: Rows = rows.annotate(begins_on=TruncDate(last, tzinfo=ZoneInfo(business.timezone)))
    return found


def due_beside(business: Business, kind: Kind, *, on: date) -> Rows:
    """Return the mails or events of a business that may be destroyed on a day, the longest over first."""
    before = periods(business)[kind].begins_before(on)
    rows = mails(business) if kind == Kind.MAIL else events(business)
    return rows.filter(begins_on__lte=before).order_by("begins_on", "pk")


def beside_kept_because(row: Model, business: Business, kind: Kind, *, on: date) -> str:
    """Return why a mail or event may not be destroyed on a day, as staff read it; empty: it may be."""
    rows = mails(business) if kind == Kind.MAIL else events(business)
    begins_on = rows.filter(pk=row.pk).values_list("begins_on", flat=True).first()
    if begins_on is None:
        return JOINED if kind == Kind.MAIL else LED_TO
    return "" if begins_on <= periods(business)[kind].begins_before(on) else TOO_EARLY
