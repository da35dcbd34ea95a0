"""The register as a spreadsheet that loads back to the same register, and that no spreadsheet program calculates."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from requests_app.register.load.cells import is_meant
from requests_app.register.load.elsewhere import is_elsewhere
from requests_app.register.load.matching import key_of
from requests_app.register.load.rollup import agreed_in
from requests_app.register.load.terms import NO_CATEGORY, NO_DISCLOSURE, PARTING
from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.statute import category

PARTY_HEADINGS = (
    *("third_party_name", "third_party_number", "trade_name", "street", "city", "state", "zip", "country"),
    *("relation", "kind", "nature_clear", "products_or_services", "products_known", "opt_out", "contract_ends_on"),
)
DISCLOSURE_HEADINGS = (
    *("year", "brand", "category", "derived_from", "inferable", "use", "knowledge"),
    *("exclusion", "exclusion_conditions", "unreported_data", "disclosed_from", "disclosed_to", "note"),
)
HEADINGS = (*PARTY_HEADINGS, *DISCLOSURE_HEADINGS, "disclosure_number")
_PAGE_BREAK = re.compile(r"[\v\f]")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_CALCULATED = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""Also in the wide letters of Japanese programs, which calculate as well."""
Cells = list[str]


def rows(business: Business) -> Iterator[Cells]:
    """Yield the headings, then a row for each disclosure, and one for each third party that has none."""
    yield list(HEADINGS)
    parties = business.third_parties.standing().order_by("legal_name", "id")
    numbers = _numbers(business)
    for party in parties.prefetch_related("disclosures__brand").iterator(chunk_size=500):
        says = party_cells(party, numbers.get(party.pk, ""))
        found = sorted(party.disclosures.all(), key=lambda row: (row.year, row.pk))
        if not found:
            yield [*says, *_alone()]
        numbers_of_rows = _numbers_of_rows(found)
        for row in found:
            yield [*says, *disclosure_cells(row), numbers_of_rows.get(row.pk, "")]


def csv_lines(business: Business) -> Iterator[str]:
    """Yield the register as lines of CSV, with a mark by which spreadsheet programs know UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    for cells in rows(business):
        yield writer.writerow([harmless(cell) for cell in cells])


def workbook(business: Business) -> bytes:
    """Return the register as XLSX, every cell a text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Register")
    for cells in rows(business):
        line = []
        for text in cells:
            cell = WriteOnlyCell(sheet, value=harmless(text))
            cell.data_type = "s"
            line.append(cell)
        sheet.append(line)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(text: str) -> str:
    """Put an apostrophe before what a spreadsheet program would calculate; the loader takes it away again.

    So it does before a word that a file uses for nothing, such as the name of a company that is called “None”.

    Control signs and code points that are no signs, which came in by a paste and no workbook can hold, are left out.
    """
    seen = _UNSEEN.sub("", _PAGE_BREAK.sub("\n", text))
    return f"'{seen}" if _CALCULATED.match(seen) or is_meant(f"'{seen}") else seen


class _Line:
    """A file that hands each line on as it is written."""

    def write(self, line: str) -> str:
        return line


def _numbers(business: Business) -> dict[int, str]:
    """Return what tells third parties apart whose names read alike: the first, the second of that name."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for pk, name in business.third_parties.standing().order_by("legal_name", "id").values_list("id", "legal_name"):
        alike[key_of(name)].append(pk)
    return {pk: str(place) for pks in alike.values() if len(pks) > 1 for place, pk in enumerate(pks, 1)}


def _numbers_of_rows(rows: list[Disclosure]) -> dict[int, str]:
    """Return what tells disclosures of one third party apart that are on the same terms: the oldest is the first."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in rows:
        alike[row.year, agreed_in(row), row.note].append(row.pk)
    return {pk: str(place) for pks in alike.values() if len(pks) > 1 for place, pk in enumerate(sorted(pks), 1)}


def party_cells(party: ThirdParty, number: str = "") -> Cells:
    """Return what a row of the export says of a third party, under the first of its headings."""
    return [
        party.legal_name,
        number,
        party.trade_name,
        _place(party.street),
        _place(party.city),
        party.state,
        party.postal_code,
        party.country,
        party.relation,
        party.kind,
        _yes(is_so=party.nature_clear),
        party.products,
        _yes(is_so=party.products_known),
        party.opt_out,
        party.contract_ends_on.isoformat() if party.contract_ends_on else "",
    ]


def disclosure_cells(row: Disclosure) -> Cells:
    """Return what a row of the export says of a disclosure, under the headings that follow those of its third party."""
    conditions = (f"{name}: {_yes(is_so=holds)}" for name, holds in row.exclusion_conditions.items())
    return [
        str(row.year),
        row.brand.name if row.brand else "",
        _labels(row.categories) or NO_CATEGORY,
        _labels(row.derived_from),
        _yes(is_so=row.inferable),
        row.use,
        row.knowledge,
        row.exclusion_clause,
        "; ".join(conditions),
        _one_a_line(row.unreported_data),
        row.disclosed_from.isoformat() if row.disclosed_from else "",
        row.disclosed_to.isoformat() if row.disclosed_to else "",
        row.note,
    ]


def _place(text: str) -> str:
    """Mark a street or city that a loader would not take for one, so that it comes back as it is."""
    return f"'{text}" if is_elsewhere(text) and harmless(text) == text else text


def _alone() -> Cells:
    return ["", "", NO_DISCLOSURE, *[""] * 11]


def _one_a_line(texts: list[str]) -> str:
    """Return each text on a line; a single one that holds a sign that parts keeps a line break, and so stays one."""
    parts = any(sign in text for text in texts for sign in PARTING)
    return "\n".join(texts) + ("\n" if parts else "")


def _labels(codes: list[str]) -> str:
    return "; ".join(category(code).label for code in codes)


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
