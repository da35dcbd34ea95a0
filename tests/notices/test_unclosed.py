"""Notices from before the close: marked when they are compiled, and compared with the year as it was signed."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from requests_app import handling, tasks
from requests_app.notices import issue
from requests_app.notices.models import Notice
from requests_app.notices.unclosed import compare
from requests_app.register.models import Business, Disclosure, YearClose
from requests_app.requests.permissions import REGISTER_KEEPER
from tests.builders import NOW, REPORT_YEAR, a_business, a_person, a_register, a_request, a_reviewer
from tests.remembered import remember
from tests.views.ways import compiled

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 6, 1, 18, 0, tzinfo=UTC)


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    remember(business)
    return business


@pytest.fixture
def kim() -> User:
    return a_person("kim", REGISTER_KEEPER)


@pytest.fixture
def rita() -> User:
    return a_reviewer("rita")


def closed(business: Business, by: User) -> YearClose:
    return handling.close_year(business=business, year=REPORT_YEAR, signed={}, note="", by=by, now=LATER)


def set_categories(business: Business, *categories: str, by: User) -> None:
    row = Disclosure.objects.get(third_party__business=business, third_party__legal_name__startswith="Sierra")
    row.categories = [*categories]
    handling.save_register_row(row=row, by=by, now=LATER, nature="correction")


def test_a_notice_from_the_open_year_is_marked_and_one_from_the_closed_year_is_not(
    business: Business, kim: User, rita: User
) -> None:
    compiled(a_request(business), by=rita)
    closed(business, kim)
    compiled(a_request(business, email="bo@example.org"), by=rita)

    assert list(Notice.objects.order_by("id").values_list("from_open_year", flat=True)) == [True, False]


def test_what_says_the_same_as_the_closed_year_is_not_listed(business: Business, kim: User, rita: User) -> None:
    compiled(a_request(business), by=rita)

    found = compare(closed(business, kim))

    assert (found.marked, found.outdated) == (1, ())


def test_what_the_year_changed_before_its_close_is_told_with_the_notices(
    business: Business, kim: User, rita: User
) -> None:
    early = a_request(business)
    compiled(early, by=rita)
    alike = a_request(business, email="bo@example.org")
    compiled(alike, by=rita)
    set_categories(business, "name_address", "product_kind", "telephone", by=kim)
    compiled(a_request(business, email="cy@example.org"), by=rita)

    found = compare(closed(business, kim))

    (outdated,) = found.outdated
    assert (found.marked, found.people) == (3, 2)
    assert outdated.categories_added == ["Telephone number"]
    assert [each.reference for each in outdated.named] == [early.reference, alike.reference]


def test_it_is_the_year_as_it_was_signed_that_counts(business: Business, kim: User, rita: User) -> None:
    compiled(a_request(business), by=rita)
    close = closed(business, kim)
    set_categories(business, "telephone", by=kim)

    assert compare(close).outdated == ()


def test_a_letter_that_lists_nothing_rests_on_no_year(business: Business, kim: User, rita: User) -> None:
    row = a_request(business)
    handling.decline(
        disclosure_request_id=row.pk,
        clause="(e)(1)",
        because="You told us that you live in Nevada.",
        seen_version=row.version,
        by=rita,
        now=NOW,
    )
    tasks.issue_notice(row.pk)
    set_categories(business, "telephone", by=kim)

    found = compare(closed(business, kim))

    assert (found.marked, found.outdated) == (1, ())


def test_a_notice_that_was_laid_out_before_the_close_and_kept_after_it_is_marked(
    business: Business, kim: User, rita: User
) -> None:
    row = a_request(business)
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=rita, now=NOW)
    row.refresh_from_db()
    prepared = issue.prepare(row, at=NOW)
    closed(business, kim)

    notice = issue.keep(prepared, at=NOW)

    assert notice is not None
    assert notice.from_open_year
