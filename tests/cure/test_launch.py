"""The launch: counsel's word at once, then every row by a worker, all of them or none; nobody is written to before."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.cure.campaign import CampaignError, sums
from requests_app.cure.models import Campaign, CampaignRow, RowRequest
from requests_app.notices.models import Notice
from requests_app.register.models import Business
from requests_app.requests.permissions import COUNSEL
from tests.builders import a_person, a_request, a_reviewer
from tests.cure.wrongly_told import LATER, a_remembered_business, correct, drafted, to_send, walk
from tests.views.ways import TAKEN, sent

State = Campaign.State


@pytest.fixture
def cora() -> User:
    return a_person("cora", COUNSEL)


@pytest.fixture
def business() -> Business:
    return a_remembered_business()


@pytest.fixture
def launching(business: Business, cora: User) -> Campaign:
    """A campaign over two people that counsel launched, and no worker has seen."""
    rita = a_reviewer("rita")
    for _ in range(2):
        sent(a_request(business), TAKEN, by=rita)
    correct(business)
    return handling.launch_campaign(campaign_id=drafted(business, cora).pk, by=cora, now=LATER)


@pytest.mark.django_db
def test_counsel_does_not_wait_for_the_rows_and_the_clock_finds_them(launching: Campaign) -> None:
    assert (launching.state, launching.people, launching.rows.count()) == (State.LAUNCHING, 2, 0)
    assert handling.read_campaigns(now=LATER) == [launching.pk]
    assert Campaign.objects.get().state == State.LAUNCHING

    walk(launching)

    assert (launching.state, launching.people, sums(launching).on_way, len(to_send())) == (State.RUNNING, 2, 2, 2)
    written = (
        AuditEntry.objects.filter(action__startswith="cure.").order_by("pk").values_list("action", "detail__people")
    )
    assert list(written)[1:] == [("cure.launched", 2), ("cure.written_down", 2)]


@pytest.mark.django_db
def test_a_launch_can_be_stopped_before_anybody_is_written_down(launching: Campaign, cora: User) -> None:
    with pytest.raises(CampaignError, match="Only a campaign that runs"):
        handling.pause_campaign(campaign_id=launching.pk, by=cora, now=LATER)
    handling.stop_campaign(campaign_id=launching.pk, by=cora, now=LATER)

    walk(launching)

    assert (launching.state, launching.people, sums(launching).all, to_send()) == (State.STOPPED, 0, 0, [])


@pytest.mark.django_db
def test_where_nobody_is_touched_any_more_it_is_a_draft_again(launching: Campaign, business: Business) -> None:
    correct(business, "name_address", "product_kind")

    walk(launching)

    assert (launching.state, launching.launched_at, launching.people) == (State.DRAFT, None, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_whoever_stops_it_does_not_wait_for_the_rows_and_none_stays(launching: Campaign, cora: User) -> None:
    def stop() -> None:
        handling.stop_campaign(campaign_id=launching.pk, by=cora, now=LATER)

    while_rows_are_written(launching, stop)

    launching.refresh_from_db()
    assert (launching.state, CampaignRow.objects.count(), RowRequest.objects.count()) == (State.STOPPED, 0, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_one_begins_anew(launching: Campaign) -> None:
    def die() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pid) from pg_locks where not granted")

    with pytest.raises(Exception, match="terminating connection"):
        while_rows_are_written(launching, die)
    assert (Campaign.objects.get().state, CampaignRow.objects.count()) == (State.LAUNCHING, 0)

    walk(launching)

    assert (launching.state, sums(launching).all, RowRequest.objects.count()) == (State.RUNNING, 2, 2)
    assert Notice.objects.filter(supersedes__isnull=False).count() == 2


def while_rows_are_written(campaign: Campaign, act: Callable[[], None]) -> None:
    """Have a worker write the rows, and act before it is through: what belongs to the rows is kept from it so long."""

    def work() -> None:
        try:
            handling.write_campaign_down(campaign_id=campaign.pk, now=LATER)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("lock table requests_app_rowrequest in share mode")
            begun = worker.submit(work)
            while not begun.done() and not _somebody_waits():
                pass
            assert not begun.done(), "the worker did not come to the rows"
            act()
            assert not begun.done() or begun.exception() is not None, "the worker got through"
        begun.result()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where not granted")
        return bool(cursor.fetchone()[0])
