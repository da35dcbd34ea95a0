"""The charts of a report as shapes that a template draws: no script, no style of their own, and a table beside each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.reports.report import Report, Row, Span

WIDTH, HEIGHT = 360, 150
LEFT, TOP, BOTTOM = 34, 10, 20
LINE, BAR = 22, 14
LABEL, NUMBER = 96, 44
"""Room for the words left of a bar, and for the number right of it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle, with the class that gives its colour."""

    kind: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Word:
    """A text with its place."""

    says: str
    x: int
    y: int
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Line:
    """A line across."""

    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: what it says in a sentence, and what it is drawn of."""

    says: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    words: tuple[Word, ...]
    lines: tuple[Line, ...] = ()


def months(found: Report) -> Chart:
    """Draw what became of the requests of each month: in time, late, open, withdrawn, one upon another."""
    top = _round_up(max(row.received for row in found.months))
    step = (WIDTH - LEFT) // len(found.months)
    shapes, words = [], []
    for number, row in enumerate(found.months):
        x = LEFT + number * step + 4
        shapes += _stacked(row, x=x, width=step - 8, top=top)
        month = date_format(date(found.scope.year, number + 1, 1), "M")
        words.append(Word(month, x + (step - 8) // 2, HEIGHT - 6))
    marks = sorted({0, top // 2, top})
    lines = tuple(Line(_height(mark, top)) for mark in marks)
    words += [Word(f"{mark:,}", LEFT - 6, _height(mark, top) + 4, "end") for mark in marks]
    return Chart(_of_months(found), WIDTH, HEIGHT, tuple(shapes), tuple(words), lines)


def spans(found: Report) -> Chart:
    """Draw how many answers took how many days."""
    most = max([span.answers for span in found.spans] + [1])
    room = WIDTH - LABEL - NUMBER
    shapes, words = [], []
    for number, span in enumerate(found.spans):
        y = number * LINE + 4
        kind = "late" if span.first > _LIMIT else "in-time"
        shapes.append(Shape(kind, LABEL, y, max(span.answers * room // most, 1 if span.answers else 0), BAR))
        words.append(Word(span_in_words(span), LABEL - 8, y + 11, "end"))
        words.append(Word(f"{span.answers:,}", LABEL + span.answers * room // most + 6, y + 11, "start"))
    return Chart(_of_spans(found), WIDTH, len(found.spans) * LINE + 4, tuple(shapes), tuple(words))


def span_in_words(span: Span) -> str:
    """Return “8–14 days”."""
    if span.last is None:
        return _("over %(days)d days") % {"days": span.first - 1}
    return _("%(first)d–%(last)d days") % {"first": span.first, "last": span.last}


_LIMIT = 30
"""Longer than that is drawn in another colour: the limit at a designated address."""


def _stacked(row: Row, *, x: int, width: int, top: int) -> list[Shape]:
    """Return the month's parts, each ending where the next begins, so that roundings never pile up."""
    shapes, below = [], 0
    for kind, number in (
        ("in-time", row.in_time),
        ("late", row.late),
        ("open", row.open + row.unproved),
        ("withdrawn", row.withdrawn),
    ):
        if number:
            y, foot = _height(below + number, top), _height(below, top)
            shapes.append(Shape(kind, x, y, width, foot - y))
        below += number
    return shapes


def _height(number: int, top: int) -> int:
    return HEIGHT - BOTTOM - number * (HEIGHT - BOTTOM - TOP) // top


def _round_up(number: int) -> int:
    """Return the next even number that reads well: one of 2, 4, 10, 20, 40, 100 and so on."""
    scale = 1
    while True:
        for step in (2, 4, 10):
            if number <= step * scale:
                return step * scale
        scale *= 10


def _of_months(found: Report) -> str:
    if not found.all.received:
        return _("Nothing came in.")
    busiest = max(found.months, key=lambda row: row.received)
    month = date_format(date(found.scope.year, found.months.index(busiest) + 1, 1), "F")
    said = _("Most came in %(month)s: %(number)s.") % {"month": month, "number": f"{busiest.received:,}"}
    return f"{said} {_of_late(found)}"


def _of_late(found: Report) -> str:
    late = [row for row in found.months if row.late or row.overdue]
    if not late:
        return _("None was answered late, and none is open past its due date.")
    number = sum(row.late + row.overdue for row in late)
    return ngettext(
        "%(number)s was answered late or is open past its due date.",
        "%(number)s were answered late or are open past their due date.",
        number,
    ) % {"number": f"{number:,}"}


def _of_spans(found: Report) -> str:
    if not found.all.answered:
        return _("Nothing has been answered yet.")
    over = _sum([span for span in found.spans if span.first > _LIMIT])
    half = _("Half of the answers took %(median)s or less.") % {"median": found.all.median}
    if not over:
        return f"{half} {_('None took more than 30 days.')}"
    more = ngettext("%(number)s took more than 30 days.", "%(number)s took more than 30 days.", over)
    return f"{half} {more % {'number': f'{over:,}'}}"


def _sum(found: Sequence[Span]) -> int:
    return sum(span.answers for span in found)
