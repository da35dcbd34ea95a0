"""Walking through a list a page at a time: each row once, however many come in or leave meanwhile.

A page begins after the last row seen, never at a number of rows: so any page costs the same, and none slides.
"""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.db.models import Q

from requests_app.requests.models import DisclosureRequest
from requests_app.requests.queries import PAGE_SIZE, DisclosureRequestQuerySet

_MOST_DIGITS = 18
"""The digits that surely fit a row's id."""
UNDATED = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """Behind which row a page begins: its due date, where that is the order, and its id."""

    pk: int
    due_on: date | None = None

    @classmethod
    def of(cls, row: DisclosureRequest) -> Self:
        return cls(row.pk, row.due_on)

    @classmethod
    def read(cls, token: str) -> Self | None:
        """Read what `str` wrote; None for anything else, which begins at the front."""
        day, _dot, pk = token.partition(".")
        if not (pk.isascii() and pk.isdigit() and len(pk) <= _MOST_DIGITS):
            return None
        try:
            return cls(int(pk), None if day == UNDATED else date.fromisoformat(day))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.due_on.isoformat() if self.due_on else UNDATED}.{self.pk}"


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of a page, and where the next one begins."""

    rows: list[DisclosureRequest]
    onward: Place | None


def by_due_date(rows: DisclosureRequestQuerySet, *, after: Place | None, size: int = PAGE_SIZE) -> Page:
    """Return a page, most urgent first, requests without a due date last.

    They are asked for apart, and only where the page has room: a question with “or no date” cannot begin in the middle
    of an index.
    """
    found: list[DisclosureRequest] = []
    if after is None or after.due_on is not None:
        found = list(_dated(rows, after)[: size + 1])
    if len(found) <= size:
        last = after.pk if after is not None and after.due_on is None else 0
        undated = rows.filter(due_on__isnull=True, id__gt=last).order_by("id")
        found += undated[: size + 1 - len(found)]
    return _cut(found, size)


def newest_first(rows: DisclosureRequestQuerySet, *, after: Place | None, size: int = PAGE_SIZE) -> Page:
    """Return a page of what came in last."""
    if after is not None:
        rows = rows.filter(id__lt=after.pk)
    return _cut(list(rows.order_by("-id")[: size + 1]), size)


def _dated(rows: DisclosureRequestQuerySet, after: Place | None) -> DisclosureRequestQuerySet:
    ordered = rows.filter(due_on__isnull=False).order_by("due_on", "id")
    if after is None:
        return ordered
    return ordered.filter(Q(due_on__gt=after.due_on) | Q(id__gt=after.pk), due_on__gte=after.due_on)


def _cut(found: list[DisclosureRequest], size: int) -> Page:
    return Page(found[:size], Place.of(found[size - 1]) if len(found) > size else None)
