"""How a row came to stand so, in words: who changed it, and which field from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Model

from requests_app.register.edit import RegisterRow
from requests_app.register.history import History, Passage, history_of
from requests_app.statute import CATEGORIES

BY_STAFF = "user:"
NOT_SAID = frozenset({"exclusion_answered"})
"""Columns that the page says in words of its own."""
LABELS = {each.code: each.label for each in CATEGORIES}


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


@dataclass(frozen=True, slots=True)
class PastPage:
    """Some of a row's history, and the version before which older steps lie."""

    steps: tuple[Past, ...]
    older: int | None


def past_of(row: RegisterRow) -> PastPage:
    """Return the latest steps of a row's history, with people by their names."""
    return in_words(history_of(row), type(row))


def in_words(history: History, model: type[Model]) -> PastPage:
    """Return a history with people and fields by their names."""
    names = names_of({passage.change.actor for passage in history.passages})
    labels = {each.attname: str(each.verbose_name) for each in model._meta.concrete_fields}  # noqa: SLF001 - Django's public name
    steps = (
        Past(
            passage,
            names.get(passage.change.actor, passage.change.actor),
            tuple(
                Said(labels.get(each.field, each.field), in_text(each.was), in_text(each.now))
                for each in passage.differences
                if each.field not in NOT_SAID
            ),
        )
        for passage in history.passages
    )
    return PastPage(tuple(steps), history.older)


def in_text(value: object) -> object:
    """Return a value as people read it: lists and answers in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(LABELS.get(str(each), str(each)) for each in value)
        case Mapping():
            return "; ".join(f"{str(name).replace('_', ' ')}: {in_text(each)}" for name, each in value.items())
        case _:
            return value


def names_of(actors: set[str]) -> dict[str, str]:
    """Return the names of those of the actors that are people with an account."""
    ids = [actor.removeprefix(BY_STAFF) for actor in actors if actor.startswith(BY_STAFF)]
    people = User.objects.filter(pk__in=[each for each in ids if each.isdigit()])
    return {f"{BY_STAFF}{person.pk}": person.get_full_name() or person.get_username() for person in people}
