"""A request's page explains itself: why this date, why this answer, why each recipient is in or out."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from requests_app.notices.models import Basis, Notice
from requests_app.register.models import Business, Disclosure, SameBrandCount
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.statute import Channel
from requests_app.views.clock import planned_days
from requests_app.views.recipients import RecipientLine
from tests.builders import NOW, a_disclosure, a_request, a_third_party
from tests.views.ways import answered

ON_A_SUNDAY = NOW + timedelta(days=4)
"""A request of this day is due on Sunday, June 7, 2026."""


@pytest.fixture(autouse=True)
def _on_that_friday() -> Iterator[None]:
    with travel(ON_A_SUNDAY, tick=False):
        yield


def opened(client: Client, row: DisclosureRequest) -> Any:  # noqa: ANN401 - the test client's responses have no public type
    return client.get(f"/staff/requests/{row.pk}/")


def words(response: Any) -> str:  # noqa: ANN401 - see above
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())


def lines(response: Any) -> dict[str, RecipientLine]:  # noqa: ANN401 - see above
    return {line.recipient: line for line in response.context["page"].why_recipients.lines}


def by_post(business: Business) -> DisclosureRequest:
    address = {"street": "12 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
    return a_request(business, at=ON_A_SUNDAY, reply_by=ReplyBy.POST, **address)


def test_three_parts_explain_the_request_in_this_order(rita: Client, business: Business) -> None:
    page = opened(rita, a_request(business)).content.decode()

    headings = re.findall(r'<h2 id="\w+">\s*(Why .*?)\s*</h2>', page)
    assert headings == ["Why this date", "Why this answer", "Why each recipient is in or out"]


# -- the date ---------------------------------------------------------------------------------------------------------


def test_the_date_has_its_clause_its_sentence_and_the_days_left(rita: Client, business: Business) -> None:
    page = words(opened(rita, a_request(business, at=ON_A_SUNDAY)))

    assert "Why this date Sunday, June 7, 2026 30 days left" in page
    assert "(b)(1) The public web form is treated as a designated address" in page


def test_a_due_date_on_a_sunday_has_its_last_working_day_beside_it(rita: Client, business: Business) -> None:
    page = words(opened(rita, a_request(business, at=ON_A_SUNDAY)))

    assert "Last working day to send: Fri, Jun 5" in page
    assert "letter’s way" not in page


def test_a_letter_has_its_days_on_the_way_taken_off_and_says_so(rita: Client, business: Business) -> None:
    page = words(opened(rita, by_post(business)))

    assert "Last working day to send: Fri, May 29 (5 days for a letter’s way are taken off)" in page


def test_a_letter_that_takes_as_long_as_the_law_gives_leaves_at_once(rita: Client, business: Business) -> None:
    Business.objects.update(postal_lead_days=60)

    page = words(opened(rita, by_post(business)))

    assert "Last working day to send: Fri, May 8 (a letter leaves at once" in page


def test_the_businesss_own_target_is_shown(rita: Client, business: Business) -> None:
    assert "Our own target: Sat, May 23" in words(opened(rita, a_request(business, at=ON_A_SUNDAY)))


@pytest.mark.parametrize("target_days", [0, 15, 500])
@pytest.mark.parametrize("lead", [0, 5, 500])
def test_no_day_beside_the_due_date_is_later(business: Business, target_days: int, lead: int) -> None:
    Business.objects.update(target_days=target_days, postal_lead_days=lead)
    row = DisclosureRequest.objects.select_related("business").get(pk=by_post(business).pk)

    shown = [day.day for day in planned_days(row, on=ON_A_SUNDAY.date())]

    possible = {f"{each:%a, %b} {each.day}" for each in (date(2026, 5, 8) + timedelta(days=n) for n in range(31))}
    assert len(shown) == 2
    assert set(shown) <= possible


@pytest.mark.parametrize(("warning_days", "is_red"), [([10, 5], False), ([30], True), ([], False)])
def test_red_begins_with_the_businesss_last_day_of_warning(
    rita: Client, business: Business, warning_days: list[int], is_red: bool
) -> None:
    row = a_request(business, at=ON_A_SUNDAY)
    Business.objects.update(warning_days=warning_days)

    assert ('class="clock at-risk"' in opened(rita, row).content.decode()) is is_red


def test_a_call_that_is_no_request_says_why_no_day_runs(rita: Client, business: Business) -> None:
    page = words(opened(rita, a_request(business, channel=Channel.PHONE)))

    assert "Why this date No day runs (a) It was a telephone call" in page
    assert "Last working day" not in page


def test_an_answered_request_counts_no_days_down(rita: Client, business: Business) -> None:
    row = a_request(business)
    answered(row)

    page = opened(rita, row)
    assert "days left" not in words(page)
    assert "at-risk" not in page.content.decode()


# -- the recipients ---------------------------------------------------------------------------------------------------


def test_each_disclosure_of_the_year_has_its_verdict_with_a_clause(rita: Client, business: Business) -> None:
    a_disclosure(a_third_party(business, "Aid for All"), use="charity")
    a_disclosure(a_third_party(business, "Last Year Inc."), year=2024)
    response = opened(rita, a_request(business))

    found = [(line.recipient, line.counts, line.clause) for line in response.context["page"].why_recipients.lines]
    assert found == [
        ("Aid for All", False, "(e)(2)(A)"),
        ("Quiet Hosting Inc.", False, "(d)(1)(A)"),
        ("Blue Horizon LLC", True, "(a)(2)"),
        ("Sierra Seed Catalog Co.", True, "(a)(2)"),
    ]
    page = words(response)
    assert "Disclosures of 2025: 2 in , 2 out ." in page
    assert "In Sierra Seed Catalog Co. 2118 Commerce Way, Reno, NV 89502 (a)(2) It is named with its address" in page
    assert "Name and address · The kind of product the customer purchased, leased, or rented" in page
    assert "Out Quiet Hosting Inc. (d)(1)(A) Service provider: every condition is shown" in page


def test_two_disclosures_to_one_recipient_are_two_lines(rita: Client, business: Business) -> None:
    party = a_third_party(business, "Twice Inc.")
    a_disclosure(party)
    a_disclosure(party, use="politics")

    found = opened(rita, a_request(business)).context["page"].why_recipients.lines
    assert [line.counts for line in found if line.recipient == "Twice Inc."] == [False, True]


def test_a_missing_address_is_said_where_it_is_missed(rita: Client, business: Business) -> None:
    a_disclosure(a_third_party(business, "Nowhere Inc.", street=""))

    assert lines(opened(rita, a_request(business)))["Nowhere Inc."].named_at == "postal address missing"


def test_a_company_of_the_same_brand_is_counted_and_not_named(rita: Client, business: Business) -> None:
    SameBrandCount.objects.create(business=business, year=2025, number=7)
    a_disclosure(a_third_party(business, "Outfitters West", relation="same_brand_affiliate"), categories=["race"])

    response = opened(rita, a_request(business))
    line = lines(response)["Outfitters West"]
    assert (line.counts, line.clause, line.told, line.named_at) == (True, "(f)(3)", ("Race",), "")
    assert "Companies of the same brand, by number: 7" in words(response)


def test_a_reading_of_the_law_is_told_and_waits_for_nobody(rita: Client, business: Business) -> None:
    response = opened(rita, a_request(business))

    finding = response.context["page"].finding
    assert finding.questions == ()
    assert [each.partition(" By the")[0] for each in finding.readings] == [
        "(b)(1) Open in the statute: whether a public web form is a designated address."
    ]
    assert "Nothing is open." in words(response)
    assert "Readings of the law that decided here 1" in words(response)


def test_where_nothing_of_the_27_categories_went_out_nobody_is_in(rita: Client, business: Business) -> None:
    Disclosure.objects.filter(exclusion_clause="").update(categories=[], unreported_data=["IP address"])

    found = lines(opened(rita, a_request(business)))
    assert {line.clause for line in found.values()} == {"(d)(1)(A)", "(e)(6)(A)"}
    assert not any(line.counts for line in found.values())


def test_where_no_answer_is_required_the_panel_says_that_nobody_is_named(rita: Client, business: Business) -> None:
    Business.objects.update(employees=3)

    assert "No answer is required, so nobody is named." in words(opened(rita, a_request(business)))


def test_a_year_without_disclosures_says_so(rita: Client, business: Business) -> None:
    Disclosure.objects.all().delete()

    assert "The register has no disclosure of 2025." in words(opened(rita, a_request(business)))


def test_many_disclosures_are_folded_up_behind_their_number(rita: Client, business: Business) -> None:
    for number in range(9):
        a_disclosure(a_third_party(business, f"Marketer {number} Inc."))
    assert "Show all" not in words(opened(rita, a_request(business)))

    a_disclosure(a_third_party(business, "One Too Many Inc."))
    assert "Show all 13 disclosures" in words(opened(rita, a_request(business)))


# -- an answered request ----------------------------------------------------------------------------------------------


def test_an_answered_request_is_explained_by_the_facts_it_was_answered_with(rita: Client, business: Business) -> None:
    row = a_request(business)
    answered(row)
    before = lines(opened(rita, row))
    Disclosure.objects.all().delete()

    assert lines(opened(rita, row)) == before
    assert len(before) == 3


def test_a_notice_of_earlier_rules_says_so(rita: Client, business: Business) -> None:
    row = a_request(business)
    answered(row)
    Notice.objects.update(rule_version=0)

    assert "The notice was made with an earlier version of the rules." in words(opened(rita, row))


def test_facts_that_the_rules_no_longer_take_leave_what_the_notice_says(rita: Client, business: Business) -> None:
    row = a_request(business)
    answered(row)
    Basis.objects.update(facts={"moon": "full"})

    found = lines(opened(rita, row))
    assert found["Quiet Hosting Inc."].clause == "(d)(1)(A)"
    assert found["Blue Horizon LLC"].because == "The notice names it."


@pytest.mark.parametrize("count", [1, 60])
def test_more_disclosures_ask_the_database_no_more_questions(
    rita: Client, business: Business, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_disclosure(a_third_party(business, f"Marketer {number} Inc."))
    row = a_request(business)

    with django_assert_max_num_queries(49):
        opened(rita, row)
