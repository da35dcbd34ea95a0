"""The what-if sheet filled in wrongly: each fault is named with its field, and nothing breaks the page."""

import pytest
from django.test import Client
from time_machine import travel

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_request
from tests.views.sheets import PAGE, asked, opened, text


@pytest.fixture(autouse=True)
def _on_that_monday() -> object:
    with travel(NOW, tick=False):
        yield


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


@pytest.mark.parametrize(
    ("field", "typed", "where_and_what"),
    [
        ("request-received", "", ("The request, Received on", "Enter the day on which the request was received.")),
        ("request-received", "soon", ("The request, Received on", "This is no date. Enter one such as 2026-05-04.")),
        ("request-received", "2004-12-31", ("The request, Received on", "Enter a date from 2005-01-01")),
        ("request-received", "2200-01-01", ("The request, Received on", "to 2199-12-31.")),
        ("request-channel", "pigeon", ("The request, How it came", "Choose one of the list.")),
        (
            "request-at",
            "x" * 1_001,
            ("The request, Address or number it came to", "1,001 characters. Use 1,000 at most."),
        ),
        ("request-reached_designated", "2026-05-03", ("The request, Reached a", "This is before the day of receipt.")),
        ("requester-california_resident", "perhaps", ("Who asks, Lives in California", "Choose one of the list.")),
        ("requester-last_purchase", "2026-02-30", ("Who asks, Last purchase on", "This is no date.")),
        ("business-employees", "", ("The business, Employees", "Enter how many people it employs")),
        ("business-employees", "-1", ("The business, Employees", "Enter 0 or more.")),
        ("business-employees", "9" * 5_000, ("The business, Employees", "Enter")),
        (
            "business-same_brand_affiliates",
            "two",
            ("The business, Companies of the same brand", "Enter a whole number"),
        ),
        ("business-choice_kind", "opt_in", ("The business, Published from", "Enter the day from which the policy")),
        ("business-choice_kind", "never", ("The business, Policy of choice", "Choose one of the list.")),
        ("designated-0-value", "", ("Designated address 1, Address or number", "or leave this row out.")),
        ("designated-1-valid_from", "", ("Designated address 2, From", "Enter the first day")),
        ("designated-1-valid_to", "2005-01-01T", ("Designated address 2, To", "This is no date.")),
        ("disclosures-0-name", "", ("Disclosure 1, Recipient", "Enter the recipient’s name, or leave this row out.")),
        ("disclosures-0-name", "\x00", ("Disclosure 1, Recipient", "Enter the recipient’s name")),
        ("disclosures-2-year", "99", ("Disclosure 3, Year of disclosure", "Enter 2004 or more.")),
        ("disclosures-0-categories", "shoe_size", ("Disclosure 1, Categories", "Tick only what the list offers.")),
        ("disclosures-1-conditions_0", "luck", ("Disclosure 2, Conditions shown for Service", "Tick only what")),
        ("disclosures-0-exclusion", "(d)(9)", ("Disclosure 1, Exclusion claimed", "Choose one of the list.")),
        ("disclosures-0-use", "", ("Disclosure 1, Its own use", "Choose one of the list.")),
    ],
)
def test_what_is_wrong_is_named_with_its_field_and_how_to_mend_it(
    rita: Client, row: DisclosureRequest, field: str, typed: str, where_and_what: tuple[str, str]
) -> None:
    where, says = where_and_what
    sheet = opened(rita, f"?from={row.pk}")
    response = asked(rita, f"?from={row.pk}", sheet={**sheet, field: [typed]})

    assert response.status_code == 422
    faults = response.context["sheet"].faults
    assert any(each.where.startswith(where) and says in each.says for each in faults), faults
    page = response.content.decode()
    for fault in faults:
        assert f'id="{fault.url.removeprefix("#")}"' in page
    assert "No ruling yet" in page


def test_a_last_day_before_the_first_is_named(rita: Client, row: DisclosureRequest) -> None:
    response = asked(
        rita, f"?from={row.pk}", designated__0__valid_to="2005-01-01", designated__0__valid_from="2006-01-01"
    )

    assert [each.where for each in response.context["sheet"].faults] == ["Designated address 1, To"]


@pytest.mark.parametrize("count", ["", "x", "-1", "9" * 50, "\u0663", "1000"])
@pytest.mark.parametrize("add", ["", "disclosures", "moons"])
def test_a_number_of_rows_that_no_page_of_ours_sends_breaks_nothing(
    rita: Client, row: DisclosureRequest, count: str, add: str
) -> None:
    response = asked(rita, f"?from={row.pk}", disclosures__TOTAL_FORMS=count, add=add)

    assert response.status_code in {200, 422}


def test_an_empty_post_is_answered_with_what_is_missing(rita: Client, db: None) -> None:
    response = rita.post(PAGE, {})

    assert response.status_code == 422
    assert "Open it again" in text(response)


@pytest.mark.parametrize("query", ["?from=0", "?from=x", "?from=\u0661", f"?from={'9' * 40}", "?business=nobody"])
def test_a_beginning_that_is_not_there_is_not_found(rita: Client, row: DisclosureRequest, query: str) -> None:
    assert rita.get(f"{PAGE}{query}").status_code == 404
