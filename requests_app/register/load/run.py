"""Running a load from its file to its end, whoever asked for it: the worker, or somebody at the command line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from requests_app.audit import chain
from requests_app.register.load import remembered, way
from requests_app.register.load.reading import Reading
from requests_app.register.load.result import Result, refused
from requests_app.register.load.row import UnreadableError, unreadable
from requests_app.register.load.watch import CancelledError, RowWatch, Watch
from requests_app.register.load.write import Look, Order, brands_of, take
from requests_app.register.models import Business, RegisterLoad

State = RegisterLoad.State
Clock = Callable[[], datetime]


def try_out(path: Path, asked: way.Asked, *, business: Business, at: datetime) -> Result:
    """Say what loading the file would do; nothing is written, no row of the load either."""
    asked = recalled(path, asked, business=business)
    try:
        reading = _reading(path, asked, business=business, at=at)
    except UnreadableError as error:
        return refused(error.remarks)
    order = Order(business_id=business.pk, actor="", at=at, nature=asked.nature, dry_run=True)
    return take(reading, order, load=None).result


def recalled(path: Path, asked: way.Asked, *, business: Business) -> way.Asked:
    """Return the order with what is remembered of the file's headings."""
    return replace(asked, mapping=remembered.recall(path, asked.mapping, business_id=business.pk))


def run(load: RegisterLoad, path: Path, *, clock: Clock, look: Look | None = None) -> None:
    """Read the claimed file into the register and write down what came of it.

    `look` says of a file that is tried out as a correction whom it touches.
    """
    with RowWatch(load, clock=clock) as watch:
        try:
            _run(load, path, watch=watch, at=clock(), look=look)
        except CancelledError:
            load.change = None  # the step went with the rows
            way.end(load, state=State.CANCELLED, result=None, at=clock())
        except (
            Exception
        ) as error:  # whatever it was, the keeper must see that nothing was taken; then it is raised again
            load.change = None  # as above
            failed = unreadable(f"The file could not be taken ({type(error).__name__}); nothing was written.").remarks
            way.end(load, state=State.REFUSED, result=refused(failed), at=clock())
            raise


def _run(load: RegisterLoad, path: Path, *, watch: Watch, at: datetime, look: Look | None) -> None:
    asked = way.asked_of(load)
    try:
        reading = _reading(path, asked, business=load.business, at=at)
    except UnreadableError as error:
        _end(load, State.REFUSED, refused(error.remarks), at=at)
        return
    order = Order(
        business_id=load.business_id, actor=load.actor, at=at, nature=load.nature, dry_run=load.dry_run, look=look
    )
    with transaction.atomic():
        # The business's row is held until the end: of two loads of one file, the second finds the first one's.
        Business.objects.select_for_update(no_key=True).get(pk=load.business_id)
        if not load.dry_run and way.loaded_before(load.business_id, load.fingerprint):
            raise CancelledError
        taken = take(reading, order, load=load, watch=watch)
        load.change = taken.change
        if taken.result.outcome == "refused":
            _end(load, State.REFUSED, taken.result, at=at)
            return
        if not load.dry_run:
            remembered.remember(reading.table.columns.headings, asked.mapping, business_id=load.business_id)
        _end(load, State.LOADED, taken.result, at=at)


def _reading(path: Path, asked: way.Asked, *, business: Business, at: datetime) -> Reading:
    return Reading(
        path,
        mapping=asked.mapping,
        year=asked.year,
        brands=brands_of(business.pk),
        today=at.astimezone(ZoneInfo(business.timezone)).date(),
    )


def _end(load: RegisterLoad, state: State, result: Result, *, at: datetime) -> None:
    """End the load in the transaction of its rows: where another reader took it over, they are not written."""
    with transaction.atomic():
        if not way.end(load, state=state, result=result, at=at):
            raise CancelledError
        chain.append(
            at=at,
            actor=load.actor,
            action=f"register.load.{state}",
            subject=f"business:{load.business_id}",
            detail={
                "load": load.pk,
                "file": load.digest,
                "rows": result.rows,
                "dry_run": load.dry_run,
                "version": load.change.number if load.change else None,
            },
        )
