"""The way of an act on many requests: frozen, looked at, confirmed, worked through item by item, finished."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef

from requests_app.desk.models import BulkItem, BulkRun
from requests_app.register.models import Business
from requests_app.requests.queries import DisclosureRequestQuerySet

MOST = 50_000
"""Requests of one run; more than a firm has ever sent at once."""
NOTHING_CHOSEN = "No request was chosen."
Outcome = BulkItem.Outcome


class BulkError(Exception):
    """Nothing was begun or stopped; the message is a sentence for staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """How many requests of a run are where; they always add up to all of them."""

    waiting: int = 0
    done: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        return self.waiting + self.done + self.skipped + self.failed

    @property
    def ended(self) -> int:
        return self.all - self.waiting

    @property
    def percent(self) -> int:
        return 100 * self.ended // self.all if self.all else 100


def freeze(
    rows: DisclosureRequestQuerySet, *, kind: BulkRun.Kind, chosen_by: str, to: User | None, by: User, at: datetime
) -> BulkRun:
    """Write down which requests were chosen, and how each stood; what comes in later is not among them.

    One statement, so that ten thousand take no longer than a page may. Raises `BulkError` for none, or too many.
    """
    with transaction.atomic():
        run = BulkRun.objects.create(
            kind=kind,
            chosen_by=chosen_by,
            to=to,
            by=by,
            frozen_at=at,
            seen_registers={str(pk): version for pk, version in Business.objects.values_list("pk", "register_version")},
        )
        chosen = rows.order_by("id").values_list("id", "version", "assigned_to_id")[: MOST + 1]
        try:
            text, values = chosen.query.sql_with_params()
        except EmptyResultSet as nothing:  # Django itself sees that no row can be meant
            raise BulkError(NOTHING_CHOSEN) from nothing
        table = BulkItem._meta.db_table  # noqa: SLF001 - Django's public name
        with connection.cursor() as cursor:
            cursor.execute(
                f"insert into {table} (run_id, disclosure_request_id, seen_version, seen_with_id, outcome, says)"  # noqa: S608 - names of our own
                f" select %s, chosen.id, chosen.version, chosen.assigned_to_id, %s, '' from ({text}) as chosen",
                [run.pk, Outcome.WAITING.value, *values],
            )
            number = cursor.rowcount
        if not 0 < number <= MOST:
            msg = f"More than {MOST:,} requests at once: narrow the list." if number else NOTHING_CHOSEN
            raise BulkError(msg)
        return run


def confirm(run_id: int, *, by: User, at: datetime) -> BulkRun:
    """Let a frozen run begin. Raises `BulkError` where somebody confirmed or cancelled it."""
    still = BulkRun.objects.filter(pk=run_id, confirmed_at=None, cancelled_at=None)
    if not still.update(confirmed_at=at, by=by):
        msg = "This was confirmed or cancelled already. What became of each request stands below."
        raise BulkError(msg)
    return BulkRun.objects.get(pk=run_id)


def cancel(run_id: int, *, at: datetime) -> None:
    """Stop a run: what is done stays done, the rest is left as it is. Raises `BulkError` where it has ended."""
    with transaction.atomic():
        run = BulkRun.objects.select_for_update().get(pk=run_id)
        if run.finished_at is not None or run.cancelled_at is not None:
            msg = "This has ended already: nothing is left to stop."
            raise BulkError(msg)
        run.cancelled_at = at
        run.save(update_fields=["cancelled_at"])


def take(run_id: int, act: Callable[[BulkItem], tuple[Outcome, str]], *, at: datetime) -> bool:
    """Do one item: its act and its outcome in one transaction; False where none is left.

    A worker that is killed has done both or neither, and two workers never hold the same one.
    """
    with transaction.atomic():
        run = BulkRun.objects.select_related("by", "to").get(pk=run_id)
        waiting = BulkItem.objects.filter(run=run, outcome=Outcome.WAITING).select_related("disclosure_request")
        if run.cancelled_at is not None:
            return False
        item = waiting.order_by("id").select_for_update(skip_locked=True, of=("self",)).first()
        if item is None:
            return False
        item.run = run
        item.outcome, item.says = act(item)
        item.done_at = at
        item.save(update_fields=["outcome", "says", "done_at"])
        return True


def finish(run_id: int, *, at: datetime) -> bool:
    """End a run of which nothing waits; what a cancelled one left undone is skipped, with the reason."""
    with transaction.atomic():
        run = BulkRun.objects.select_for_update().get(pk=run_id)
        left = BulkItem.objects.filter(run=run, outcome=Outcome.WAITING)
        if run.cancelled_at is not None:
            says = "Stopped before its turn; the request is as it was."
            left.update(outcome=Outcome.SKIPPED, says=says, done_at=at)
        elif left.exists():
            return False
        to_end = BulkRun.objects.filter(pk=run_id, finished_at=None, confirmed_at__isnull=False)
        return bool(to_end.update(finished_at=at))


def to_go_on(*, now: datetime, waited: timedelta) -> Sequence[int]:
    """Return the runs that nobody works on though they go on: a wake-up was lost, or a worker died."""
    quiet = now - waited
    at_work = Exists(BulkItem.objects.filter(run=OuterRef("pk"), done_at__gt=quiet))
    going = BulkRun.objects.filter(finished_at=None, confirmed_at__lte=quiet).exclude(at_work)
    return list(going.order_by("id").values_list("pk", flat=True))


def sums(run: BulkRun) -> Sums:
    """Count a run's items by their outcome."""
    counted = dict(run.items.order_by().values_list("outcome").annotate(Count("id")))
    return Sums(**{outcome.lower(): number for outcome, number in counted.items()})
