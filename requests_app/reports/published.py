"""What a business may tell everybody of its last calendar year, so that nobody learns anything of one requester.

A number from 1 to 4 is not told. Nor is one from which it could be worked out: the parts of a whole are told only where
those that are left out have at least two members and add up to ten, so that each may be any of its possible values.
0 is told, because it is about nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from requests_app.register.models import Business
from requests_app.reports.counted import MONTH, Group, counted, total
from requests_app.reports.figures import median
from requests_app.reports.models import CountedYear
from requests_app.reports.scope import Scope, today_of
from requests_app.statute import Answer

LEAST = 5
"""A smaller number, other than 0, is not told."""
LEAST_TOGETHER = 2 * LEAST
"""What is not told adds up to this at least: then a small number may be 1, 2, 3 or 4, whatever else is known."""
PAIR = 2
RECEIVED, ANSWERED, QUICKLY, LATER, UNANSWERED = "received", "answered", "quickly", "later", "unanswered"
ANSWERS = tuple(answer.value for answer in Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The numbers of a year. One that is not told is None; a median of no answers is empty."""

    year: int
    counted_on: date
    numbers: Mapping[str, int | None]
    median: str | None

    @property
    def tells_nothing(self) -> bool:
        """Whether so few requests came in, or were answered, that no number is told."""
        return self.numbers[ANSWERED] is None

    @property
    def leaves_out(self) -> bool:
        """Whether a number is not told."""
        return None in self.numbers.values()


def last_year(business: Business, *, now: datetime) -> Published:
    """Return the figures of the last calendar year that is over for the business, counted once a day."""
    on = today_of(business, now)
    year = on.year - 1
    kept = CountedYear.objects.filter(business=business, year=year).first()
    if kept is None or kept.counted_on != on:
        numbers = numbers_of(counted(Scope(business=business, year=year, on=on)))
        kept, _ = CountedYear.objects.update_or_create(
            business=business, year=year, defaults={"counted_on": on, "numbers": numbers}
        )
    return told(kept)


def numbers_of(groups: Sequence[Group]) -> dict[str, int | str]:
    """Count: what came in, what was answered within the month and later, what was not, and by answer."""
    answered = [group for group in groups if group.days is not None]
    quickly = total(group for group in answered if group.days is not None and group.days <= MONTH)
    days = median(answered)
    return {
        RECEIVED: total(groups),
        ANSWERED: total(answered),
        QUICKLY: quickly,
        LATER: total(answered) - quickly,
        UNANSWERED: total(groups) - total(answered),
        **{answer: total(group for group in answered if group.answer == answer) for answer in ANSWERS},
        "median": "" if days is None else f"{days.normalize():f}",
    }


def told(kept: CountedYear) -> Published:
    """Return a counted year as everybody may read it."""
    numbers = {key: int(number) for key, number in kept.numbers.items() if key != "median"}
    hidden = untold(numbers)
    return Published(
        year=kept.year,
        counted_on=kept.counted_on,
        numbers={key: None if key in hidden else number for key, number in numbers.items()},
        median=None if ANSWERED in hidden else str(kept.numbers["median"]),
    )


def untold(numbers: Mapping[str, int]) -> set[str]:
    """Return which numbers are not told.

    The answered ones and the others make what came in; those within the month and later make the answered ones, and so
    do those of each answer. A number is told only if none of these sums then gives a small one away.
    """
    if _is_small(numbers[RECEIVED]) or _is_small(numbers[ANSWERED]):
        return set(numbers)
    hidden = {RECEIVED, UNANSWERED} if _is_small(numbers[UNANSWERED]) else set()
    for parts in ((QUICKLY, LATER), ANSWERS):
        left_out = _left_out(numbers, parts)
        if left_out is None:
            return set(numbers)
        hidden |= left_out
    return hidden


def _is_small(number: int) -> bool:
    return 0 < number < LEAST


def _left_out(numbers: Mapping[str, int], parts: Sequence[str]) -> set[str] | None:
    """Return which parts of a whole that is told are left out; None where even that gives a small one away."""
    hidden = {part for part in parts if _is_small(numbers[part])}
    others = sorted((part for part in parts if numbers[part] >= LEAST), key=lambda part: numbers[part])
    while hidden and (len(hidden) < PAIR or sum(numbers[part] for part in hidden) < LEAST_TOGETHER):
        if not others:
            return None
        hidden.add(others.pop(0))
    return hidden
