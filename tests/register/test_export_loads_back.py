"""What was exported loads back to the same register."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from requests_app import handling
from requests_app.register import export
from requests_app.register.load import way
from requests_app.register.models import Business, Disclosure, ThirdParty
from requests_app.statute import CATEGORIES, EXCLUSIONS, Knowledge, Relation, Use
from tests.builders import a_business, a_disclosure, a_third_party

NOW = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", "\t=1")
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
    "\u0644\u064a\u0644\u0649",
    "\U0001f33b Seeds",
    "O'Brien; Ltd",
    "a, b | c",
    "N\u00fa\u00f1ez",
)
WORDS = st.one_of(
    st.sampled_from([*SAMPLES, *(each.strip() for each in DANGEROUS)]), st.from_regex(r"[A-Za-z]{3,20}", fullmatch=True)
)
LINES = st.lists(WORDS, min_size=1, max_size=3, unique=True).map("\n".join)


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
        "legal_name": draw(WORDS),
        "trade_name": draw(st.one_of(st.just(""), WORDS)),
        "street": draw(st.sampled_from(["2118 Commerce Way", "PO Box 9, Floor 2", ""])),
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
        "unreported_data": draw(st.sampled_from([[], ["cookie id"], ["IP address", "browsing history"]])),
        "note": draw(st.one_of(st.just(""), WORDS)),
    }


REGISTERS = st.lists(
    st.tuples(parties(), st.dictionaries(st.sampled_from([2023, 2024, 2025]), disclosures(), min_size=1, max_size=2)),
    min_size=1,
    max_size=4,
    unique_by=lambda each: str(each[0]["legal_name"]).casefold(),
)


@pytest.mark.django_db
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@given(register=REGISTERS)
def test_what_was_exported_loads_back_to_the_same_register(
    kind: str, register: list[tuple[dict[str, object], dict[int, dict[str, object]]]]
) -> None:
    number = next(SLUGS)
    here, there = a_business(f"here-{number}"), a_business(f"there-{number}")
    for party, years in register:
        stored = a_third_party(here, **party)  # type: ignore[arg-type] # the name is among them
        for year, says in years.items():
            a_disclosure(stored, year=year, **says)
    file = as_csv(here) if kind == "csv" else export.workbook(here)
    loaded(file, kind, there)
    assert content(there) == content(here)
    assert as_csv(there) == as_csv(here)
