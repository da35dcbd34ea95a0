"""What a keeper types is written as a file would read it back: an export always loads back to the same register."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from requests_app.register import export
from requests_app.register.load.cells import lines
from requests_app.register.load.matching import key_of
from requests_app.register.load.party import read_party
from requests_app.register.load.slip import Slip, Voice
from requests_app.register.load.terms import Wording, read_terms
from requests_app.register.models import Brand, Disclosure, ThirdParty
from requests_app.register.writable import RefusedWriteError

_CALLED = {
    "third_party_name": "name",
    "zip": "ZIP code",
    "products_or_services": "examples of products",
    "opt_out": "opt-out address",
    "contract_ends_on": "end of the contract",
    "unreported_data": "other data",
    "disclosed_from": "first day",
    "disclosed_to": "last day",
}
"""The headings of an export whose fields on a page are called otherwise."""
_MOST_ROUNDS = 4
"""What comes back once may come back otherwise again: a dash with blanks around is first a dash, then nothing."""
_PARTY_TEXTS = ("legal_name", "trade_name", "street", "city", "state", "postal_code", "country", "opt_out")
_OTHER_TEXTS = ("name", "products", "unreported_data", "note")


def make_legible(row: object, *, at: datetime) -> None:
    """Rewrite the texts of a third party, disclosure or brand as an export brings them back; other rows are left.

    Doubled blanks become one, and marks that nobody sees at the ends are gone; a word that files use for nothing is
    meant where a person typed it. Raises `RefusedWriteError` for what no file can say, such as a dash for a name, two
    brands of one name, or a year after the next; `at` is now.
    """
    for _ in range(_MOST_ROUNDS):
        before = _texts_of(row)
        if isinstance(row, ThirdParty):
            _party(row)
        elif isinstance(row, Disclosure):
            _disclosure(row, at=at)
        elif isinstance(row, Brand):
            _brand(row)
        if _texts_of(row) == before:
            return
    msg = "Nothing was saved: a text here comes back from a file otherwise each time. Write it in other words."
    raise RefusedWriteError(msg)


def _texts_of(row: object) -> list[object]:
    return [getattr(row, name, None) for name in (*_PARTY_TEXTS, *_OTHER_TEXTS)]


def _party(row: ThirdParty) -> None:
    slip = _slip(export.PARTY_HEADINGS, export.party_cells(row))
    said = read_party(slip)
    _refuse_faults(slip)
    if said is None:
        return
    for name in _PARTY_TEXTS:
        setattr(row, name, getattr(said, name))
    row.products = "\n".join(said.products)


def _disclosure(row: Disclosure, *, at: datetime) -> None:
    slip = _slip(export.DISCLOSURE_HEADINGS, export.disclosure_cells(row))
    business = row.third_party.business
    brands = frozenset(business.brands.values_list("name", flat=True))
    today = at.astimezone(ZoneInfo(business.timezone)).date()
    said = read_terms(slip, Wording(brands=brands, today=today), dated=False)
    _refuse_faults(slip)
    if said is None:
        return
    row.unreported_data = list(said.unreported_data)
    row.note = said.note


def _brand(row: Brand) -> None:
    """Rewrite the name of a brand, by which alone a file names it: no two of a business may read alike."""
    slip = _slip(["name"], [row.name])
    row.name = " ".join(lines(slip.raw("name")))
    _refuse_faults(slip)
    if not slip.lines("name"):
        msg = "Nothing was saved: look at the name. A file that names this brand would be taken to name none."
        raise RefusedWriteError(msg)
    others = Brand.objects.filter(business=row.business_id).exclude(pk=row.pk).order_by("name")
    alike = next((each.name for each in others if key_of(each.name) == key_of(row.name)), "")
    if alike:
        msg = (
            f"Nothing was saved: the business has a brand “{alike}” already, and a file could not tell the two apart. "
            "Give this one another name."
        )
        raise RefusedWriteError(msg)


def _slip(headings: Sequence[str], cells: Sequence[str]) -> Slip:
    """Return the cells as a loader finds them."""
    called = {name: _CALLED.get(name, name.replace("_", " ")) for name in headings}
    return Slip(dict(zip(headings, map(export.harmless, cells), strict=True)), called)


def _refuse_faults(slip: Slip) -> None:
    wrong = next((each for each in slip.said if each.voice is not Voice.WARNING), None)
    if wrong is not None:
        msg = f"Nothing was saved: look at the {wrong.column}. {wrong.says}"
        raise RefusedWriteError(msg)
