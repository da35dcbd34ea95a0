"""Each given day through the form and by staff entry, with the clock set.

The form counts as a designated address, as the given business has it, (b)(1); where it does not, what comes through it
came in elsewhere. It has no field for a day: what is sent through it has come when it is sent. So a letter's postmark,
and a day of arrival that is typed in, are for staff entry alone, and these tests hold that the form takes neither.
"""

import json
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.match import earlier_requests
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.builders import NOW, a_reviewer
from tests.cases_given import CASES
from tests.views.filled import form
from tests.views.test_given_receipts import DATES, PACIFIC, SINGLE, entered

FORM, EMAIL, LETTER, ELSEWHERE = "web form", "designated e-mail", "designated postal address", "other address"
BY_FORM_ALONE = [name for name in SINGLE if DATES[name].given["channel"] == FORM]
DESIGNATED = [name for name in SINGLE if DATES[name].given["channel"] != ELSEWHERE]
TODAY = datetime.fromisoformat(f"{DATES['D13'].given['today']}T12:00:00-07:00")


def configured(*, form_is_designated: bool) -> Business:
    """Return the business of the given cases, or one whose form is no designated address."""
    data = json.loads((CASES / "business.json").read_text(encoding="utf-8"))
    data["web_form_is_designated"] = form_is_designated
    handling.configure_business(data=data, by="test", now=NOW)
    return Business.objects.get()


@pytest.fixture
def outfitters(db: None) -> Business:
    return configured(form_is_designated=True)


@pytest.fixture
def rita() -> User:
    return a_reviewer("rita")


def sent(at: datetime, **changes: str) -> DisclosureRequest:
    """Send the form at that moment, as the same person each time."""
    with travel(at, tick=False):
        filled = form(
            requester_name="Dee Sample",
            email="dee@example.org",
            form_token=f"{at:%Y%m%d%H%M}".ljust(43, "f"),
            **changes,
        )
        response = Client().post("/request/", filled)
    assert response.status_code == 302, response.content.decode()
    return Receipt.objects.latest("id").disclosure_request


def day_of(name: str) -> datetime:
    return datetime.fromisoformat(DATES[name].given["received_at"])


def holds(row: DisclosureRequest, name: str) -> None:
    """Hold the three days against what the case expects."""
    expect, came_on = DATES[name].expect, day_of(name).astimezone(PACIFIC).date()
    assert str(row.received_on) == expect.get("received_date", str(came_on))
    assert str(row.due_on) == expect["due_date"]
    assert row.report_year == expect.get("covered_year", came_on.year - 1)


@pytest.mark.parametrize("name", DESIGNATED)
def test_a_given_day_of_a_designated_address_is_the_same_through_the_form(outfitters: Business, name: str) -> None:
    holds(sent(day_of(name)), name)


@pytest.mark.parametrize("name", BY_FORM_ALONE)
def test_a_given_day_of_the_form_is_the_same_when_staff_write_a_mail_down(
    outfitters: Business, rita: User, name: str
) -> None:
    holds(entered(outfitters, rita, day_of(name), channel=EMAIL).disclosure_request, name)


def test_d08_the_form_has_the_outer_limit_only_where_it_is_no_designated_address(db: None) -> None:
    configured(form_is_designated=False)

    holds(sent(day_of("D08")), "D08")


def test_d08_through_a_designated_form_has_thirty_days(outfitters: Business) -> None:
    row = sent(day_of("D08"))

    assert (str(row.received_on), str(row.due_on)) == (DATES["D08"].expect["received_date"], "2026-03-22")


def test_d12_the_form_takes_no_postmark_and_no_day_of_arrival(outfitters: Business) -> None:
    given = DATES["D12"].given

    row = sent(datetime.fromisoformat(given["entered_at"]), received_on="2026-01-02", postmarked_on=given["postmark"])

    assert (row.received_on, row.due_on) == (date(2026, 1, 5), date(2026, 2, 4))


def test_d13_the_form_takes_no_other_day_than_that_on_which_it_is_sent(outfitters: Business) -> None:
    tomorrow, past = DATES["D13"].given["entries"]
    for number, day in enumerate((tomorrow, past)):
        row = sent(TODAY.replace(minute=number), received_on=day, received_time="10:00")
        assert (row.received_on, row.due_on) == (date(2026, 3, 10), date(2026, 4, 9))


def test_d13_a_form_of_that_day_is_as_late_when_staff_look(outfitters: Business, rita: User) -> None:
    _tomorrow, past = DATES["D13"].given["entries"]
    row = sent(datetime.fromisoformat(f"{past}T10:00:00-08:00"))
    client = Client()
    with travel(TODAY, tick=False):
        client.force_login(rita)
        page = client.get("/staff/").content.decode()

    assert row.due_on == date(2026, 2, 23)
    assert "15 days late" in page


def test_d14_two_calendar_years_are_two_duties_through_the_form_too(outfitters: Business) -> None:
    for moment in DATES["D14"].given["requests"]:
        sent(datetime.fromisoformat(moment))

    _first, second = DisclosureRequest.objects.order_by("received_on")
    assert handling.grounds_shown(second) == {}
    assert [row.report_year for row in earlier_requests(second)] == [2024]


@pytest.mark.parametrize("first_is_form", [True, False], ids=["first by the form", "second by the form"])
def test_d17_both_limits_are_kept_with_the_form_as_either_door(db: None, rita: User, first_is_form: bool) -> None:
    business = configured(form_is_designated=not first_is_form)
    for part, is_form in (("first", first_is_form), ("second", not first_is_form)):
        given = DATES["D17"].given[part]
        at = datetime.fromisoformat(given["received_at"])
        if is_form:
            sent(at)
        else:
            entered(business, rita, at, channel=given["channel"])

    row, expect = DisclosureRequest.objects.get(), DATES["D17"].expect
    assert str(row.due_on) == expect["next_due"]
    assert [str(each.due_on) for each in row.receipts.order_by("received_on")] == [
        expect["other_limit"],
        expect["next_due"],
    ]


def test_d19_a_form_is_overdue_at_midnight_in_california(outfitters: Business, rita: User) -> None:
    row = sent(datetime(2026, 1, 1, 12, tzinfo=PACIFIC))
    client, seen = Client(), []
    for look in DATES["D19"].given["looks"]:
        with travel(datetime.fromisoformat(look), tick=False):
            client.force_login(rita)
            seen.append("1 day late" in client.get("/staff/").content.decode())

    assert str(row.due_on) == DATES["D19"].given["due_date_given"]
    assert seen == DATES["D19"].expect["overdue"]


def test_every_given_day_went_through_both_doors() -> None:
    assert DATES.keys() == {*DESIGNATED, "D08", "D13", "D14", "D17", "D19"}
