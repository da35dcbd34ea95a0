"""What an index of personal columns is made of: one table, the way to its request, and a rule for each column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Field, Model, Q

from requests_app.retention.schedule import Kind

Because = str
"""A sentence that says why columns are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table. `ways` lead from it to the requests whose people its rows are about; none: about nobody who asked.

    Names of columns stand in one text with blanks between them.
    """

    model: str
    ways: tuple[str, ...] = ()
    ways_beside: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """The ways to what is destroyed by itself: a mail of no request, an event that no request leads to any more."""
    removed: bool = False
    """The whole row goes."""
    emptied: str = ""
    """Columns that end as nothing: an empty text, list or object."""
    replaced: Mapping[str, object] = field(default_factory=dict)
    """Columns that may not be empty, with what is written there."""
    kept: Mapping[Because, str] = field(default_factory=dict)
    shared: bool = False
    """Several requests may share a row: it stays while one of them does, whichever way leads to that."""
    in_order: bool = False
    """Only the first of the ways that leads anywhere counts: the others may lead to where the row was before."""
    unless: Q | None = None
    """Rows that hold nobody's data although a request leads to them."""

    @property
    def model_class(self) -> type[Model]:
        label = self.model if "." in self.model else f"requests_app.{self.model}"
        return apps.get_model(label, require_ready=False)

    @property
    def columns_emptied(self) -> tuple[str, ...]:
        return tuple(self.emptied.split())

    @property
    def columns_kept(self) -> tuple[str, ...]:
        return tuple(name for names in self.kept.values() for name in names.split())

    @property
    def ruled(self) -> tuple[str, ...]:
        """The columns that have a rule, each as often as it has one."""
        return (*self.columns_emptied, *self.replaced, *self.columns_kept)

    def columns(self) -> Iterator["Field[object, object]"]:
        """Yield the columns that want a rule: all but the number of the row."""
        for each in self.model_class._meta.local_concrete_fields:  # noqa: SLF001 - Django's public name
            if not each.primary_key:
                yield each
