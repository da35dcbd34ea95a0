"""The lists of the queue: what each asks for, and what its emptiness means."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.delivery.models import Delivery, State
from requests_app.requests.models import DisclosureRequest, LaterWord, LegalNote, OtherWish, Question, ReplyBy
from requests_app.requests.queries import DisclosureRequestQuerySet
from requests_app.requests.status import DECIDED, Status

SOON = timedelta(days=7)
Rows = DisclosureRequestQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list of the queue: its question, and what its emptiness means."""

    key: str
    title: Promise
    rows: Callable[[date], Rows]
    empty: Promise
    is_alarming: bool = False
    is_open: bool = True
    """Whether all it lists still waits for an answer; what is done is not urgent."""


def _with_delivery(**facts: object) -> Exists:
    return Exists(Delivery.objects.filter(disclosure_request=OuterRef("pk"), **facts))


LISTINGS = (
    Listing(
        key="overdue",
        title=_("Overdue"),
        rows=lambda on: DisclosureRequest.objects.overdue(on=on),
        empty=_("Nothing is overdue. A request lands here on the day after its due date."),
        is_alarming=True,
    ),
    Listing(
        key="due",
        title=_("Due within 7 days"),
        rows=lambda on: DisclosureRequest.objects.open().filter(due_on__range=(on, on + SOON)),
        empty=_("Nothing is due in the next 7 days."),
    ),
    Listing(
        key="waiting",
        title=_("To review"),
        rows=lambda on: DisclosureRequest.objects.waiting(),  # noqa: ARG005 - every question is asked of a day
        empty=_("Every request has been decided. New ones come in through the public form."),
    ),
    Listing(
        key="asked",
        title=_("Asked, not answered"),
        rows=lambda on: DisclosureRequest.objects.waiting().filter(  # noqa: ARG005 - as above
            Exists(Question.objects.filter(disclosure_request=OuterRef("pk"), ended_at__isnull=True))
        ),
        empty=_("No requester has been asked anything. The due date of one who was stays where it is."),
    ),
    Listing(
        key="address",
        title=_("Address to find"),
        rows=lambda on: DisclosureRequest.objects.waiting().filter(reply_by=ReplyBy.UNKNOWN),  # noqa: ARG005 - as above
        empty=_("Every request says where to answer. A letter without any address lands here."),
        is_alarming=True,
    ),
    Listing(
        key="failed",
        title=_("Delivery failed"),
        rows=lambda on: DisclosureRequest.objects.open().filter(  # noqa: ARG005 - as above
            _with_delivery(state=State.FAILED, followed_by__isnull=True)
        ),
        empty=_("No delivery has failed. One lands here when the mail server refuses it."),
        is_alarming=True,
    ),
    Listing(
        key="returned",
        is_open=False,
        title=_("Came back"),
        rows=lambda on: DisclosureRequest.objects.filter(  # noqa: ARG005 - as above
            _with_delivery(returned_on__isnull=False, looked_at__isnull=True)
        ),
        empty=_("Nothing came back that nobody has looked at. A bounced mail or a returned letter lands here."),
        is_alarming=True,
    ),
    Listing(
        key="post",
        is_open=False,
        title=_("Letters to post"),
        rows=lambda on: DisclosureRequest.objects.filter(  # noqa: ARG005 - as above
            _with_delivery(state=State.QUEUED, channel=ReplyBy.POST)
        ),
        empty=_("No letter waits to be posted. One lands here when the notice for a postal request is ready."),
    ),
    Listing(
        key="said",
        is_open=False,
        title=_("Said by requesters"),
        rows=lambda on: DisclosureRequest.objects.filter(  # noqa: ARG005 - as above
            Exists(LaterWord.objects.to_look_at().filter(receipt__disclosure_request=OuterRef("pk")))
        ),
        empty=_("Nothing waits to be looked at. “This looks wrong” and late corrections land here."),
    ),
    Listing(
        key="doubtful",
        is_open=False,
        title=_("Doubtful sends"),
        rows=lambda on: DisclosureRequest.objects.filter(_with_delivery(state=State.DOUBTFUL)),  # noqa: ARG005 - as above
        empty=_("No send is in doubt. One lands here when nobody could note whether the mail server took a mail."),
        is_alarming=True,
    ),
    Listing(
        key="wishes",
        is_open=False,
        title=_("Wishes to hand over"),
        rows=lambda on: DisclosureRequest.objects.filter(  # noqa: ARG005 - as above
            Exists(OtherWish.objects.filter(disclosure_request=OuterRef("pk"), handed_over_at__isnull=True))
        ),
        empty=_("No wish waits. One to be deleted or to opt out lands here until it is handed over."),
    ),
)
FURTHER = (
    Listing(
        key="open",
        title=_("All open"),
        rows=lambda on: DisclosureRequest.objects.open(),  # noqa: ARG005 - as above
        empty=_("No request is open. New ones come in through the public form."),
    ),
    Listing(
        key="worker",
        title=_("Waiting for a worker"),
        rows=lambda on: DisclosureRequest.objects.filter(status__in=sorted(DECIDED)),  # noqa: ARG005 - as above
        empty=_("Every decided request has its notice."),
    ),
    Listing(
        key="claims",
        is_open=False,
        title=_("Possible claims"),
        rows=lambda on: DisclosureRequest.objects.filter(  # noqa: ARG005 - as above
            Exists(LegalNote.objects.filter(disclosure_request=OuterRef("pk")))
        ),
        empty=_("No request has a legal note. One that speaks of penalties or a claim lands here."),
    ),
    Listing(
        key="withdrawn",
        is_open=False,
        title=_("Withdrawn"),
        rows=lambda on: DisclosureRequest.objects.filter(status=Status.WITHDRAWN),  # noqa: ARG005 - as above
        empty=_("No request was withdrawn. One lands here when its requester says so on the status page."),
    ),
    Listing(
        key="answered",
        is_open=False,
        title=_("Answered"),
        rows=lambda on: DisclosureRequest.objects.answered(),  # noqa: ARG005 - as above
        empty=_("No request has been answered yet. One lands here when its notice was delivered."),
    ),
    Listing(
        key="all",
        is_open=False,
        title=_("All requests"),
        rows=lambda on: DisclosureRequest.objects.all(),  # noqa: ARG005 - as above
        empty=_("No request has come in yet. The public form, the mailbox and “Enter a request” bring them here."),
    ),
)
BY_KEY = {listing.key: listing for listing in (*LISTINGS, *FURTHER)}
