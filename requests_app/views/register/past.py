"""How a row came to stand so, in words: who changed it, and which field from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from requests_app.register.edit import RegisterRow
from requests_app.register.history import History, Passage, history_of
from requests_app.statute import CATEGORIES

BY_STAFF = "user:"
BY_COMMAND = "command:"
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
    rows = _rows_named(history, model)
    steps = (
        Past(
            passage,
            names.get(passage.change.actor, passage.change.actor),
            tuple(
                Said(
                    labels.get(each.field, each.field),
                    *(_told(value, rows.get(each.field)) for value in (each.was, each.now)),
                )
                for each in passage.differences
                if each.field not in NOT_SAID
            ),
        )
        for passage in history.passages
    )
    return PastPage(tuple(steps), history.older)


def _told(value: object, rows: Mapping[object, str] | None) -> object:
    """Return a value in words; of a column that leads to other rows, whose names are given, the row's name."""
    return in_text(value) if rows is None or value is None else rows[value]


def _rows_named(history: History, model: type[Model]) -> dict[str, dict[object, str]]:
    """Return the names of the rows that a row led to: of a merge, into whom; by the column, then the id."""
    said = [each for passage in history.passages for each in passage.differences]
    found: dict[str, dict[object, str]] = {}
    for column in model._meta.concrete_fields:  # noqa: SLF001 - Django's public name
        if not isinstance(column, ForeignKey):
            continue
        ids = {value for each in said if each.field == column.attname for value in (each.was, each.now)} - {None}
        there = column.related_model._default_manager.in_bulk(ids)  # noqa: SLF001 - Django's public name
        gone = _("one that is there no more (number %(id)s)")
        found[column.attname] = {pk: str(there.get(pk) or gone % {"id": pk}) for pk in ids}
    return found


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
    """Return how people know an actor: the name of an account's person, or the command that somebody ran."""
    ran = {each: each.removeprefix(BY_COMMAND) for each in actors if each.startswith(BY_COMMAND)}
    commands = {actor: _("the command %(name)s") % {"name": name} for actor, name in ran.items()}
    ids = [actor.removeprefix(BY_STAFF) for actor in actors if actor.startswith(BY_STAFF)]
    people = User.objects.filter(pk__in=[each for each in ids if each.isdigit()])
    return commands | {f"{BY_STAFF}{person.pk}": person.get_full_name() or person.get_username() for person in people}
