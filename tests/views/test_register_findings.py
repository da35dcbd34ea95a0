"""Each finding leads to the field that mends it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app.register.models import Business
from requests_app.requests.permissions import REGISTER_KEEPER
from tests import builders

pytestmark = pytest.mark.django_db
RULES = {
    *("address-missing", "address-incomplete", "address-odd", "examples-missing", "affiliate-number-missing"),
    *("category-missing", "exclusion-open", "contract-ended", "trade-without-use", "affiliate-unmarked"),
    *("use-unknown", "knowledge-without-evidence", "probable-duplicate", "year-open"),
}
FINDINGS = "/staff/register/outfitters/findings/?year=2025"


def full_of_faults() -> Business:
    """Return a business in whose year each rule finds something."""
    business = builders.a_business(trade_names=["Example Outfitters"])
    parties = (
        {"street": ""},
        {"city": ""},
        {"postal_code": ""},
        {"state": ""},
        {"state": "ZZ"},
        {"postal_code": "2110"},
        {"country": "CA"},
        {"nature_clear": False},
        {"contract_ends_on": date(2024, 12, 31)},
        {"relation": "same_brand_affiliate"},
    )
    rows: tuple[dict[str, object], ...] = (
        {"categories": []},
        {"exclusion_clause": "(d)(1)(C)", "exclusion_conditions": {"contract": True}},
        {"use": "unknown"},
        {"knowledge": "does_not_know"},
    )
    for place, says in enumerate(parties):
        builders.a_disclosure(builders.a_third_party(business, f"{'ABCDEFGHIJ'[place] * 9} Ltd", **says))  # type: ignore[arg-type] # columns of the row
    for place, said in enumerate(rows):
        builders.a_disclosure(builders.a_third_party(business, f"{'KLMN'[place] * 9} Ltd"), **said)
    builders.a_disclosure(builders.a_third_party(business, "Example Outfitters Tours"))
    builders.a_disclosure(builders.a_third_party(business, "Ooooooooo Ltd", kind="broker"), use="none")
    for name in ("Sierra Seed Catalog Co.", "Sierra Seed Catalogue Company"):
        builders.a_disclosure(builders.a_third_party(business, name))
    return business


def test_the_link_of_every_kind_of_finding_leads_to_its_field(as_user: Callable[[User], Client]) -> None:
    full_of_faults()
    kim = as_user(builders.a_person("kim", REGISTER_KEEPER))
    page = kim.get(FINDINGS)
    told = [*page.context["blocking"], *page.context["others"]]
    assert {each.finding.rule for each in told} == RULES
    for each in told:
        address, _, field = each.url.partition("#")
        assert f'href="{each.url}"' in page.content.decode()
        answer = kim.get(address)
        assert answer.status_code == 200
        if each.finding.rule != "year-open":
            assert f'id="{field}"' in answer.content.decode(), each


def test_many_findings_come_a_page_at_a_time_and_the_numbers_are_of_all(as_user: Callable[[User], Client]) -> None:
    business = builders.a_business()
    for number in range(120):
        builders.a_disclosure(builders.a_third_party(business, f"{number:03} {number:03} Ltd", street=""))
    client = as_user(builders.a_person("kim", REGISTER_KEEPER))

    first, second, beyond = (client.get(f"{FINDINGS}&page={page}") for page in ("1", "2", "x"))

    met = [[each.finding.says for each in page.context["blocking"]] for page in (first, second)]
    assert list(map(len, met)) == [100, 20]
    assert len({says for each in met for says in each}) == 120
    assert "1 to 100 of 121" in first.content.decode()
    assert all(page.context["number"] == {"blocking": 120, "others": 1} for page in (first, second, beyond))
    assert [each.finding.rule for each in second.context["others"]] == ["year-open"]
