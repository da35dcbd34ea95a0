"""The given people and forms: each is taken as it was typed, or told what is wrong. None brings the site down."""

from html import unescape

import pytest
from django.test import Client

from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.cases_given import Case, cases
from tests.views.filled import form

GIVEN = [*cases("names"), *cases("forms")]
TAKEN = {"request", "review", "duplicate"}


@pytest.mark.parametrize("case", GIVEN, ids=[case.name for case in GIVEN])
def test_a_given_person_is_taken_or_told_what_is_wrong(client: Client, business: Business, case: Case) -> None:
    response = client.post("/request/", filled_from(case.given["payload"]))

    assert response.status_code in ({302} if case.expect["outcome"] in TAKEN else {302, 422})
    row = DisclosureRequest.objects.first()
    if row is None:
        assert response.status_code == 422
        return
    for field in ("state", "postal_code"):
        assert getattr(row, field) == case.expect.get(field, getattr(row, field))
    assert row.requester_name == case.expect.get("name", row.requester_name)
    assert row.email.lower() == case.expect.get("email_equals_ci", row.email.lower())
    assert not set("\r\n") & set(row.requester_name + row.email + row.city + row.state + row.postal_code)
    assert row.street == row.street.strip()
    assert str(row.reference) in client.get(response["Location"]).content.decode()


@pytest.mark.parametrize("case", [case for case in GIVEN if case.expect.get("literal")], ids=lambda case: case.name)
def test_what_looks_like_a_template_or_a_script_stays_text(rita: Client, business: Business, case: Case) -> None:
    rita.post("/request/", filled_from(case.given["payload"]))
    row = DisclosureRequest.objects.get()

    for address in ("/staff/", f"/staff/requests/{row.pk}/", f"/staff/requests/{row.pk}/preview/"):
        page = rita.get(address).content.decode()
        assert "<script>alert" not in page
        assert "49" not in row.requester_name
        assert row.requester_name in unescape(page)


def filled_from(given: dict[str, str]) -> dict[str, str]:
    """Return the given, neutral fields as those of the form."""
    return form(
        requester_name=given["full_name"],
        email=given["email"],
        street=f"{given['street1']}\n{given['street2']}",
        city=given["city"],
        state=given["state"],
        postal_code=given["postal_code"],
        country=given["country"],
        reply_by=given["reply_by"].upper(),
        message=given["message"],
    )
