"""Who answered each condition of an exclusion, (d), and when: by hand, or in which file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.register.models import Disclosure, RegisterChange
from requests_app.statute import EXCLUSIONS
from requests_app.views.register.past import names_of


@dataclass(frozen=True, slots=True)
class Answer:
    """A condition with its answer: None where nobody answered, `who` empty where it is not on record."""

    question: str
    holds: bool | None
    who: str
    at: datetime | None


def answers_of(rows: Iterable[Disclosure]) -> dict[int, list[Answer]]:
    """Return the answers to the conditions of each disclosure that claims an exclusion, by the disclosure's id."""
    claiming = [row for row in rows if row.exclusion_clause in EXCLUSIONS]
    if not claiming:
        return {}
    numbers = {number for row in claiming for number in row.exclusion_answered.values()}
    changes = RegisterChange.objects.filter(business=claiming[0].third_party.business_id, number__in=numbers)
    steps = {step.number: step for step in changes.select_related("register_load")}
    names = names_of({step.actor for step in steps.values()})
    return {
        row.pk: [
            _answer(row, each.name, each.question, steps, names) for each in EXCLUSIONS[row.exclusion_clause].conditions
        ]
        for row in claiming
    }


def _answer(
    row: Disclosure, name: str, question: str, steps: dict[int, RegisterChange], names: dict[str, str]
) -> Answer:
    step = steps.get(row.exclusion_answered.get(name, 0))
    who = "" if step is None else _who(step, names)
    return Answer(question, row.exclusion_conditions.get(name), who, step.at if step else None)


def _who(step: RegisterChange, names: dict[str, str]) -> str:
    by = names.get(step.actor, step.actor)
    load = getattr(step, "register_load", None)
    return by if load is None else _("%(by)s, with the file %(file)s") % {"by": by, "file": load.file_name}
