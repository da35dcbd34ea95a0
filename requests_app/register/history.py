"""What a row of the register said before: each state with what changed, who changed it, when it was known, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from requests_app.register.edit import RegisterRow, business_id_of, table_of
from requests_app.register.models import Business, RegisterChange, RowState

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """One column before and after."""

    field: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class Passage:
    """One step that changed a row. Without `differences` the row was added, or was there when the memory began."""

    change: RegisterChange
    differences: tuple[Difference, ...]
    is_removal: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Some steps that changed a row, the latest first. Older ones lie before the version `older`, where there are."""

    passages: tuple[Passage, ...]
    older: int | None
    last_known: Mapping[str, object]
    """What the row says now or, of a page further back, said at the latest of these steps; empty without any."""


def history_of(row: RegisterRow, *, before: int | None = None) -> History:
    """Return the steps that changed a row, those before a version, a page of them."""
    return history_at(business_id_of(row), table=table_of(row), row=row.pk, before=before)


def history_at(business_id: int, *, table: str, row: int, before: int | None = None) -> History:
    """Return the steps that changed a row which need not be there any more."""
    kept = RowState.objects.filter(business=business_id, table=table, row=row).order_by("-since")
    states = list((kept if before is None else kept.filter(since__lt=before))[: PAGE_SIZE + 1])
    begun = {*(state.since for state in states), before}
    ended = {state.until for state in states if state.until is not None and state.until not in begun}
    numbers = {*(state.since for state in states), *ended}
    steps = {each.number: each for each in RegisterChange.objects.filter(business=business_id, number__in=numbers)}
    passages = []
    for place, state in enumerate(states[:PAGE_SIZE]):
        # An end with which no state begins is a removal.
        if state.until in ended and state.until in steps:
            passages.append(Passage(steps[state.until], (), is_removal=True))
        earlier: Mapping[str, object] = states[place + 1].values if place + 1 < len(states) else {}
        if state.since in steps:
            passages.append(Passage(steps[state.since], differences(earlier, state.values) if earlier else ()))
    older = states[PAGE_SIZE - 1].since if len(states) > PAGE_SIZE else None
    return History(tuple(passages), older, states[0].values if states else {})


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Difference, ...]:
    """Return the columns in which two states differ, by name.

    A column that one of them does not have was added or dropped in between: without a value it is no difference.
    """
    return tuple(
        Difference(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
        and not ((name not in before or name not in after) and not (before.get(name) or after.get(name)))
    )


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step of a register: how many rows it wrote and removed, by table."""

    change: RegisterChange
    written: Mapping[str, int]
    removed: Mapping[str, int]


def steps_of(business: Business, *, before: int | None = None) -> tuple[list[StepDone], int | None]:
    """Return a page of the register's own steps, the latest first, and the version before which older ones lie."""
    made = RegisterChange.objects.filter(business=business).order_by("-number")
    page = list((made if before is None else made.filter(number__lt=before))[: PAGE_SIZE + 1])
    older = page[PAGE_SIZE - 1].number if len(page) > PAGE_SIZE else None
    page = page[:PAGE_SIZE]
    numbers = [step.number for step in page]
    states = RowState.objects.filter(business=business)
    replaced = RowState.objects.filter(table=OuterRef("table"), row=OuterRef("row"), since=OuterRef("until"))
    written = _counted(states.filter(since__in=numbers).values_list("since", "table"))
    removed = _counted(states.filter(~Exists(replaced), until__in=numbers).values_list("until", "table"))
    return [StepDone(step, written.get(step.number, {}), removed.get(step.number, {})) for step in page], older


def _counted(states: "QuerySet[RowState, tuple[int | None, str]]") -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for number, table, rows in states.annotate(rows=Count("pk")).order_by("table"):
        found.setdefault(number or 0, {})[table] = rows
    return found


def removed_disclosures(business: Business, *, third_party: int) -> list[RowState]:
    """Return the last states of disclosures to a third party that stand no more, the latest first."""
    now = RowState.objects.filter(table="disclosure", row=OuterRef("row"), until__isnull=True)
    later = RowState.objects.filter(table="disclosure", row=OuterRef("row"), since__gte=OuterRef("until"))
    ended = RowState.objects.filter(
        ~Exists(now), ~Exists(later), business=business, table="disclosure", until__isnull=False
    )
    return list(ended.filter(values__third_party_id=third_party).order_by("-until", "row")[:PAGE_SIZE])
