"""Reminders of what is due: in working hours, once a day, worded when they leave, and without anybody's name."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from time_machine import travel

from requests_app import handling, handling_tasks
from requests_app.audit.models import AuditEntry
from requests_app.delivery.models import Delivery, State
from requests_app.desk.models import Reminder, ReminderPlan
from requests_app.desk.remind import ReminderError
from requests_app.register.models import Business, Reach
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.permissions import ADMINISTRATOR, REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from requests_app.retention.models import DestructionBatch
from shinelight.local.smtp import Catcher
from tests.builders import a_business, a_person, a_register, a_request, a_reviewer

MORNING = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
"""A Monday, nine in the morning, Pacific time."""
DUE_IN_A_DAY = MORNING - timedelta(days=29)
DUE_IN_A_WEEK = MORNING - timedelta(days=23)


@pytest.fixture
def business(db: None) -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def ada(db: None) -> User:
    return a_person("ada", ADMINISTRATOR)


def with_mail(person: User) -> User:
    person.email = f"{person.username}@example.com"
    person.save()
    return person


@pytest.fixture
def planned(business: Business, ada: User) -> Business:
    """Return a business where rita is told what is due and sam what gets too late."""
    first, second = with_mail(a_reviewer("rita")), with_mail(a_reviewer("sam"))
    handling.set_reminders(business=business, first=first, second=second, by=ada, now=MORNING)
    return business


def remind(at: datetime = MORNING) -> None:
    for pk in handling.begin_reminders(now=at):
        handling.send_reminder(reminder_id=pk, clock=lambda: at)


def mails(catcher: Catcher, to: str) -> list[tuple[str, str]]:
    """Return subject and text of what somebody got."""
    got = [each for each in catcher.received if f"{to}@example.com" in each.recipients]
    return [(str(each.message["Subject"]).strip(), each.message.get_content()) for each in got]


def test_the_first_hears_what_is_due_and_the_second_what_gets_too_late(
    planned: Business, smtp_catcher: Catcher
) -> None:
    near, week = a_request(planned, at=DUE_IN_A_DAY), a_request(planned, at=DUE_IN_A_WEEK)
    far = a_request(planned, at=MORNING)
    late = a_request(planned, at=MORNING - timedelta(days=40))
    remind()
    ((subject, body),) = mails(smtp_catcher, "rita")
    assert subject == "3 requests due – Example Outfitters, Inc."
    order = [body.index(str(each)) for each in ("OVERDUE (1)", late.reference, "AT RISK (1)", near.reference)]
    assert order == sorted(order)
    assert "COMING UP (1)" in body
    assert str(week.reference) in body
    assert str(far.reference) not in body
    assert f"/staff/requests/{near.pk}/" in body
    ((subject, body),) = mails(smtp_catcher, "sam")
    assert subject == "Getting too late: 2 requests due – Example Outfitters, Inc."
    assert str(week.reference) not in body
    for each in (near, week, far, late):
        assert each.requester_name not in body


def test_nobody_is_written_to_twice_a_day(planned: Business, smtp_catcher: Catcher) -> None:
    a_request(planned, at=DUE_IN_A_DAY)
    remind()
    remind(MORNING + timedelta(hours=2))
    assert len(mails(smtp_catcher, "rita")) == 1
    remind(MORNING + timedelta(days=1))
    assert len(mails(smtp_catcher, "rita")) == 2


def test_what_was_answered_before_the_mail_leaves_is_not_in_it(planned: Business, smtp_catcher: Catcher) -> None:
    row = a_request(planned, at=DUE_IN_A_DAY)
    waiting = handling.begin_reminders(now=MORNING)
    DisclosureRequest.objects.filter(pk=row.pk).update(
        status=Status.ANSWERED, decided_by=User.objects.get(username="rita"), decided_at=MORNING
    )
    for pk in waiting:
        handling.send_reminder(reminder_id=pk, clock=lambda: MORNING)
    assert smtp_catcher.received == []
    assert set(Reminder.objects.values_list("says", flat=True)) == {"Nothing was due: nothing was sent."}


def test_a_list_for_destruction_that_waits_for_a_word_is_told(planned: Business, smtp_catcher: Catcher) -> None:
    today = MORNING.date()
    waits = DestructionBatch.objects.create(business=planned, proposed_on=today, review_until=today)
    remind()
    ((subject, body),) = mails(smtp_catcher, "rita")
    assert subject == "A list to approve – Example Outfitters, Inc."
    assert "A LIST FOR DESTRUCTION WAITS FOR THE WORD OF TWO PEOPLE" in body
    assert "/staff/destruction/" in body
    assert mails(smtp_catcher, "sam") == []
    DestructionBatch.objects.filter(pk=waits.pk).update(review_until=today + timedelta(days=7))
    remind(MORNING + timedelta(days=1))
    assert len(mails(smtp_catcher, "rita")) == 1


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 5, 4, 14, 59, tzinfo=UTC),  # 7:59
        datetime(2026, 5, 5, 0, 0, tzinfo=UTC),  # 17:00
        datetime(2026, 5, 3, 17, 0, tzinfo=UTC),  # Sunday
        datetime(2026, 7, 3, 17, 0, tzinfo=UTC),  # Independence Day, observed
    ],
)
def test_outside_working_hours_of_the_zone_nobody_is_written_to(planned: Business, moment: datetime) -> None:
    a_request(planned, at=MORNING - timedelta(days=40))
    assert handling.begin_reminders(now=moment) == []
    assert not Reminder.objects.exists()


def test_deliveries_that_wait_for_a_person_are_told(planned: Business, smtp_catcher: Catcher) -> None:
    row = a_request(planned, at=MORNING)
    Delivery.objects.filter(disclosure_request=row).update(state=State.FAILED, finished_at=MORNING)
    remind()
    ((subject, body),) = mails(smtp_catcher, "rita")
    assert subject == "Deliveries to look at – Example Outfitters, Inc."
    assert "DELIVERIES TO LOOK AT (1)" in body
    assert mails(smtp_catcher, "sam") == []


def test_a_mail_server_that_is_down_is_tried_again_the_same_day(planned: Business, smtp_catcher: Catcher) -> None:
    a_request(planned, at=DUE_IN_A_DAY)
    smtp_catcher.answers.at_rcpt("rita@example.com", "451 Later", times=1)
    remind()
    assert mails(smtp_catcher, "rita") == []
    assert len(mails(smtp_catcher, "sam")) == 1
    remind(MORNING + timedelta(minutes=10))
    assert len(mails(smtp_catcher, "rita")) == 1
    assert len(mails(smtp_catcher, "sam")) == 1


def test_a_worker_that_died_on_it_sends_no_second_one(planned: Business, smtp_catcher: Catcher) -> None:
    a_request(planned, at=DUE_IN_A_DAY)
    for pk in handling.begin_reminders(now=MORNING):
        Reminder.objects.filter(pk=pk).update(claimed_at=MORNING)
    remind(MORNING + timedelta(hours=1))
    assert smtp_catcher.received == []
    assert all("nobody knows" in each.says for each in Reminder.objects.all())


def test_who_may_not_read_requests_any_more_gets_nothing(planned: Business, smtp_catcher: Catcher) -> None:
    a_request(planned, at=DUE_IN_A_DAY)
    rita = User.objects.get(username="rita")
    rita.is_active = False
    rita.save()
    remind()
    assert mails(smtp_catcher, "rita") == []
    assert "may not read requests" in Reminder.objects.get(to=rita).says


@travel(MORNING, tick=False)
def test_the_clock_does_it(planned: Business, smtp_catcher: Catcher) -> None:
    a_request(planned, at=DUE_IN_A_DAY)
    handling_tasks.remind()
    for pk in Reminder.objects.values_list("pk", flat=True):
        handling_tasks.send_reminder(pk)
    assert len(mails(smtp_catcher, "rita")) == 1


def test_a_plan_names_people_who_can_be_reminded(business: Business, ada: User) -> None:
    rita, kim = a_reviewer(), with_mail(a_person("kim", REGISTER_KEEPER))
    elsewhere = with_mail(a_reviewer("eli"))
    Reach.objects.create(user=elsewhere, business=a_business("other"))
    for person, says in ((rita, "no e-mail address"), (kim, "may not read"), (elsewhere, "may not read")):
        with pytest.raises(ReminderError, match=says):
            handling.set_reminders(business=business, first=person, second=None, by=ada, now=MORNING)
    with_mail(rita)
    with pytest.raises(ReminderError, match="two different people"):
        handling.set_reminders(business=business, first=rita, second=rita, by=ada, now=MORNING)
    with pytest.raises(ReminderError, match="reminded first"):
        handling.set_reminders(business=business, first=None, second=rita, by=ada, now=MORNING)
    with pytest.raises(NotAllowedError):
        handling.set_reminders(business=business, first=rita, second=None, by=rita, now=MORNING)
    assert not ReminderPlan.objects.exists()


def test_the_page_sets_it_and_takes_it_back(business: Business, ada: User) -> None:
    rita = with_mail(a_reviewer())
    browser = Client()
    browser.force_login(ada)
    address = f"/staff/policy/{business.slug}/reminders/"
    told = browser.post(address, {"first": rita.pk, "second": ""}, follow=True).content.decode()
    assert "<bdi>rita</bdi> is told each working morning what is due" in " ".join(told.split())
    refused = browser.post(address, {"first": rita.pk, "second": rita.pk})
    assert (refused.status_code, "two different people" in refused.content.decode()) == (422, True)
    told = browser.post(address, {"first": "", "second": ""}, follow=True).content.decode()
    assert "Nobody is reminded of what is due" in told
    assert AuditEntry.objects.filter(action="reminders.set").count() == 2
