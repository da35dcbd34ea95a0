"""What can be done to the register: rows, files, third parties that are one, years. A part of the door for writes."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.core.files import File
from django.db import transaction

from requests_app.audit import chain
from requests_app.handling.correction import touched
from requests_app.notices.impact import YearImpact, preview
from requests_app.notices.models import Notice
from requests_app.register import closing, edit
from requests_app.register.configure import Configured, configure
from requests_app.register.legible import make_legible
from requests_app.register.load import run, way
from requests_app.register.load.undo import undo
from requests_app.register.merge import declare_different as declare
from requests_app.register.merge import merge
from requests_app.register.models import (
    Business,
    RegisterChange,
    RegisterLoad,
    ThirdParty,
    YearClose,
    YearPart,
)
from requests_app.requests.due import day_of_receipt
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_keep_register
from requests_app.requests.reach import check_reaches, check_reaches_rows
from requests_app.tasks import wake_named_on_commit

RUN_LOAD = "requests_app.run_load"
"""The worker's task that reads a register file; it lies above this module, for it opens a door of it."""


def configure_business(
    *, data: Mapping[str, Any], by: str, now: datetime, nature: str = "", note: str = ""
) -> Configured:
    """Create or update a business from its file; raises `RefusedError` with every fault. `by` names who runs it.

    Where it bears on a closed year, `nature` says whether it is a change or a correction; a blank is then a fault.
    """
    return configure(data, actor=by, at=now, nature=nature, note=note)


def save_register_row(*, row: edit.RegisterRow, by: User, now: datetime, nature: str = "", note: str = "") -> None:
    """Add or change a row of the register.

    Its texts are written as an export and a load would bring them back. Raises `NatureNeededError` where it bears on a
    closed year and `nature` does not say change or correction, and `RefusedWriteError` where it may not be written.
    """
    check_reaches(by, edit.business_id_of(row))
    make_legible(row, at=now)
    edit.save(row, actor=Actor.staff(by).label, at=now, nature=nature, note=note)


def remove_register_row(*, row: edit.RegisterRow, by: User, now: datetime, nature: str = "", note: str = "") -> None:
    """Remove a row of the register that nothing refers to; as with `save_register_row`, a closed year asks."""
    check_reaches(by, edit.business_id_of(row))
    edit.remove(row, actor=Actor.staff(by).label, at=now, nature=nature, note=note)


def load_file(
    *, path: Path, file_name: str, business: Business, asked: way.Asked, by: str, clock: Callable[[], datetime]
) -> Mapping[str, Any]:
    """Load a register file here and now, for the command line; return what came of it, as `load_register` says it.

    The same file, taken before and read the same way, changes nothing. A dry run writes nothing.
    """
    asked = run.recalled(path, asked, business=business)
    if asked.dry_run:
        return run.try_out(path, asked, business=business, at=clock()).as_json()
    load = way.begin(path, asked, business_id=business.pk, file_name=file_name, actor=by, at=clock())
    before = way.loaded_before(business.pk, load.fingerprint)
    if before is None:
        load.save()
        run_load(load_id=load.pk, clock=clock, path=path)
        load.refresh_from_db()
        before = None if load.result else way.loaded_before(business.pk, load.fingerprint)
    if before is not None:
        return way.same_again(before)
    return way.as_printed(load) or way.cancelled_meanwhile()


def start_load(*, upload: File[bytes], business: Business, asked: way.Asked, by: User, now: datetime) -> RegisterLoad:
    """Keep an uploaded register file and wake a worker for it. The same file, taken before, is not loaded again.

    With `asked.dry_run` the worker says what loading it would do; `confirm_load` then loads it. What is remembered of
    the file's headings is put under what was asked.
    """
    check_can_keep_register(by)
    check_reaches(by, business.pk)
    name = Path(upload.name or "register").name
    load = RegisterLoad(business=business)
    load.file.save(name, upload, save=False)
    path, kept = Path(load.file.path), load.file.name
    try:
        # Durable: an outer transaction could still be rolled back when the file is believed to be kept.
        with transaction.atomic(durable=True):
            asked = run.recalled(path, asked, business=business)
            actor = Actor.staff(by).label
            load = way.begin(path, asked, business_id=business.pk, file_name=name, actor=actor, at=now)
            before = way.loaded_before(business.pk, load.fingerprint)
            if before is None:
                load.file.name = kept
                load.save()
                wake_named_on_commit(RUN_LOAD, load.pk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if before is not None:
        path.unlink()
    return before or load


def confirm_load(*, load_id: int, by: User) -> RegisterLoad:
    """Load in earnest a file that was tried out; raises `LoadStateError` where it was not, or was not whole."""
    check_can_keep_register(by)
    _check_reaches_load(by, load_id)
    with transaction.atomic():
        load = way.confirm(load_id)
        wake_named_on_commit(RUN_LOAD, load.pk)
        return load


def cancel_load(*, load_id: int, by: User, now: datetime) -> None:
    """Stop a load: nothing of it is taken. Raises `LoadStateError` where it has ended."""
    check_can_keep_register(by)
    _check_reaches_load(by, load_id)
    way.cancel(load_id, at=now)


def run_load(*, load_id: int, clock: Callable[[], datetime], path: Path | None = None) -> None:
    """Read a waiting file into the register; do nothing where another worker has it. `path`: the file, if not kept."""
    load = way.claim(load_id, at=clock())
    if load is None:
        return

    def look(years: frozenset[int]) -> dict[str, object]:
        return touched(Business.objects.get(pk=load.business_id), years, now=clock()).as_json()

    run.run(load, path or Path(load.file.path), clock=clock, look=look)


def undo_load(*, load_id: int, by: User, now: datetime, nature: str = "") -> RegisterLoad:
    """Take a load back as one step; after a notice was made from it, as a correction only.

    Raises `NotUndoneError` where something later rests on it, and `LoadStateError` where it is not loaded.
    """
    check_can_keep_register(by)
    _check_reaches_load(by, load_id)
    load = RegisterLoad.objects.select_related("change").get(pk=load_id)
    since = load.change.number if load.change else None
    noticed = (
        since is not None
        and Notice.objects.filter(disclosure_request__business=load.business_id, register_version__gte=since).exists()
    )
    return undo(load_id, actor=Actor.staff(by).label, at=now, noticed=noticed, nature=nature)


def preview_register_row(*, row: edit.RegisterRow, by: User, now: datetime) -> tuple[YearImpact, ...]:
    """Say what saving a row would change for notices; nothing is stored, and what would be refused is."""
    seen = copy(row)
    make_legible(seen, at=now)
    return _preview(
        edit.business_id_of(row),
        lambda nature: edit.save(copy(seen), actor="preview", at=now, nature=nature),
        by=by,
        now=now,
    )


def preview_removal(*, row: edit.RegisterRow, by: User, now: datetime) -> tuple[YearImpact, ...]:
    """Say what removing a row would change for notices; nothing is removed."""
    return _preview(
        edit.business_id_of(row),
        lambda nature: edit.remove(copy(row), actor="preview", at=now, nature=nature),
        by=by,
        now=now,
    )


def preview_merge(*, one: ThirdParty, into: ThirdParty, by: User, now: datetime) -> tuple[YearImpact, ...]:
    """Say what merging one third party into another would change for notices; raises `MergeError` as the merge does."""
    return _preview(
        one.business_id,
        lambda nature: merge(one=copy(one), into=copy(into), actor="preview", at=now, nature=nature),
        by=by,
        now=now,
    )


def _preview(business_id: int, make: Callable[[str], None], *, by: User, now: datetime) -> tuple[YearImpact, ...]:
    """Look at an edit and take it back. `make` is given a nature: a look at a closed year asks for none."""
    check_can_keep_register(by)
    check_reaches(by, business_id)
    business = Business.objects.get(pk=business_id)
    nature = RegisterChange.Nature.CORRECTION.value
    return preview(business, lambda: make(nature), on=day_of_receipt(now, timezone=business.timezone))


def merge_third_parties(
    *, one: ThirdParty, into: ThirdParty, by: User, now: datetime, nature: str = "", note: str = ""
) -> None:
    """Merge one third party into another; raises `MergeError`, or `NatureNeededError` where a year is closed."""
    check_can_keep_register(by)
    check_reaches(by, one.business_id)
    check_reaches(by, into.business_id)
    merge(one=one, into=into, actor=Actor.staff(by).label, at=now, nature=nature, note=note)


def declare_different(*, one: ThirdParty, other: ThirdParty, by: User, now: datetime) -> None:
    """Remember that two third parties which look alike are two."""
    check_can_keep_register(by)
    check_reaches(by, one.business_id)
    check_reaches(by, other.business_id)
    declare(one, other, actor=Actor.staff(by).label, at=now)


def add_year_part(
    *, business: Business, year: int, title: str, owner_name: str, owner_email: str, by: User, now: datetime
) -> YearPart:
    """Name a part of a year and its owner, who attests it by its secret link or through a keeper."""
    check_can_keep_register(by)
    check_reaches(by, business.pk)
    return closing.add_part(
        business,
        year=year,
        title=title,
        owner_name=owner_name,
        owner_email=owner_email,
        actor=Actor.staff(by).label,
        at=now,
    )


def attest_year_part(*, part: YearPart, name: str, note: str, by: User | None, now: datetime) -> YearPart:
    """Attest a part of a year: its owner by the link, without an account (`by` is null), or a keeper in their place."""
    if by is not None:
        check_can_keep_register(by)
        check_reaches(by, part.business_id)
    actor = Actor.staff(by).label if by else "owner"
    return closing.attest(part.pk, by=name, note=note, actor=actor, at=now, today=_day(part.business, now))


def close_year(
    *, business: Business, year: int, signed: Mapping[str, str], note: str, by: User, now: datetime
) -> YearClose:
    """Sign the register of a year; `signed`: each open finding's key with the reason to sign for it as it is.

    Raises `ClosingError` with what stands in the way.
    """
    check_can_keep_register(by)
    check_reaches(by, business.pk)
    return closing.close(
        business.pk,
        year=year,
        signed=signed,
        note=note,
        actor=Actor.staff(by).label,
        at=now,
        today=_day(business, now),
    )


def record_export(*, business: Business, what: str, by: User, now: datetime) -> None:
    """Record that the register was taken out of the house as a file."""
    check_reaches(by, business.pk)
    with transaction.atomic():
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action="register.exported",
            subject=f"business:{business.pk}",
            detail={"format": what, "version": business.register_version},
        )


def _check_reaches_load(by: User, load_id: int) -> None:
    check_reaches_rows(by, RegisterLoad.objects.filter(pk=load_id))


def _day(business: Business, now: datetime) -> date:
    return now.astimezone(ZoneInfo(business.timezone)).date()
