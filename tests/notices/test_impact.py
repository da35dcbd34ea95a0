"""What an edit would do: shown for the years it bears on, blamed for nothing that was so before, and taken back."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.notices.impact import YearImpact
from requests_app.register.merge import MergeError
from requests_app.register.models import Business, Disclosure, RegisterChange, RowState, ThirdParty, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from tests.builders import NOW, REPORT_YEAR, a_business, a_disclosure, a_person, a_register, a_request, a_third_party
from tests.views.ways import compiled

pytestmark = pytest.mark.django_db


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def kim() -> User:
    return a_person("kim", REGISTER_KEEPER)


def seed(business: Business) -> ThirdParty:
    return business.third_parties.get(legal_name="Sierra Seed Catalog Co.")


def of_seed(business: Business) -> Disclosure:
    return Disclosure.objects.select_related("third_party").get(third_party=seed(business))


def previewed(row: Disclosure | ThirdParty, by: User) -> YearImpact:
    (impact,) = handling.preview_register_row(row=row, by=by, now=NOW)
    return impact


def test_an_edit_says_what_it_adds_and_takes_and_whom_it_touches(business: Business, kim: User) -> None:
    compiled(a_request(business))
    a_request(business, email="bo@example.org")
    row = of_seed(business)
    row.categories = ["name_address", "telephone"]

    impact = previewed(row, kim)

    assert (impact.year, impact.changes_anything) == (REPORT_YEAR, True)
    assert impact.categories_added == ["Telephone number"]
    assert len(impact.categories_removed) == 1
    assert impact.recipients_added == impact.recipients_removed == impact.recipients_changed == []
    assert (impact.open_requests, impact.sent_notices) == (2, 1)


def test_nothing_of_a_preview_stays(business: Business, kim: User) -> None:
    row = of_seed(business)
    row.categories = ["telephone"]
    other = a_third_party(business, "Sierra Seeds Inc.", street="1 Else St")

    previewed(row, kim)
    handling.preview_removal(row=of_seed(business), by=kim, now=NOW)
    handling.preview_merge(one=seed(business), into=other, by=kim, now=NOW)

    assert of_seed(business).categories == ["name_address", "product_kind"]
    assert seed(business).merged_into is None
    assert not RegisterChange.objects.exists()
    assert not RowState.objects.exists()


def test_a_removal_says_who_is_named_no_more(business: Business, kim: User) -> None:
    compiled(a_request(business))

    (impact,) = handling.preview_removal(row=of_seed(business), by=kim, now=NOW)

    assert impact.recipients_removed == ["Sierra Seed Catalog Co."]
    assert impact.sent_notices == 1


def test_a_merge_says_whose_address_the_notice_gives(business: Business, kim: User) -> None:
    into = a_third_party(business, "Sierra Seed Company", street="1 Else St")
    a_disclosure(into)

    (impact,) = handling.preview_merge(one=seed(business), into=into, by=kim, now=NOW)

    assert impact.recipients_removed == ["Sierra Seed Catalog Co."]
    assert impact.recipients_added == []
    with pytest.raises(MergeError):
        handling.preview_merge(one=into, into=into, by=kim, now=NOW)


def test_a_notice_that_differed_before_is_no_doing_of_the_edit(business: Business, kim: User) -> None:
    compiled(a_request(business))
    row = of_seed(business)
    row.categories = ["email"]
    handling.save_register_row(row=row, by=kim, now=NOW)
    compiled(a_request(business, email="bo@example.org"), by=a_person("sam", "Reviewer"))

    row.categories = ["email", "telephone"]

    assert previewed(row, kim).sent_notices == 1


def test_an_edit_that_no_notice_shows_changes_none(business: Business, kim: User) -> None:
    compiled(a_request(business))
    row = of_seed(business)
    row.note = "The contract was found."

    impact = previewed(row, kim)

    assert not impact.changes_anything
    assert (impact.open_requests, impact.sent_notices) == (0, 0)


def test_a_closed_year_is_previewed_without_being_asked(business: Business, kim: User) -> None:
    YearClose.objects.create(
        business=business,
        year=REPORT_YEAR,
        closed_at=datetime(2026, 2, 1, tzinfo=UTC),
        closed_by="kim",
        register_version=1,
    )
    row = of_seed(business)
    row.categories = ["telephone"]

    assert previewed(row, kim).changes_anything


def test_only_a_keeper_previews(business: Business) -> None:
    row = of_seed(business)
    rita = a_person("rita", "Reviewer")

    with pytest.raises(NotAllowedError):
        handling.preview_register_row(row=row, by=rita, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.preview_removal(row=row, by=rita, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.preview_merge(one=row.third_party, into=row.third_party, by=rita, now=NOW)
