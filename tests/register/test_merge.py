"""Two third parties that are one: disclosures move or join, evidence goes with them, nothing is forgotten."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from requests_app.register import edit
from requests_app.register.closed import NatureNeededError
from requests_app.register.duplicates import probable
from requests_app.register.merge import MergeError, declare_different, merge
from requests_app.register.models import (
    Disclosure,
    DisclosureEvent,
    RegisterChange,
    RegisterLoad,
    ThirdParty,
    YearClose,
)
from requests_app.register.reading import as_known
from tests.builders import a_business, a_disclosure, a_third_party

pytestmark = pytest.mark.django_db

AT = datetime(2026, 2, 2, 18, 0, tzinfo=UTC)
KEEPER = "user:7"


@pytest.fixture
def two() -> tuple[ThirdParty, ThirdParty]:
    business = a_business()
    return a_third_party(business, "Knower Tech, LLC"), a_third_party(business, "Knower Tech LLC", street="9 Else St")


def merged(two: tuple[ThirdParty, ThirdParty], **how: str) -> None:
    into, one = two
    merge(one=one, into=into, actor=KEEPER, at=AT, **how)


def test_disclosures_go_to_the_one_that_stays(two: tuple[ThirdParty, ThirdParty]) -> None:
    row = a_disclosure(two[1], categories=["email"])

    merged(two)

    row.refresh_from_db()
    two[1].refresh_from_db()
    assert row.third_party == two[0]
    assert two[1].merged_into == two[0]
    assert RegisterChange.objects.get().kind == "merge"


def test_two_notes_that_no_file_could_hold_as_one_are_not_joined(two: tuple[ThirdParty, ThirdParty]) -> None:
    a_disclosure(two[0], note="a" * 6_000)
    a_disclosure(two[1], note="b" * 6_000)

    with pytest.raises(MergeError, match=r"2025 to “Knower Tech LLC” and .* look at the note"):
        merged(two)

    assert Disclosure.objects.count() == 2
    assert not ThirdParty.objects.exclude(merged_into=None).exists()


def test_the_same_terms_become_one_disclosure_that_spans_both(two: tuple[ThirdParty, ThirdParty]) -> None:
    kept = a_disclosure(two[0], disclosed_from=date(2025, 3, 1), disclosed_to=date(2025, 4, 1), note="List A")
    gone = a_disclosure(two[1], disclosed_from=date(2025, 1, 5), disclosed_to=date(2025, 3, 9), note="List B")
    load = RegisterLoad.objects.create(
        business=two[0].business, file_name="log.csv", digest="0" * 64, size=1, actor=KEEPER, asked_at=AT
    )
    DisclosureEvent.objects.create(load=load, disclosure=gone, disclosed_on=date(2025, 1, 5), row=2)

    merged(two)

    assert [row.pk for row in Disclosure.objects.all()] == [kept.pk]
    kept.refresh_from_db()
    assert (kept.disclosed_from, kept.disclosed_to) == (date(2025, 1, 5), date(2025, 4, 1))
    assert kept.note == "List A\nList B"
    assert DisclosureEvent.objects.get().disclosure_id == kept.pk


def test_other_terms_stay_apart(two: tuple[ThirdParty, ThirdParty]) -> None:
    a_disclosure(two[0], categories=["email"])
    a_disclosure(two[1], categories=["email", "telephone"])

    merged(two)

    assert Disclosure.objects.filter(third_party=two[0]).count() == 2


def test_the_register_still_knows_how_it_was_before(two: tuple[ThirdParty, ThirdParty]) -> None:
    business = two[0].business
    for party in two:
        edit.save(party, actor=KEEPER, at=AT)
    party = ThirdParty(business=business, legal_name="Third LLC", street="1 St", city="Galt")
    edit.save(party, actor=KEEPER, at=AT)
    edit.save(Disclosure(third_party=party, year=2025, categories=["email"]), actor=KEEPER, at=AT)
    business.refresh_from_db()
    before = business.register_version

    merge(one=party, into=two[0], actor=KEEPER, at=AT)

    assert [row.third_party.legal_name for row in as_known(business, version=before).disclosures(2025)] == ["Third LLC"]


def test_nobody_is_merged_into_oneself_or_twice(two: tuple[ThirdParty, ThirdParty]) -> None:
    with pytest.raises(MergeError, match="two different"):
        merge(one=two[0], into=two[0], actor=KEEPER, at=AT)
    with pytest.raises(MergeError, match="two different"):
        merge(one=two[0], into=a_third_party(a_business("other")), actor=KEEPER, at=AT)
    merged(two)
    two[1].refresh_from_db()
    with pytest.raises(MergeError, match="Choose “Knower Tech, LLC”"):
        merged(two)
    with pytest.raises(MergeError, match="Choose “Knower Tech, LLC”"):
        declare_different(two[0], two[1], actor=KEEPER, at=AT)


def test_a_closed_year_asks_what_it_is(two: tuple[ThirdParty, ThirdParty]) -> None:
    a_disclosure(two[1])
    YearClose.objects.create(business=two[0].business, year=2025, closed_at=AT, closed_by=KEEPER, register_version=1)

    with pytest.raises(NatureNeededError), transaction.atomic():
        merged(two)
    two[1].refresh_from_db()
    merged(two, nature="correction")

    assert RegisterChange.objects.get().nature == "correction"


def test_spellings_of_one_name_are_proposed_until_they_are_merged_or_declared_two() -> None:
    business = a_business()
    names = ("Knower Tech, LLC", "KNOWER TECH  LLC", "Knower\u00a0Tech, LLC", "Plume Lists Inc.", "Knower Unit 12")
    parties = [a_third_party(business, name, street=f"{place} St") for place, name in enumerate(names)]
    first, second, third, *_ = parties

    assert {(one.pk, other.pk) for one, other in probable(business)} >= {(first.pk, third.pk), (first.pk, second.pk)}
    declare_different(third, first, actor=KEEPER, at=AT)
    assert (first, third) not in probable(business)
    merge(one=second, into=first, actor=KEEPER, at=AT)

    assert all(second not in pair for pair in probable(business))
