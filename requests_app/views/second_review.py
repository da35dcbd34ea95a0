"""What the page of a request says of the second look, and of what was approved, or left, without a person."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from requests_app.desk.models import LeftToPerson
from requests_app.desk.second_look import look
from requests_app.notices.compile import Compiled
from requests_app.requests.assign import name_of
from requests_app.requests.decision import APPROVED_ALONE
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from requests_app.views import dates


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReview:
    """How what the notice says stands for the reader: who approved it first, and what their own approval would do."""

    first_by: str
    first_on: str
    is_first_by_reader: bool
    may_approve: bool

    @property
    def sends_nothing_yet(self) -> bool:
        """Whether the reader would be the first, so that their approval sends nothing."""
        return not self.first_by


def second_review(row: DisclosureRequest, compiled: Compiled | None, *, by: User) -> SecondReview | None:
    """Return how it stands; None where no second reviewer is asked for, or two have approved it."""
    found = look(row, compiled.content.statement, by=by) if compiled else None
    if found is None or found.is_settled:
        return None
    if found.first is None:
        return SecondReview(first_by="", first_on="", is_first_by_reader=False, may_approve=True)
    on = dates.today(timezone.now())
    return SecondReview(
        first_by=name_of(found.first.by),
        first_on=dates.moment(found.first.at, zone=row.business.timezone, on=on),
        is_first_by_reader=found.first.by_id == by.pk,
        may_approve=found.may_be_second(by),
    )


def left_because(row: DisclosureRequest) -> str:
    """Return why a waiting request was not approved without a person; empty where nobody asked for that."""
    if row.status != Status.RECEIVED:
        return ""
    return LeftToPerson.objects.filter(disclosure_request=row).values_list("because", flat=True).first() or ""


def is_approved_alone(row: DisclosureRequest) -> bool:
    """Say whether the decision that stands was made without a person."""
    decisions = row.events.filter(kind__in=("approved", "declined", APPROVED_ALONE)).order_by("id")
    return row.decided_at is not None and decisions.values_list("kind", flat=True).last() == APPROVED_ALONE
