"""The days staff plan by: never after the due date, on working days, earlier for letters."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.register.models import Business
from requests_app.requests.clock import clock_of, is_working_day, working_day_on_or_before
from requests_app.requests.models import DisclosureRequest, ReplyBy


def a_request(due_on: date | None, **business: object) -> DisclosureRequest:
    given_to: dict[str, object] = {"target_days": 15, "warning_days": [10, 5, 2], "postal_lead_days": 5, **business}
    return DisclosureRequest(
        business=Business(**given_to),
        received_on=due_on - timedelta(days=30) if due_on else date(2026, 5, 4),
        due_on=due_on,
        reply_by=ReplyBy.EMAIL,
    )


@pytest.mark.parametrize(
    ("due_on", "send_by"),
    [
        pytest.param(date(2026, 6, 3), date(2026, 6, 3), id="a Wednesday"),
        pytest.param(date(2026, 6, 6), date(2026, 6, 5), id="a Saturday"),
        pytest.param(date(2026, 6, 7), date(2026, 6, 5), id="a Sunday"),
        pytest.param(date(2026, 7, 4), date(2026, 7, 2), id="Independence Day on a Saturday, kept on Friday"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 24), id="Christmas"),
        pytest.param(date(2027, 1, 1), date(2026, 12, 31), id="New Year"),
        pytest.param(date(2026, 11, 26), date(2026, 11, 25), id="Thanksgiving"),
    ],
)
def test_the_last_day_to_send_is_the_last_working_day_on_or_before_the_due_date(due_on: date, send_by: date) -> None:
    clock = clock_of(a_request(due_on))

    assert clock is not None
    assert (clock.due_on, clock.send_by) == (due_on, send_by)


def test_a_letter_leaves_its_lead_days_earlier() -> None:
    request = a_request(date(2026, 6, 3), postal_lead_days=5)
    request.reply_by = ReplyBy.POST

    clock = clock_of(request)

    assert clock is not None
    assert clock.due_on == date(2026, 6, 3)
    assert clock.send_by == date(2026, 5, 29)


def test_the_target_is_the_businesss_own_and_never_later_than_the_last_day_to_send() -> None:
    early, late = clock_of(a_request(date(2026, 6, 3))), clock_of(a_request(date(2026, 6, 3), target_days=90))

    assert early is not None
    assert late is not None
    assert early.target_on == date(2026, 5, 19)
    assert late.target_on == late.send_by


def test_a_request_becomes_urgent_on_its_last_day_of_warning() -> None:
    clock = clock_of(a_request(date(2026, 6, 3), warning_days=[3, 8]))

    assert clock is not None
    assert clock.warn_on == (date(2026, 5, 26), date(2026, 5, 31))
    assert not clock.is_urgent(on=date(2026, 5, 30))
    assert clock.is_urgent(on=date(2026, 5, 31))
    assert clock.days_left(on=date(2026, 6, 4)) == -1


def test_without_warning_days_nothing_is_urgent() -> None:
    clock = clock_of(a_request(date(2026, 6, 3), warning_days=[]))

    assert clock is not None
    assert not clock.is_urgent(on=date(2026, 6, 3))


def test_a_request_without_a_due_date_has_no_clock() -> None:
    assert clock_of(a_request(None)) is None


@given(st.dates(date(2005, 1, 1), date(2199, 12, 31)))
def test_no_day_is_ever_moved_later(day: date) -> None:
    moved = working_day_on_or_before(day)

    assert moved <= day
    assert day - moved <= timedelta(days=7)
    assert is_working_day(moved)


@given(st.dates(date(2005, 6, 1), date(2199, 6, 1)), st.integers(0, 60), st.sampled_from(ReplyBy))
def test_staff_days_lie_between_receipt_and_due_date(due_on: date, lead: int, reply_by: ReplyBy) -> None:
    request = a_request(due_on, postal_lead_days=lead)
    request.reply_by = reply_by

    clock = clock_of(request)

    assert clock is not None
    assert request.received_on <= clock.target_on <= clock.send_by <= clock.due_on
