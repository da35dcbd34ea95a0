"""The given days and letters, as staff write them down with the clock set: day of arrival, due date, year, key."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.delivery.models import Delivery
from requests_app.register.models import Business
from requests_app.requests.match import earlier_requests
from requests_app.requests.models import DisclosureRequest, Receipt, Wish
from tests.builders import a_reviewer
from tests.cases_given import CASES, Case, cases, manifest
from tests.views.filled import TOKEN, form

PACIFIC = ZoneInfo("America/Los_Angeles")
ENTER = "/staff/requests/new/"
DATES = {case.name: case for case in cases("dates")}
LETTERS = {line["id"]: line for line in manifest() if line["kind"] == "requests"}
SINGLE = [name for name, case in DATES.items() if "received_at" in case.given]


@pytest.fixture
def outfitters(db: None) -> Business:
    """Return the business of the given cases."""
    data = json.loads((CASES / "business.json").read_text(encoding="utf-8"))
    handling.configure_business(data=data, by="test", now=datetime(2025, 1, 2, tzinfo=UTC))
    return Business.objects.get()


@pytest.fixture
def rita() -> User:
    return a_reviewer("rita")


def entered(business: Business, rita: User, at: datetime, *, channel: str, now: datetime | None = None) -> Receipt:
    """Write a letter or mail down at `now`, or as soon as it came; what came through the form goes through it."""
    client = Client()
    with travel(now or at, tick=False):
        if channel == "web form":
            response = client.post("/request/", form(requester_name="Dee Sample", email="dee@example.org"))
        else:
            client.force_login(rita)
            response = client.post(ENTER, written(business, at, channel=channel))
    assert response.status_code == 302, response.content.decode()
    return Receipt.objects.latest("id")


def written(business: Business, at: datetime, *, channel: str) -> dict[str, str]:
    """Return what Rita types."""
    published = business.designated_contacts
    way, place = {
        "designated e-mail": ("email", f"published-{published.get(kind='email').pk}"),
        "designated postal address": ("postal", f"published-{published.get(kind='postal').pk}"),
        "other address": ("email", f"other-{business.other_addresses.get(value='info@example.com').pk}"),
    }[channel]
    there = at.astimezone(PACIFIC)
    return {
        "token": f"{at:%Y%m%d%H%M}".ljust(len(TOKEN), "a"),
        "channel": way,
        "received_on": f"{there:%Y-%m-%d}",
        "received_time": f"{there:%H:%M}",
        "at": place,
        "requester_name": "Dee Sample",
        "reply_by": "EMAIL",
        "email": "dee@example.org",
    }


@pytest.mark.parametrize("name", SINGLE)
def test_a_given_day_has_its_due_date_and_its_year(outfitters: Business, rita: User, name: str) -> None:
    case = DATES[name]
    at = datetime.fromisoformat(case.given["received_at"])
    now = datetime.fromisoformat(case.given["entered_at"]) if "entered_at" in case.given else None

    receipt = entered(outfitters, rita, at, channel=case.given["channel"], now=now)

    row = receipt.disclosure_request
    assert str(row.received_on) == case.expect.get("received_date", str(at.astimezone(PACIFIC).date()))
    assert str(row.due_on) == str(receipt.due_on) == case.expect["due_date"]
    assert row.report_year == case.expect.get("covered_year", row.report_year)
    if now is not None:
        assert receipt.entered_at == now


def test_d13_tomorrow_is_refused_and_a_day_long_past_is_overdue_at_once(outfitters: Business, rita: User) -> None:
    tomorrow, past = DATES["D13"].given["entries"]
    client = Client()
    with travel(datetime.fromisoformat(f"{DATES['D13'].given['today']}T12:00:00-07:00"), tick=False):
        client.force_login(rita)
        wrong = written(outfitters, datetime.fromisoformat(f"{tomorrow}T10:00:00-07:00"), channel="other address")
        assert client.post(ENTER, wrong).status_code == 422
        late = written(
            outfitters, datetime.fromisoformat(f"{past}T10:00:00-08:00"), channel="designated postal address"
        )
        assert client.post(ENTER, late).status_code == 302
        assert "15 days late" in client.get("/staff/").content.decode()

    assert DisclosureRequest.objects.get().due_on == date(2026, 2, 23)


def test_d14_two_calendar_years_are_two_duties(outfitters: Business, rita: User) -> None:
    for moment in DATES["D14"].given["requests"]:
        entered(outfitters, rita, datetime.fromisoformat(moment), channel="designated e-mail")

    _first, second = DisclosureRequest.objects.order_by("received_on")
    assert handling.grounds_shown(second) == {}
    assert [row.report_year for row in earlier_requests(second)] == [2024]


def test_d17_the_earlier_limit_is_shown_and_the_other_kept(outfitters: Business, rita: User) -> None:
    for part in ("first", "second"):
        given = DATES["D17"].given[part]
        entered(outfitters, rita, datetime.fromisoformat(given["received_at"]), channel=given["channel"])

    row = DisclosureRequest.objects.get()
    expect = DATES["D17"].expect
    assert str(row.due_on) == expect["next_due"]
    assert [str(each.due_on) for each in row.receipts.all()] == [expect["other_limit"], expect["next_due"]]


def test_d19_a_request_is_overdue_at_midnight_in_california(outfitters: Business, rita: User) -> None:
    entered(outfitters, rita, datetime(2026, 1, 1, 12, tzinfo=PACIFIC), channel="designated e-mail")
    client, seen = Client(), []
    for look in DATES["D19"].given["looks"]:
        with travel(datetime.fromisoformat(look), tick=False):
            client.force_login(rita)
            seen.append("1 day late" in client.get("/staff/").content.decode())

    assert seen == DATES["D19"].expect["overdue"]


# -- the letters ------------------------------------------------------------------------------------------------------

BY_POST = {
    "L02": {"requester_name": "Dee Sample", "street": "12 Sample St", "city": "Modesto", "postal_code": "95354"},
    "L03": {"requester_name": "P. Plainfield", "street": "14 Mock St", "city": "Irvine", "postal_code": "92602"},
    "L07": {"requester_name": "R. Angry", "street": "77 Sample Ct", "city": "Lodi", "postal_code": "95240"},
    "L09": {"requester_name": "Marjorie Sm??th", "street": "1?4 Oak St", "city": "Paradise", "postal_code": "959?9"},
    "L10": {"requester_name": "Elmer Nomail", "street": "General Delivery", "city": "Weaverville"},
}
BY_EMAIL = {
    "L01": {"requester_name": "Dee Sample", "email": "dee@example.org"},
    "L05": {"requester_name": "Sam Relay", "email": "r-8f3a91@dsar-relay.example.net"},
    "L08": {"requester_name": "Graciela Muñoz", "email": "graciela@example.org"},
    "L11": {"requester_name": "Nora Parent", "email": "nora@example.org"},
    "L13": {"requester_name": "Ofelia Ops", "email": "ofelia@example.org"},
    "L15": {"requester_name": "Mona Month", "email": "mona@example.org"},
}
STAMP = datetime(2026, 3, 6, 10, tzinfo=PACIFIC)


def text_of(name: str) -> str:
    return Path(CASES / LETTERS[name]["file"]).read_text(encoding="utf-8").strip()


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def holds(row: DisclosureRequest, expect: dict[str, Any]) -> None:
    """Hold a request against what is expected of it, where a field can say it."""
    assert (row.report_year, str(row.due_on)) == (2025, "2026-04-05")
    assert row.requester_name == expect.get("name", row.requester_name)
    assert row.reply_by.lower() == expect.get("delivery", row.reply_by.lower())
    assert row.email == expect.get("correspondent", row.email)
    assert str(row.received_on) == expect.get("received_date", "2026-03-06")
    flags = {flag["name"] for receipt in row.receipts.all() for flag in receipt.flags}
    assert expect.get("flag") in {None, *flags}
    assert row.legal_notes.exists() is ("legal attention" in flags)
    assert row.other_wishes.filter(kind=Wish.OPT_OUT).exists() is ("opt-out wish" in flags)


@pytest.mark.parametrize("name", [*BY_POST, *BY_EMAIL])
def test_a_given_letter_is_entered_by_staff_with_its_words_untouched(
    outfitters: Business, rita: User, name: str
) -> None:
    told = {"reply_by": "POST" if name in BY_POST else "EMAIL", "state": "CA", **(BY_POST | BY_EMAIL)[name]}
    base = written(outfitters, STAMP, channel="designated postal address")
    client = Client()
    with travel(STAMP, tick=False):
        client.force_login(rita)
        note = {"note": "Surname and ZIP code illegible"} if "?" in told["requester_name"] else {}
        response = client.post(ENTER, {**base, "email": "", **told, **note, "message": text_of(name)})

    assert response.status_code == 302, response.content.decode()
    row = DisclosureRequest.objects.get()
    holds(row, LETTERS[name]["expect"])
    assert plain(row.message) == plain(text_of(name))


@pytest.mark.parametrize("name", [*BY_POST, *BY_EMAIL])
def test_a_given_letter_is_taken_through_the_form(outfitters: Business, name: str) -> None:
    told = {"reply_by": "POST", "email": "", "state": "CA", **BY_POST[name]} if name in BY_POST else BY_EMAIL[name]
    if name == "L09":  # who fills a form in can read their own ZIP code
        told = {**told, "postal_code": "95969"}
    if name == "L10":
        told = {**told, "postal_code": "96093"}
    with travel(STAMP, tick=False):
        response = Client().post("/request/", form(**told, message=text_of(name)))

    assert response.status_code == 302
    row = DisclosureRequest.objects.get()
    holds(row, LETTERS[name]["expect"])
    assert plain(row.message) == plain(text_of(name))
    assert Delivery.objects.count() == (0 if name in BY_POST else 1)


def test_every_given_letter_and_day_is_here() -> None:
    assert LETTERS.keys() == BY_POST.keys() | BY_EMAIL.keys()
    assert DATES.keys() == {*SINGLE, "D13", "D14", "D17", "D19"}


N28 = next(case for case in cases("names") if case.name == "N28")


def test_n28_capitals_and_blanks_in_an_email_address_are_the_same_customer(outfitters: Business) -> None:
    given: Case = N28
    client = Client()
    for number, email in enumerate((given.given["payload"]["email"], "jane.doe@example.org")):
        name = given.given["payload"]["full_name"]
        client.post("/request/", form(requester_name=name, email=email, form_token=str(number) * 43))

    assert DisclosureRequest.objects.get().receipts.count() == 2
