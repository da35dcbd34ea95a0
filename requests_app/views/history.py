"""What happened to a request, and what became of its mails and letters."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from requests_app.delivery.models import Delivery, GroupedAcknowledgement, Kind, State
from requests_app.requests.came_back import WHAT_TO_DO, ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.views import dates
from requests_app.views.staff_forms import PostedForm, ReturnedForm
from requests_app.views.words import event_actor, event_title


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened."""

    at: str
    title: str
    actor: str
    says: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A mail or letter with its proof, and what a person can do about it."""

    row: Delivery
    queued: str
    finished: str
    posted_form: PostedForm | None
    returned_form: ReturnedForm | None
    is_followed: bool = False

    @property
    def title(self) -> str:
        return f"{self.row.get_kind_display()}, {self.row.get_channel_display()}"

    @property
    def can_be_retried(self) -> bool:
        return self.row.state == State.FAILED and not self.is_followed

    @property
    def can_go_elsewhere(self) -> bool:
        """Whether another address may be chosen: of a notice that failed, while nothing else went out in its place."""
        return self.can_be_retried and self.row.kind == Kind.NOTICE

    @property
    def wants_another_address(self) -> bool:
        """Whether another address is the next step: of a notice that came back, the one it went to is worth nothing."""
        return self.can_go_elsewhere and self.row.returned_on is not None

    @property
    def waits_to_be_seen(self) -> bool:
        """Whether it came back and nobody has said that they saw it."""
        return self.row.returned_on is not None and self.row.looked_at is None

    @property
    def what_to_do(self) -> str:
        """The next step for the reason it came back with."""
        return WHAT_TO_DO[ReturnReason(self.row.returned_because)] if self.row.returned_because else ""

    @property
    def can_be_settled(self) -> bool:
        return self.row.state == State.DOUBTFUL

    @property
    def is_alarming(self) -> bool:
        return self.row.state in {State.FAILED, State.DOUBTFUL}


def timeline(row: DisclosureRequest, *, zone: str, on: date) -> tuple[TimelineEntry, ...]:
    """Return the events, oldest first."""
    return tuple(
        TimelineEntry(dates.moment(event.at, zone=zone, on=on), event_title(event), event_actor(event), event.says)
        for event in row.events.select_related("by").order_by("id")
    )


def deliveries(row: DisclosureRequest, *, zone: str, on: date) -> tuple[DeliveryLine, ...]:
    """Return the mails and letters, the notice's first."""
    together = GroupedAcknowledgement.objects.filter(disclosure_request=row).values("delivery")
    about = Q(disclosure_request=row) | Q(pk__in=together)
    rows = Delivery.objects.filter(about).select_related("notice").defer("body").order_by("id")
    followed = {each.instead_of_id for each in rows}
    ordered = sorted(rows, key=lambda each: each.kind != Kind.NOTICE)
    return tuple(
        DeliveryLine(
            each,
            queued=dates.moment(each.queued_at, zone=zone, on=on),
            finished=dates.moment(each.finished_at, zone=zone, on=on) if each.finished_at else "",
            posted_form=_posted_form(each, on),
            returned_form=_returned_form(each, on),
            is_followed=each.pk in followed,
        )
        for each in ordered
    )


def waits_for_group(row: DisclosureRequest, *, zone: str, on: date) -> str:
    """Return by when a confirmation goes out that waits for others of its address, empty where none waits."""
    waits = GroupedAcknowledgement.objects.filter(disclosure_request=row, delivery__isnull=True).first()
    return dates.moment(waits.due_at, zone=zone, on=on) if waits else ""


def _posted_form(delivery: Delivery, on: date) -> PostedForm | None:
    if delivery.channel != ReplyBy.POST or delivery.state != State.QUEUED:
        return None
    return PostedForm(initial={"posted_on": on}, auto_id=f"delivery_{delivery.pk}_%s")


def _returned_form(delivery: Delivery, on: date) -> ReturnedForm | None:
    if delivery.state != State.POSTED:
        return None
    return ReturnedForm(initial={"returned_on": on}, auto_id=f"returned_{delivery.pk}_%s")
