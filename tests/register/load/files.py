"""Spreadsheets made for a test, and what a pass over one gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from requests_app.register.load.mapping import Mapping
from requests_app.register.load.reading import Reading
from requests_app.register.load.row import HandOver, Party, Remark, Terms
from tests.cases_given import CASES

GIVEN = CASES / "register"
HEADINGS = (
    *("third_party_name", "street", "city", "state", "zip", "country", "products_or_services", "category"),
    *("disclosed_on", "direct_marketing", "same_brand_affiliate"),
)
WHOLE = {
    "third_party_name": "Mock Catalog Company",
    "street": "100 Sample St",
    "city": "Fresno",
    "state": "CA",
    "zip": "93721",
    "country": "US",
    "products_or_services": "Garden catalogues",
    "category": "Name and address",
    "disclosed_on": "2025-02-11",
    "direct_marketing": "yes",
    "same_brand_affiliate": "no",
}
"""A row with nothing to say against it."""


@dataclass(frozen=True, slots=True)
class Read:
    """A pass over a file, done."""

    reading: Reading
    given: list[HandOver]

    @property
    def faults(self) -> list[Remark]:
        return self.reading.remarks.faults

    @property
    def warnings(self) -> list[Remark]:
        return self.reading.remarks.warnings

    @property
    def questions(self) -> list[Remark]:
        return self.reading.remarks.questions

    @property
    def clean(self) -> bool:
        """Whether there is nothing at all to tell."""
        return not (self.faults or self.warnings or self.questions)

    @property
    def places(self) -> list[tuple[int | None, str, str]]:
        """Row, column and value of each fault."""
        return [(each.row, each.column, each.value) for each in self.faults]

    def party(self, row: int) -> Party:
        return next(self.reading.parties[each.party] for each in self.given if each.row == row)

    def terms(self, row: int) -> Terms:
        place = next(each.terms for each in self.given if each.row == row)
        assert place is not None, "a file of third parties alone has no terms"
        return self.reading.terms[place]

    def names(self) -> list[str]:
        return [self.reading.parties[each.party].legal_name for each in self.given]


def read(path: Path, *, mapping: Mapping | None = None, year: int | None = None, brands: Iterable[str] = ()) -> Read:
    """Go over a file once."""
    reading = Reading(path, mapping=mapping, year=year, brands=brands)
    return Read(reading, list(reading))


def row(**cells: str) -> dict[str, str]:
    """Return a whole row with some of its cells changed, or added."""
    return WHOLE | cells


def csv_file(folder: Path, *rows: dict[str, str], delimiter: str = ",") -> Path:
    """Write rows as a CSV file with the headings of the first."""
    lines = [list(rows[0]), *(list(each.values()) for each in rows)]
    text = "".join(delimiter.join(map(_quoted, line)) + "\r\n" for line in lines)
    return text_file(folder, text)


def lines(*rows: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    """Return rows below our headings as they are, without a quotation mark of ours."""
    return "".join(delimiter.join(cells) + end for cells in (HEADINGS, *(each.values() for each in rows)))


def text_file(folder: Path, text: str | bytes, *, encoding: str = "utf-8") -> Path:
    """Write a text as a file."""
    path = folder / "register.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def workbook(folder: Path, *rows: Sequence[object], book: Workbook | None = None) -> Path:
    """Write rows, headings first, into the first sheet of a workbook."""
    book = book or Workbook()
    sheet = book.worksheets[0]
    for each in rows:
        sheet.append(list(each))
    return saved(folder, book)


def saved(folder: Path, book: Workbook) -> Path:
    """Save a workbook."""
    path = folder / "register.xlsx"
    book.save(path)
    return path


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',;\t|"\r\n') else cell
