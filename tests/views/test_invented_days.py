"""Days at their edges, through the desk and the form with the clock set: New Year, leap days, summer time, holidays.

The days were worked out by hand from 1798.83(b)(1): 30 days from a designated address or the form, 150 from elsewhere,
counted in days of California, and never moved for a weekend or a holiday.
"""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling
from requests_app.register.models import Business
from requests_app.requests.clock import clock_of
from requests_app.requests.models import DisclosureRequest, Receipt
from tests.builders import a_reviewer
from tests.cases_given import CASES
from tests.views.filled import form

PACIFIC = ZoneInfo("America/Los_Angeles")
ENTER = "/staff/requests/new/"
FORM, EMAIL, LETTER = "the form", "designated e-mail", "designated postal address"
INFO, SHOP, COUNTER, CALL = "another mailbox", "a shop by post", "a counter", "a call"
Step = tuple[str, str] | tuple[str, str, str]
"""When it came, by which way, and when it was written down if that was later."""


@pytest.fixture
def outfitters(db: None) -> Business:
    data = json.loads((CASES / "business.json").read_text(encoding="utf-8"))
    handling.configure_business(data=data, by="test", now=datetime(2025, 1, 2, tzinfo=UTC))
    return Business.objects.get()


@pytest.fixture
def rita() -> User:
    return a_reviewer("rita")


def place(business: Business, way: str) -> tuple[str, str]:
    """Return the channel and the place as the desk's form has them."""
    published, others = business.designated_contacts, business.other_addresses
    return {
        EMAIL: ("email", f"published-{published.get(kind='email').pk}"),
        LETTER: ("postal", f"published-{published.get(kind='postal').pk}"),
        INFO: ("email", f"other-{others.get(value='info@example.com').pk}"),
        SHOP: ("postal", "elsewhere"),
        COUNTER: ("in_person", "elsewhere"),
        CALL: ("phone", "elsewhere"),
    }[way]


def come(business: Business, rita: User, steps: tuple[Step, ...]) -> None:
    """Let each come at its moment and by its way."""
    for number, (came, way, *entered) in enumerate(steps):
        at, client = datetime.fromisoformat(came), Client()
        with travel(datetime.fromisoformat(entered[0]) if entered else at, tick=False):
            if way == FORM:
                response = client.post("/request/", form(form_token=f"{number:a>43}"))
            else:
                client.force_login(rita)
                response = client.post(ENTER, written(business, at, way, token=f"{number:b>43}"))
        assert response.status_code == 302, response.content.decode()


def written(business: Business, moment: datetime, way: str, *, token: str = "c" * 43, **changes: str) -> dict[str, str]:
    there = moment.astimezone(ZoneInfo(business.timezone))
    channel, to = place(business, way)
    return {
        "token": token,
        "channel": channel,
        "received_on": f"{there:%Y-%m-%d}",
        "received_time": f"{there:%H:%M}",
        "at": to,
        "requester_name": "Ana Ruiz",
        "reply_by": "EMAIL",
        "email": "ana@example.org",
        **changes,
    }


ONE = {
    # New Year
    ("2026-01-01T07:59:59Z", EMAIL): ("2025-12-31", "2026-01-30", 2024),
    ("2026-01-01T08:00:00Z", EMAIL): ("2026-01-01", "2026-01-31", 2025),
    ("2025-12-31T23:59:59-08:00", FORM): ("2025-12-31", "2026-01-30", 2024),
    ("2026-01-01T00:00:00-05:00", FORM): ("2025-12-31", "2026-01-30", 2024),
    ("2026-01-01T00:00:00+14:00", FORM): ("2025-12-31", "2026-01-30", 2024),
    ("2026-01-01T00:00:01-08:00", LETTER): ("2026-01-01", "2026-01-31", 2025),
    ("2025-12-31T12:00:00-08:00", INFO): ("2025-12-31", "2026-05-30", 2024),
    ("2026-01-01T12:00:00-08:00", SHOP): ("2026-01-01", "2026-05-31", 2025),
    ("2026-12-02T12:00:00-08:00", FORM): ("2026-12-02", "2027-01-01", 2025),
    # leap years
    ("2028-02-29T12:00:00-08:00", FORM): ("2028-02-29", "2028-03-30", 2027),
    ("2028-02-28T23:59:00-08:00", FORM): ("2028-02-28", "2028-03-29", 2027),
    ("2028-03-01T07:59:00Z", EMAIL): ("2028-02-29", "2028-03-30", 2027),
    ("2028-01-31T12:00:00-08:00", LETTER): ("2028-01-31", "2028-03-01", 2027),
    ("2027-01-31T12:00:00-08:00", LETTER): ("2027-01-31", "2027-03-02", 2026),
    ("2027-10-02T12:00:00-07:00", INFO): ("2027-10-02", "2028-02-29", 2026),
    ("2027-10-03T12:00:00-07:00", INFO): ("2027-10-03", "2028-03-01", 2026),
    ("2028-10-02T12:00:00-07:00", INFO): ("2028-10-02", "2029-03-01", 2027),
    # summer time
    ("2026-03-08T03:00:00-07:00", FORM): ("2026-03-08", "2026-04-07", 2025),
    ("2026-11-01T01:30:00-07:00", FORM): ("2026-11-01", "2026-12-01", 2025),
    ("2026-11-01T01:30:00-08:00", FORM): ("2026-11-01", "2026-12-01", 2025),
    ("2026-10-15T23:30:00-07:00", EMAIL): ("2026-10-15", "2026-11-14", 2025),
    ("2026-07-01T06:59:00Z", FORM): ("2026-06-30", "2026-07-30", 2025),
    ("2026-07-01T07:00:00Z", FORM): ("2026-07-01", "2026-07-31", 2025),
    # weekends and holidays, at either end
    ("2026-06-04T12:00:00-07:00", FORM): ("2026-06-04", "2026-07-04", 2025),
    ("2026-11-25T12:00:00-08:00", EMAIL): ("2026-11-25", "2026-12-25", 2025),
    ("2026-11-26T12:00:00-08:00", LETTER): ("2026-11-26", "2026-12-26", 2025),
    ("2026-12-25T12:00:00-08:00", FORM): ("2026-12-25", "2027-01-24", 2025),
    ("2026-05-02T12:00:00-07:00", COUNTER): ("2026-05-02", "2026-09-29", 2025),
    # the month's length makes no difference
    ("2026-01-31T12:00:00-08:00", FORM): ("2026-01-31", "2026-03-02", 2025),
    ("2026-08-31T12:00:00-07:00", FORM): ("2026-08-31", "2026-09-30", 2025),
}


@pytest.mark.parametrize(("came", "way"), ONE)
def test_a_day_at_an_edge_has_its_due_date(outfitters: Business, rita: User, came: str, way: str) -> None:
    come(outfitters, rita, ((came, way),))

    row = DisclosureRequest.objects.get()
    assert (str(row.received_on), str(row.due_on), row.report_year) == ONE[came, way]
    clock = clock_of(row)
    assert clock is not None
    assert row.received_on <= clock.send_by <= clock.due_on


SEVERAL: dict[str, tuple[tuple[Step, ...], list[tuple[int, str, int]]]] = {
    "elsewhere, then designated within 120 days": (
        (("2026-01-10T12:00:00-08:00", INFO), ("2026-03-01T12:00:00-08:00", EMAIL)),
        [(2025, "2026-03-31", 2)],
    ),
    "elsewhere, then designated when the first limit is nearer": (
        (("2026-01-10T12:00:00-08:00", INFO), ("2026-05-15T12:00:00-07:00", EMAIL)),
        [(2025, "2026-06-09", 2)],
    ),
    "elsewhere, then designated so that both limits meet": (
        (("2026-01-10T12:00:00-08:00", INFO), ("2026-05-10T12:00:00-07:00", EMAIL)),
        [(2025, "2026-06-09", 2)],
    ),
    "designated, then elsewhere": (
        (("2026-03-01T12:00:00-08:00", EMAIL), ("2026-03-05T12:00:00-08:00", SHOP)),
        [(2025, "2026-03-31", 2)],
    ),
    "the form twice": (
        (("2026-03-01T12:00:00-08:00", FORM), ("2026-03-20T12:00:00-07:00", FORM)),
        [(2025, "2026-03-31", 2)],
    ),
    "the form, then a letter that had come before": (
        (("2026-03-10T12:00:00-07:00", FORM), ("2026-03-02T12:00:00-08:00", LETTER, "2026-03-12T09:00:00-07:00")),
        [(2025, "2026-04-01", 2)],
    ),
    "the form, then a letter elsewhere that had come before": (
        (("2026-03-10T12:00:00-07:00", FORM), ("2026-03-02T12:00:00-08:00", SHOP, "2026-03-12T09:00:00-07:00")),
        [(2025, "2026-04-09", 2)],
    ),
    "the last day of a year and the first of the next": (
        (("2025-12-31T23:59:00-08:00", FORM), ("2026-01-01T00:01:00-08:00", FORM)),
        [(2024, "2026-01-30", 1), (2025, "2026-01-31", 1)],
    ),
    "a letter of the old year entered in the new one": (
        (("2025-12-30T12:00:00-08:00", LETTER, "2026-01-05T09:00:00-08:00"), ("2026-01-05T12:00:00-08:00", FORM)),
        [(2024, "2026-01-29", 1), (2025, "2026-02-04", 1)],
    ),
    "a counter, a mailbox, and the form": (
        (
            ("2026-02-01T12:00:00-08:00", COUNTER),
            ("2026-02-10T12:00:00-08:00", INFO),
            ("2026-02-20T12:00:00-08:00", FORM),
        ),
        [(2025, "2026-03-22", 3)],
    ),
    "a call that is no request, then the form": (
        (("2026-02-01T12:00:00-08:00", CALL), ("2026-02-20T12:00:00-08:00", FORM)),
        [(2025, "2026-03-22", 2)],
    ),
    "the form, then a call": (
        (("2026-02-20T12:00:00-08:00", FORM), ("2026-02-21T12:00:00-08:00", CALL)),
        [(2025, "2026-03-22", 2)],
    ),
    "a call alone": ((("2026-02-01T12:00:00-08:00", CALL),), [(2025, "None", 1)]),
    "two ways elsewhere": (
        (("2026-02-01T12:00:00-08:00", SHOP), ("2026-01-20T12:00:00-08:00", INFO, "2026-02-02T09:00:00-08:00")),
        [(2025, "2026-06-19", 2)],
    ),
    "a leap day and the day after": (
        (("2028-02-29T23:59:00-08:00", FORM), ("2028-03-01T00:01:00-08:00", EMAIL)),
        [(2027, "2028-03-30", 2)],
    ),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_receipts_have_one_due_date_and_each_keeps_its_own(outfitters: Business, rita: User, name: str) -> None:
    steps, expected = SEVERAL[name]
    come(outfitters, rita, steps)

    rows = DisclosureRequest.objects.order_by("report_year")
    assert [(row.report_year, str(row.due_on), row.receipts.count()) for row in rows] == expected
    alone = {receipt.due_on for receipt in Receipt.objects.all()}
    assert {row.due_on for row in rows} <= alone


REFUSED = {
    "tomorrow": {"received_on": "2026-03-11", "received_time": ""},
    "in an hour": {"received_on": "2026-03-10", "received_time": "13:01"},
    "before the law": {"received_on": "2004-12-31"},
    "no day of the year": {"received_on": "2026-02-30"},
    "a leap day of an ordinary year": {"received_on": "2026-02-29"},
    "far away": {"received_on": "9999-12-31"},
    "before all years": {"received_on": "0000-01-01"},
    "day and month with full stops": {"received_on": "06.03.2026"},
    "words": {"received_on": "yesterday"},
    "nothing": {"received_on": ""},
    "an hour that is none": {"received_time": "25:00"},
    "an hour without a day": {"received_on": "", "received_time": "10:00"},
    "a letter to a mailbox": {"channel": "postal"},
    "nowhere": {"at": ""},
}
NOON = datetime(2026, 3, 10, 12, tzinfo=PACIFIC)


@pytest.mark.parametrize("name", REFUSED)
def test_a_day_that_cannot_be_is_told_and_nothing_is_kept(outfitters: Business, rita: User, name: str) -> None:
    client = Client()
    with travel(NOON, tick=False):
        client.force_login(rita)
        response = client.post(ENTER, written(outfitters, NOON, EMAIL, **REFUSED[name]))

    assert response.status_code == 422
    assert not Receipt.objects.exists()


TAKEN = {
    "today without an hour": ({"received_on": "2026-03-10", "received_time": ""}, "2026-03-10"),
    "this very minute": ({"received_on": "2026-03-10", "received_time": "12:00"}, "2026-03-10"),
    "as America writes it": ({"received_on": "03/06/2026"}, "2026-03-06"),
    "without zeros": ({"received_on": "2026-3-6"}, "2026-03-06"),
    "the hour that summer time leaves out": ({"received_on": "2026-03-08", "received_time": "02:30"}, "2026-03-08"),
    "the first day of the law": ({"received_on": "2005-01-01", "received_time": "00:00"}, "2005-01-01"),
    "midnight": ({"received_on": "2026-03-09", "received_time": "00:00"}, "2026-03-09"),
    "the last minute": ({"received_on": "2026-03-09", "received_time": "23:59"}, "2026-03-09"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_day_is_taken_as_it_is_written(outfitters: Business, rita: User, name: str) -> None:
    changes, day = TAKEN[name]
    client = Client()
    with travel(NOON, tick=False):
        client.force_login(rita)
        response = client.post(ENTER, written(outfitters, NOON, EMAIL, **changes))

    assert response.status_code == 302
    row = DisclosureRequest.objects.get()
    assert str(row.received_on) == day
    assert row.due_on is not None
    assert (row.due_on - row.received_on).days == 30


ZONES = {
    # East of California the Pacific day is the earlier one; west of it the business's own is.
    ("America/New_York", "2026-01-01T00:30:00-05:00"): "2025-12-31",
    ("America/New_York", "2026-01-01T03:00:00-05:00"): "2026-01-01",
    ("Pacific/Honolulu", "2026-01-01T00:30:00-08:00"): "2025-12-31",
    ("Europe/Berlin", "2026-03-29T02:30:00+01:00"): "2026-03-28",
}


@pytest.mark.parametrize(("zone", "came"), ZONES)
@pytest.mark.parametrize("way", [FORM, EMAIL])
def test_a_business_in_another_zone_takes_the_earlier_day(
    outfitters: Business, rita: User, zone: str, came: str, way: str
) -> None:
    Business.objects.update(timezone=zone)
    outfitters.refresh_from_db()

    come(outfitters, rita, ((came, way),))

    assert str(DisclosureRequest.objects.get().received_on) == ZONES[zone, came]
