"""Addresses at home are held against the states and ZIP codes there are; those abroad are left alone."""

import pytest

from requests_app.register.models import ThirdParty
from requests_app.register.postal import oddities


@pytest.mark.parametrize("state", ["NV", "nv", "Nevada", "D.C.", "Puerto Rico", "AE", "Calif.", ""])
def test_a_state_or_territory_is_taken_however_it_is_written(state: str) -> None:
    assert oddities(ThirdParty(state=state, postal_code="89502")) == {}


@pytest.mark.parametrize("code", ["89502", "89502-1234", ""])
def test_a_zip_code_is_taken(code: str) -> None:
    assert oddities(ThirdParty(state="NV", postal_code=code, country="USA")) == {}


@pytest.mark.parametrize(
    ("state", "code", "field"), [("ZZ", "89502", "state"), ("CA", "ABC", "postal_code"), ("MA", "2110", "postal_code")]
)
def test_what_is_none_is_told_with_what_to_do(state: str, code: str, field: str) -> None:
    found = oddities(ThirdParty(state=state, postal_code=code))
    assert list(found) == [field]
    assert "name the country" in found[field]


@pytest.mark.parametrize(("country", "state"), [("CA", "California"), ("de", "Delaware"), ("IN", "Indiana")])
def test_a_country_that_reads_as_a_state_is_asked_for_in_full(country: str, state: str) -> None:
    found = oddities(ThirdParty(city="Ottawa", postal_code="K1A 0B1", country=country))
    assert list(found) == ["country"]
    assert state in found["country"]


@pytest.mark.parametrize("country", ["UK", "FR", "UAE", "Germany"])
def test_other_letters_for_a_country_are_left_alone(country: str) -> None:
    assert oddities(ThirdParty(city="Leeds", postal_code="LS1 4AP", country=country)) == {}


def test_an_address_abroad_is_left_alone() -> None:
    assert oddities(ThirdParty(state="ON", postal_code="K1A 0B1", country="Canada")) == {}
