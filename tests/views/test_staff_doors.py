"""Who may enter where at the desk, and how people get in and out."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from requests_app import handling, tasks
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, REVIEWER
from tests.builders import NOW, a_business, a_person, a_request, a_reviewer
from tests.views.matrix import of_the_staff

SignIn = Callable[[User], Client]
READ = (
    "/staff/",
    "/staff/what-if/",
    "/staff/what-if/?from={request}",
    "/staff/requests/{request}/",
    "/staff/requests/{request}/preview/",
    "/staff/notices/{notice}/notice.pdf",
)
DECIDE = (
    "/staff/requests/{request}/approve/",
    "/staff/requests/{request}/decline/",
    "/staff/deliveries/{delivery}/retry/",
    "/staff/deliveries/{delivery}/settle/",
    "/staff/deliveries/{delivery}/posted/",
)


@pytest.fixture
def rows(business: Business) -> dict[str, int]:
    """Return a request that has its notice and its delivery, by their ids."""
    row = a_request(business)
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=a_reviewer("ruth"), now=NOW)
    tasks.issue_notice(row.pk)
    delivery = Delivery.objects.get(kind=Kind.NOTICE)
    return {"request": row.pk, "notice": Notice.objects.get().pk, "delivery": delivery.pk}


def answers(client: Client, rows: dict[str, int]) -> dict[str, int]:
    """Return what each door of the desk answers."""
    read = {address: client.get(address.format(**rows)).status_code for address in READ}
    decide = {address: client.post(address.format(**rows), {"seen_version": 0}).status_code for address in DECIDE}
    return read | decide


@pytest.mark.parametrize("role", [REVIEWER, ADMINISTRATOR])
def test_a_reviewer_reads_and_decides(rows: dict[str, int], as_user: SignIn, role: str) -> None:
    found = answers(as_user(a_person("kim", role)), rows)

    assert 403 not in found.values()
    assert found["/staff/"] == 200


@pytest.mark.parametrize("roles", [(), (REGISTER_KEEPER,)], ids=["nobody", "keeper"])
def test_without_the_role_no_door_opens_and_the_page_says_why(
    rows: dict[str, int], as_user: SignIn, roles: tuple[str, ...]
) -> None:
    client = as_user(a_person("kim", *roles))

    assert set(answers(client, rows).values()) == {403}
    page = client.get("/staff/").content.decode()
    assert "Your account cannot read requests. Ask an administrator" in page
    assert "Sign out" in page


def test_a_reader_reads_and_does_not_decide(rows: dict[str, int], as_user: SignIn) -> None:
    reader = a_person("kim")
    reader.user_permissions.add(Permission.objects.get(codename="view_disclosurerequest"))
    client = as_user(reader)

    found = answers(client, rows)

    assert {found[address] for address in DECIDE} == {403}
    assert 403 not in {found[address] for address in READ}
    page = client.get(f"/staff/requests/{rows['request']}/").content.decode()
    assert "<form" not in page.partition('<main id="main"')[2]


def test_a_stranger_is_led_to_the_door_and_back(rows: dict[str, int], client: Client) -> None:
    for address in (*READ, *DECIDE):
        where = address.format(**rows)
        response = client.get(where) if address in READ else client.post(where)
        assert response.status_code in {302, 405}
        assert response.get("Location", "/staff/sign-in/").startswith("/staff/sign-in/")


def test_the_bar_leads_each_of_the_staff_to_what_opens_to_them_and_nowhere_else(business: Business) -> None:
    for browser in of_the_staff(here=business, elsewhere=a_business("harbor", legal_name="Harbor Tea LLC"))[1:]:
        page = browser.get("/staff/account/").content.decode()
        links = re.findall(r'href="([^"]+)"', page.partition("<nav")[2].partition("</nav>")[0])

        assert {link: browser.get(link, follow=True).status_code for link in links} == dict.fromkeys(links, 200)
        # The other way round as well: a page of the bar that is open to somebody is not kept from them.
        assert ("/staff/people/" in links) == (browser.get("/staff/people/").status_code == 200)
        assert ("/staff/" in links) == (browser.get("/staff/").status_code == 200)


@pytest.mark.parametrize("address", DECIDE)
def test_a_decision_is_never_taken_by_a_link(rows: dict[str, int], rita: Client, address: str) -> None:
    assert rita.get(address.format(**rows)).status_code == 405


def test_the_kept_pdf_is_handed_out_as_it_was_kept_and_never_stored(rows: dict[str, int], rita: Client) -> None:
    response = rita.get(f"/staff/notices/{rows['notice']}/notice.pdf")

    assert response.content == bytes(Notice.objects.get().document.pdf)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith('attachment; filename="STL-')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_after_the_notice_was_kept_the_preview_leads_to_it(rows: dict[str, int], rita: Client) -> None:
    response = rita.get(f"/staff/requests/{rows['request']}/preview/")

    assert response["Location"] == f"/staff/notices/{rows['notice']}/notice.pdf"


# -- the door itself --------------------------------------------------------------------------------------------------

KNOWN = {"username": "rita", "password": "correct horse battery"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "leads_to"),
    [
        ("", "/staff/"),
        ("/staff/?show=due", "/staff/?show=due"),
        ("https://evil.example/", "/staff/"),
        ("//evil.example", "/staff/"),
        ("javascript:alert(1)", "/staff/"),
    ],
)
def test_signing_in_leads_to_our_own_pages_only(client: Client, wish: str, leads_to: str) -> None:
    a_reviewer("rita")

    assert client.post("/staff/sign-in/", {**KNOWN, "next": wish})["Location"] == leads_to


@pytest.mark.django_db
def test_a_wrong_password_is_said_without_saying_which_half_was_wrong(client: Client) -> None:
    a_reviewer("rita")

    for given in ({**KNOWN, "password": "no"}, {**KNOWN, "username": "nobody"}):
        response = client.post("/staff/sign-in/", given)
        assert "The user name and the password do not fit together." in response.content.decode()


@pytest.mark.django_db
def test_a_keeper_of_the_register_is_led_to_the_register(client: Client) -> None:
    keeper = a_person("kim", REGISTER_KEEPER)
    keeper.is_staff = True
    keeper.save()

    assert client.post("/staff/sign-in/", {**KNOWN, "username": "kim"})["Location"] == "/staff/register/"


def test_signing_out_needs_a_button(rita: Client) -> None:
    assert rita.get("/staff/sign-out/").status_code == 405
    assert rita.post("/staff/sign-out/")["Location"] == "/staff/sign-in/"
    assert rita.get("/staff/").status_code == 302


def test_an_expired_page_of_the_desk_says_that_nothing_was_changed(rows: dict[str, int]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_reviewer("rita"))

    response = client.post(f"/staff/requests/{rows['request']}/approve/")

    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()
