"""Letters on paper: printed together in runs, marked as posted, and noted when the post brings one back."""

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from requests_app.audit import chain
from requests_app.delivery.again import day_of
from requests_app.delivery.models import Delivery, Kind, PrintRun, State
from requests_app.delivery.replaced import is_replaced
from requests_app.delivery.settle import SettleError, mark_posted, take
from requests_app.requests.came_back import LETTER_REASONS, ReturnReason
from requests_app.requests.models import ReplyBy
from requests_app.requests.move import Actor, move, record
from requests_app.requests.permissions import check_can_review
from requests_app.requests.status import Status

MOST_LETTERS = 200
"""Letters of one run: a stack that a person folds and stamps in a morning, and a file that every printer takes."""


def to_print(business_id: int) -> QuerySet[Delivery]:
    """Return the letters of a business that nobody has printed in a run, by when they are due."""
    waiting = Delivery.objects.filter(
        state=State.QUEUED, channel=ReplyBy.POST, print_run__isnull=True, disclosure_request__business=business_id
    )
    return waiting.order_by("disclosure_request__due_on", "id")


@transaction.atomic
def make_run(business_id: int, *, two_sided: bool, by: User, at: datetime) -> PrintRun:
    """Take the letters that wait, the most urgent first, into one run. Raises `SettleError` where none waits."""
    check_can_review(by)
    letters = list(to_print(business_id).select_for_update(of=("self",))[:MOST_LETTERS])
    if not letters:
        msg = "No letter waits to be printed. Somebody may have just made a run of them."
        raise SettleError(msg)
    run = PrintRun.objects.create(business_id=business_id, two_sided=two_sided, made_at=at, made_by=by)
    Delivery.objects.filter(pk__in=[each.pk for each in letters]).update(print_run=run)
    _audit(run, "made", letters=len(letters), by=by, at=at)
    return run


@transaction.atomic
def mark_run_posted(
    run_id: int, *, posted_on: date, left_out: Collection[int], by: User, at: datetime
) -> tuple[PrintRun, int]:
    """Record that a run was posted on a day; return it, and how many letters were.

    The letters in `left_out` wait for another run: one was spoilt, or kept back. Raises `SettleError` for a day that
    cannot be, and for a run that was posted already.
    """
    check_can_review(by)
    run = PrintRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    waiting = list(run.letters.filter(state=State.QUEUED).order_by("id").values_list("pk", flat=True))
    posted = [pk for pk in waiting if pk not in left_out]
    if run.posted_on is not None or not posted:
        msg = "No letter of this run waits to be posted."
        raise SettleError(msg)
    for pk in posted:
        mark_posted(pk, posted_on=posted_on, by=by, at=at)
    run.letters.filter(pk__in=left_out, state=State.QUEUED).update(print_run=None)
    run.posted_on, run.posted_by = posted_on, by
    run.save(update_fields=["posted_on", "posted_by"])
    _audit(run, "posted", letters=len(posted), by=by, at=at)
    return run, len(posted)


@transaction.atomic
def take_back(delivery_id: int, *, returned_on: date, because: ReturnReason, by: User, at: datetime) -> Delivery:
    """Record that the post brought a letter back: what it held was not given, and its request is open again, (b)(1).

    Where else the requester can be reached is for a person to choose (`places.next_places`). Raises `SettleError`.
    """
    check_can_review(by)
    delivery = take(delivery_id, {State.POSTED}, "Only a letter that was posted can come back.")
    if because not in LETTER_REASONS:
        msg = "Choose why the letter came back."
        raise SettleError(msg)
    if returned_on > day_of(delivery, at):
        msg = "A letter cannot have come back in the future. Check the date."
        raise SettleError(msg)
    if delivery.posted_on is not None and returned_on < delivery.posted_on:
        msg = "A letter cannot have come back before it was posted. Check the date."
        raise SettleError(msg)
    says = f"It came back on {returned_on:%B %-d, %Y}: {because.label}"
    delivery.state, delivery.finished_at, delivery.answer = State.FAILED, at, f"{delivery.answer} {says}"
    delivery.returned_on, delivery.returned_because = returned_on, because
    delivery.save(update_fields=["state", "finished_at", "answer", "returned_on", "returned_because"])
    row, actor = delivery.disclosure_request, Actor.staff(by)
    record(row, actor=actor, at=at, kind="letter_came_back", says=says)
    if delivery.kind == Kind.NOTICE and not is_replaced(delivery):
        problem = f"The letter came back: {because.label} It was not given yet: send it to another address."
        move(row.pk, to=Status.UNDELIVERED, actor=actor, at=at, kind="undelivered", problem=problem)
    return delivery


def _audit(run: PrintRun, what: str, *, letters: int, by: User, at: datetime) -> None:
    chain.append(
        at=at,
        actor=Actor.staff(by).label,
        action=f"print_run.{what}",
        subject=f"print_run:{run.pk}",
        detail={"business": run.business_id, "letters": letters},
    )
