"""What a row of the register said before: each state with what changed, who changed it, when it was known, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from requests_app.register.edit import RegisterRow, business_id_of, table_of
from requests_app.register.models import RegisterChange, RowState

MOST_SHOWN = 200


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


def history_of(row: RegisterRow) -> list[Passage]:
    """Return the steps that changed a row, the latest first."""
    states = list(RowState.objects.filter(table=table_of(row), row=row.pk).order_by("-since")[:MOST_SHOWN])
    numbers = [state.since for state in states]
    steps = {
        step.number: step for step in RegisterChange.objects.filter(business_id=business_id_of(row), number__in=numbers)
    }
    passages = []
    for place, state in enumerate(states):
        before: Mapping[str, object] = states[place + 1].values if place + 1 < len(states) else {}
        if state.since in steps:
            passages.append(Passage(steps[state.since], differences(before, state.values) if before else ()))
    return passages


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Difference, ...]:
    """Return the columns in which two states differ, by name."""
    return tuple(
        Difference(name, before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )
