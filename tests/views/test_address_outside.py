"""An address outside California is told to the person who decides, by whichever door it came; nobody is refused."""

import pytest
from django.test import Client

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.cases_given import cases
from tests.views.filled import form
from tests.views.test_given_people import filled_from

NAMES = {case.name: case.given["payload"] for case in cases("names")}
PLACES = {
    "Nevada": ({"state": "NV", "city": "Stateline", "postal_code": "89449"}, "NV"),
    "a state written out": ({"state": "oregon", "city": "Bend", "postal_code": "97701"}, "OR"),
    "another country": ({"country": "Canada", "state": "QC", "postal_code": "H2X 1Y4"}, "Canada"),
    "California": ({"state": "Calif.", "city": "Fresno", "postal_code": "93701"}, ""),
    "California, our country named": ({"state": "CA", "city": "Fresno", "country": "U.S.A."}, ""),
    "a post office of the forces": ({"state": "AP", "city": "APO", "postal_code": "96350"}, ""),
    "a state that nobody knows": ({"state": "Californie"}, ""),
    "no address": ({}, ""),
}
GIVEN = {"N13": "", "N21": "", "N25": "PR", "N27": ""}


def says_of(client: Client, filled: dict[str, str]) -> str:
    """Send the form; return what a reviewer is told of the address."""
    assert client.post("/request/", filled).status_code == 302
    row = DisclosureRequest.objects.get()
    assert row.status == "RECEIVED"
    assert row.due_on is not None
    flags = {flag["name"]: str(flag["says"]) for flag in row.receipts.get().flags}
    return flags.get("address outside California", "")


@pytest.mark.parametrize("name", PLACES)
def test_where_an_address_lies_is_told_and_refuses_nobody(client: Client, business: Business, name: str) -> None:
    typed, place = PLACES[name]

    says = says_of(client, form(street="1 Elm St", **typed))

    assert (f"lies in {place}," in says) if place else not says


@pytest.mark.parametrize("name", GIVEN)
def test_a_given_address_is_in_california_or_is_looked_at(client: Client, business: Business, name: str) -> None:
    says = says_of(client, filled_from(NAMES[name]))

    assert (f"lies in {GIVEN[name]}," in says) if GIVEN[name] else not says


def test_the_reviewer_reads_it_on_the_request(rita: Client, business: Business) -> None:
    rita.post("/request/", form(street="1 Elm St", state="NV", city="Reno", postal_code="89501"))

    page = rita.get(f"/staff/requests/{DisclosureRequest.objects.get().pk}/").content.decode()

    assert "The address given lies in NV, outside California" in page
