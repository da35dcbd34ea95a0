"""What a list of the queue is narrowed to: written in its address, so that it can be kept, shared and come back to."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from requests_app.desk.listings import BY_KEY, Listing
from requests_app.desk.walking import Page, Place, by_due_date, newest_first
from requests_app.notices.models import Notice
from requests_app.requests.models import ReplyBy
from requests_app.requests.queries import COUNT_CAP, DisclosureRequestQuerySet
from requests_app.requests.search.found import holding
from requests_app.requests.search.words import sought
from requests_app.requests.status import Status
from requests_app.statute import Answer, Channel

NOBODY = "nobody"
LONGEST_SEARCH = 200
_MOST_DIGITS = 18
_CHOICES = {
    "state": frozenset(Status.values),
    "door": frozenset(each.value for each in Channel),
    "answer": frozenset(each.value for each in Answer),
    "reply": frozenset(ReplyBy.values),
}
_DAYS = ("came_from", "came_to", "due_from", "due_to")
_ROWS = ("business", "brand", "decided")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A list and what it is narrowed to; empty values narrow nothing. Days are inclusive, in the business's zone.

    `who` is the id of whoever it is assigned to, or `NOBODY`; `decided` of whoever decided.
    """

    show: str = ""
    q: str = ""
    business: int | None = None
    brand: int | None = None
    door: str = ""
    state: str = ""
    answer: str = ""
    reply: str = ""
    who: str = ""
    decided: int | None = None
    came_from: date | None = None
    came_to: date | None = None
    due_from: date | None = None
    due_to: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> tuple[Self, tuple[str, ...]]:
        """Read it from an address; return it and the names of what cannot be read, which narrow nothing."""
        read: dict[str, Any] = {}
        bad: list[str] = []
        for each in fields(cls):
            text = str(given.get(each.name) or "").strip()
            value = _read(each.name, text) if text else None
            if value is not None:
                read[each.name] = value
            elif text:
                bad.append(each.name)
        return cls(**read), tuple(bad)

    @property
    def listing(self) -> Listing:
        """The list: the one it says, or, of what is looked for, everything, or what is open."""
        return BY_KEY.get(self.show) or BY_KEY["all" if sought(self.q) or self.state else "open"]

    @property
    def is_by_due_date(self) -> bool:
        """Whether the most urgent is first; what is looked for, and what is done, comes newest first."""
        return self.listing.is_open and not sought(self.q)

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything but one whole list."""
        return self != type(self)(show=self.show)

    @property
    def narrows_beside_words(self) -> bool:
        """Whether it asks for more than a list and words."""
        return self != type(self)(show=self.show, q=self.q)

    @property
    def query(self) -> str:
        """The address it is read from again."""
        given = ((each.name, getattr(self, each.name)) for each in fields(self))
        return urlencode([(name, value) for name, value in given if value not in {"", None}])

    def rows(self, *, on: date) -> DisclosureRequestQuerySet:
        """Return the requests of this list, in no order yet."""
        rows = self.listing.rows(on)
        plain = {
            "business": self.business,
            "brand": self.brand,
            "channel": self.door,
            "status": self.state,
            "reply_by": self.reply,
            "decided_by": self.decided,
            "received_on__gte": self.came_from,
            "received_on__lte": self.came_to,
            "due_on__gte": self.due_from,
            "due_on__lte": self.due_to,
        }
        rows = rows.filter(**{name: value for name, value in plain.items() if value not in {"", None}})
        if self.who:
            rows = rows.filter(assigned_to=None if self.who == NOBODY else int(self.who))
        if self.answer:
            rows = rows.filter(Exists(Notice.objects.filter(answer=self.answer, disclosure_request=OuterRef("pk"))))
        return holding(rows, self.q)

    def page(self, rows: DisclosureRequestQuerySet, *, after: Place | None) -> Page:
        """Return a page of its rows in its order."""
        return by_due_date(rows, after=after) if self.is_by_due_date else newest_first(rows, after=after)

    def count(self, rows: DisclosureRequestQuerySet) -> int:
        """Count its rows, capped, in its order: the index that orders them is the one that finds them."""
        order = ("due_on", "id") if self.is_by_due_date else ("-id",)
        return rows.order_by(*order)[:COUNT_CAP].count()


def _read(name: str, text: str) -> object:
    """Return the value that a text of the address means, None where it means none."""
    if name in _CHOICES:
        return text if text in _CHOICES[name] else None
    if name in _DAYS:
        return _day(text)
    if name in _ROWS:
        return int(text) if is_id(text) else None
    if name == "who":
        return text if text == NOBODY or is_id(text) else None
    if name == "show":
        return text if text in BY_KEY else None
    return text[:LONGEST_SEARCH]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_id(text: str) -> bool:
    """Say whether a text is a number that a row can have."""
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
