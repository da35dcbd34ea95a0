"""A property: whatever became of the requests, the parts of a report make its whole, in every table."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from requests_app.reports.report import Report, Row, report
from requests_app.reports.scope import Scope
from requests_app.requests.status import Status
from requests_app.statute import Answer, Channel
from tests.builders import a_business
from tests.reports.made import after, answered, came, decided, noticed

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 12, 30, 20, tzinfo=UTC)
FATES = st.tuples(
    st.integers(0, 370),
    st.sampled_from(list(Status)),
    st.sampled_from([Channel.WEB_FORM, Channel.EMAIL, Channel.PHONE]),
    st.sampled_from(list(Answer)),
    st.one_of(st.none(), st.integers(0, 200)),
)


class Sums(TestCase):
    """Each example has a database of its own."""

    @settings(
        max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
    )
    @given(fates=st.lists(FATES, max_size=6), on=st.dates(date(2026, 1, 1), date(2027, 6, 1)))
    def test_parts_make_the_whole(self, fates: list[tuple[int, Status, Channel, Answer, int | None]], on: date) -> None:
        business = a_business()
        for days, status, door, answer, took in fates:
            row = came(business, FIRST + timedelta(days=days), channel=door)
            if status == Status.ANSWERED and took is not None:
                answered(row, after(row, took), answer=answer.value)
            elif status == Status.ANSWERED:
                noticed(row, status, answer=answer.value)
            elif status != Status.RECEIVED:
                decided(row, status)
        reports = [report(Scope(business=business, year=year, on=on)) for year in (2025, 2026, 2027)]
        assert sum(each.all.received for each in reports) == len(fates)
        for each in reports:
            adds_up(each)


def adds_up(found: Report) -> None:
    """Compare each table with the whole."""
    for row in (found.all, *found.doors, *found.answers, *found.months):
        assert row.answered + row.unproved + row.open + row.withdrawn == row.received
        assert row.in_time + row.late == row.answered
        assert row.overdue <= row.open
    for table in (found.doors, found.months):
        assert _sums(table) == _sums([found.all])
    assert sum(row.answered for row in found.answers) == found.all.answered == sum(s.answers for s in found.spans)


def _sums(rows: tuple[Row, ...] | list[Row]) -> tuple[int, ...]:
    kinds = ("received", "answered", "in_time", "late", "unproved", "open", "overdue", "withdrawn")
    return tuple(sum(getattr(row, kind) for row in rows) for kind in kinds)
