"""What is compiled once for many is for each of them what it would be alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.desk import alike
from requests_app.desk.alike import Alike
from requests_app.desk.second_look import digest_of
from requests_app.notices.compile import compile_for
from requests_app.register.models import Business, Disclosure
from requests_app.requests.models import DisclosureRequest
from requests_app.statute import Answer, Channel
from tests.builders import NOW, a_business, a_register, a_request

pytestmark = pytest.mark.django_db
ON = NOW.date()


@pytest.fixture
def business() -> Business:
    business = a_business()
    a_register(business)
    return business


def anew(row: DisclosureRequest) -> DisclosureRequest:
    """Return the request with its business as the database has them now."""
    return DisclosureRequest.objects.select_related("business").get(pk=row.pk)


def test_requests_that_differ_in_anything_are_answered_as_if_alone(business: Business) -> None:
    other = a_business("other")
    again: dict[str, object] = {"email": "ana@example.org", "requester_name": "Ana Ruiz"}
    first = a_request(business, NOW, **again)
    DisclosureRequest.objects.filter(pk=first.pk).update(verified_at=NOW, status="WITHDRAWN")
    rows = [
        a_request(business, email="p1@example.org"),
        a_request(business, email="p2@example.org"),
        a_request(business, email="p3@example.org", california_resident=False),
        a_request(business, email="p4@example.org", channel=Channel.PHONE),
        a_request(business, email="p5@example.org", language="es"),
        a_request(business, at=NOW + timedelta(days=40), email="p6@example.org"),
        a_request(business, at=NOW + timedelta(days=300), email="p7@example.org"),
        a_request(business, NOW + timedelta(days=1), **again),
        a_request(other, email="p8@example.org"),
    ]
    together = Alike()

    for row in map(anew, rows):
        compiled = together.compiled(row, issued_on=ON)
        assert compiled == compile_for(row, issued_on=ON)
        assert together.digest(compiled) == digest_of(compiled.content.statement)


def test_the_register_is_read_once_for_those_whom_the_law_cannot_tell_apart(business: Business) -> None:
    one, two = (anew(a_request(business, email=f"p{number}@example.org")) for number in range(2))
    together = Alike()
    together.compiled(one, issued_on=ON)

    with CaptureQueriesContext(connection) as asked:
        compiled = together.compiled(two, issued_on=ON)

    assert compiled.content.letter is not None
    assert compiled.content.letter.email == two.email
    assert compiled.facts.id == two.reference
    read = " ".join(each["sql"] for each in asked)
    assert "requests_app_receipt" in read  # who asks is looked up for each
    assert '"requests_app_disclosure"' not in read
    assert '"requests_app_designatedcontact"' not in read


def test_a_register_that_changes_in_between_is_read_anew(business: Business) -> None:
    row, together = a_request(business), Alike()
    assert together.compiled(anew(row), issued_on=ON).content.statement.answer == Answer.DISCLOSURE

    Disclosure.objects.all().delete()
    Business.objects.filter(pk=business.pk).update(register_version=business.register_version + 1)

    assert together.compiled(anew(row), issued_on=ON) == compile_for(anew(row), issued_on=ON)
    assert together.compiled(anew(row), issued_on=ON).content.statement.answer == Answer.NOTHING_DISCLOSED


def test_it_keeps_no_more_than_so_many(business: Business, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "MOST", 2)
    together = Alike()
    for days in range(5):
        row = anew(a_request(business, at=NOW + timedelta(days=days), email=f"p{days}@example.org"))
        compiled = together.compiled(row, issued_on=ON)
        assert together.digest(compiled) == digest_of(compiled.content.statement)
        assert len(together.ruled) <= 2
        assert len(together.digests) <= 2
