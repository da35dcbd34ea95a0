"""The published registry of data brokers through `load_register`: every name, and every address whole or told."""

from pathlib import Path

import pytest

from requests_app.register.models import Disclosure, ThirdParty
from tests.cases_given import manifest
from tests.notices.test_published_registry import Broker, brokers
from tests.register.load.commands import Answer, configure, load, mapped, notice

COLUMNS = {
    "Data broker name:": "third_party_name",
    "Doing Business As (DBA), if applicable:": "trade_name",
    "Data broker primary street address:": "street",
    "Data broker city:": "city",
    "Data broker state:": "state",
    "Data broker zip code:": "zip",
    "Data broker country:": "country",
}
"""The headings as they are read off the page, where a no-break space is a blank."""
EXPECT = next(line["expect"] for line in manifest() if line["id"] == "R45")
NOTHING = {"", "N/A", "NA"}

pytestmark = pytest.mark.django_db(transaction=True)
"""A load that takes a while is watched from a connection of its own, which must see it."""


@pytest.fixture
def registry(published_registry: Path) -> list[Broker]:
    return brokers(published_registry)


@pytest.fixture
def answer(published_registry: Path, tmp_path: Path) -> Answer:
    configure()
    return load(published_registry, *mapped(tmp_path, columns=COLUMNS))


def test_every_row_is_taken_and_a_broker_that_is_listed_twice_once(answer: Answer, registry: list[Broker]) -> None:
    assert answer.told["rows"] == EXPECT["rows"]
    assert answer.counts == ([len(registry), 0, 0], [0, 0, 0])
    listed = {(broker.name, broker.postal_code) for broker in registry if broker.postal_code.upper() not in NOTHING}
    taken = set(ThirdParty.objects.values_list("legal_name", "postal_code"))
    # A leading zero is mended only where the state has such ZIP codes; elsewhere the code stays as it is.
    assert {(name, code.zfill(5)) for name, code in listed} == {(name, code.zfill(5)) for name, code in taken if code}


def test_each_zip_code_of_four_digits_is_told(answer: Answer) -> None:
    short = [value for _, _, value in answer.places("warnings") if value.isdecimal() and len(value) == 4]

    assert len(short) == EXPECT["four_digit_zips_flagged"]


def test_an_address_is_whole_or_its_third_party_is_named(answer: Answer) -> None:
    told = answer.says("warnings")

    incomplete = [party for party in ThirdParty.objects.all() if party.printed_address is None]
    assert [party.legal_name for party in incomplete if f"{party.legal_name}: postal address missing" not in told] == []
    assert told.count(": postal address missing") == len(incomplete)
    printed = {party.printed_address for party in ThirdParty.objects.all()} - {None}
    assert [address for address in printed if "n/a" in str(address).lower() or "\n" in str(address)] == []


def test_a_notice_lists_all_of_them_and_waits_for_the_addresses_that_are_missing(answer: Answer) -> None:
    assert answer.status == 0
    parties = list(ThirdParty.objects.all())
    Disclosure.objects.bulk_create(
        Disclosure(third_party=party, year=2025, categories=["name_address"]) for party in parties
    )

    told = notice()

    assert sorted(each["name"] for each in told["recipients"]) == sorted(party.printed_name for party in parties)
    missing = [party.printed_name for party in parties if party.printed_address is None]
    assert sorted(each.split(": postal address missing")[0] for each in told["blocked"]) == sorted(missing)


def test_the_same_registry_again_changes_nothing(answer: Answer, published_registry: Path, tmp_path: Path) -> None:
    again = load(published_registry, *mapped(tmp_path, columns=COLUMNS))

    assert again.counts == ([0, 0, sum(answer.counts[0])], [0, 0, 0])
    unread = load(published_registry)
    assert unread.counts == again.counts
