"""Undoing a load as one step: what stood before stands again, unless something later rests on what it wrote."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from requests_app.audit import chain
from requests_app.register import edit
from requests_app.register.load import party_values
from requests_app.register.load.rollup import DAYS
from requests_app.register.load.way import LoadStateError
from requests_app.register.models import Business, Disclosure, DisclosureEvent, RegisterLoad, RowState, ThirdParty
from requests_app.register.reading import revived

State = RegisterLoad.State
Row = Disclosure | ThirdParty
MOST_NAMED = 10
_TABLES: tuple[type[Disclosure] | type[ThirdParty], ...] = (Disclosure, ThirdParty)


class NotUndoneError(Exception):
    """The load cannot be undone; the message is a sentence for people that says why and what to do."""


@transaction.atomic
def undo(load_id: int, *, actor: str, at: datetime, noticed: bool, nature: str = "") -> RegisterLoad:
    """Take a load back. `noticed`: a notice was made from its version or a later one.

    Then it can only be taken back as a correction. Raises `NotUndoneError`, or `LoadStateError` where it is not loaded.
    """
    load = RegisterLoad.objects.get(pk=load_id)
    Business.objects.select_for_update(no_key=True).get(pk=load.business_id)
    load.refresh_from_db()
    if load.state != State.LOADED or load.dry_run:
        msg = f"This file is {load.get_state_display()}; only one that is loaded can be undone."
        raise LoadStateError(msg)
    if noticed and nature != edit.Nature.CORRECTION:
        msg = "A notice was made since this file was loaded. It can be undone as a correction only; say that it is one."
        raise NotUndoneError(msg)
    DisclosureEvent.objects.filter(load=load).delete()
    if load.change is not None:
        _take_back(load, load.change.number, actor=actor, at=at, nature=nature)
    RegisterLoad.objects.filter(pk=load.pk).update(state=State.UNDONE)
    chain.append(
        at=at,
        actor=actor,
        action="register.load.undone",
        subject=f"business:{load.business_id}",
        detail={"load": load.pk},
    )
    load.refresh_from_db()
    return load


def _take_back(load: RegisterLoad, number: int, *, actor: str, at: datetime, nature: str) -> None:
    _check_untouched(load.business_id, number)
    _check_nothing_counted_in(load, number)
    note = f"{load.file_name} undone"
    try:
        with edit.change(load.business_id, actor=actor, at=at, kind=edit.Kind.UNDO, nature=nature, note=note) as step:
            for model, columns in zip(_TABLES, (DAYS, party_values.COLUMNS), strict=True):
                step.update(_before(model, load.business_id, number), columns=columns)
            for model in _TABLES:
                step.remove_all(_added(model, load.business_id, number))
    except ProtectedError as error:
        names = sorted({str(each) for each in error.protected_objects})[:MOST_NAMED]
        msg = f"Something was added since that rests on this file: {', '.join(names)}. Remove it first."
        raise NotUndoneError(msg) from error


def _check_untouched(business_id: int, number: int) -> None:
    """Refuse where a row that the load wrote to is no longer as the load left it."""
    names: list[str] = []
    for model in _TABLES:
        states = _states(model, business_id)
        left = dict(states.filter(since=number, until__isnull=False).values_list("row", "values"))
        now = dict(states.filter(until__isnull=True, row__in=[*left]).values_list("row", "values"))
        touched = [row for row, values in left.items() if now.get(row) != values]
        found = [_named(row) for row in model.objects.filter(pk__in=touched)]
        if len(touched) > len(found):
            gone, meta = len(touched) - len(found), model._meta  # noqa: SLF001 - Django's public name
            found.append(f"{gone} removed {meta.verbose_name if gone == 1 else meta.verbose_name_plural}")
        names += found
    if names:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        msg = (
            f"These were changed since the file was loaded: {', '.join(names[:MOST_NAMED])}{more}. Undo first the file "
            "that changed them, or correct by hand what this one wrote."
        )
        raise NotUndoneError(msg)


def _check_nothing_counted_in(load: RegisterLoad, number: int) -> None:
    """Refuse where a later file recorded hand-overs of a disclosure that this one added."""
    added = _added_states(Disclosure, load.business_id, number).values("row")
    events = DisclosureEvent.objects.filter(disclosure__in=added).exclude(load=load)
    later = RegisterLoad.objects.filter(pk__in=events.values("load")).order_by("pk")
    if later:
        names = ", ".join(f"“{each.file_name}” of {each.asked_at:%Y-%m-%d}" for each in later[:MOST_NAMED])
        msg = f"A later file tells of more hand-overs in what this one wrote: {names}. Undo that first."
        raise NotUndoneError(msg)


def _named(row: Row) -> str:
    return row.legal_name if isinstance(row, ThirdParty) else f"{row.third_party.legal_name} in {row.year}"


def _states(model: type[Row], business_id: int) -> QuerySet[RowState]:
    return RowState.objects.filter(business=business_id, table=str(model._meta.model_name))  # noqa: SLF001 - Django's public name


def _before(model: type[Row], business_id: int, number: int) -> list[Row]:
    """Return the rows that the load changed, as they stood before."""
    states = _states(model, business_id).filter(until=number).order_by("row")
    kept = states.values_list("values", flat=True)
    if issubclass(model, ThirdParty):
        return [revived(ThirdParty, values) for values in kept]
    return [revived(Disclosure, values) for values in kept]


def _added(model: type[Row], business_id: int, number: int) -> list[Row]:
    """Return the rows that the load added."""
    added = _added_states(model, business_id, number).values_list("row", flat=True)
    return [*model.objects.filter(pk__in=[*added])]


def _added_states(model: type[Row], business_id: int, number: int) -> QuerySet[RowState]:
    states = _states(model, business_id)
    return states.filter(since=number).exclude(row__in=states.filter(until=number).values("row"))
