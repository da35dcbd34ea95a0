"""What is known of wrong answers stays while a notice hangs on it, without the name of whoever was destroyed."""

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.cure.models import Campaign, CampaignRow, KnowledgeEvent, KnownOnChange, RowRequest
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, LaterWord
from tests.builders import NOW
from tests.retention.whole import OVER, answered, approved, destroy, destroy_now

pytestmark = pytest.mark.django_db
SAID = "Ana Ruiz (ana@example.org) rang on May 2: the list lacked Acme. “You forgot Acme!”"


@pytest.fixture
def bo(business: Business, rita: User) -> DisclosureRequest:
    """Return a request that stays, for it is on hold."""
    row = answered(business, rita, requester_name="Bo Lee", email="bo@example.org")
    handling.hold_request(disclosure_request_id=row.pk, because="A claim.", by=rita, now=NOW)
    return row


def put_right(complainant: DisclosureRequest, people: list[DisclosureRequest], by: User) -> Campaign:
    """Return a campaign that a person's word led to, as it ended: so many were put right."""
    word = LaterWord.objects.create(
        receipt=complainant.receipts.get(), kind="ERROR", at=NOW, says="You forgot Acme!", looked_at=NOW, looked_by=by
    )
    event = KnowledgeEvent.objects.create(
        business=complainant.business, years=[complainant.report_year], source="WORD", later_word=word,
        known_on=NOW.date(), what_was_wrong=SAID, noted_by=by, noted_at=NOW,
    )  # fmt: skip
    KnownOnChange.objects.create(
        event=event, was=NOW.date(), now=NOW.date(), because="Ruiz wrote before.", by=by, at=NOW
    )
    campaign = Campaign.objects.create(
        event=event, state="DONE", problem="The letter to Ruiz was stuck.", made_by=by, made_at=NOW, launched_by=by,
        launched_at=NOW, finished_at=NOW,
    )  # fmt: skip
    for person in people:
        row = CampaignRow.objects.create(
            campaign=campaign, disclosure_request=person, why="WRONG", language="en", channel="EMAIL",
            state="UNREACHED", says="Its mail came back.",
        )  # fmt: skip
        RowRequest.objects.create(row=row, disclosure_request=person, why="WRONG")
    return campaign


def told(campaign: Campaign) -> tuple[str, str, str]:
    """Return what was written of a campaign and its event, as it stands now."""
    campaign.refresh_from_db()
    campaign.event.refresh_from_db()
    return campaign.event.what_was_wrong, campaign.event.known_on_changes.get().because, campaign.problem


def test_the_evidence_of_others_stays_without_the_name_of_who_complained(
    business: Business, row: DisclosureRequest, bo: DisclosureRequest, rita: User
) -> None:
    campaign = put_right(row, [row, bo], rita)

    destroy(approved(business))

    row.refresh_from_db()
    assert row.destroyed_at is not None
    assert told(campaign) == (
        "[destroyed] ([destroyed]) rang on May 2: the list lacked Acme. “[destroyed]”",
        "[destroyed] wrote before.",
        "The letter to [destroyed] was stuck.",
    )
    assert dict(campaign.rows.values_list("disclosure_request", "says")) == {
        row.pk: "Destroyed with its request.",
        bo.pk: "Its mail came back.",
    }


def test_it_goes_with_the_last_whose_notice_hangs_on_it(
    business: Business, row: DisclosureRequest, bo: DisclosureRequest, rita: User
) -> None:
    campaign = put_right(row, [row, bo], rita)
    destroy(approved(business))
    cora = User.objects.get(username="cora")
    handling.lift_hold(disclosure_request_id=bo.pk, because="Over.", by=cora, now=OVER)

    destroy_now(business)

    assert told(campaign) == ("Destroyed with its request.", "Destroyed with its request.", "")


def test_a_word_that_led_to_no_notice_of_another_goes_with_who_said_it(
    business: Business, row: DisclosureRequest, bo: DisclosureRequest, rita: User
) -> None:
    campaign = put_right(row, [], rita)

    destroy(approved(business))

    assert told(campaign) == ("Destroyed with its request.", "Destroyed with its request.", "")
