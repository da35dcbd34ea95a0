"""Third parties of one name that a file tells apart by numbers, as our exports do."""

from pathlib import Path

import pytest

from requests_app.register.models import ThirdParty
from tests.builders import a_business, a_third_party
from tests.register.load.commands import BUSINESS, load
from tests.register.load.files import csv_file, read, row

pytestmark = pytest.mark.django_db
BARE = {"street": "", "city": "", "state": "", "zip": ""}


def test_numbers_part_those_of_one_name(tmp_path: Path) -> None:
    a_business(BUSINESS)
    named = {"third_party_name": "Mock Data"}
    file = csv_file(
        tmp_path,
        row(**named, third_party_number="1", **BARE),
        row(**named, third_party_number="2"),
        row(**named, third_party_number="2", category="email addresses"),
    )
    assert load(file).told["third_parties"] == {"new": 2, "changed": 0, "same": 0}
    assert load(file).told["third_parties"] == {"new": 0, "changed": 0, "same": 2}


def test_an_address_filled_in_stays_with_its_number(tmp_path: Path) -> None:
    business = a_business(BUSINESS)
    bare = a_third_party(business, "Mock Data", street="", city="", state="", postal_code="")
    whole = a_third_party(business, "Mock Data", street="1 Known Way", city="Reno", state="NV", postal_code="89502")
    named = {"third_party_name": "Mock Data", "state": "NV", "zip": "89502", "city": "Reno"}
    file = csv_file(
        tmp_path,
        row(**named, third_party_number="1", street="9 Other Way"),
        row(**named, third_party_number="2", street="1 Known Way"),
    )
    assert load(file).told["third_parties"]["new"] == 0
    streets = ThirdParty.objects.order_by("id").values_list("id", "street")
    assert list(streets) == [(bare.pk, "9 Other Way"), (whole.pk, "1 Known Way")]


def test_two_numbers_of_one_name_and_address_are_a_fault(tmp_path: Path) -> None:
    a_business(BUSINESS)
    file = csv_file(tmp_path, row(third_party_number="1"), row(third_party_number="2"))
    told = load(file).told
    assert [(each["row"], each["column"], each["value"]) for each in told["faults"]] == [(3, "third_party_number", "2")]
    assert not ThirdParty.objects.exists()


@pytest.mark.parametrize("text", ["first", "1.5", "-1", "1e3", "9999999999"])
def test_a_number_that_is_none_is_a_fault(tmp_path: Path, text: str) -> None:
    found = read(csv_file(tmp_path, row(third_party_number=text)))
    assert [(each.row, each.column) for each in found.faults] == [(2, "third_party_number")]


def test_a_column_headed_number_is_not_taken_for_it(tmp_path: Path) -> None:
    found = read(csv_file(tmp_path, {**row(), "Number": "12"}))
    assert [each.number for each in found.reading.parties] == [None]
