"""Lists kept under a name: one's own and those that others share."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from requests_app.desk.models import SavedList
from requests_app.desk.saved import MOST
from requests_app.register.models import Business
from tests.builders import a_request, a_reviewer

SignIn = Callable[[User], Client]
QUERY = "show=waiting&door=web_form"


def keep(client: Client, **posted: str) -> str:
    response = client.post("/staff/lists/", {"list": QUERY, "name": "My forms", **posted}, follow=True)
    return " ".join(response.content.decode().split())


def test_a_list_is_kept_opened_again_and_removed(rita: Client, business: Business) -> None:
    a_request(business)

    assert "Kept: My forms." in keep(rita)
    page = rita.get("/staff/").content.decode().replace("&amp;", "&")
    assert f'href="?{QUERY}"' in page
    rita.post(f"/staff/lists/{SavedList.objects.get().pk}/remove/")
    assert not SavedList.objects.exists()


def test_what_is_shared_is_seen_by_all_and_removed_by_its_maker_alone(
    rita: Client, business: Business, as_user: SignIn
) -> None:
    ruth = as_user(a_reviewer("ruth"))
    keep(rita, name="Mine")
    keep(rita, name="Ours", shared="on")

    page = ruth.get("/staff/").content.decode()
    for each in SavedList.objects.all():
        ruth.post(f"/staff/lists/{each.pk}/remove/")

    assert ("Ours" in page, "Mine" in page) == (True, False)
    assert SavedList.objects.count() == 2


def test_the_same_name_again_means_the_new_list(rita: Client, business: Business) -> None:
    keep(rita)
    keep(rita, list="show=overdue&x=javascript:alert(1)")

    assert SavedList.objects.get().query == "show=overdue"


def test_a_list_needs_a_name_and_there_are_not_too_many(rita: Client, business: Business) -> None:
    assert "Give the list a name." in keep(rita, name=" ")
    for number in range(MOST):
        keep(rita, name=f"List {number}")

    assert f"You keep {MOST} lists already." in keep(rita, name="One more")
    assert "Kept: List 3." in keep(rita, name="List 3")
