"""The policy of a business: set by a person, with a reason, and every earlier one stays."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.desk.models import ReviewPolicy
from requests_app.desk.policy import PolicyError
from requests_app.register.models import Business, Reach
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, NotAllowedError
from tests.builders import NOW, a_business, a_person, a_reviewer


@pytest.fixture
def business(db: None) -> Business:
    return a_business()


@pytest.fixture
def ada(db: None) -> User:
    return a_person("ada", ADMINISTRATOR)


def set_it(business: Business, by: User, *, seen: int | None = None, because: str = "Why not.") -> ReviewPolicy | None:
    return handling.set_policy(
        business=business, answers_alone=True, needs_second=True, because=because, seen=seen, by=by, now=NOW
    )


def test_what_was_set_stays_and_the_audit_has_it(business: Business, ada: User) -> None:
    first = set_it(business, ada)
    assert first is not None
    handling.set_policy(
        business=business, answers_alone=False, needs_second=True, because="Less.", seen=first.pk, by=ada, now=NOW
    )
    rows = ReviewPolicy.objects.order_by("id").values_list("answers_alone", "because")
    assert list(rows) == [(True, "Why not."), (False, "Less.")]
    details = AuditEntry.objects.filter(action="policy.set").order_by("id").values_list("detail", flat=True)
    assert [each["answers_alone"] for each in details] == [True, False]


def test_setting_what_is_set_changes_nothing(business: Business, ada: User) -> None:
    first = set_it(business, ada)
    assert first is not None
    assert set_it(business, ada, seen=first.pk) is None


def test_a_reason_is_asked_for(business: Business, ada: User) -> None:
    with pytest.raises(PolicyError, match="Say why"):
        set_it(business, ada, because="  ")


def test_who_comes_second_is_told_who_was_first(business: Business, ada: User) -> None:
    set_it(business, ada)
    with pytest.raises(PolicyError, match="ada set the policy while you had it open"):
        set_it(business, a_person("al", ADMINISTRATOR))


def test_only_an_administrator_of_the_business_sets_it(business: Business, ada: User) -> None:
    for person in (a_reviewer(), a_person("kim", REGISTER_KEEPER)):
        with pytest.raises(NotAllowedError):
            set_it(business, person)
    Reach.objects.create(user=ada, business=a_business("other"))
    with pytest.raises(NotAllowedError):
        set_it(business, ada)
    assert not ReviewPolicy.objects.exists()


def test_the_page_sets_it_and_shows_who_did(business: Business, ada: User) -> None:
    browser = Client()
    browser.force_login(ada)
    address = f"/staff/policy/{business.slug}/"
    said = {"needs_second": "on", "because": "Two see more.", "seen": ""}
    told = browser.post(address, said, follow=True).content.decode()
    assert "Set. It counts from now on." in told
    assert "Two reviewers approve what a notice says before it goes out for the first time." in told
    assert "Two see more." in told
    late = browser.post(address, {**said, "because": "Again."})
    assert late.status_code == 409
    assert "ada set the policy while you had it open" in late.content.decode()


def test_a_reviewer_reads_it_and_cannot_set_it(business: Business) -> None:
    browser = Client()
    browser.force_login(a_reviewer())
    address = f"/staff/policy/{business.slug}/"
    page = browser.get(address)
    assert page.status_code == 200
    assert 'name="because"' not in page.content.decode()
    assert browser.post(address, {"because": "x"}).status_code == 403
    keeper = Client()
    keeper.force_login(a_person("kim", REGISTER_KEEPER))
    assert keeper.get(address).status_code == 403


def test_the_page_says_that_nobody_answers_for_it_any_more(business: Business, ada: User) -> None:
    set_it(business, ada)
    ada.is_active = False
    ada.save()
    browser = Client()
    browser.force_login(a_reviewer())
    page = browser.get(f"/staff/policy/{business.slug}/").content.decode()
    assert "may not decide any more" in page
