"""The decision at the desk: once, on what was seen, and the second reviewer is told who was first."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from requests_app.register.models import Business, ThirdParty
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests.builders import NOW, a_disclosure, a_request, a_reviewer, a_third_party
from tests.views.ways import compiled

SignIn = Callable[[User], Client]


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business, message="<b>Hello</b>\n\nI bought a tent.")


def door(row: DisclosureRequest, name: str = "") -> str:
    return f"/staff/requests/{row.pk}/{name}"


def text(response: object) -> str:
    return " ".join(unescape(response.content.decode()).split())  # type: ignore[attr-defined] # a response of any kind


def test_one_click_approves_and_says_what_happens(rita: Client, row: DisclosureRequest) -> None:
    page = rita.get(door(row))
    assert 'name="seen_version" value="1"' in text(page)

    after = rita.post(door(row, "approve/"), {"seen_version": 1}, follow=True)

    row.refresh_from_db()
    assert row.status == Status.APPROVED
    assert after.redirect_chain == [(door(row), 302)]
    assert "The notice is being prepared and sent." in text(after)
    assert "/approve/" not in after.content.decode()
    assert "approved this request on" in text(after)
    assert "it waits for a worker since" in text(after)


def test_a_second_reviewer_is_told_who_decided(row: DisclosureRequest, as_user: SignIn) -> None:
    as_user(a_reviewer("rita")).post(door(row, "approve/"), {"seen_version": 1})

    after = as_user(a_reviewer("sam")).post(door(row, "approve/"), {"seen_version": 1}, follow=True)

    assert "rita already approved this request. Nothing was sent twice." in text(after)
    assert row.events.filter(kind="approved").count() == 1


def test_what_changed_since_it_was_seen_is_not_approved(rita: Client, row: DisclosureRequest) -> None:
    DisclosureRequest.objects.update(version=2)

    after = rita.post(door(row, "approve/"), {"seen_version": 1}, follow=True)

    assert "This request changed since you opened it." in text(after)
    assert DisclosureRequest.objects.get().status == Status.RECEIVED


def test_an_approval_that_does_not_say_what_was_seen_is_not_taken(rita: Client, row: DisclosureRequest) -> None:
    after = rita.post(door(row, "approve/"), follow=True)

    assert "Look at the request again" in text(after)
    assert DisclosureRequest.objects.get().status == Status.RECEIVED


def test_a_missing_address_blocks_the_approval_and_is_named(
    rita: Client, row: DisclosureRequest, business: Business
) -> None:
    ThirdParty.objects.filter(legal_name="Blue Horizon LLC").update(street="")

    page = rita.get(door(row))

    assert "Blue Horizon LLC: postal address missing" in text(page)
    assert "disabled" in page.content.decode().partition("/approve/")[2].partition("</form>")[0]
    assert "1 thing is missing" in text(page)
    after = rita.post(door(row, "approve/"), {"seen_version": 1}, follow=True)
    assert "The notice cannot go out yet: Blue Horizon LLC: postal address missing" in text(after)
    assert DisclosureRequest.objects.get().status == Status.RECEIVED


def test_what_is_missing_leads_to_the_register_for_those_who_may_go_there(
    row: DisclosureRequest, business: Business, as_user: SignIn
) -> None:
    party = ThirdParty.objects.get(legal_name="Blue Horizon LLC")
    party.street, party.trade_name = "", "Blue (West)"
    party.save()
    link = f"/admin/requests_app/thirdparty/{party.pk}/change/"
    rita = a_reviewer("rita")
    assert link not in as_user(rita).get(door(row)).content.decode()

    rita.is_staff = True
    rita.save()

    assert link in as_user(rita).get(door(row)).content.decode()


def test_a_decline_that_the_facts_show_says_what_the_law_says(rita: Client, row: DisclosureRequest) -> None:
    Business.objects.update(employees=12)

    after = rita.post(door(row, "decline/"), {"seen_version": 1, "clause": "(c)(1)", "because": ""}, follow=True)

    row.refresh_from_db()
    assert (row.status, row.declined_clause) == (Status.DECLINED, "(c)(1)")
    assert "20" in row.declined_because
    assert "already answered" not in row.declined_because
    assert "The letter with your reason" in text(after)


def test_a_decline_that_the_facts_do_not_show_needs_words_of_ones_own(rita: Client, row: DisclosureRequest) -> None:
    after = rita.post(door(row, "decline/"), {"seen_version": 1, "clause": "(h)", "because": ""}, follow=True)

    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    assert "The facts on file do not show (h). Say in your own words" in text(after)


def test_an_approval_of_a_register_that_changed_meanwhile_is_shown_again(rita: Client, row: DisclosureRequest) -> None:
    seen = row.business.register_version
    Business.objects.update(register_version=seen + 1)

    given = {"seen_version": 1, "seen_register": seen}
    after = rita.post(door(row, "approve/"), given, follow=True)

    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    assert "The register changed since you opened this request" in text(after)


def test_a_decline_may_be_worded_by_the_reviewer(rita: Client, row: DisclosureRequest) -> None:
    rita.post(door(row, "decline/"), {"seen_version": 1, "clause": "(e)(5)", "because": "We know no Ana.\r\n"})

    row.refresh_from_db()
    assert row.declined_because == "We know no Ana."


@pytest.mark.parametrize("clause", ["", "(z)"])
def test_a_decline_without_a_ground_keeps_what_was_written(rita: Client, row: DisclosureRequest, clause: str) -> None:
    response = rita.post(door(row, "decline/"), {"seen_version": 1, "clause": clause, "because": "My own words"})

    assert response.status_code == 422
    assert "My own words" in text(response)
    assert '<a href="#decline_clause_0">Choose' in text(response)
    assert '<details class="decline" open' in text(response)
    assert DisclosureRequest.objects.get().status == Status.RECEIVED


def test_a_decline_after_an_approval_says_who_approved(row: DisclosureRequest, as_user: SignIn) -> None:
    as_user(a_reviewer("rita")).post(door(row, "approve/"), {"seen_version": 1})

    given = {"seen_version": 1, "clause": "(h)", "because": ""}
    after = as_user(a_reviewer("sam")).post(door(row, "decline/"), given, follow=True)

    assert "rita already approved this request" in text(after)


def test_the_page_shows_the_facts_the_clock_and_the_answer_with_its_reasons(
    rita: Client, row: DisclosureRequest, business: Business
) -> None:
    a_request(business, at=NOW - timedelta(days=400), email=row.email)
    page = text(rita.get(door(row)))

    for words in (
        "Ana Ruiz",
        "I bought a tent.",
        "Wednesday, June 3, 2026",
        "The public web form is treated as a designated address",
        "The disclosure is owed",
        "Sierra Seed Catalog Co.",
        "2118 Commerce Way, Reno, NV 89502",
        "Quiet Hosting Inc.",
        "(d)(1)(A)",
        "Request received",
        "Acknowledgement, by e-mail",
        "STL-2025-",
    ):
        assert words in page
    assert "<b>Hello" not in rita.get(door(row)).content.decode()


def test_the_preview_is_the_notice_as_it_will_be(rita: Client, row: DisclosureRequest) -> None:
    page = rita.get(door(row, "preview/"))

    assert "Answer to your request under California Civil Code section 1798.83" in text(page)
    assert str(row.reference) in text(page)
    assert "Quiet Hosting Inc." not in text(page)
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_kept_notice_is_shown_as_it_was_kept_whatever_the_register_says_now(
    rita: Client, row: DisclosureRequest, business: Business
) -> None:
    delivery = compiled(row)
    a_disclosure(a_third_party(business, "Late Arrival LLC"))

    page = text(rita.get(door(row)))

    assert "The notice as it was kept" in page
    assert "Late Arrival LLC" not in page
    assert delivery.notice is not None
    assert delivery.notice.document.digest in page


def test_a_request_that_does_not_exist_is_a_kind_404(rita: Client) -> None:
    response = rita.get("/staff/requests/4711/")

    assert response.status_code == 404
    assert "This page does not exist" in text(response)


def test_a_keeper_who_also_reviews_may_open_the_register(row: DisclosureRequest, as_user: SignIn) -> None:
    rita = a_reviewer("rita")
    rita.is_staff = True
    rita.save()
    rita.user_permissions.add(Permission.objects.get(codename="change_thirdparty"))

    page = text(as_user(rita).get(door(row)))

    assert '<a href="/admin/">Administration</a>' in page
    assert '<a href="/staff/register/"' in page


def test_the_page_asks_the_database_the_same_however_long_the_register_is(
    rita: Client, row: DisclosureRequest, business: Business, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(60):
        a_disclosure(a_third_party(business, f"Recipient {number:02} LLC"))

    with django_assert_max_num_queries(49):
        rita.get(door(row))
