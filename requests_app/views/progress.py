"""The four steps of a request as its requester sees them, each with its day once it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from requests_app.delivery.models import State
from requests_app.notices.models import Notice
from requests_app.requests.models import DisclosureRequest, Receipt, ReplyBy, RequestEvent
from requests_app.requests.status import DECIDED, Status

_STEPS_DONE = {
    Status.RECEIVED: 1,
    Status.WITHDRAWN: 1,
    Status.APPROVED: 2,
    Status.DECLINED: 2,
    Status.COMPILED: 3,
    Status.UNDELIVERED: 3,
    Status.ANSWERED: 4,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `state` is done, current or waiting."""

    title: str
    state: str
    says: str
    day: date | None


def steps(receipt: Receipt) -> tuple[Step, ...]:
    """Return Received, Under review, Notice prepared, Answered, with what is known of each.

    What was done before this receipt came is not told: it may have been asked by somebody else.
    """
    row = receipt.disclosure_request
    done = _STEPS_DONE[Status(row.status)]
    notice = Notice.objects.filter(disclosure_request=row).only("issued_on").order_by("-id").first()
    answered = RequestEvent.objects.filter(disclosure_request=row, to_status=Status.ANSWERED).order_by("-id").first()
    came_later = row.decided_at is not None and row.decided_at < receipt.entered_at
    if came_later and row.status != Status.ANSWERED:
        done = _STEPS_DONE[Status.RECEIVED]
    titles = (_("Received"), _("Under review"), _("Notice prepared"), _("Answered"))
    days = (
        receipt.received_on,
        None if came_later else _day(row, row.decided_at),
        None if came_later or notice is None else notice.issued_on,
        _day(row, answered.at if answered else None),
    )
    now = ("", _("A person will look at your request."), _preparing(row), _sending(row))
    return tuple(
        Step(
            title=title,
            state="done" if number < done else "current" if number == done else "waiting",
            says=says if number == done else "",
            day=day if number < done else None,
        )
        for number, (title, day, says) in enumerate(zip(titles, days, now, strict=True))
    )


def _preparing(row: DisclosureRequest) -> str:
    return _("Our answer is being written.") if row.status in DECIDED else ""


def _sending(row: DisclosureRequest) -> str:
    if row.status == Status.UNDELIVERED:
        return _("We could not deliver our answer yet. We are looking into it.")
    letters = row.deliveries.filter(channel=ReplyBy.POST, state=State.QUEUED)
    if row.reply_by == ReplyBy.POST or (row.status == Status.COMPILED and letters.exists()):
        return _("Our letter is being printed and posted.")
    return _("Our e-mail is on its way.")


def _day(row: DisclosureRequest, at: datetime | None) -> date | None:
    return at.astimezone(ZoneInfo(row.business.timezone)).date() if at else None
