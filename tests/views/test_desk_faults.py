"""What users of other desks were hit by, held here by its number in the list of known faults."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app import handling
from requests_app.register.models import Brand, Business
from requests_app.requests.models import DisclosureRequest, Wish
from requests_app.requests.permissions import REVIEWER
from tests.builders import NOW, a_request, a_reviewer


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/staff/").status_code == 200
    return len(asked)


def test_many_users_brands_and_requests_ask_the_database_no_more(rita: Client, business: Business) -> None:
    """Fault 62: a list asks as much with three hundred people and a hundred brands as with one."""
    brand, person = Brand.objects.create(business=business, slug="b", name="Brand"), a_reviewer("ruth")
    DisclosureRequest.objects.filter(pk=a_request(business).pk).update(brand=brand, assigned_to=person)
    questions(rita)
    before = questions(rita)
    people = User.objects.bulk_create(User(username=f"reviewer-{number}") for number in range(300))
    Group.objects.get(name=REVIEWER).user_set.add(*people)
    brands = Brand.objects.bulk_create(Brand(business=business, slug=f"b{n}", name=f"Brand {n}") for n in range(100))
    for number, (brand, person) in enumerate(zip(brands[:39], people, strict=False)):
        row = a_request(business, email=f"p{number}@example.org")
        DisclosureRequest.objects.filter(pk=row.pk).update(brand=brand, assigned_to=person)

    assert len(rita.get("/staff/").context["rows"]) == 40
    assert questions(rita) <= before


def test_what_a_request_waits_for_is_on_its_page_open_first_with_who_ended_the_rest(
    rita: Client, business: Business
) -> None:
    """Fault 66: a request’s tasks are on its page, open ones first, the others with who ended them and when."""
    row, ruth = a_request(business), a_reviewer("ruth")
    first, second = (
        handling.add_wish(disclosure_request_id=row.pk, kind=kind, text=text, by=ruth, now=NOW)
        for kind, text in ((Wish.DELETION, "Delete what you have."), (Wish.OPT_OUT, "Stop the mail."))
    )
    handling.hand_over_wish(wish_id=first.pk, to="Data team", by=ruth, now=NOW)
    receipt = row.receipts.get()
    looked = handling.call_wrong(receipt_id=receipt.pk, says="The list lacks a firm.", token="one", now=NOW)
    handling.look_at(word_id=looked.pk, by=ruth, now=NOW)
    handling.call_wrong(receipt_id=receipt.pk, says="And another one.", token="two", now=NOW)

    page = " ".join(rita.get(f"/staff/requests/{row.pk}/").content.decode().split())

    assert page.index("And another one.") < page.index("The list lacks a firm.")
    assert "ruth looked at it, May 4" in page
    assert page.index(second.text) < page.index(first.text)
    assert "Handed over to <bdi>Data team</bdi> by <bdi>ruth</bdi> on May 4, 2026." in page


@pytest.mark.parametrize("act", ["approve", "assign", "notes"])
def test_after_each_act_the_same_list_page_and_row_are_there_again(rita: Client, business: Business, act: str) -> None:
    """Fault 67: the filter, the page and the place on it outlive what is done to a request."""
    for number in range(45):
        a_request(business, email=f"p{number}@example.org")
    first = rita.get("/staff/?show=waiting&door=web_form")
    second = rita.get("/staff/?" + first.context["onward"])
    shown = second.context["rows"][2]
    assert shown.request not in [each.request for each in first.context["rows"]]
    came_from = f"http://testserver{shown.url}"
    posted = {
        "approve": {"seen_version": shown.request.version},
        "assign": {"to": "", "seen": ""},
        "notes": {"kind": "NOTE", "text": "Seen."},
    }[act]

    response = rita.post(f"/staff/requests/{shown.request.pk}/{act}/", posted, headers={"referer": came_from})

    if act != "approve":
        assert parse_qs(urlsplit(response["Location"]).query)["row"] == ["2"]
        page = rita.get(response["Location"]).content.decode().replace("&amp;", "&")
        assert f'href="/staff/?{first.context["onward"]}#row-2"' in page
        return
    assert response["Location"] == f"/staff/?{first.context['onward']}#row-2"
    again = rita.get(response["Location"])
    assert again.context["narrowing"].door == "web_form"
    assert again.context["rows"][2].request == second.context["rows"][3].request
    assert 'id="row-2"' in again.content.decode()


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "show=nothing&x=javascript:alert(1)", "after=%00", "%ff"]
)
def test_the_way_back_leads_to_our_own_list_alone(rita: Client, business: Business, back: str) -> None:
    row = a_request(business)

    response = rita.post(
        f"/staff/requests/{row.pk}/approve/?back={back}&row=9999999",
        {"seen_version": row.version},
    )

    assert response["Location"].startswith("/staff/?")
    assert "evil" not in response["Location"]
    assert "javascript" not in response["Location"]
