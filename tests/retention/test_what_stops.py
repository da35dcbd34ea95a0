"""What keeps a request from its destruction, each asked about at the last moment and for the next list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from requests_app import handling
from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.desk.models import SavedList
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, LaterWord, OtherWish
from requests_app.requests.search.index import index_waiting
from requests_app.requests.status import Status
from requests_app.retention.models import RetentionRule
from tests.builders import NOW
from tests.retention.whole import OVER, answered, approved, destroy, outcome

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def _waits(row: DisclosureRequest, rita: User) -> None:
    DisclosureRequest.objects.filter(pk=row.pk).update(status=Status.UNDELIVERED)


def _a_word(row: DisclosureRequest, rita: User) -> None:
    LaterWord.objects.create(receipt=row.receipts.get(), kind="ERROR", at=NOW, needs_look=True)


def _a_doubt(row: DisclosureRequest, rita: User) -> None:
    said = {"needs_look": True, "looked_at": OVER, "looked_by": rita}
    LaterWord.objects.create(receipt=row.receipts.get(), kind="ERROR", at=OVER - 60 * DAY, **said)


def _a_wish(row: DisclosureRequest, rita: User) -> None:
    OtherWish.objects.create(disclosure_request=row, kind="DELETION", noted_at=NOW)


def _a_mail(row: DisclosureRequest, rita: User) -> None:
    Delivery.objects.filter(disclosure_request=row, kind=Kind.NOTICE).update(state=State.DOUBTFUL, finished_at=None)


def _event(row: DisclosureRequest, rita: User, **known: object) -> KnowledgeEvent:
    given = {"known_on": OVER.date() - timedelta(days=60), "years": [row.report_year], "what_was_wrong": "It.", **known}
    return KnowledgeEvent.objects.create(business=row.business, source="COUNSEL", noted_by=rita, noted_at=OVER, **given)


def _an_owed_cure(row: DisclosureRequest, rita: User) -> None:
    _event(row, rita)


def _a_draft(row: DisclosureRequest, rita: User) -> None:
    event = _event(row, rita, known_on=NOW.date())
    Campaign.objects.create(event=event, made_by=rita, made_at=NOW)


def _a_campaign(row: DisclosureRequest, rita: User) -> None:
    event = _event(row, rita, known_on=NOW.date(), years=[1])
    campaign = Campaign.objects.create(
        event=event, state="PAUSED", made_by=rita, made_at=NOW, launched_by=rita, launched_at=NOW
    )
    CampaignRow.objects.create(
        campaign=campaign, disclosure_request=row, why="WRONG", language="en", channel="EMAIL", state="WAITING"
    )


def _something_new(row: DisclosureRequest, rita: User) -> None:
    Delivery.objects.filter(disclosure_request=row, kind=Kind.NOTICE).update(finished_at=OVER)


@pytest.mark.parametrize(
    "stops",
    [_waits, _a_word, _a_doubt, _a_wish, _a_mail, _an_owed_cure, _a_draft, _a_campaign, _something_new],
)
def test_what_is_not_over_is_not_proposed_and_not_destroyed(
    stops: Callable[[DisclosureRequest, User], None],
    business: Business,
    row: DisclosureRequest,
    rita: User,
) -> None:
    batch = approved(business)
    stops(row, rita)

    destroy(batch)

    assert outcome(batch, row)[0] == "KEPT"
    row.refresh_from_db()
    assert (row.destroyed_at, row.requester_name) == (None, "Ana Ruiz")
    assert handling.propose_destruction(now=OVER + 8 * DAY) == []


def test_what_another_year_s_event_touches_is_not_held_by_it(
    business: Business, row: DisclosureRequest, rita: User
) -> None:
    _event(row, rita, years=[row.report_year + 1])
    batch = approved(business)

    destroy(batch)

    assert outcome(batch, row) == ("DESTROYED", "")


@pytest.mark.parametrize(
    ("kind", "period", "is_taken"),
    [
        ("ANSWERED", (1, 0), False),
        ("ANSWERED", (4, 89), False),
        ("DECLINED", (4, 0), False),
        ("WITHDRAWN", (3, 300), False),
        ("ANSWERED", (4, 90), True),
        ("WITHDRAWN", (4, 0), True),
        ("DECLINED", (9, 0), True),
    ],
)
def test_a_business_keeps_no_shorter_than_the_program(
    business: Business, rita: User, kind: str, period: tuple[int, int], is_taken: bool
) -> None:
    years, days = period
    rule = RetentionRule(
        business=business, kind=kind, years=years, days=days, basis="A house rule.", set_by=rita, set_at=NOW
    )

    if is_taken:
        rule.save()
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            rule.save()


def test_a_request_that_cannot_be_destroyed_keeps_no_other_from_going(
    business: Business, row: DisclosureRequest, rita: User, caplog: pytest.LogCaptureFixture
) -> None:
    other = answered(business, rita, requester_name="Bo Ruiz", email="bo@example.org")
    index_waiting()
    search = SavedList.objects.create(name="Ana", query="q=ana", by=rita)
    SavedList.objects.create(name=f"List {search.pk}", query="", by=rita)  # the name that the search would get
    batch = approved(business)

    destroy(batch)

    assert (batch.state, outcome(batch, other)[0]) == ("DONE", "DESTROYED")
    assert outcome(batch, row) == (
        "KEPT",
        "It could not be destroyed (IntegrityError). Nothing of it went; it comes onto the next list.",
    )
    row.refresh_from_db()
    assert (row.destroyed_at, row.requester_name) == (None, "Ana Ruiz")
    assert "Ana" not in caplog.text
