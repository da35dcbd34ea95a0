"""A print run as what a person needs: the file to print, and the list of whom it goes to."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from requests_app.delivery.models import Delivery, PrintRun
from requests_app.notices.render.page import MOST_BRANDS_IN_LETTERHEAD
from requests_app.notices.render.stack import Sheet, Stack, StackedLetter, stacked
from requests_app.register.export import harmless

MOST_LINES_IN_WINDOW = 4
"""Lines of the letter's own size that the window of a #10 envelope shows, however the letter slides in it."""
MOST_SIGNS_IN_WINDOW = 36
"""Letters of a line that surely fits into it."""
LETTERHEAD_POINTS = 115
"""So high the letterhead may be: a higher one moves the address down (notice.css)."""
HEADINGS = (
    *("number", "reference", "name", "street_1", "street_2", "street_3", "city", "state", "zip", "country"),
    *("first_page", "pages"),
)
_LAST_LINE = re.compile(r"(?P<city>.+), (?P<state>[A-Z]{2}) (?P<zip>\d{5}(?:-\d{4})?)\Z")
_STREETS = 3


@dataclass(frozen=True, slots=True)
class PrintFile:
    """The letters of a run in the order in which they lie in the file, and the file."""

    letters: tuple[Delivery, ...]
    stack: Stack


def print_file(run: PrintRun) -> PrintFile:
    """Put a run's letters together. Raises `NotLaidOutError` where their sheets cannot be laid out."""
    rows = run.letters.select_related("notice__document", "notice__statement", "disclosure_request__business").order_by(
        "disclosure_request__due_on", "id"
    )
    letters = tuple(rows)
    return PrintFile(letters, stacked([_stacked(each) for each in letters], two_sided=run.two_sided))


def _stacked(delivery: Delivery) -> StackedLetter:
    notice = delivery.notice
    if notice is None:  # the database sees to it that a notice has its row
        msg = "Only notices go by post."
        raise TypeError(msg)
    letter: dict[str, Any] = notice.content.get("letter") or {}
    lines = tuple(delivery.recipient.splitlines())
    statement = notice.statement
    # Where the file is the year's statement alone, the letter was the text of an e-mail: it is printed in front.
    is_bare = statement is not None and notice.document_id in {statement.document_id, statement.signed_document_id}
    is_high = _letterhead_points(notice.content["statement"]["sender"]) > LETTERHEAD_POINTS
    if not (is_bare or is_high) and _shows_itself(letter, lines):
        return StackedLetter(bytes(notice.document.pdf))
    business = delivery.disclosure_request.business
    sheet = Sheet(
        sender=(business.legal_name, *business.postal_address.splitlines()),
        lines=lines,
        reference=delivery.disclosure_request.reference or "",
        text=delivery.body if is_bare else "",
        language=delivery.disclosure_request.language,
    )
    return StackedLetter(bytes(notice.document.pdf), sheet)


def _shows_itself(letter: dict[str, Any], lines: tuple[str, ...]) -> bool:
    """Say whether the letter's own address is the one it goes to, and stands in the window."""
    own = (" ".join(letter.get("requester_name", "").split()), *letter.get("address_lines", ()))
    fits = len(lines) <= MOST_LINES_IN_WINDOW and all(_width(line) <= MOST_SIGNS_IN_WINDOW for line in lines)
    return own == lines and fits and not letter.get("large_print")


def _letterhead_points(sender: dict[str, Any]) -> float:
    """Return about how high a letterhead is, rather too much than too little, by what stands in it."""
    has_logo, brands = bool(sender.get("logo")), sender.get("brands", ())
    signs, line = (40, 13.2) if has_logo else (32, 16.9)
    name = -(-_width(sender.get("legal_name", "")) // signs) * line
    below = (
        -(-sum(_width(brand) + 3 for brand in brands) // 60) * 11.2 if len(brands) <= MOST_BRANDS_IN_LETTERHEAD else 0
    )
    return (34 if has_logo else 0) + name + below + 14


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def mailing_list(found: PrintFile) -> Iterator[str]:
    """Yield whom the letters go to as lines of CSV, with a mark by which spreadsheet programs know UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(HEADINGS)
    for number, (delivery, place) in enumerate(zip(found.letters, found.stack.places, strict=True), start=1):
        cells = (number, delivery.disclosure_request.reference, *_columns(delivery.recipient), *place)
        yield writer.writerow([harmless(str(cell)) for cell in cells])


def _columns(recipient: str) -> tuple[str, ...]:
    """Part an address into columns: what is written as within the United States, city, state and ZIP code apart."""
    name, *lines = recipient.splitlines() or [""]
    at = next((place for place, line in enumerate(lines) if _LAST_LINE.match(line)), None)
    found = _LAST_LINE.match(lines[at]) if at is not None else None
    streets, after = (lines[:at], lines[at + 1 :]) if at is not None else (lines, [])
    kept = [*streets[: _STREETS - 1], ", ".join(streets[_STREETS - 1 :])] if len(streets) > _STREETS else streets
    places = (found["city"], found["state"], found["zip"]) if found else ("", "", "")
    return (name, *kept, *[""] * (_STREETS - len(kept)), *places, " ".join(after))


class _Line:
    """A file that hands each line on as it is written."""

    def write(self, line: str) -> str:
        return line
