"""How a kept file is read: its columns with their first cells, and what each is taken for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.register.load.headings import CANONICAL
from requests_app.register.load.mapping import Mapping as FileMapping
from requests_app.register.load.preview import Preview, guess
from requests_app.register.load.row import UnreadableError
from requests_app.register.load.write import NATURE
from requests_app.register.models import RegisterLoad

CELLS_SHOWN = 3
LONGEST_SHOWN = 60
_TITLE = re.compile("“([^”]+)”")
_WORDS: dict[str, Promise] = {
    "third_party_name": _("Name of the third party"),
    "third_party_number": _("Which of several of that name: 1, 2 and so on"),
    "legal_name": _("Legal name, where it is another"),
    "trade_name": _("Name customers know"),
    "street": _("Street address or PO box"),
    "street_2": _("Second line of the address"),
    "city": _("City"),
    "state": _("State"),
    "zip": _("ZIP or postal code"),
    "country": _("Country"),
    "products_or_services": _("Examples of what it markets"),
    "relation": _("Relation to you"),
    "same_brand_affiliate": _("Affiliate under the same brand, yes or no"),
    "nature_clear": _("The name says what it sells, yes or no"),
    "products_known": _("What it markets is known, yes or no"),
    "kind": _("Trade in data"),
    "opt_out": _("Where customers can stop its mailings"),
    "contract_ends_on": _("Last day of the contract"),
    "category": _("Categories of information"),
    "disclosed_on": _("Day of the disclosure"),
    "year": _("Year of the disclosure"),
    "brand": _("Your brand"),
    "direct_marketing": _("For direct marketing, yes or no"),
    "use": _("Its own use"),
    "knowledge": _("What you know of that use"),
    "derived_from": _("What the list was selected by"),
    "inferable": _("It can tell what the list was selected by, yes or no"),
    "exclusion": _("Exclusion under (d)"),
    "exclusion_conditions": _("Conditions of the exclusion"),
    "unreported_data": _("Data outside the 27 categories"),
    "disclosed_from": _("First day"),
    "disclosed_to": _("Last day"),
    "note": _("Note"),
    "disclosure_number": _("Which of several on the same terms: 1, 2 and so on"),
    "list": _("Name of the list"),
}
MEANINGS = [(name, _WORDS[name]) for name in CANONICAL]
"""What a column can be, in the words of the page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, its first cells, and what it is taken for (blank: it is not read)."""

    heading: str
    cells: tuple[str, ...]
    ours: str


@dataclass(frozen=True, slots=True)
class FileLook:
    """What a page shows of how a file is read. `sheets` are those to choose from, where that is asked."""

    preview: Preview | None
    columns: tuple[Column, ...]
    sheets: tuple[str, ...]

    def is_at_fault(self, faults: Iterable[Mapping[str, Any]]) -> bool:
        """Whether a fault of a result is one of the headings, or of the file as a whole."""
        headings = {None, self.preview.heading_row if self.preview else None}
        return any(each["row"] in headings and each["column"] != NATURE for each in faults)


def look_at(load: RegisterLoad) -> FileLook | None:
    """Look at the top of a kept file; None where the file is not kept, or has nothing to choose."""
    if not load.file or not Path(load.file.path).is_file():
        return None
    mapping = FileMapping(columns=load.columns, values=load.values, sheet=load.sheet)
    try:
        seen = guess(Path(load.file.path), mapping=mapping, year=load.year, brands=_brands(load))
    except UnreadableError as error:
        titles = [title for each in error.remarks.questions for title in _TITLE.findall(each.value)]
        return FileLook(None, (), tuple(titles)) if titles else None
    return FileLook(seen, tuple(_columns(seen)), ())


def said_of_columns(load: RegisterLoad, columns: Mapping[str, str | None], *, sheet: str) -> dict[str, str | None]:
    """Return what a page says of columns beyond what their headings say by themselves.

    So a file that is read as it would be anyway stays the same file, and is not loaded twice.
    """
    try:
        guessed = guess(Path(load.file.path), mapping=FileMapping(sheet=sheet)).columns
    except UnreadableError:
        guessed = {}
    return {heading: ours for heading, ours in columns.items() if heading not in guessed or guessed[heading] != ours}


def _columns(seen: Preview) -> list[Column]:
    columns = []
    for place, heading in enumerate(seen.headings):
        if heading:
            below = (cells[place].strip() for _, cells in seen.rows if place < len(cells))
            told = [_short(cell) for cell in dict.fromkeys(filter(None, below))]
            columns.append(Column(heading, tuple(told[:CELLS_SHOWN]), seen.columns.get(heading) or ""))
    return columns


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def _brands(load: RegisterLoad) -> frozenset[str]:
    names = load.business.brands.values_list("name", "slug")
    return frozenset(word for pair in names for word in pair)
