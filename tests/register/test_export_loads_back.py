"""What was exported loads back to the same register."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection
from django.utils.text import slugify
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app import handling
from requests_app.register import export
from requests_app.register.load import way
from requests_app.register.load.cells import reads_as_nothing
from requests_app.register.models import Brand, Business, Disclosure, ThirdParty
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
    for party in ThirdParty.objects.filter(business=business):
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
    """Write a generated register."""
    brands = {brand.name: brand for brand in business.brands.all()}
    for party, rows in register:
        stored = a_third_party(business, **party)  # type: ignore[arg-type] # the name is among them
        for (year, brand), says in rows.items():
            days = sorted(date(year, 1, 1) + timedelta(days=day - 1) for day in says["days"])  # type: ignore[attr-defined] # whole numbers
            span = {"disclosed_from": days[0], "disclosed_to": days[-1]} if days else {}
            values = {name: value for name, value in says.items() if name != "days"} | span
            a_disclosure(stored, year=year, brand=brands.get(brand), **values)


def with_brands(slug: str) -> Business:
    business = a_business(slug)
    for name in BRANDS:
        Brand.objects.create(business=business, name=name, slug=f"{slug}-{slugify(name)}")
    return business


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(register=REGISTERS, kind=st.sampled_from(["csv", "xlsx"]))
def test_what_was_exported_loads_back_to_the_same_register(register: Generated, kind: str) -> None:
    number = next(SLUGS)
    here, there = with_brands(f"here-{number}"), with_brands(f"there-{number}")
    keep(here, register)
    file = as_csv(here) if kind == "csv" else export.workbook(here)
    loaded(file, kind, there)
    assert content(there) == content(here)
    assert as_csv(there) == as_csv(here)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["NA", "None", "n/a", "Unknown", "#REF!"])
def test_a_company_may_be_called_what_others_write_for_nothing(name: str) -> None:
    here, there = a_business("here"), a_business("there")
    a_disclosure(a_third_party(here, name, trade_name="None", products="None"), year=2025, note="unknown")
    loaded(as_csv(here), "csv", there)
    assert content(there) == content(here)
    assert ThirdParty.objects.get(business=there).legal_name == name


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
