"""Who has a request in hand, and until when it is put off. Neither moves the due date."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from requests_app.requests.decision import APPROVED_FIRST
from requests_app.requests.models import DisclosureRequest, RequestEvent
from requests_app.requests.move import Actor, record
from requests_app.requests.permissions import can_review, check_can_review
from requests_app.requests.reach import reaches, within_reach
from requests_app.requests.status import OPEN


class AssignError(Exception):
    """Nothing was changed; the message is a sentence for staff."""


def name_of(user: User) -> str:
    """Return the name staff know a person by."""
    return user.get_full_name() or user.get_username()


@transaction.atomic
def assign(disclosure_request_id: int, *, to: User | None, seen: int | None, by: User, at: datetime) -> None:
    """Give a request to a person, or to nobody. `seen` is whom the page showed: from another, nobody takes it unseen.

    Raises `AssignError`, which says who has it.
    """
    check_can_review(by)
    if to is not None and not can_review(to):
        msg = f"{name_of(to)} may not decide on requests. Choose a reviewer."
        raise AssignError(msg)
    row = (
        DisclosureRequest.objects.select_for_update(of=("self",))
        .select_related("assigned_to")
        .get(pk=disclosure_request_id)
    )
    if to is not None and not reaches(to, row.business_id):
        msg = f"{name_of(to)} does not reach this business. Choose another reviewer."
        raise AssignError(msg)
    if row.status not in OPEN:
        msg = "This request is done: nobody needs to take it."
        raise AssignError(msg)
    if row.assigned_to_id == (to.pk if to else None):
        return
    if row.assigned_to_id != seen:
        now_with = name_of(row.assigned_to) if row.assigned_to else "nobody"
        msg = f"This request changed hands since you opened it: {now_with} has it now. Look, then decide."
        raise AssignError(msg)
    row.assigned_to = to
    row.save(update_fields=["assigned_to"])
    says = f"To {name_of(to)}." if to else "To nobody."
    record(row, actor=Actor.staff(by), at=at, kind="assigned", says=says)


@transaction.atomic
def take_next(*, by: User, at: datetime, on: date) -> DisclosureRequest | None:
    """Give the most urgent request that waits and that nobody has to this person; None where there is none.

    Two who ask at once get two: a row that another one holds is passed over.
    """
    check_can_review(by)
    free = DisclosureRequest.objects.waiting().filter(assigned_to=None)
    free = within_reach(free, by).exclude(Exists(_approved_first(by)))
    ready = free.filter(Q(deferred_until=None) | Q(deferred_until__lte=on))
    for rows in (ready.filter(due_on__isnull=False).order_by("due_on", "id"), ready.order_by("id")):
        row = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            row.assigned_to = by
            row.save(update_fields=["assigned_to"])
            record(row, actor=Actor.staff(by), at=at, kind="assigned", says=f"To {name_of(by)}.")
            return row
    return None


def _approved_first(by: User) -> QuerySet[RequestEvent]:
    """Ask for what this person approved as the first: it waits for somebody else."""
    return RequestEvent.objects.filter(disclosure_request=OuterRef("pk"), kind=APPROVED_FIRST, by=by)


@transaction.atomic
def defer(disclosure_request_id: int, *, until: date | None, on: date, by: User, at: datetime) -> None:
    """Put a request off until a day before its due date, or no longer. Raises `AssignError` for another day."""
    check_can_review(by)
    row = DisclosureRequest.objects.select_for_update(of=("self",)).get(pk=disclosure_request_id)
    if row.status not in OPEN:
        msg = "This request is done: nothing of it can be put off."
        raise AssignError(msg)
    if until is not None and until <= on:
        msg = "Put it off to a day that is still to come."
        raise AssignError(msg)
    if until is not None and row.due_on is not None and until >= row.due_on:
        msg = f"It is due on {row.due_on:%B %-d, %Y}, and the clock keeps running. Choose a day before that."
        raise AssignError(msg)
    if row.deferred_until == until:
        return
    row.deferred_until = until
    row.save(update_fields=["deferred_until"])
    says = f"Until {until:%B %-d, %Y}. The due date stays." if until else "No longer."
    record(row, actor=Actor.staff(by), at=at, kind="deferred", says=says)
