"""Many requests at once: frozen at the click, each decided as if alone, and sums that match."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from requests_app import handling, handling_tasks
from requests_app.audit.models import AuditEntry
from requests_app.desk import bulk
from requests_app.desk.models import BulkItem, BulkRun
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, ReplyBy, RequestEvent
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from requests_app.rows.alone import alone
from requests_app.statute import Channel
from tests.builders import NOW, a_business, a_disclosure, a_person, a_register, a_request, a_reviewer, a_third_party

APPROVE, ASSIGN = BulkRun.Kind.APPROVE, BulkRun.Kind.ASSIGN


@pytest.fixture
def business(db: None) -> Business:
    """Return a business that is asked, with recipients in its register."""
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita(db: None) -> User:
    return a_reviewer()


@pytest.fixture
def desk(rita: User) -> Client:
    """Return the browser of the reviewer."""
    client = Client()
    client.force_login(rita)
    return client


def several(business: Business, number: int) -> list[DisclosureRequest]:
    return [a_request(business, email=f"p{each}@example.org") for each in range(number)]


def frozen(rita: User, kind: BulkRun.Kind = APPROVE, to: User | None = None) -> BulkRun:
    rows = DisclosureRequest.objects.waiting()
    return handling.freeze_bulk(rows=rows, kind=kind, chosen_by="show=waiting", to=to, by=rita, now=NOW)


def worked(run: BulkRun, rita: User) -> dict[str, tuple[str, str]]:
    """Confirm a run, let the worker work, and return the outcome of each request and why."""
    handling.confirm_bulk(run_id=run.pk, by=rita, now=NOW)
    handling_tasks.run_bulk(run.pk)
    return {item.disclosure_request.email: (item.outcome, item.says) for item in run.items.all()}


def test_what_comes_in_after_the_click_is_not_among_them(business: Business, rita: User) -> None:
    """Fault 68: the selection is what was there at the click, by its ids."""
    several(business, 3)
    run = frozen(rita)
    late = a_request(business, email="late@example.org")

    outcomes = worked(run, rita)

    assert {email: outcome for email, (outcome, _) in outcomes.items()} == {
        f"p{n}@example.org": "DONE" for n in range(3)
    }
    late.refresh_from_db()
    assert late.status == Status.RECEIVED
    assert DisclosureRequest.objects.filter(status=Status.APPROVED, decided_by=rita).count() == 3
    assert RequestEvent.objects.filter(kind="approved", by=rita).count() == 3
    assert AuditEntry.objects.filter(action="request.approved").count() == 3
    run.refresh_from_db()
    assert run.finished_at is not None


def test_nothing_happens_before_it_is_confirmed_and_nothing_twice(business: Business, rita: User) -> None:
    several(business, 2)
    run = frozen(rita)
    handling_tasks.sweep_bulk()
    assert bulk.to_go_on(now=NOW + timedelta(days=1), waited=timedelta(0)) == []
    worked(run, rita)
    with pytest.raises(bulk.BulkError, match="already"):
        handling.confirm_bulk(run_id=run.pk, by=rita, now=NOW)
    handling_tasks.run_bulk(run.pk)

    assert RequestEvent.objects.filter(kind="approved").count() == 2


def test_each_that_is_not_done_says_why_and_the_sums_match(business: Business, rita: User) -> None:
    """Fault 63: done, skipped and failed are told apart, each with its reason, and add up to all."""
    done, changed, decided, gone, nowhere = several(business, 5)
    run = frozen(rita)
    a_request(business, email=changed.email, message="I also wrote a letter.")
    ruth = a_reviewer("ruth")
    handling.approve(disclosure_request_id=decided.pk, seen_version=decided.version, by=ruth, now=NOW)
    handling.withdraw(receipt_id=gone.receipts.get().pk, now=NOW)
    DisclosureRequest.objects.filter(pk=nowhere.pk).update(reply_by=ReplyBy.UNKNOWN)

    outcomes = worked(run, rita)

    assert outcomes[done.email] == ("DONE", "")
    assert outcomes[changed.email][0] == "SKIPPED"
    assert "changed since" in outcomes[changed.email][1]
    assert outcomes[decided.email] == ("SKIPPED", "ruth already approved this request. Nothing was sent twice.")
    assert "withdrew" in outcomes[gone.email][1]
    assert "Nobody knows yet where to answer" in outcomes[nowhere.email][1]
    sums = bulk.sums(run)
    assert (sums.done, sums.skipped, sums.failed, sums.waiting, sums.all) == (1, 4, 0, 0, 5)


def test_what_nobody_foresaw_stops_no_other_and_leaves_its_request_as_it_was(
    business: Business, rita: User, caplog: pytest.LogCaptureFixture
) -> None:
    """A request whose business has a disclosure that no rule can read: it fails alone."""
    bad, good = several(business, 2)
    other = a_business("broken")
    DisclosureRequest.objects.filter(pk=bad.pk).update(business=other)
    run = frozen(rita)
    a_disclosure(a_third_party(other), categories=["no such category"])

    outcomes = worked(run, rita)

    assert outcomes[good.email] == ("DONE", "")
    assert outcomes[bad.email][0] == "FAILED"
    assert "as it was" in outcomes[bad.email][1]
    bad.refresh_from_db()
    assert bad.status == Status.RECEIVED
    assert not [record for record in caplog.records if bad.email in record.getMessage()]


def test_a_register_that_changed_after_the_click_is_looked_at_again(business: Business, rita: User) -> None:
    several(business, 2)
    run = frozen(rita)
    Business.objects.filter(pk=business.pk).update(register_version=business.register_version + 100)

    assert {says for _, says in worked(run, rita).values()} == {
        "The register changed since you opened this request. Look at the notice again, then decide."
    }


def test_a_notice_that_lacks_something_is_skipped_with_what_it_lacks(business: Business, rita: User) -> None:
    a_disclosure(a_third_party(business, "No Street Co.", street="", city="", state="", postal_code=""))
    several(business, 1)

    ((outcome, says),) = worked(frozen(rita), rita).values()

    assert outcome == "SKIPPED"
    assert "No Street Co." in says


def test_it_can_be_stopped_and_what_is_done_stays_done(business: Business, rita: User) -> None:
    several(business, 3)
    run = frozen(rita)
    handling.confirm_bulk(run_id=run.pk, by=rita, now=NOW)
    assert bulk.take(run.pk, lambda _: (BulkItem.Outcome.DONE, ""), at=NOW)
    handling.cancel_bulk(run_id=run.pk, by=rita, now=NOW)
    handling_tasks.run_bulk(run.pk)

    sums = bulk.sums(run)
    assert (sums.done, sums.skipped, sums.waiting) == (1, 2, 0)
    with pytest.raises(bulk.BulkError, match="ended already"):
        handling.cancel_bulk(run_id=run.pk, by=rita, now=NOW)


def test_a_run_that_nobody_works_on_is_woken_and_one_at_work_is_not(business: Business, rita: User) -> None:
    several(business, 2)
    run = frozen(rita)
    handling.confirm_bulk(run_id=run.pk, by=rita, now=NOW)
    minute = timedelta(minutes=1)

    assert bulk.to_go_on(now=NOW, waited=minute) == []
    assert bulk.to_go_on(now=NOW + minute, waited=minute) == [run.pk]
    bulk.take(run.pk, lambda _: (BulkItem.Outcome.DONE, ""), at=NOW + minute)
    assert bulk.to_go_on(now=NOW + minute, waited=minute) == []


def test_two_workers_never_work_on_one_run_at_once(business: Business, rita: User) -> None:
    several(business, 2)
    run = frozen(rita)
    handling.confirm_bulk(run_id=run.pk, by=rita, now=NOW)

    with alone("bulk", str(run.pk)) as is_ours:
        assert is_ours
        # The lock of PostgreSQL belongs to the connection, which may take it twice; that of SQLite to the file.
        if connection.vendor == "sqlite":
            handling_tasks.run_bulk(run.pk)
            assert bulk.sums(run).waiting == 2

    handling_tasks.run_bulk(run.pk)
    assert bulk.sums(run).done == 2


def test_they_can_be_given_to_one_reviewer(business: Business, rita: User) -> None:
    rows = several(business, 2)

    worked(frozen(rita, ASSIGN, to=rita), rita)

    assert {DisclosureRequest.objects.get(pk=row.pk).assigned_to for row in rows} == {rita}


def test_what_changed_hands_since_the_click_is_taken_from_nobody(business: Business, rita: User) -> None:
    free, taken = several(business, 2)
    run = frozen(rita, ASSIGN, to=rita)
    ruth = a_reviewer("ruth")
    handling.assign(disclosure_request_id=taken.pk, to=ruth, seen=None, by=ruth, now=NOW)

    outcomes = worked(run, rita)

    assert outcomes[free.email] == ("DONE", "")
    assert outcomes[taken.email][0] == "SKIPPED"
    assert "ruth has it now" in outcomes[taken.email][1]
    taken.refresh_from_db()
    assert taken.assigned_to == ruth


def test_only_a_reviewer_may(business: Business, rita: User) -> None:
    several(business, 1)
    kim, run = a_person("kim", REGISTER_KEEPER), frozen(rita)

    with pytest.raises(NotAllowedError):
        frozen(kim)
    with pytest.raises(NotAllowedError):
        handling.confirm_bulk(run_id=run.pk, by=kim, now=NOW)
    with pytest.raises(NotAllowedError):
        handling.cancel_bulk(run_id=run.pk, by=kim, now=NOW)


# -- the pages --------------------------------------------------------------------------------------------------------


def frozen_by(desk: Client, **posted: object) -> BulkRun:
    response = desk.post("/staff/bulk/freeze/", posted)
    found = re.fullmatch(r"/staff/bulk/(\d+)/", response["Location"])
    assert found, response["Location"]
    return BulkRun.objects.get(pk=int(found[1]))


def test_a_whole_list_is_chosen_by_its_filter_looked_at_and_confirmed(business: Business, desk: Client) -> None:
    """Faults 61 and 73: more than a page, by the filter, in one go, with progress."""
    several(business, 45)
    a_request(business, email="other@example.net", channel=Channel.POSTAL)
    run = frozen_by(desk, list="show=waiting&door=web_form", which="all", do="approve")
    page = desk.get(f"/staff/bulk/{run.pk}/").content.decode()
    assert "Approve and send 45" in page
    assert "nothing was done yet" in page

    desk.post(f"/staff/bulk/{run.pk}/confirm/")
    assert "0 of 45" in " ".join(desk.get(f"/staff/bulk/{run.pk}/").content.decode().split())
    handling_tasks.run_bulk(run.pk)

    page = " ".join(desk.get(f"/staff/bulk/{run.pk}/").content.decode().split())
    assert "45 of 45" in page
    table = b"".join(desk.get(f"/staff/bulk/{run.pk}/results.csv").streaming_content).decode()  # type: ignore[attr-defined] # a stream
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["outcome"] for line in lines] == ["Done"] * 45
    assert DisclosureRequest.objects.waiting().count() == 1


def test_the_ticked_ones_alone_are_chosen(business: Business, desk: Client) -> None:
    rows = several(business, 3)
    run = frozen_by(
        desk, list="show=waiting", which="picked", pick=[rows[0].pk, rows[2].pk, "x", "9" * 40, "\u0661"], do="approve"
    )

    assert set(run.items.values_list("disclosure_request", flat=True)) == {rows[0].pk, rows[2].pk}


def test_choosing_none_says_so_and_comes_back_to_the_same_list(business: Business, desk: Client) -> None:
    several(business, 1)
    response = desk.post("/staff/bulk/freeze/", {"list": "show=waiting&q=ana", "which": "picked", "do": "approve"})

    assert response["Location"] == "/staff/?show=waiting&q=ana"
    assert "No request was chosen." in desk.get("/staff/").content.decode()
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("number", [3, 60])
def test_freezing_asks_the_database_the_same_however_many_are_chosen(
    business: Business, desk: Client, number: int
) -> None:
    several(business, number)
    with CaptureQueriesContext(connection) as asked:
        run = frozen_by(desk, list="show=waiting", which="all", do="approve")
        desk.get(f"/staff/bulk/{run.pk}/")

    assert len(asked) <= 32
    assert run.items.count() == number


@pytest.mark.parametrize("to", ["x", "999999", "-1"])
def test_giving_to_nobody_who_is_there_gives_nothing_away(
    business: Business, desk: Client, rita: User, to: str
) -> None:
    (row,) = several(business, 1)
    handling.assign(disclosure_request_id=row.pk, to=rita, seen=None, by=rita, now=NOW)

    response = desk.post("/staff/bulk/freeze/", {"list": "show=open", "which": "all", "do": "assign", "to": to})

    assert response["Location"] == "/staff/?show=open"
    assert not BulkRun.objects.exists()
