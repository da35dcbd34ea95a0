"""A list on its way: proposed, reviewed for seven days, approved by two people, destroyed; and whatever stops it."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.cure.groups import Group, Way
from requests_app.cure.models import Why
from requests_app.register.models import Business, Reach
from requests_app.reports.counted import counted
from requests_app.reports.scope import Scope
from requests_app.requests.models import DisclosureRequest, RequestNote
from requests_app.requests.permissions import COUNSEL, NotAllowedError
from requests_app.requests.status import Status
from requests_app.retention import batches, erase, holds
from requests_app.retention.index import ERASING
from requests_app.retention.models import DestructionBatch, DestructionItem
from requests_app.retention.schedule import DEFAULTS, Period
from requests_app.retention.schedule import Kind as Of
from tests.builders import NOW, a_business, a_person, a_request
from tests.retention import whole
from tests.retention.whole import OVER, answered, approved, destroy, outcome, two_people

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENDS = DEFAULTS[Of.ANSWERED].ends_on(NOW.date())
"""The first day on which what was answered now may be destroyed."""


def test_a_request_comes_onto_the_list_seven_days_before_its_period_ends(row: DisclosureRequest) -> None:
    seven_before = NOW + (ENDS - NOW.date()) - 7 * DAY

    assert handling.propose_destruction(now=seven_before - DAY) == []
    assert len(handling.propose_destruction(now=seven_before)) == 1
    batch = DestructionBatch.objects.get()
    assert batch.review_until == ENDS
    assert [item.disclosure_request for item in batch.items.all()] == [row]
    assert batch.basis["ANSWERED"]["basis"].startswith("California Business and Professions Code section 17208")


def test_there_is_one_list_at_a_time(row: DisclosureRequest) -> None:
    handling.propose_destruction(now=OVER)

    assert handling.propose_destruction(now=OVER + DAY) == []
    batch = DestructionBatch.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionBatch.objects.create(business=batch.business, proposed_on=OVER, review_until=OVER)
    assert row.destroyed_at is None


@pytest.mark.parametrize(
    ("begins_on", "on"), [("2024-02-29", "2028-05-30"), ("2026-05-04", "2030-08-02"), ("2023-12-31", "2028-03-30")]
)
def test_the_period_of_an_answer_is_four_years_and_ninety_days(begins_on: str, on: str) -> None:
    period = DEFAULTS[Of.ANSWERED]
    begun, first = NOW.date().fromisoformat(begins_on), NOW.date().fromisoformat(on)

    assert (period.years, period.days) == (4, 90)
    assert period.ends_on(begun) >= first - DAY
    assert period.begins_before(period.ends_on(begun)) >= begun
    assert period.begins_before(period.ends_on(begun) - DAY) < begun


def test_nobody_approves_before_the_seven_days_are_over(row: DisclosureRequest) -> None:
    ada, _cora = two_people()
    (pk,) = handling.propose_destruction(now=OVER)

    with pytest.raises(batches.BatchError, match="until then it is reviewed"):
        handling.approve_destruction(batch_id=pk, by=ada, now=OVER + 6 * DAY)
    assert handling.approve_destruction(batch_id=pk, by=ada, now=OVER + 7 * DAY).state == "REVIEW"


def test_the_second_word_is_another_person_s(row: DisclosureRequest) -> None:
    ada, cora = two_people()
    (pk,) = handling.propose_destruction(now=OVER)
    after = OVER + 8 * DAY
    handling.approve_destruction(batch_id=pk, by=ada, now=after)

    with pytest.raises(batches.BatchError, match="A second person"):
        handling.approve_destruction(batch_id=pk, by=ada, now=after)
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionBatch.objects.filter(pk=pk).update(second_by=ada, second_at=after)
    with pytest.raises(IntegrityError), transaction.atomic():
        DestructionBatch.objects.filter(pk=pk).update(state="APPROVED")
    assert handling.approve_destruction(batch_id=pk, by=cora, now=after).state == "APPROVED"


@pytest.mark.parametrize("lost", ["role", "account", "reach"])
def test_the_word_of_somebody_who_has_lost_the_right_since_counts_no_more(row: DisclosureRequest, lost: str) -> None:
    ada, cora = two_people()
    (pk,) = handling.propose_destruction(now=OVER)
    after = OVER + 8 * DAY
    handling.approve_destruction(batch_id=pk, by=ada, now=after)
    if lost == "role":
        ada.groups.clear()
    elif lost == "account":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    else:
        Reach.objects.create(user=ada, business=a_business("elsewhere"))

    batch = handling.approve_destruction(batch_id=pk, by=cora, now=after)

    assert (batch.state, batch.first_by, batch.second_by) == ("REVIEW", cora, None)
    dora = a_person("dora", COUNSEL)
    assert handling.approve_destruction(batch_id=pk, by=dora, now=after).state == "APPROVED"


def test_a_reviewer_neither_approves_nor_lifts(row: DisclosureRequest, rita: User) -> None:
    (pk,) = handling.propose_destruction(now=OVER)
    handling.hold_request(disclosure_request_id=row.pk, because="A letter came.", by=rita, now=OVER)

    with pytest.raises(NotAllowedError):
        handling.approve_destruction(batch_id=pk, by=rita, now=OVER + 8 * DAY)
    with pytest.raises(NotAllowedError):
        handling.cancel_destruction(batch_id=pk, because="No.", by=rita, now=OVER)
    with pytest.raises(NotAllowedError):
        handling.lift_hold(disclosure_request_id=row.pk, because="Over.", by=rita, now=OVER)


def test_nothing_goes_before_the_second_word(row: DisclosureRequest) -> None:
    ada, _cora = two_people()
    (pk,) = handling.propose_destruction(now=OVER)
    handling.approve_destruction(batch_id=pk, by=ada, now=OVER + 8 * DAY)

    handling.run_destruction(batch_id=pk, clock=lambda: OVER + 8 * DAY)

    row.refresh_from_db()
    assert (row.destroyed_at, row.requester_name) == (None, "Ana Ruiz")


def test_a_hold_keeps_its_request_off_the_list(row: DisclosureRequest, rita: User) -> None:
    handling.hold_request(disclosure_request_id=row.pk, because="A claim was filed.", by=rita, now=NOW)

    assert handling.propose_destruction(now=OVER) == []


def test_a_hold_set_after_both_approved_is_heard_at_the_last_moment(
    business: Business, row: DisclosureRequest, rita: User
) -> None:
    other = answered(business, rita, email="bo@example.org")
    batch = approved(business)
    handling.hold_request(disclosure_request_id=row.pk, because="A claim was filed.", by=rita, now=OVER + 8 * DAY)

    destroy(batch)

    assert outcome(batch, row) == ("KEPT", "It is on legal hold.")
    assert outcome(batch, other) == ("DESTROYED", "")
    assert batch.state == "DONE"


def test_a_lifted_hold_lets_the_next_list_take_it(business: Business, row: DisclosureRequest, rita: User) -> None:
    _ada, cora = two_people()
    handling.hold_request(disclosure_request_id=row.pk, because="A claim was filed.", by=rita, now=NOW)
    with pytest.raises(holds.HoldError, match="already"):
        handling.hold_request(disclosure_request_id=row.pk, because="Another.", by=rita, now=NOW)
    handling.lift_hold(disclosure_request_id=row.pk, because="It was settled.", by=cora, now=OVER)

    assert len(handling.propose_destruction(now=OVER)) == 1


def test_a_cancelled_list_destroys_nothing(business: Business, row: DisclosureRequest) -> None:
    batch = approved(business)
    (ada,) = User.objects.filter(username="ada")
    handling.cancel_destruction(batch_id=batch.pk, because="One of them may sue.", by=ada, now=OVER + 8 * DAY)

    destroy(batch)

    assert (batch.state, outcome(batch, row)[0]) == ("CANCELLED", "KEPT")
    row.refresh_from_db()
    assert row.destroyed_at is None


def test_whoever_is_killed_in_between_is_followed_by_one_who_goes_on(
    business: Business, row: DisclosureRequest, rita: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_mail = whole.by_mail(business, rita, tmp_path / "mail.eml")
    whole.settle(by_mail, rita)
    batch = approved(business)
    (raw,) = (tmp_path / "media" / "mail").glob("??/*")
    with monkeypatch.context() as killed:
        # The process dies after the rows are destroyed, and before their file is.
        killed.setattr(default_storage, "delete", _die)
        with pytest.raises(KeyboardInterrupt):
            destroy(batch)
    done = DestructionItem.objects.filter(batch=batch, outcome="DESTROYED")
    assert (done.count(), raw.exists(), batches.to_go_on()) == (2, True, [batch.pk])

    destroy(batch)

    assert (batch.state, raw.exists(), batches.to_go_on()) == ("DONE", False, [])
    assert set(done.values_list("number_of_files", flat=True)) == {0, 1}


def _die(_name: str) -> None:
    raise KeyboardInterrupt


def test_a_request_is_destroyed_whole_or_not_at_all(
    business: Business, row: DisclosureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = approved(business)
    with monkeypatch.context() as killed:
        # The last of its tables cannot be reached.
        killed.setattr(erase, "ERASING", (*ERASING, None))
        destroy(batch)
    row.refresh_from_db()
    assert (row.requester_name, row.destroyed_at, outcome(batch, row)[0]) == ("Ana Ruiz", None, "KEPT")

    (following,) = handling.propose_destruction(now=OVER)
    assert outcome(DestructionBatch.objects.get(pk=following), row) == ("WAITING", "")


def test_the_figures_of_its_year_stay_as_they_were(business: Business, row: DisclosureRequest) -> None:
    scope = Scope(business=business, year=NOW.year, on=OVER.date())
    before = counted(scope)
    destroy(approved(business))

    assert counted(scope) == before


def test_what_is_destroyed_stays_a_tombstone_to_which_nothing_is_added(
    business: Business, row: DisclosureRequest, rita: User
) -> None:
    batch = approved(business)
    destroy(batch)

    row.refresh_from_db()
    assert (row.status, row.requester_name, row.email) == (Status.ANSWERED, "", "")
    assert row.destroyed_at == OVER + 8 * DAY
    with pytest.raises(NotAllowedError, match="destroyed"):
        handling.add_note(disclosure_request_id=row.pk, kind=RequestNote.Kind.NOTE, text="Ana", by=rita, now=OVER)
    with pytest.raises(NotAllowedError, match="destroyed"):
        handling.hold_request(disclosure_request_id=row.pk, because="Late.", by=rita, now=OVER)
    assert handling.propose_destruction(now=OVER + 400 * DAY) == []


def test_a_campaign_of_a_later_day_finds_it_erased(business: Business, row: DisclosureRequest) -> None:
    destroy(approved(business))

    row.refresh_from_db()
    assert Group.of(row, Why.WRONG).way == Way.ERASED


def test_the_record_says_who_approved_and_what_went(business: Business, row: DisclosureRequest) -> None:
    batch = approved(business)
    destroy(batch)

    entries = AuditEntry.objects.filter(subject=f"destruction_batch:{batch.pk}").order_by("pk")
    actors = dict(entries.values_list("action", "actor"))
    assert actors["destruction.proposed"] == "clock"
    assert actors["destruction.approved_first"] != actors["destruction.approved_second"]
    assert entries.get(action="destruction.done").detail == {"business": business.pk, "destroyed": 1, "kept": 0}
    assert AuditEntry.objects.filter(subject=f"request:{row.reference}", action="request.destroyed").count() == 1


def test_what_waits_for_its_answer_is_never_due(business: Business) -> None:
    a_request(business)

    assert handling.propose_destruction(now=OVER) == []


def test_a_business_may_keep_longer(business: Business, row: DisclosureRequest, rita: User) -> None:
    business.retention_rules.create(kind="ANSWERED", years=6, basis="A contract.", set_by=rita, set_at=NOW)

    assert handling.propose_destruction(now=OVER) == []
    assert Period(years=6, days=0, basis="").ends_on(NOW.date()).year == NOW.year + 6
