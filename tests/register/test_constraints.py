"""Each constraint of the register bites."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from requests_app.register.models import (
    Brand,
    ChoicePolicy,
    DesignatedContact,
    Disclosure,
    HomePageLink,
    SameBrandCount,
    ThirdParty,
)
from tests.builders import a_business, a_disclosure, a_third_party

pytestmark = pytest.mark.django_db


def test_the_same_third_party_at_the_same_address_stands_once() -> None:
    business = a_business()
    a_third_party(business)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_third_party(business, "SIERRA SEED CATALOG CO.", street="2118 commerce way")

    assert ThirdParty.objects.count() == 1


def test_the_same_name_at_another_address_is_another_third_party() -> None:
    business = a_business()
    a_third_party(business)

    a_third_party(business, street="1 Other St")

    assert ThirdParty.objects.count() == 2


def test_a_third_party_needs_a_name() -> None:
    business = a_business()

    with pytest.raises(IntegrityError, match="third_party_has_a_name"), transaction.atomic():
        a_third_party(business, "")

    assert ThirdParty.objects.count() == 0


@pytest.mark.parametrize("year", [2003, 2200])
def test_a_disclosure_lies_in_a_year_that_can_be_asked_about(year: int) -> None:
    third_party = a_third_party(a_business())

    with pytest.raises(IntegrityError, match="disclosure_year_in_force"), transaction.atomic():
        a_disclosure(third_party, year=year)

    assert Disclosure.objects.count() == 0


def test_conditions_need_a_clause() -> None:
    third_party = a_third_party(a_business())

    with pytest.raises(IntegrityError, match="disclosure_conditions_need_a_clause"), transaction.atomic():
        a_disclosure(third_party, exclusion_conditions={"contract": True})

    assert Disclosure.objects.count() == 0


def test_conditions_of_another_clause_are_refused() -> None:
    disclosure = Disclosure(
        third_party=a_third_party(a_business()),
        year=2025,
        exclusion_clause="(d)(3)",
        exclusion_conditions={"written_agreement": True},
    )

    with pytest.raises(ValidationError, match="knows no condition written_agreement"):
        disclosure.full_clean()


def test_a_category_outside_the_27_is_refused() -> None:
    disclosure = Disclosure(third_party=a_third_party(a_business()), year=2025, categories=["cookie_id"])

    with pytest.raises(ValidationError, match="cookie_id"):
        disclosure.full_clean()


@pytest.mark.parametrize("table", [DesignatedContact, HomePageLink])
def test_nothing_ends_before_it_begins(table: type[DesignatedContact | HomePageLink]) -> None:
    business = a_business()

    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        table.objects.create(business=business, valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31))

    assert not table.objects.filter(valid_from=date(2026, 2, 1)).exists()


def test_a_choice_policy_does_not_end_before_it_begins() -> None:
    business = a_business()

    with pytest.raises(IntegrityError, match="choice_policy_ends_after_it_begins"), transaction.atomic():
        ChoicePolicy.objects.create(
            business=business, kind="opt_in", published_from=date(2026, 2, 1), published_to=date(2026, 1, 1)
        )

    assert ChoicePolicy.objects.count() == 0


def test_a_year_has_one_number_of_same_brand_affiliates() -> None:
    business = a_business()
    SameBrandCount.objects.create(business=business, year=2025, number=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        SameBrandCount.objects.create(business=business, year=2025, number=3)

    assert SameBrandCount.objects.get().number == 2


def test_a_brand_has_its_own_slug() -> None:
    business = a_business()
    Brand.objects.create(business=business, name="Trail", slug="trail")

    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.create(business=business, name="Trail again", slug="trail")

    assert Brand.objects.count() == 1


def test_a_third_party_with_disclosures_cannot_be_removed() -> None:
    third_party = a_third_party(a_business())
    a_disclosure(third_party)

    with pytest.raises(ProtectedError):
        third_party.delete()

    assert ThirdParty.objects.count() == 1


@pytest.mark.parametrize(
    ("color", "says"),
    [("#fff", "six digits"), ("blue", "six digits"), ("#ffee00", "too pale"), ("#999999", "too pale")],
)
def test_an_accent_colour_that_cannot_be_read_on_white_is_refused(color: str, says: str) -> None:
    business = a_business(accent_color=color)

    with pytest.raises(ValidationError, match=says):
        business.full_clean()


def test_an_unknown_time_zone_is_refused() -> None:
    business = a_business(timezone="Pacific Time")

    with pytest.raises(ValidationError, match="no time zone"):
        business.full_clean()
