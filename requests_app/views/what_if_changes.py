"""What changed from one ruling to another, in the words of the desk. Rules on nothing itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from requests_app.statute import Ruling, RulingRecipient, category, is_reading
from requests_app.views import dates
from requests_app.views.words import ANSWERS_IN_FULL


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: what stood there before, what stands there now."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came in or went out."""

    title: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two rulings."""

    changed: tuple[Change, ...]
    moved: tuple[Moved, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.moved)


def changes(before: Ruling, after: Ruling) -> Changes:
    """Compare two rulings: the answer, its grounds, the days, the categories, the recipients, what stays open."""
    pairs = (
        (_("Answer"), ANSWERS_IN_FULL[before.answer], ANSWERS_IN_FULL[after.answer]),
        (_("Clauses"), _clauses(before), _clauses(after)),
        (_("Due date"), _day(before.due_on), _day(after.due_on)),
        (_("Year asked about"), before.report_year, after.report_year),
        (_("Companies of the same brand"), _number(before), _number(after)),
    )
    return Changes(
        changed=tuple(Change(title=title, before=str(was), after=str(now)) for title, was, now in pairs if was != now),
        moved=tuple(_moved(before, after)),
    )


def _moved(before: Ruling, after: Ruling) -> Iterator[Moved]:
    lists = (
        (_("Categories added"), _("Categories removed"), map(_label, before.categories), map(_label, after.categories)),
        (_("Recipients added"), _("Recipients removed"), map(_named, before.recipients), map(_named, after.recipients)),
        (_("Now missing"), _("No longer missing"), before.blocked, after.blocked),
        (_("New questions"), _("Questions settled"), _questions(before), _questions(after)),
        (_("New readings of the law"), _("Readings that no longer decide"), _readings(before), _readings(after)),
    )
    for added, removed, was, now in lists:
        old, new = tuple(was), tuple(now)
        yield from _difference(added, new, without=old)
        yield from _difference(removed, old, without=new)


def _difference(title: str, names: Iterable[str], *, without: tuple[str, ...]) -> Iterator[Moved]:
    known = frozenset(without)
    if left := tuple(name for name in names if name not in known):
        yield Moved(title=title, names=left)


def _clauses(ruling: Ruling) -> str:
    return ", ".join(dict.fromkeys(reason.clause for reason in ruling.reasons))


def _questions(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if not is_reading(entry))


def _readings(ruling: Ruling) -> tuple[str, ...]:
    return tuple(entry for entry in ruling.for_review if is_reading(entry))


def _day(day: date | None) -> str:
    return dates.long(day) if day else _("No day runs")


def _number(ruling: Ruling) -> str:
    return _("not told") if ruling.same_brand_affiliates is None else str(ruling.same_brand_affiliates)


def _label(code: str) -> str:
    return category(code).label


def _named(recipient: RulingRecipient) -> str:
    return f"{recipient.name}, {recipient.address}" if recipient.address else recipient.name
