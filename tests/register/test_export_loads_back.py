"""What was exported loads back to the same register."""

import csv
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import connection
from django.utils.text import slugify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app import handling
from requests_app.register import edit, export
from requests_app.register.load import way
from requests_app.register.load.cells import reads_as_nothing
from requests_app.register.load.undo import undo
from requests_app.register.merge import MergeError, merge
from requests_app.register.models import Brand, Business, Disclosure, RegisterLoad, ThirdParty
from requests_app.statute import CATEGORIES, EXCLUSIONS, Knowledge, Relation, Use
from tests.builders import a_business, a_disclosure, a_third_party

NOW = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
SLUGS = count()
CODES = [each.code for each in CATEGORIES]
PARTY_COLUMNS = (
    *("legal_name", "trade_name", "street", "city", "state", "postal_code", "country", "relation", "kind"),
    *("nature_clear", "products", "products_known", "opt_out", "contract_ends_on"),
)
ROW_COLUMNS = (
    *("year", "categories", "derived_from", "inferable", "use", "knowledge", "exclusion_clause"),
    *("exclusion_conditions", "unreported_data", "disclosed_from", "disclosed_to", "note"),
)
SAMPLES = (
    '"Quoted" & Sons',
    "'Single' Ltd",
    "\u0644\u064a\u0644\u0649 \u0644\u0644\u0632\u0647\u0648\u0631",
    "\u05e9\u05dc\u05d5\u05dd & Co",
    "\U0001f33b Seeds",
    "\U00020bb7\u91ce\u5bb6",
    "O'Brien; Ltd",
    "a, b | c",
    "N\u00fa\u00f1ez",
    "1e5",
    "007",
    "TRUE",
    "2025-01-01",
)
"""Quotation marks, right-to-left names, letters of four bytes, signs that part, and what spreadsheets convert."""
ALIKE = ("Twice Named Ltd", "TWICE NAMED LTD", "Straße 9 KG", "STRASSE 9 kg")
"""Names that are one and the same to a loader which is not told that they are several third parties."""
DANGER = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", '=HYPERLINK("http://192.0.2.80/","x")')
STREETS = ("2118 Commerce Way", "PO Box 9, Floor 2", "", "see website", "'see website", "www.example.com")
"""Also what only says where to look for a street, as a keeper may have entered it."""
YEARS = (2023, 2024, 2025)
EXAMPLES = 200 if connection.vendor == "sqlite" else 40
"""Registers, each as CSV or XLSX; on the second database fewer, since reading and writing files is the same there."""
BRANDS = ("Example Outfitters", "Garden & Home")


def is_kept(text: str) -> bool:
    """Whether it says something: of several lines, one that says nothing is left out."""
    return bool(text) and not reads_as_nothing(text)


def ends_well(text: str) -> bool:
    """Whether it does not end with a comma, which is taken from the end of an address."""
    return not text.endswith(",")


SEEN = st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=30).filter(is_kept)
WORDS = st.one_of(st.sampled_from([*SAMPLES, *DANGER]), st.from_regex(r"[A-Za-z]{5,20}", fullmatch=True), SEEN)
LINES = st.lists(WORDS, min_size=1, max_size=3, unique=True).map("\n".join)
NOTES = st.one_of(st.just(""), LINES, LINES.map(lambda text: text.replace("\n", "\n\n")))
DATA = st.sampled_from(["cookie id", "IP address", "browsing history", "\U0001f36a", "=1+1", "a, b", "a; b", "c | d"])


def as_csv(business: Business) -> bytes:
    return "".join(export.csv_lines(business)).encode()


def content(business: Business) -> list[tuple[object, ...]]:
    """Return what the register says, whatever its rows' ids."""
    found: list[tuple[object, ...]] = []
    for party in ThirdParty.objects.standing().filter(business=business):
        says = tuple(getattr(party, name) for name in PARTY_COLUMNS)
        rows = Disclosure.objects.filter(third_party=party).select_related("brand")
        found += [(*says, *(str(getattr(row, name)) for name in ROW_COLUMNS), str(row.brand)) for row in rows] or [says]
    return sorted(found, key=repr)


def loaded(file: bytes, kind: str, into: Business) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"register.{kind}")
        path.write_bytes(file)
        asked = way.Asked()
        result = handling.load_file(
            path=path, file_name=path.name, business=into, asked=asked, by="test", clock=lambda: NOW
        )
    assert (result["outcome"], result["faults"], result["questions"]) == ("loaded", [], [])


@st.composite
def parties(draw: st.DrawFn) -> dict[str, object]:
    return {
        "legal_name": draw(st.one_of(LINES, st.sampled_from(ALIKE))),
        "trade_name": draw(st.one_of(st.just(""), LINES)),
        "street": draw(st.one_of(st.sampled_from(STREETS), WORDS.filter(ends_well))),
        "city": draw(st.sampled_from(["Reno", "M\u00fcnchen"])),
        "state": "NV",
        "postal_code": draw(st.sampled_from(["89502", "02134", "89502-1234"])),
        "relation": draw(st.sampled_from(Relation)).value,
        "kind": draw(st.sampled_from(["", *ThirdParty.Kind.values])),
        "nature_clear": draw(st.booleans()),
        "products": draw(st.one_of(st.just(""), LINES)),
        "products_known": draw(st.booleans()),
        "opt_out": draw(st.sampled_from(["", "https://example.com/stop"])),
        "contract_ends_on": draw(st.sampled_from([None, date(2025, 3, 31)])),
    }


@st.composite
def disclosures(draw: st.DrawFn) -> dict[str, object]:
    some = st.lists(st.sampled_from(CODES), max_size=4, unique=True).map(lambda found: sorted(found, key=CODES.index))
    clause = draw(st.sampled_from(["", *EXCLUSIONS]))
    names = [each.name for each in EXCLUSIONS[clause].conditions] if clause else []
    answers = {name: draw(st.sampled_from([True, False, None])) for name in names}
    return {
        "categories": draw(some),
        "derived_from": draw(some),
        "inferable": draw(st.booleans()),
        "use": draw(st.sampled_from(Use)).value,
        "knowledge": draw(st.sampled_from(Knowledge)).value,
        "exclusion_clause": clause,
        "exclusion_conditions": {name: answer for name, answer in answers.items() if answer is not None},
        "unreported_data": draw(st.lists(DATA, max_size=3, unique=True)),
        "note": draw(NOTES),
        "days": draw(st.lists(st.integers(1, 365), max_size=2)),
    }


REGISTERS = st.lists(
    st.tuples(
        parties(),
        st.dictionaries(st.tuples(st.sampled_from(YEARS), st.sampled_from(["", *BRANDS])), disclosures(), max_size=3),
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: tuple(
        str(each[0][name]).lower() for name in ("legal_name", "street", "city", "postal_code")
    ),
)
"""Third parties with what was disclosed to each in a year under a brand; some got nothing."""
Generated = list[tuple[dict[str, object], dict[tuple[int, str], dict[str, object]]]]


def keep(business: Business, register: Generated) -> None:
    """Write a generated register as a step, so that what it said can be brought back."""
    brands = {brand.name: brand for brand in business.brands.all()}
    parties = [ThirdParty(business=business, **party) for party, _ in register]
    with edit.change(business.pk, actor="user:7", at=NOW) as step:
        step.add(parties)
        step.add(
            Disclosure(third_party=party, year=year, brand=brands.get(brand), **in_its_year(year, says))
            for party, (_, rows) in zip(parties, register, strict=True)
            for (year, brand), says in rows.items()
        )


def in_its_year(year: int, says: dict[str, object]) -> dict[str, Any]:
    """Return what a disclosure says, with the days on which it was made as dates of its year."""
    numbers: Any = says["days"]
    days = sorted(date(year, 1, 1) + timedelta(days=day - 1) for day in numbers)
    span = {"disclosed_from": days[0], "disclosed_to": days[-1]} if days else {}
    return {name: value for name, value in says.items() if name != "days"} | span


def with_brands(slug: str) -> Business:
    business = a_business(slug)
    for name in BRANDS:
        Brand.objects.create(business=business, name=name, slug=f"{slug}-{slugify(name)}")
    return business


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    register=REGISTERS,
    kind=st.sampled_from(["csv", "xlsx"]),
    merges=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=2),
    undone=st.lists(st.integers(0, 4), max_size=2),
    to_itself=st.booleans(),
)
def test_what_was_exported_loads_back_to_the_same_register(
    register: Generated, kind: str, merges: list[tuple[int, int]], undone: list[int], to_itself: bool
) -> None:
    number = next(SLUGS)
    here, there = with_brands(f"here-{number}"), with_brands(f"there-{number}")
    keep(here, register)
    for one, other in merges:
        merge_two(here, one, other)
    for place in undone:
        load_and_undo(here, place)
    file = as_csv(here) if kind == "csv" else export.workbook(here)
    before = content(here)
    into = here if to_itself else there
    loaded(file, kind, into)
    assert content(into) == before
    assert as_csv(into) == as_csv(here)


def merge_two(business: Business, one: int, other: int) -> None:
    """Merge two of the third parties that stand, where there are two and they make one."""
    standing = list(ThirdParty.objects.standing().filter(business=business).order_by("id"))
    gone, into = standing[one % len(standing)], standing[other % len(standing)]
    with suppress(MergeError):
        merge(one=gone, into=into, actor="user:7", at=NOW)


def load_and_undo(business: Business, place: int) -> None:
    """Load a file that changes one third party and adds another, and take it back: all stands as it stood."""
    before = content(business)
    standing = list(ThirdParty.objects.standing().filter(business=business).order_by("id"))
    known = export.party_cells(standing[place % len(standing)])
    added = ["Brought and taken back", *known[1:]]
    rows = [[*cells[:11], f"Example {place}", *cells[12:], "Height", "2025", BRANDS[0]] for cells in (known, added)]
    file = StringIO()
    heads = (*export.PARTY_HEADINGS, "category", "year", "brand")
    csv.writer(file).writerows([heads, *([export.harmless(cell) for cell in row] for row in rows)])
    loaded(file.getvalue().encode(), "csv", business)
    undo(RegisterLoad.objects.latest("id").pk, actor="user:7", at=NOW, noticed=False)
    assert content(business) == before


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["NA", "None", "n/a", "Unknown", "#REF!"])
def test_a_company_may_be_called_what_others_write_for_nothing(name: str) -> None:
    here, there = a_business("here"), a_business("there")
    a_disclosure(a_third_party(here, name, trade_name="None", products="None"), year=2025, note="unknown")
    loaded(as_csv(here), "csv", there)
    assert content(there) == content(here)
    assert ThirdParty.objects.get(business=there).legal_name == name


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        *(
            "Acme \u200e\u2066",
            "Acme\u2066\t\u202e",
            "\u202e \u200e(no disclosure)",
            "Acme\u200c,",
            "' -",
        ),
        *(
            "'\u00a0-",
            "\u2013\u200e;\t",
            "a;\u202eb\u2066",
            "see websit\u00e9\u2066|",
            "'none\n",
            "'?\n",
            "\r;\u202e\u2013",
            ",\u202e;",
        ),
    ],
)
@pytest.mark.parametrize("column", ["third_party_name", "street", "city", "opt_out", "unreported_data", "note"])
def test_what_a_file_brings_stays_as_it_is_when_it_is_exported_and_loaded(typed: str, column: str) -> None:
    here, there = a_business("here"), a_business("there")
    names = ("third_party_name", "street", "city", "opt_out", "unreported_data", "note", "category", "year")
    cells = {"third_party_name": "Acme", "category": "Height", "year": "2025", column: typed}
    file = StringIO()
    csv.writer(file).writerows([names, [cells.get(name, "") for name in names]])
    loaded(file.getvalue().encode(), "csv", here)

    loaded(as_csv(here), "csv", there)

    assert content(there) == content(here)


@pytest.mark.django_db
def test_a_name_that_a_merged_third_party_had_too_means_the_one_that_bears_it_now() -> None:
    here = a_business("here")
    bare = {"street": "", "city": "", "state": "", "postal_code": ""}
    into = a_third_party(here, "Zeta Lists", relation="affiliate", **bare)
    merge(one=a_third_party(here, "Acme Data"), into=into, actor="user:7", at=NOW)
    a_disclosure(a_third_party(here, "Acme Data", **bare), year=2025)
    a_disclosure(into, year=2024)
    before = content(here)

    loaded(as_csv(here), "csv", here)

    assert content(here) == before


@pytest.mark.django_db
def test_two_of_one_name_stay_two_though_one_has_no_address() -> None:
    here, there = a_business("here"), a_business("there")
    bare = a_third_party(here, "Acme Data", street="", city="", state="", postal_code="")
    whole = a_third_party(here, "acme data")
    a_disclosure(bare, year=2025)
    a_disclosure(whole, year=2025)
    file = as_csv(here)
    loaded(file, "csv", there)
    assert content(there) == content(here)
    # Where they stand already, each is found again, also after the missing address was filled in by hand.
    ThirdParty.objects.filter(business=there, street="").update(street="9 New Street", city="Reno")
    loaded(file, "csv", there)
    assert ThirdParty.objects.filter(business=there).count() == 2
    assert Disclosure.objects.filter(third_party__business=there).count() == 2
