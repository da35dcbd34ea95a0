"""How a row came to stand so, in words: who changed it, and which field from what to what."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from requests_app.register.history import Passage, history_of
from requests_app.register.models import ThirdParty

BY_STAFF = "user:"


@dataclass(frozen=True, slots=True)
class Said:
    """One field before and after."""

    field: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class Past:
    """One step of a row's history."""

    passage: Passage
    who: str
    differences: tuple[Said, ...]


def past_of(party: ThirdParty) -> list[Past]:
    """Return the history of a third party, the latest first, with people by their names."""
    passages = history_of(party)
    names = _names({passage.change.actor for passage in passages})
    labels = {each.attname: str(each.verbose_name) for each in ThirdParty._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    return [
        Past(
            passage,
            names.get(passage.change.actor, passage.change.actor),
            tuple(Said(labels.get(each.field, each.field), each.was, each.now) for each in passage.differences),
        )
        for passage in passages
    ]


def _names(actors: set[str]) -> dict[str, str]:
    ids = [actor.removeprefix(BY_STAFF) for actor in actors if actor.startswith(BY_STAFF)]
    people = User.objects.filter(pk__in=[each for each in ids if each.isdigit()])
    return {f"{BY_STAFF}{person.pk}": person.get_full_name() or person.get_username() for person in people}
