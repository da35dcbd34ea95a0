"""Addresses abroad that stand in one cell: parted at a comma, so that a notice prints them in the order written."""

from pathlib import Path

import pytest

from requests_app.register.load.countries import is_abroad
from requests_app.register.load.places import STATES
from tests.register.load.files import Read, csv_file, read


def parted(folder: Path, address: str, **cells: str) -> tuple[Read, tuple[str, str, str]]:
    found = read(csv_file(folder, {"Company": "Mock", "Address": address, **cells}))
    party = found.reading.parties[0]
    return found, (party.street, party.city, party.country)


@pytest.mark.parametrize(
    ("address", "street", "city", "country"),
    [
        ("65 Mock Street, London W1D 4PS, United Kingdom", "65 Mock Street", "London W1D 4PS", "United Kingdom"),
        ("Musterstr. 5,\n10115 Berlin\nGermany", "Musterstr. 5", "10115 Berlin", "Germany"),
        ("Level 3, 9 Mock St, Sydney NSW 2000, Australia", "Level 3, 9 Mock St", "Sydney NSW 2000", "Australia"),
        ("22 Mock Ave, Toronto, ON M5V 2T6, Canada", "22 Mock Ave", "Toronto, ON M5V 2T6", "Canada"),
        ("1 Rue du Modèle, Paris, 75001, FRANCE", "1 Rue du Modèle", "Paris, 75001", "FRANCE"),
        ("Suite 9, 5 Mock Rd, London, W1D 4PS, UK", "Suite 9, 5 Mock Rd", "London, W1D 4PS", "UK"),
    ],
)
def test_one_abroad_is_whole(tmp_path: Path, address: str, street: str, city: str, country: str) -> None:
    found, parts = parted(tmp_path, address)
    assert parts == (street, city, country)
    assert [each.row for each in found.warnings] == [1, 2]
    assert f"the place {city} and the country {country}" in found.warnings[1].says


def test_the_country_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    _, parts = parted(tmp_path, "22 Mock Ave, Toronto ON", Country="Canada")
    assert parts == ("22 Mock Ave", "Toronto ON", "Canada")


@pytest.mark.parametrize("address", ["Germany", "Berlin, Germany", "5 Mock St, Atlanta, Georgia", "5 Mock St, Fresno"])
def test_one_that_is_not_surely_whole_stays_incomplete(tmp_path: Path, address: str) -> None:
    found, (street, city, _) = parted(tmp_path, address)
    assert (street, city) == (address, "")
    assert "postal address missing (city)" in found.warnings[-1].says


def test_no_state_of_ours_is_taken_for_a_country() -> None:
    assert [name for name in (*STATES, *STATES.values()) if is_abroad(name)] == []
