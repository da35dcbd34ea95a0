"""The what-if page: facts are changed, the ruling follows, what changed is named, and nothing is stored."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import travel

from requests_app.notices.models import Basis
from requests_app.register.models import Business, ChoicePolicy, Disclosure, HomePageLink
from requests_app.requests.facts import fact_pattern
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import REGISTER_KEEPER
from requests_app.statute import Answer
from tests.builders import NOW, a_disclosure, a_person, a_request, a_third_party
from tests.views.sheets import PAGE, asked, opened, opened_again, text
from tests.views.ways import answered

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _on_that_monday() -> object:
    with travel(NOW, tick=False):
        yield


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


def changed(response: Any) -> dict[str, tuple[str, str]]:  # noqa: ANN401 - see above
    return {each.title: (each.before, each.after) for each in response.context["outcome"].changes.changed}


def moved(response: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - see above
    return {each.title: each.names for each in response.context["outcome"].changes.moved}


def everything() -> str:
    """Return all there is in the database."""
    written = io.StringIO()
    call_command("dumpdata", "--all", stdout=written)
    return written.getvalue()


# -- from a request ---------------------------------------------------------------------------------------------------


def test_the_sheet_is_filled_in_with_the_facts_of_the_request(rita: Client, row: DisclosureRequest) -> None:
    page = rita.get(f"/staff/requests/{row.pk}/")
    assert f'href="{PAGE}?from={row.pk}"' in page.content.decode()

    sheet = opened(rita, f"?from={row.pk}")

    assert sheet["request-received"] == ["2026-05-04"]
    assert sheet["request-channel"] == ["web_form"]
    assert sheet["requester-california_resident"] == ["yes"]
    assert sheet["business-employees"] == ["250"]
    assert sheet["designated-0-value"] == ["privacy@example.com"]
    names = [sheet[f"disclosures-{place}-name"] for place in range(3)]
    assert names == [["Blue Horizon LLC"], ["Quiet Hosting Inc."], ["Sierra Seed Catalog Co."]]
    assert sheet["disclosures-1-exclusion"] == ["(d)(1)(A)"]
    assert sheet["disclosures-1-conditions_0"] == ["contract", "no_marketing_use", "no_onward_marketing_disclosure"]


def test_a_sheet_that_nobody_changed_says_the_same_facts_and_gets_the_same_ruling(
    rita: Client, row: DisclosureRequest, business: Business
) -> None:
    HomePageLink.objects.create(business=business, wording="your_privacy_rights", valid_from="2010-01-01")
    policy = {"kind": "opt_out", "published_from": "2025-06-01", "maintained": True}
    ChoicePolicy.objects.create(business=business, cost_free_means=True, covers_affiliates=False, **policy)
    party = a_third_party(business, "List & Co. <b>", nature_clear=False, products="Tents\nStoves", street="", city="")
    a_disclosure(party, categories=["email"], derived_from=["race"], inferable=True, unreported_data=["IP address"])
    a_disclosure(party, use="unknown", knowledge="should_know", exclusion_clause="(d)(4)")
    a_request(business, at=NOW - timedelta(days=60))

    response = asked(rita, f"?from={row.pk}")

    assert response.context["sheet"].facts() == fact_pattern(row)
    assert not response.context["outcome"].changes
    assert "Nothing: with these facts the ruling is the same." in text(response)


def test_other_facts_give_another_answer_and_what_changed_is_named(rita: Client, row: DisclosureRequest) -> None:
    response = asked(
        rita, f"?from={row.pk}", requester__california_resident="no", requester__resident_when_disclosed="no"
    )

    assert response.context["outcome"].finding.code == Answer.NOT_REQUIRED
    assert changed(response)["Answer"] == ("The disclosure is owed", "No answer is required, and we say why")
    assert moved(response)["Recipients removed"][1].startswith("Sierra Seed Catalog Co.")
    assert "What changed" in text(response)
    assert "nobody is named" in text(response)


def test_another_door_moves_the_due_date(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", request__channel="email", request__at="elsewhere")

    assert changed(response) == {"Due date": ("Wednesday, June 3, 2026", "Thursday, October 1, 2026")}
    assert "public web form" in moved(response)["Readings that no longer decide"][0]
    assert "at most 150 days from 2026-05-04" in text(response)


def test_a_row_left_out_takes_its_recipient_and_its_categories_away(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", disclosures__2__DELETE="on")

    assert moved(response) == {
        "Categories removed": ("The kind of product the customer purchased, leased, or rented",),
        "Recipients removed": ("Sierra Seed Catalog Co., 2118 Commerce Way, Reno, NV 89502",),
    }


def test_a_row_that_is_left_out_need_not_be_right(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", disclosures__2__DELETE="on", disclosures__2__year="x")

    assert response.status_code == 200
    assert "left out" in text(response)


def test_a_claim_whose_conditions_fall_puts_the_recipient_in(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", disclosures__1__conditions_0=["contract"])

    assert moved(response)["Recipients added"][0].startswith("Quiet Hosting Inc.")
    assert "no_marketing_use" in moved(response)["New questions"][0]


def test_conditions_ticked_under_another_clause_say_nothing(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", disclosures__1__exclusion="(d)(3)")

    (claim,) = (each.exclusion for each in response.context["sheet"].facts().disclosures if each.exclusion)
    assert (claim.clause, claim.conditions) == ("(d)(3)", {})


def test_another_day_of_receipt_asks_about_another_year(rita: Client, row: DisclosureRequest) -> None:
    response = asked(rita, f"?from={row.pk}", request__received="2025-03-01")

    assert changed(response)["Year asked about"] == ("2025", "2024")
    assert changed(response)["Answer"][1] == "Nothing was disclosed, and we say so"
    assert "The register has no disclosure of 2024." in text(response)


def test_an_answered_request_begins_with_the_facts_that_were_ruled_on(rita: Client, row: DisclosureRequest) -> None:
    answered(row)
    Disclosure.objects.all().delete()

    assert "disclosures-2-name" in opened(rita, f"?from={row.pk}")


def test_facts_that_the_rules_no_longer_take_give_way_to_the_register(rita: Client, row: DisclosureRequest) -> None:
    answered(row)
    Basis.objects.update(facts={"moon": "full"})

    assert opened(rita, f"?from={row.pk}")["request-received"] == ["2026-05-04"]


def test_the_letter_of_a_what_if_has_its_days_taken_off_too(rita: Client, business: Business) -> None:
    row = a_request(business, reply_by=ReplyBy.POST, street="12 Elm St", city="Fresno", state="CA", postal_code="93701")

    response = asked(rita, f"?from={row.pk}", request__received="2026-05-08")

    assert "Sunday, June 7, 2026" in text(response)
    assert "Last working day to send: Fri, May 29" in text(response).replace("</dt> <dd> <strong>", " ")


# -- from a register, and from nothing --------------------------------------------------------------------------------


def test_a_blank_sheet_is_ruled_on_as_it_stands(rita: Client, business: Business) -> None:
    response = rita.get(PAGE)

    assert response.context["outcome"].finding.code == Answer.NOTHING_DISCLOSED
    assert response.context["outcome"].changes is None
    assert f'<option value="{business.slug}"' in response.content.decode()
    assert "Our own target" not in text(response)


def test_a_sheet_can_begin_with_the_register_of_a_business(rita: Client, business: Business) -> None:
    response = asked(rita, f"?business={business.slug}", business__employees="19")

    assert changed(response)["Answer"] == ("The disclosure is owed", "No answer is required, and we say why")
    assert "Our own target" in text(response)


def test_rows_are_added_one_at_a_time_without_losing_what_was_typed(rita: Client, db: None) -> None:
    response = asked(rita, add="disclosures", business__employees="77", disclosures__0__name="First Inc.")
    assert response.status_code == 200
    sheet = opened_again(response)
    assert sheet["business-employees"] == ["77"]
    assert sheet["disclosures-0-name"] == ["First Inc."]

    after = asked(rita, sheet=sheet, disclosures__1__name="Second Inc.", disclosures__1__categories=["race", "email"])

    finding = after.context["outcome"].finding
    assert [each["name"] for each in finding.recipients] == ["First Inc.", "Second Inc."]
    assert [each.because for each in finding.categories] == ["Electronic mail address", "Race"]


@pytest.mark.parametrize("prefix", ["designated", "links", "earlier", "disclosures"])
def test_a_blank_row_counts_for_nothing(rita: Client, row: DisclosureRequest, prefix: str) -> None:
    response = asked(rita, f"?from={row.pk}", add=prefix)

    assert response.status_code == 200
    assert response.context["sheet"].facts() == fact_pattern(row)


def test_no_more_rows_are_offered_than_a_page_can_hold(rita: Client, db: None) -> None:
    sheet = opened(rita)
    for _ in range(35):
        sheet = opened_again(asked(rita, sheet=sheet, add="earlier"))

    assert sheet["earlier-TOTAL_FORMS"] == ["30"]
    assert 'value="earlier"' not in asked(rita, sheet=sheet).content.decode()


def test_of_a_long_register_the_first_rows_can_be_changed_and_the_others_still_count(
    rita: Client, business: Business
) -> None:
    for number in range(20):
        a_disclosure(a_third_party(business, f"Marketer {number:02} Inc."))
    row = a_request(business)

    response = asked(rita, f"?from={row.pk}", disclosures__0__DELETE="on")

    assert "8 more disclosures count as the register has them." in text(response)
    assert len(response.context["outcome"].finding.recipients) == 21
    assert opened(rita, f"?from={row.pk}&recipient=marketer+19")["disclosures-0-name"] == ["Marketer 19 Inc."]
    after = asked(rita, f"?from={row.pk}&recipient=marketer+19", disclosures__0__DELETE="on")
    assert moved(after)["Recipients removed"][0].startswith("Marketer 19 Inc.")


# -- nothing is stored, and who may enter -----------------------------------------------------------------------------


def test_nothing_is_stored(rita: Client, row: DisclosureRequest) -> None:
    sheet = opened(rita, f"?from={row.pk}")
    before = everything()

    for changes in ({}, {"request__received": "2026-01-01"}, {"add": "disclosures"}, {"business__employees": "x"}):
        asked(rita, f"?from={row.pk}", sheet=sheet, **changes)

    assert everything() == before
    assert str(row.reference) in before


def test_facts_are_posted_with_a_token_and_never_stand_in_an_address(row: DisclosureRequest, rita: Client) -> None:
    page = rita.get(f"{PAGE}?from={row.pk}").content.decode()
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = rita.cookies

    assert '<form class="sheet" id="sheet" method="post"' in " ".join(page.split())
    assert careful.post(PAGE, {}).status_code == 403


def test_those_who_read_requests_may_ask_what_if(row: DisclosureRequest, as_user: SignIn) -> None:
    reader = a_person("kim")
    reader.user_permissions.add(Permission.objects.get(codename="view_disclosurerequest"))

    assert as_user(reader).get(f"{PAGE}?from={row.pk}").status_code == 200


@pytest.mark.parametrize("roles", [(), (REGISTER_KEEPER,)], ids=["nobody", "keeper"])
def test_without_the_role_the_door_stays_shut(row: DisclosureRequest, as_user: SignIn, roles: tuple[str, ...]) -> None:
    client = as_user(a_person("kim", *roles))

    for response in (client.get(f"{PAGE}?from={row.pk}"), client.post(PAGE, {})):
        assert response.status_code == 403
        assert "Your account cannot read requests." in text(response)
        assert f'href="{PAGE}"' not in response.content.decode()


def test_a_stranger_is_led_to_the_door_first(row: DisclosureRequest, client: Client) -> None:
    for response in (client.get(PAGE), client.post(PAGE, {})):
        assert response["Location"].startswith("/staff/sign-in/")


@pytest.mark.parametrize("count", [1, 40])
def test_the_page_asks_the_database_a_fixed_number_of_questions(
    rita: Client, business: Business, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        a_disclosure(a_third_party(business, f"Marketer {number:02} Inc."))
    row = a_request(business)
    sheet = opened(rita, f"?from={row.pk}")

    with django_assert_max_num_queries(20):
        asked(rita, f"?from={row.pk}", sheet=sheet)
