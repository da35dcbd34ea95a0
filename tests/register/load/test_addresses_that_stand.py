"""The address of a third party that stands: never changed without a warning, and never by a merged one's."""

from pathlib import Path

import pytest
from django.utils import timezone

from requests_app.register.merge import merge
from requests_app.register.models import Business, ThirdParty
from tests.register.load.commands import BUSINESS, configure, load
from tests.register.load.files import csv_file, row

pytestmark = pytest.mark.django_db(transaction=True)
"""A load that takes a while is watched from a connection of its own, which must see it."""
OLD = {"third_party_name": "Old Name Co", "street": "1 Dead End", "city": "Reno", "state": "NV", "zip": "89502"}


@pytest.fixture(autouse=True)
def _business() -> None:
    configure()


def merged(name: str, **address: str) -> ThirdParty:
    """Return a third party into which the old one was merged."""
    business = Business.objects.get(slug=BUSINESS)
    old = ThirdParty.objects.create(
        business=business, legal_name="Old Name Co", street="1 Dead End", city="Reno", state="NV", postal_code="89502"
    )
    into = ThirdParty.objects.create(business=business, legal_name=name, **address)
    merge(one=old, into=into, actor="test", at=timezone.now())
    return into


@pytest.mark.parametrize("name", ["New Name Co", "Old Name Co"])
@pytest.mark.parametrize("street", ["1 Dead End", "3 Elsewhere Rd"])
def test_a_merged_one_gives_its_survivor_neither_name_nor_address(tmp_path: Path, name: str, street: str) -> None:
    if (name, street) == ("Old Name Co", "3 Elsewhere Rd"):
        name = "Newest Name Co"
    into = merged(name, street="2 Live St", city="Fresno", state="CA", postal_code="93721")

    answer = load(csv_file(tmp_path, row(**(OLD | {"street": street}))))

    into.refresh_from_db()
    assert (into.legal_name, into.street, into.city, into.trade_name) == (name, "2 Live St", "Fresno", "")
    assert f"merged into “{name}”" in answer.says("warnings")
    assert f"{street}, Reno, NV, 89502, US, was not taken" in answer.says("warnings")
    assert answer.rows("warnings") == [2]


def test_a_third_party_that_moves_is_told_with_both_addresses(tmp_path: Path) -> None:
    load(csv_file(tmp_path, row()))

    answer = load(csv_file(tmp_path, row(street="7 New St")))

    assert ThirdParty.objects.get().street == "7 New St"
    assert "from 100 Sample St, Fresno, CA, 93721, US to 7 New St, Fresno, CA, 93721, US" in answer.says("warnings")
    assert answer.rows("warnings") == [2]


def test_an_address_that_was_missing_and_one_that_stays_are_told_nobody(tmp_path: Path) -> None:
    load(csv_file(tmp_path, row(street="", city="", state="", zip="", country="")))

    found = load(csv_file(tmp_path, row()))
    same = load(csv_file(tmp_path, row(note="again")))

    assert ThirdParty.objects.get().street == "100 Sample St"
    assert found.told["warnings"] == same.told["warnings"] == []
