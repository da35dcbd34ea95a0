"""What a year of the register is told to mend: each rule finds its fault, and falls silent when it is mended."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from requests_app.notices.compile import compile_standard
from requests_app.register.lint import Finding, blocking, findings
from requests_app.register.models import Brand, Business, Disclosure, NotDuplicate, SameBrandCount, YearClose
from requests_app.register.reading import as_it_is
from tests.builders import REPORT_YEAR, a_business, a_disclosure, a_register, a_third_party

pytestmark = pytest.mark.django_db

IN_THE_YEAR = date(2025, 6, 1)
AFTER_IT = date(2026, 1, 1)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def found(business: Business, *, today: date = IN_THE_YEAR) -> list[Finding]:
    return list(findings(business, year=REPORT_YEAR, today=today))


def rules(business: Business, *, today: date = IN_THE_YEAR) -> list[str]:
    return [each.rule for each in found(business, today=today)]


def set_party(**values: object) -> Callable[[Disclosure], None]:
    def do(row: Disclosure) -> None:
        for name, value in values.items():
            setattr(row.third_party, name, value)
        row.third_party.save()

    return do


def set_row(**values: object) -> Callable[[Disclosure], None]:
    def do(row: Disclosure) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return do


def test_a_register_in_order_has_nothing_to_mend() -> None:
    business = a_business()
    a_register(business)

    assert found(business) == []


@pytest.mark.parametrize(
    ("damage", "rule", "field"),
    [
        pytest.param(set_party(street=""), "address-missing", "street", id="no street"),
        pytest.param(set_party(city="N/A"), "address-missing", "city", id="no city"),
        pytest.param(set_party(postal_code=""), "address-incomplete", "postal_code", id="no ZIP"),
        pytest.param(set_party(state=""), "address-incomplete", "state", id="no state"),
        pytest.param(set_party(state="ZZ"), "address-odd", "state", id="no such state"),
        pytest.param(set_party(postal_code="2110"), "address-odd", "postal_code", id="a zero lost"),
        pytest.param(set_party(street="see website"), "address-odd", "street", id="where to look"),
        pytest.param(set_party(nature_clear=False), "examples-missing", "products", id="opaque name"),
        pytest.param(set_party(contract_ends_on=date(2024, 12, 31)), "contract-ended", "contract_ends_on", id="ended"),
        pytest.param(set_party(relation="same_brand_affiliate"), "affiliate-number-missing", "same_brand_affiliates"),
        pytest.param(set_party(legal_name="Example Outfitters Tours"), "affiliate-unmarked", "relation"),
        pytest.param(set_row(categories=[]), "category-missing", "categories", id="no category"),
        pytest.param(
            set_row(exclusion_clause="(d)(1)(C)", exclusion_conditions={"contract": True}),
            "exclusion-open",
            "exclusion_conditions",
            id="a condition not answered",
        ),
        pytest.param(set_row(use="unknown"), "use-unknown", "use", id="use not known"),
        pytest.param(set_row(knowledge="does_not_know"), "knowledge-without-evidence", "note", id="no evidence"),
    ],
)
def test_each_fault_is_found_with_the_field_that_mends_it(
    damage: Callable[[Disclosure], None], rule: str, field: str
) -> None:
    business = a_business(trade_names=["Example Outfitters"])
    row = a_disclosure(a_third_party(business))
    assert found(business) == []

    damage(row)

    (finding,) = found(business)
    assert (finding.rule, finding.field) == (rule, field)
    if rule != "affiliate-number-missing":
        assert finding.third_party_id == row.third_party_id


@pytest.mark.parametrize("first", [None, date(2025, 2, 1)])
def test_a_contract_that_ended_within_the_year_asks_for_the_last_day(first: date | None) -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business, contract_ends_on=date(2025, 6, 30)), disclosed_from=first)

    (finding,) = found(business)
    row.disclosed_to = date(2025, 6, 30)
    row.save()

    assert found(business) == []
    assert (finding.rule, finding.severity, finding.disclosure_id, finding.field) == (
        "contract-ended-within",
        "should",
        row.pk,
        "disclosed_to",
    )
    assert finding.says == (
        "Sierra Seed Catalog Co.: its contract ended on 2025-06-30, and nothing says whether it got information in "
        "2025 after that day. Enter the last day of the disclosure, or the new contract's end."
    )


def test_two_of_one_name_are_told_apart_by_their_places() -> None:
    business = a_business()
    for street, city in (("1 First St", "Reno"), ("", "")):
        place = {"state": "NV", "postal_code": "89502"} if street else {"state": "", "postal_code": ""}
        a_disclosure(a_third_party(business, "Zed Lists", street=street, city=city, **place))

    says = [each.says for each in found(business) if each.rule == "probable-duplicate"]

    (said,) = says
    assert said.startswith("Zed Lists (1 First St, Reno, NV 89502) and Zed Lists (no address) look like one third")


def test_a_broker_that_is_said_to_use_nothing_is_doubted() -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business, kind="broker"), use="none")

    assert [(each.rule, each.disclosure_id) for each in found(business)] == [("trade-without-use", row.pk)]


@pytest.mark.parametrize(
    "mend",
    [
        set_party(nature_clear=False, products="Seeds"),
        set_party(nature_clear=False, products_known=False),
        set_party(country="Canada", state="", postal_code=""),
        set_party(country="Canada", state="ON", postal_code="K1A 0B1"),
        set_party(state="Nevada", postal_code="89502-1234", country="USA"),
        set_party(state="AE", postal_code="09012"),
        set_party(contract_ends_on=date(2025, 12, 31)),
        set_row(categories=[], unreported_data=["cookie id"], use="none"),
        set_row(knowledge="does_not_know", note="The contract forbids it."),
    ],
)
def test_what_is_in_order_is_not_told(mend: Callable[[Disclosure], None]) -> None:
    business = a_business()
    row = a_disclosure(a_third_party(business))

    mend(row)

    assert found(business) == []


def test_the_address_of_a_third_party_that_no_notice_names_is_not_asked_for() -> None:
    business = a_business()
    a_disclosure(a_third_party(business, street=""), use="none")

    assert found(business) == []


def test_probable_duplicates_are_proposed_until_somebody_says_they_are_two() -> None:
    business = a_business()
    one = a_third_party(business, "Sierra Seed Catalog Co.")
    other = a_third_party(business, "Sierra Seed Catalogue Company", street="1 Other St")
    for party in (one, other):
        a_disclosure(party)
    assert [(each.rule, each.third_party_id) for each in found(business)] == [("probable-duplicate", one.pk)]

    NotDuplicate.objects.create(business=business, one=one, other=other, said_by="user:1", said_at=NOW)

    assert found(business) == []


def test_a_year_that_is_over_asks_to_be_closed() -> None:
    business = a_business()
    assert rules(business, today=AFTER_IT) == ["year-open"]

    YearClose.objects.create(business=business, year=REPORT_YEAR, closed_at=NOW, closed_by="user:1", register_version=1)

    assert rules(business, today=AFTER_IT) == []


def test_what_blocks_stands_first() -> None:
    business = a_business()
    a_disclosure(a_third_party(business, "Aardvark Lists"), use="unknown")
    a_disclosure(a_third_party(business, "Zebra Lists", city=""))

    assert [each.severity for each in found(business)] == ["blocks", "should"]


def test_it_blocks_just_what_the_notice_is_blocked_by() -> None:
    business = a_business()
    Brand.objects.create(business=business, name="Outfitters", slug="outfitters")
    a_disclosure(a_third_party(business, "No Street LLC", street=""))
    a_disclosure(a_third_party(business, "Opaque LLC", nature_clear=False))
    a_disclosure(a_third_party(business, "Outfitters Tours", relation="same_brand_affiliate", street=""))
    a_disclosure(a_third_party(business, "Left Out LLC", street=""), use="none")

    blocked = compile_standard(as_it_is(business), year=REPORT_YEAR, on=date(2026, 3, 2)).blocked

    told = blocking(found(business))
    assert len(told) == len(blocked) == 3
    assert {each.rule for each in told} == {"address-missing", "examples-missing", "affiliate-number-missing"}
    SameBrandCount.objects.create(business=business, year=REPORT_YEAR, number=2)
    assert len(blocking(found(business))) == 2
