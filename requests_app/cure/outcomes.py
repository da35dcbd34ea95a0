"""What became of each row, read from the deliveries: nothing is pushed up from them, and late news is read, too.

A mail that was accepted may come back a week later, and then goes by post: its row is on its way again. So ended
campaigns are looked at for a while, and a campaign of which a row began again is not done.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat

from requests_app.cure.models import FINAL, Campaign, CampaignRow, RowRequest, Why
from requests_app.delivery.models import Delivery
from requests_app.delivery.models import State as Sent
from requests_app.notices.models import Notice
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.move import CLOCK, move
from requests_app.requests.status import Status

State = CampaignRow.State
LOOKED_AT_FOR = timedelta(days=60)
"""Letters come back after weeks."""
WITHDRAWN = "The requester withdrew the request: no answer is owed."
_ENDS = {State.DELIVERED: (Sent.ACCEPTED,), State.POSTED: (Sent.POSTED,), State.UNREACHABLE: (Sent.FAILED,)}
_LAST = Delivery.objects.filter(notice=OuterRef("notice")).order_by("-pk")


def to_read(*, now: datetime) -> list[Campaign]:
    """Return the campaigns whose rows may stand elsewhere by now."""
    launched = Campaign.objects.filter(launched_at__isnull=False)
    going = launched.filter(Q(finished_at__isnull=True) | Q(finished_at__gte=now - LOOKED_AT_FOR))
    return list(going.order_by("pk"))


@transaction.atomic
def read(campaign: Campaign, *, at: datetime) -> None:
    """Bring each row of a campaign to where its delivery stands."""
    _take_answers(campaign, at=at)
    for state, sent in _ENDS.items():
        told = Concat(Value("It was not delivered. "), Subquery(_LAST.values("answer")[:1]), output_field=TextField())
        says = told if state == State.UNREACHABLE else Value("")
        when = Coalesce(Subquery(_LAST.values("finished_at")[:1]), Value(at))
        ended = _with_last(campaign, sent).exclude(state=state)
        CampaignRow.objects.filter(pk__in=ended.values("pk")).update(state=state, says=says, ended_at=when)
    again = _with_last(campaign, (Sent.QUEUED, Sent.SENDING, Sent.DOUBTFUL)).exclude(state=State.ON_WAY)
    CampaignRow.objects.filter(pk__in=again.values("pk")).update(state=State.ON_WAY, says="", ended_at=None)
    _answer_others(campaign, at=at)
    _reopen(campaign)


def _answer_others(campaign: Campaign, *, at: datetime) -> None:
    """Close the other requests of a person who has the corrected notice: it was sent under one reference for all."""
    theirs = RowRequest.objects.filter(
        row__campaign=campaign,
        row__state__in=[State.DELIVERED, State.POSTED],
        notice__superseded_by__isnull=False,
        disclosure_request__status__in=[Status.COMPILED, Status.UNDELIVERED],
    ).exclude(disclosure_request=F("row__notice__disclosure_request"))
    for pk, reference in theirs.values_list("disclosure_request", "row__notice__disclosure_request__reference"):
        says = f"The corrected notice went out under {reference}."
        move(pk, to=Status.ANSWERED, actor=CLOCK, at=at, kind="answered", says=says, problem="")


def _with_last(campaign: Campaign, states: tuple[Sent, ...]) -> "QuerySet[CampaignRow]":
    """Return the rows whose notice's last delivery is in one of these states."""
    last = Subquery(_LAST.values("state")[:1])
    return campaign.rows.filter(notice__isnull=False).annotate(last=last).filter(last__in=states)


def _take_answers(campaign: Campaign, *, at: datetime) -> None:
    """Let rows that send nothing themselves follow the answer of their request: late ones, and those that were owed."""
    answer = Notice.objects.filter(disclosure_request=OuterRef("disclosure_request"), superseded_by__isnull=True)
    own = campaign.rows.filter(why__in=[Why.LATE, Why.UNANSWERED], notice__isnull=True, state=State.WAITING)
    own.filter(disclosure_request__notices__isnull=False).update(
        notice=Subquery(answer.order_by("-pk").values("pk")[:1]), state=State.ON_WAY
    )
    withdrawn = DisclosureRequest.objects.filter(status=Status.WITHDRAWN).values("pk")
    own.filter(disclosure_request__in=withdrawn).update(state=State.LEFT_OUT, says=WITHDRAWN, ended_at=at)


def _reopen(campaign: Campaign) -> None:
    """Take up a campaign that was done, and of which a row is on its way again; unless another one has begun."""
    if campaign.state != Campaign.State.DONE or not campaign.rows.exclude(state__in=sorted(FINAL)).exists():
        return
    try:
        with transaction.atomic():
            done = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.DONE)
            done.update(state=Campaign.State.RUNNING, finished_at=None)
    except IntegrityError:
        return


def unsettled(campaign: Campaign) -> int:
    """Return how many of its mails are in doubt, so that a person has to say what became of them."""
    return _with_last(campaign, (Sent.DOUBTFUL,)).count()
