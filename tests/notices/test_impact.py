"""What an edit would do: shown for the years it bears on, blamed for nothing that was so before, and taken back."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from requests_app import handling
from requests_app.notices.impact import YearImpact
from requests_app.register.merge import MergeError
from requests_app.register.models import (
    Business,
    ChoicePolicy,
    Disclosure,
    RegisterChange,
    RowState,
    ThirdParty,
    YearClose,
)
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.statute import Answer
from tests.builders import NOW, REPORT_YEAR, a_business, a_disclosure, a_person, a_register, a_request, a_third_party
from tests.views.ways import answered, compiled

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


MARCH = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)
JULY = datetime(2026, 7, 6, 18, 0, tzinfo=UTC)


def a_policy(business: Business, **values: object) -> ChoicePolicy:
    business.opt_out_email = "stop@example.com"
    business.save()
    given = {"kind": "opt_out", "published_from": date(2024, 1, 1), "published_to": date(2026, 6, 30), **values}
    return ChoicePolicy.objects.create(business=business, **given)


def moved(business: Business) -> ThirdParty:
    party = seed(business)
    party.street = "3 New Rd"
    return party


def previewed_in_july(row: Disclosure | ThirdParty | ChoicePolicy, by: User) -> YearImpact:
    (impact,) = handling.preview_register_row(row=row, by=by, now=JULY)
    return impact


def test_each_open_request_is_judged_by_the_day_it_came_in(business: Business, kim: User) -> None:
    a_policy(business)
    a_request(business, at=MARCH)
    a_request(business, at=JULY)
    a_request(business, at=JULY)

    impact = previewed_in_july(moved(business), kim)

    assert impact.recipients_changed == ["Sierra Seed Catalog Co."]
    assert impact.open_requests == 2


def test_a_notice_is_judged_by_what_it_said(business: Business, kim: User) -> None:
    a_policy(business)
    compiled(a_request(business, at=MARCH), at=MARCH)
    compiled(a_request(business, at=JULY), by=a_person("sam", "Reviewer"), at=JULY)

    assert previewed_in_july(moved(business), kim).sent_notices == 1


def test_who_asked_earlier_is_told_of_though_todays_statement_stays(business: Business, kim: User) -> None:
    a_request(business, at=MARCH)
    policy = a_policy(business, published_from=date(2025, 1, 1), published_to=None)
    ChoicePolicy.objects.filter(pk=policy.pk).update(published_to=date(2026, 4, 1))
    policy.published_to = date(2026, 3, 1)

    impact = previewed_in_july(policy, kim)

    assert (impact.changes_statement, impact.changes_anything, impact.open_requests) == (False, True, 1)
    assert impact.earlier is not None
    assert (impact.earlier.before.answer, impact.earlier.after.answer) == (Answer.CHOICE, Answer.DISCLOSURE)


def test_who_had_an_answer_this_year_is_counted_by_their_own_ruling(business: Business, kim: User) -> None:
    first = a_request(business, email="ana@example.org")
    answered(first)
    DisclosureRequest.objects.filter(pk=first.pk).update(verified_at=NOW)
    a_request(business, email="ana@example.org")
    a_request(business, email="bo@example.org", requester_name="Bo Lind")

    assert DisclosureRequest.objects.open().count() == 2
    assert previewed(of_seed_with_telephone(business), kim).open_requests == 1


def of_seed_with_telephone(business: Business) -> Disclosure:
    row = of_seed(business)
    row.categories = ["telephone"]
    return row


def test_many_requests_cost_no_more_questions_than_few(
    business: Business, kim: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_request(business)
    row = of_seed_with_telephone(business)
    with CaptureQueriesContext(connection) as few:
        previewed(row, kim)
    for _ in range(12):
        a_request(business)

    with django_assert_max_num_queries(len(few)):
        assert previewed(row, kim).open_requests == 13
