"""Third parties that look like one: found by name, place or mail domain, whatever their number and order."""

import random

import pytest

from requests_app.audit.models import AuditEntry
from requests_app.register.duplicates import MOST_AT_A_PLACE, MOST_OF_ONE_NAME, like, probable
from requests_app.register.merge import MergeError, declare_different
from requests_app.register.models import Business, NotDuplicate, ThirdParty
from tests.builders import NOW, a_business, a_third_party

pytestmark = pytest.mark.django_db

ELSEWHERE = {"street": "7 Other Rd", "city": "Galt", "state": "CA", "postal_code": "95632"}
WORDS = ("alder", "birch", "cedar", "dune", "ember", "fern", "granite", "harbor", "iris", "juniper", "kestrel")


@pytest.fixture
def business() -> Business:
    return a_business()


def found(business: Business) -> set[tuple[str, str]]:
    return {(one.legal_name, other.legal_name) for one, other in probable(business)}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sierra Seed Catalog Co.", "SIERRA  SEED CATALOG CO."),
        ("Sierra Seed Catalog Co.", "Sierra Seed Catalog, Inc."),
        ("Sierra Seed Catalog Co.", "Sierra Seed Catalogue Company"),
        ("Sierra Seed Catalog Co.", "Siera Seed Catalog"),
        ("Northwoods Outfitting", "Nortwoods Outfitting LLC"),
    ],
)
def test_one_name_written_differently_is_found_wherever_it_is(business: Business, name: str, other: str) -> None:
    one = a_third_party(business, name)
    two = a_third_party(business, other, **ELSEWHERE)

    assert found(business) == {(name, other)}
    assert like(one) == [two]
    assert like(two) == [one]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param({}, id="same address"),
        pytest.param({"street": "2118 COMMERCE WAY", "city": "reno"}, id="other letters"),
        pytest.param({"street": "2118 Commerce Wy, Suite 4", "city": "Sparks"}, id="ZIP code and street number"),
        pytest.param(
            {**ELSEWHERE, "opt_out": "stop@sierraseed.example", "trade_name": "Seeds by Sierra"}, id="mail domain"
        ),
    ],
)
def test_something_of_the_name_is_enough_at_one_place(business: Business, place: dict[str, str]) -> None:
    one = a_third_party(business, "Sierra Seed Catalog Co.", opt_out="https://www.sierraseed.example/stop?x=1")
    other = a_third_party(business, "The Sierra Group", **place)

    assert probable(business) == [(one, other)]
    assert like(other) == [one]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("Quiet Hosting Inc.", {}, id="only the address"),
        pytest.param("The Sierra Group", ELSEWHERE, id="only a word"),
        pytest.param("Plume Catalog Co.", {}, id="a word of the trade at one address"),
        pytest.param("Sierra Seed Catalog 2 Co.", {}, id="another number"),
        pytest.param("Bay List Co.", {**ELSEWHERE, "opt_out": "a@gmail.com"}, id="mail domain open to all"),
    ],
)
def test_what_two_may_well_have_in_common_is_not_enough(business: Business, name: str, place: dict[str, str]) -> None:
    one = a_third_party(business, "Sierra Seed Catalog Co.", opt_out="b@gmail.com")
    a_third_party(business, name, **place)

    assert found(business) == set()
    assert like(one) == []


def test_an_agents_address_of_many_proposes_only_those_with_a_name_in_common(business: Business) -> None:
    letters = [f"{one}{two}" for one in "bcdfghjklm" for two in "aeiouy"]
    for first in letters:
        for second in ("zzkk", "ttpp"):
            a_third_party(business, f"{first * 3}{second}")
    assert ThirdParty.objects.count() > MOST_AT_A_PLACE
    a_third_party(business, "Wolfram Mailers")
    a_third_party(business, "Wolfram Envelopes")

    assert ("Wolfram Mailers", "Wolfram Envelopes") in found(business)


def test_many_branches_of_one_name_are_each_held_against_the_oldest(business: Business) -> None:
    number = MOST_OF_ONE_NAME + 5
    branches = [a_third_party(business, "Corner Store", street=f"{place} Main St") for place in range(number)]

    assert {(one.pk, other.pk) for one, other in probable(business)} == {
        (branches[0].pk, each.pk) for each in branches[1:]
    }


def test_the_order_in_which_they_are_looked_at_does_not_matter(business: Business) -> None:
    dice = random.Random(7)  # noqa: S311 - a test's own shuffling
    names = [f"{one} {two} {form}".title() for one in WORDS for two in WORDS[:6] for form in ("llc", "mail co.")]
    parties = [
        a_third_party(business, name, street=f"{dice.randint(1, 9)} Elm St", postal_code=f"9{dice.randint(0, 9)}001")
        for name in dice.sample(names, 120)
    ]
    first = probable(business, among=parties)

    for _ in range(3):
        dice.shuffle(parties)
        assert probable(business, among=parties) == first
    assert first
    pairs = {(one.pk, other.pk) for one, other in first}
    assert {
        (one, other.pk) for one in {pair[0] for pair in pairs} for other in like(ThirdParty.objects.get(pk=one))
    } >= pairs


def test_two_that_were_declared_different_are_on_record_once(business: Business) -> None:
    one = a_third_party(business, "Sierra Seed Catalog Co.")
    other = a_third_party(business, "Sierra Seed Catalog Inc.", **ELSEWHERE)

    declare_different(other, one, actor="user:7", at=NOW)
    declare_different(one, other, actor="user:7", at=NOW)

    assert (probable(business), like(one)) == ([], [])
    entry = AuditEntry.objects.get(action="register.thirdparty.different")
    assert (entry.actor, entry.detail) == ("user:7", {"rows": [one.pk, other.pk]})


def test_nobody_is_different_from_oneself_or_from_another_register(business: Business) -> None:
    one = a_third_party(business)

    for other in (one, a_third_party(a_business("other"))):
        with pytest.raises(MergeError):
            declare_different(one, other, actor="user:7", at=NOW)
    assert not NotDuplicate.objects.exists()
