"""Who else has a request open, and whether it changed meanwhile."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app.desk.models import Presence
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_request, a_reviewer

SignIn = Callable[[User], Client]


def told(client: Client, row: DisclosureRequest, version: int = 1) -> str:
    """Return what an open page is told."""
    response = client.post(f"/staff/requests/{row.pk}/here/", {"version": version})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_two_who_have_it_open_are_told_of_each_other_until_one_leaves(
    rita: Client, business: Business, as_user: SignIn
) -> None:
    row, ruth = a_request(business), as_user(a_reviewer("ruth"))
    with travel(NOW, tick=False) as clock:
        assert "open, too" not in rita.get(f"/staff/requests/{row.pk}/").content.decode()
        assert "<bdi>rita</bdi> has this request open, too." in " ".join(
            ruth.get(f"/staff/requests/{row.pk}/").content.decode().split()
        )
        assert "<bdi>ruth</bdi> has this request open, too." in told(rita, row)
        clock.shift(timedelta(minutes=1))
        assert "ruth" in told(rita, row)
        clock.shift(timedelta(minutes=1))
        assert "ruth" not in told(rita, row)
    assert Presence.objects.count() == 2


def test_a_page_that_stays_open_is_told_that_the_request_changed(rita: Client, business: Business) -> None:
    row = a_request(business)
    assert "changed while you had it open" not in told(rita, row)
    a_request(business, email=row.email, message="I also wrote.")

    assert "What you typed is still here" in told(rita, row)
    assert "changed while" not in told(rita, row, version=DisclosureRequest.objects.get().version)
