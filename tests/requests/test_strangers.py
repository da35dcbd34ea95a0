"""Who shares no key with anybody is not looked up one by one; who might have asked before always is."""

import pytest

from requests_app.requests.match import earlier_requests
from requests_app.requests.models import DisclosureRequest, OnePerson, Receipt
from requests_app.requests.strangers import strangers
from tests.builders import NOW, a_business, a_request, a_reviewer

pytestmark = pytest.mark.django_db


def test_those_who_may_have_asked_before_are_looked_up_and_nobody_else() -> None:
    one, other = a_business(), a_business("hearth")
    apart = [a_request(one, email=f"p{number}@example.org", requester_name=f"Person {number}") for number in range(3)]
    nowhere = a_request(one, email="n@example.org", requester_name="Nemo")
    Receipt.objects.filter(disclosure_request=nowhere).update(email_key="", post_key="")
    nobody = a_request(other, email="n@example.org", requester_name="Nobody")
    Receipt.objects.filter(disclosure_request=nobody).update(email_key="", post_key="")
    mailed = [a_request(business, email="ana@example.org", requester_name="Ana Ruiz") for business in (one, other)]
    posted = [
        a_request(business, email=email, requester_name="Bo Li", street="1 Poplar Street", city="Fresno", state="CA")
        for business, email in ((one, "bo@example.org"), (other, "li@example.org"))
    ]
    said = [a_request(one, email=f"said{number}@example.org", requester_name=f"Said {number}") for number in range(2)]
    OnePerson.objects.create(one=said[0], other=said[1], is_one=True, said_by=a_reviewer(), said_at=NOW)
    rows = list(DisclosureRequest.objects.all())

    found = strangers([row.pk for row in rows])

    assert found == {row.pk for row in (*apart, nowhere, nobody)}
    assert {row.pk for row in rows if not earlier_requests(row)} >= found
    assert not found & {row.pk for row in (*mailed, *posted, *said)}


def test_one_outside_of_the_slice_counts_as_well() -> None:
    business = a_business()
    a_request(business, email="ana@example.org", requester_name="Ana Ruiz")
    again = a_request(a_business("hearth"), email="ana@example.org", requester_name="Ana Ruiz")

    assert strangers([again.pk]) == frozenset()
