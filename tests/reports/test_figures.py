"""The figures of a report, computed by hand: edges of days, zones and years, and sums that match."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app.delivery.models import State
from requests_app.register.models import Business
from requests_app.reports.figures import percent
from requests_app.reports.report import Report, report
from requests_app.reports.scope import Scope, today_of, years_of
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import Status
from requests_app.statute import Answer, Channel
from tests.builders import a_business, asked_by_post
from tests.reports.made import after, answered, came, decided, delivered, noticed, posted

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 20, tzinfo=UTC)
"""March 2, noon in California."""
LATER = date(2026, 12, 1)


@pytest.fixture
def business() -> Business:
    return a_business()


def of(business: Business, *, on: date = LATER, year: int = 2026, **more: str) -> Report:
    return report(Scope(business=business, year=year, on=on, **more))


def says(found: Report) -> dict[str, str]:
    return {figure.key: figure.says for figure in (*found.parts, *found.speed)}


def notes(found: Report) -> dict[str, str]:
    return {figure.key: figure.note for figure in found.speed}


def test_a_year_of_nothing_says_so_and_divides_by_nothing(business: Business) -> None:
    found = says(of(business))
    assert found == {
        "received": "0",
        "answered": "0",
        "open": "0",
        "withdrawn": "0",
        "in_time": "–",
        "within_14": "–",
        "within_30": "–",
        "median": "–",
        "late": "0",
        "overdue": "0",
        "oldest_open": "None is open",
    }


def test_days_14_and_30_count_and_the_day_after_them_does_not(business: Business) -> None:
    for days in (0, 14, 15, 30, 31):
        row = came(business, NOON)
        answered(row, after(row, days))
    found = of(business)
    # 0 and 14 of five; 0, 14, 15 and 30 of five; the middle one of 0 14 15 30 31.
    assert (says(found)["within_14"], notes(found)["within_14"]) == ("40%", "2 of 5")
    assert (says(found)["within_30"], notes(found)["within_30"]) == ("80%", "4 of 5")
    assert says(found)["median"] == "15 days"
    assert (says(found)["in_time"], says(found)["late"]) == ("80%", "1")
    assert [span.answers for span in found.spans] == [1, 1, 1, 1, 1, 0, 0]


def test_the_median_of_an_even_number_is_half_way(business: Business) -> None:
    for days in (1, 4, 9, 20):
        row = came(business, NOON)
        answered(row, after(row, days))
    assert says(of(business))["median"] == "6.5 days"


def test_an_answer_has_the_day_of_the_business_s_zone(business: Business) -> None:
    """A minute before midnight in California is the next day in Greenwich, and is day 14 all the same."""
    before, behind = came(business, NOON), came(business, NOON)
    answered(before, datetime(2026, 3, 17, 6, 59, tzinfo=UTC))  # March 16, 11:59 p.m. PDT
    answered(behind, datetime(2026, 3, 17, 7, 0, tzinfo=UTC))  # March 17, midnight
    assert notes(of(business))["within_14"] == "1 of 2"


def test_a_year_has_the_requests_whose_day_of_arrival_lies_in_it(business: Business) -> None:
    came(business, datetime(2026, 1, 1, 7, 59, tzinfo=UTC))  # December 31, 11:59 p.m. PST
    came(business, datetime(2026, 1, 1, 8, 0, tzinfo=UTC))  # January 1
    came(business, datetime(2027, 1, 1, 7, 59, tzinfo=UTC))  # December 31
    came(business, datetime(2027, 1, 1, 8, 0, tzinfo=UTC))
    counts = {year: says(of(business, year=year, on=date(2027, 6, 1)))["received"] for year in (2025, 2026, 2027)}
    assert counts == {2025: "1", 2026: "2", 2027: "1"}
    assert years_of(business, on=date(2027, 6, 1)) == [2027, 2026, 2025]


def test_a_business_in_the_east_is_counted_by_its_own_days() -> None:
    """Ten in the evening in California is one in the morning in New York: it arrived on the earlier day."""
    business = a_business(timezone="America/New_York")
    row = came(business, datetime(2026, 3, 3, 6, tzinfo=UTC))  # March 2, 10 p.m. PST; March 3, 1 a.m. EST
    answered(row, datetime(2026, 3, 17, 4, 30, tzinfo=UTC))  # March 17, 0:30 a.m. EDT: day 15
    assert notes(of(business))["within_14"] == "0 of 1"
    assert today_of(business, datetime(2027, 1, 1, 5, 30, tzinfo=UTC)) == date(2027, 1, 1)


def test_who_is_still_within_the_days_counts_in_no_share(business: Business) -> None:
    """On day 14 nobody knows yet; on day 15 the open one counts against it."""
    young, quick = came(business, NOON), came(business, NOON)
    answered(quick, after(quick, 3))
    assert notes(of(business, on=date(2026, 3, 16)))["within_14"] == "0 of 0"
    assert notes(of(business, on=date(2026, 3, 17)))["within_14"] == "1 of 2"
    assert notes(of(business, on=date(2026, 4, 1)))["within_30"] == "0 of 0"
    assert notes(of(business, on=date(2026, 4, 2)))["within_30"] == "1 of 2"
    assert young.due_on == date(2026, 4, 1)
    assert [says(of(business, on=day))["overdue"] for day in (date(2026, 4, 1), date(2026, 4, 2))] == ["0", "1"]


def test_a_letter_has_the_day_it_was_posted_on_not_the_day_somebody_said_so(business: Business) -> None:
    row = came(business, NOON)
    posted(row, date(2026, 3, 16), said_at=after(row, 20))
    assert notes(of(business))["within_14"] == "1 of 1"


def test_an_answer_that_came_back_is_open_and_counts_from_the_one_that_stands(business: Business) -> None:
    back, again = came(business, NOON), came(business, NOON)
    delivered(noticed(back, Status.UNDELIVERED), State.FAILED, after(back, 2))
    notice = noticed(again, Status.ANSWERED)
    delivered(notice, State.FAILED, after(again, 2))
    delivered(notice, State.ACCEPTED, after(again, 9))
    found = of(business)
    assert (says(found)["answered"], says(found)["open"], says(found)["median"]) == ("1", "1", "9 days")
    (mails,) = (row for row in found.deliveries if row.kind == "NOTICE")
    assert (mails.sent, mails.failed, mails.all) == (1, 2, 3)


def test_an_answer_without_proof_is_said_apart(business: Business) -> None:
    noticed(came(business, NOON), Status.ANSWERED)
    found = of(business)
    assert (says(found)["answered"], says(found)["unproved"], says(found)["received"]) == ("0", "1", "1")
    assert found.all.answered + found.all.unproved + found.all.open + found.all.withdrawn == found.all.received


def test_the_oldest_open_one_is_named_with_its_days(business: Business) -> None:
    gone, oldest, _young = (came(business, NOON + timedelta(days=days)) for days in (0, 3, 5))
    decided(gone, Status.WITHDRAWN)
    found = of(business, on=date(2026, 3, 11))
    assert found.oldest is not None
    assert (found.oldest.pk, says(found)["oldest_open"], says(found)["withdrawn"]) == (oldest.pk, "6 days", "1")


def test_a_request_for_which_no_day_runs_is_never_late(business: Business) -> None:
    row = came(business, NOON, channel=Channel.PHONE)
    assert row.due_on is None
    answered(row, after(row, 200))
    found = of(business)
    assert (found.all.in_time, found.all.late) == (1, 0)


def test_a_report_is_narrowed_by_door_and_by_answer(business: Business) -> None:
    by_form, by_post, other = (
        came(business, NOON),
        came(business, NOON, channel=Channel.POSTAL, **_by_post()),
        came(business, NOON),
    )
    answered(by_form, after(by_form, 1))
    answered(by_post, after(by_post, 2), answer=Answer.NOT_REQUIRED.value)
    assert other.status == Status.RECEIVED
    whole = of(business)
    assert [(row.key, row.received, row.answered) for row in whole.doors] == [("postal", 1, 1), ("web_form", 2, 1)]
    assert [(row.key, row.answered) for row in whole.answers] == [("disclosure", 1), ("not_required", 1)]
    assert says(of(business, door="postal"))["received"] == "1"
    assert says(of(business, answer="disclosure"))["received"] == "1"
    assert says(of(business, door="postal", answer="disclosure"))["received"] == "0"
    assert (whole.held, of(business, door="postal").held) == (0, None)


def test_another_business_counts_for_nothing(business: Business) -> None:
    other = a_business("harbor", legal_name="Harbor Tea LLC")
    row = came(other, NOON)
    answered(row, after(row, 1))
    assert says(of(business))["received"] == "0"


def test_however_many_requests_there_are_the_questions_are_as_many(business: Business) -> None:
    """Fault: a report that asks once a request; and no long text or file is read for it."""

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            of(business)
        return [query["sql"] for query in queries.captured_queries]

    few = asked()
    for days in range(12):
        row = came(business, NOON)
        answered(row, after(row, days))
    many = asked()
    assert len(few) == len(many) == 4
    assert not [sql for sql in many if any(name in sql for name in ('"pdf"', '"letter"', '"message"', '"body"'))]


@pytest.mark.parametrize(
    ("part", "whole", "expected"), [(999, 1000, "99.9%"), (9999, 10000, "99.9%"), (3, 3, "100%"), (1, 3, "33.3%")]
)
def test_a_share_is_rounded_down(part: int, whole: int, expected: str) -> None:
    assert percent(part, whole) == expected


def _by_post() -> dict[str, object]:
    told = asked_by_post()
    names = ("email", "reply_by", "street", "city", "state", "postal_code")
    return {name: getattr(told, name) for name in names} | {"requester_name": "Bo Lind"}


def test_every_request_stands_in_one_place(business: Business) -> None:
    for number, status in enumerate(Status):
        row = came(business, NOON + timedelta(days=40 * number))
        if status == Status.ANSWERED:
            answered(row, after(row, 1))
        elif status != Status.RECEIVED:
            decided(row, status)
    found = of(business)
    assert found.all.received == DisclosureRequest.objects.count() == len(Status)
    assert (found.all.answered, found.all.withdrawn, found.all.open) == (1, 1, 5)
    assert sum(row.received for row in found.months) == sum(row.received for row in found.doors) == len(Status)
    assert ReplyBy.EMAIL in {row.channel for row in found.deliveries}
