"""A made-up log of hand-overs to load: who got which list on which day; and the same one with faults."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

YEAR = 2025
MOST_RECIPIENTS = 2_000
_ROWS_A_RECIPIENT = 5
"""A log has at least so many rows for each recipient, so that each got each of its lists."""
FAULTS = 1_000
HEADINGS = (
    *("third_party_name", "street", "city", "state", "zip", "country", "products_or_services"),
    *("category", "disclosed_on", "direct_marketing", "list"),
)
_LISTS = 3_000
_FIRST = ("Amber", "Birch", "Cobalt", "Dune", "Elm", "Fathom", "Granite", "Harbor", "Indigo", "Juniper")
_SECOND = ("field", "gate", "haven", "crest", "brook", "mere", "ridge", "stone", "ford", "wick")
_THIRD = (
    *("Audience", "Catalogue", "Circulars", "Clubs", "Coupons", "Gardens", "Home Goods", "Insurance", "Leads", "Lists"),
    *("Loans", "Magazines", "Mailings", "Offers", "Outdoor", "Panels", "Pets", "Shoes", "Travel", "Wellness"),
)
_TOWNS = (("Fresno", "CA", "93721"), ("Reno", "NV", "89501"), ("Tulsa", "OK", "74103"), ("Newark", "NJ", "07102"))
CODES = {
    "Name and address; Electronic mail address": ["name_address", "email"],
    "Telephone number": ["telephone"],
    "Occupation | Age or date of birth": ["age_dob", "occupation"],
}
"""What stands in the log, and the categories that it means."""
_DAMAGE = (
    ("third_party_name", ""),
    ("zip", "9.37E+04"),
    ("disclosed_on", f"{YEAR}-02-30"),
    ("direct_marketing", "perhaps"),
)
"""What is put into a cell to spoil it, by its heading."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A cell at fault, as the loader has to name it; the row is counted as a spreadsheet counts."""

    row: int
    column: str


def write(path: Path, *, size: int, faults: int = 0) -> list[Spoilt]:
    """Write a log of so many rows, always the same; return its faults, spread over all of it."""
    dice = random.Random(size)  # noqa: S311 - nothing is secret here
    spoilt = {
        place: _DAMAGE[number % len(_DAMAGE)] for number, place in enumerate(sorted(dice.sample(range(size), faults)))
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for place, cells in enumerate(_rows(size, dice)):
            if place in spoilt:
                column, value = spoilt[place]
                cells[HEADINGS.index(column)] = value
            writer.writerow(cells)
    return [Spoilt(place + 2, column) for place, (column, _) in spoilt.items()]


def recipients(size: int) -> int:
    """Return how many recipients a log of so many rows names."""
    return max(1, min(MOST_RECIPIENTS, size // _ROWS_A_RECIPIENT))


def disclosures(size: int) -> int:
    """Return how many disclosures such a log rolls up to: each recipient got each of its lists in the one year."""
    return recipients(size) * len(CODES)


def _rows(size: int, dice: random.Random) -> Iterator[list[str]]:
    """Give the rows in no order: somewhere among them each recipient got each of its lists, in a log of any size."""
    named = [_recipient(number) for number in range(recipients(size))]
    days = [(date(YEAR, 1, 1) + timedelta(days)).isoformat() for days in range(365)]
    kinds = list(CODES)
    every = disclosures(size)
    set_apart = dict(zip(dice.sample(range(size), every), range(every), strict=True))
    for number in range(size):
        place = set_apart[number] if number in set_apart else dice.randrange(every)
        terms, recipient = divmod(place, len(named))
        name = f"list {dice.randrange(_LISTS):04}"
        yield [*named[recipient], kinds[terms], days[dice.randrange(365)], "yes", name]


def _recipient(number: int) -> tuple[str, ...]:
    rest, third = divmod(number, len(_THIRD))
    first, second = divmod(rest, len(_SECOND))
    town, state, code = _TOWNS[number % len(_TOWNS)]
    name = f"{_FIRST[first]}{_SECOND[second]} {_THIRD[third]} LLC"
    return name, f"{number + 1} Sample Street", town, state, code, "US", _THIRD[third]
