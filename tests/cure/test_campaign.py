"""The way of a campaign: who is written to, what it says, and the sums at every step."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from jsonschema import validate

from requests_app import handling, tasks
from requests_app.cure.campaign import CampaignError, sums
from requests_app.cure.candidates import candidates
from requests_app.cure.models import Campaign, CampaignRow, Why
from requests_app.delivery.models import Delivery, Kind
from requests_app.notices.models import Notice
from requests_app.notices.render import data_in
from requests_app.notices.verify import Outcome, verify_digest
from requests_app.register.models import Business, RegisterChange
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import COUNSEL
from requests_app.requests.status import Status
from tests.builders import NOW, a_person, a_request, a_reviewer, asked_by_post
from tests.cure.wrongly_told import (
    LATER,
    a_remembered_business,
    correct,
    launched,
    notice_in,
    read,
    settle,
    to_send,
    walk,
)
from tests.views.ways import REFUSED, TAKEN, UNKNOWN, sent

pytestmark = pytest.mark.django_db
Row = CampaignRow.State


@pytest.fixture
def business() -> Business:
    return a_remembered_business()


@pytest.fixture
def rita() -> User:
    return a_reviewer("rita")


@pytest.fixture
def cora() -> User:
    return a_person("cora", COUNSEL)


def test_each_person_gets_one_corrected_notice(business: Business, rita: User, cora: User) -> None:
    ana, bo = a_request(business), a_request(business, language="es", requester_name="Bo Sol", email="bo@example.org")
    sent(ana, TAKEN, by=rita)
    sent(bo, TAKEN, by=rita)
    correct(business)

    campaign = launched(business, cora)
    walk(campaign)
    first, second = to_send()

    assert (campaign.people, sums(campaign).on_way) == (2, 2)
    assert (first.recipient, second.recipient) == (ana.email, "bo@example.org")
    assert first.subject == f"Our corrected answer to your California privacy request {ana.reference}"
    assert re.search(rf"This notice replaces the one of \w+, \w+ \d+, \d{{4}} \({ana.reference}\)\.", first.body)
    assert "Categories that were not listed before:\n- Telephone number" in first.body
    assert "Este aviso" in second.body
    old = ana.notices.order_by("pk")[0]
    assert (notice_in(first).supersedes, verify_digest(old.document.digest).outcome) == (old, Outcome.REPLACED)


def test_nothing_of_what_was_wrong_goes_out(business: Business, rita: User, cora: User) -> None:
    sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)

    (mail,) = to_send()

    told = f"{mail.subject} {mail.body} {notice_in(mail).content}"
    assert "knew better" not in told
    assert not any(word in told.lower() for word in ("sorry", "mistake", "error", "fault", "wrongly", "violat"))


def test_it_is_done_when_every_row_is_final(business: Business, rita: User, cora: User) -> None:
    for _ in range(2):
        sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)
    first, second = to_send()

    settle(TAKEN, first)
    read(campaign)
    assert (sums(campaign).delivered, sums(campaign).on_way, campaign.state) == (1, 1, Campaign.State.RUNNING)
    settle(UNKNOWN, second)
    read(campaign)
    assert (sums(campaign).on_way, campaign.state) == (1, Campaign.State.RUNNING)
    handling.settle_doubtful(delivery_id=second.pk, arrived=True, by=rita, now=LATER)
    read(campaign)

    assert (sums(campaign).delivered, sums(campaign).all, campaign.state) == (2, 2, Campaign.State.DONE)
    assert {row.status for row in DisclosureRequest.objects.all()} == {Status.ANSWERED}


def test_a_mail_that_is_refused_goes_to_the_next_place_or_is_told_as_not_reached(
    business: Business, rita: User, cora: User
) -> None:
    with_street = a_request(business, street="1 Elm St", city="Fresno", state="CA", postal_code="93701")
    sent(with_street, TAKEN, by=rita)
    sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)

    for mail in to_send():
        settle(REFUSED, mail)
    read(campaign)

    (letter,) = to_send()
    assert (letter.channel, sums(campaign).on_way, sums(campaign).unreachable) == (ReplyBy.POST, 1, 1)
    assert "550 5.1.1 no such user" in campaign.rows.get(state=Row.UNREACHABLE).says
    handling.mark_posted(
        delivery_id=letter.pk, posted_on=notice_in(letter).issued_on, by=rita, now=LATER + timedelta(days=9)
    )
    read(campaign)
    assert (sums(campaign).posted, sums(campaign).unreachable, campaign.state) == (1, 1, Campaign.State.DONE)


def test_a_person_with_several_wrong_notices_gets_one(business: Business, rita: User, cora: User) -> None:
    one = a_request(business, email="ana@example.org")
    sent(one, TAKEN, by=rita)
    other = a_request(business, email="ana@example.org", at=NOW + timedelta(days=2))
    sent(other, TAKEN, by=rita)
    assert one.pk != other.pk
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)

    (mail,) = to_send()

    assert (campaign.people, campaign.rows.count()) == (1, 1)
    assert all(str(row.reference) in mail.body for row in (one, other))
    assert Notice.objects.filter(supersedes__isnull=False).count() == 2
    assert Notice.objects.filter(superseded_by__isnull=True).values("document").distinct().count() == 1


def test_the_first_batch_is_looked_at_before_the_rest_goes_out(business: Business, rita: User, cora: User) -> None:
    for _ in range(3):
        sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora, first_batch=1)

    walk(campaign)
    assert (len(to_send()), campaign.state) == (1, Campaign.State.PAUSED)
    handling.go_on_with_campaign(campaign_id=campaign.pk, by=cora, now=LATER)
    walk(campaign)

    assert (len(to_send()), campaign.state) == (3, Campaign.State.RUNNING)


def test_no_more_go_out_in_an_hour_than_the_pace_allows(business: Business, rita: User, cora: User) -> None:
    for _ in range(3):
        sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora, an_hour=2)

    walk(campaign)
    assert len(to_send()) == 2
    walk(campaign, at=LATER + timedelta(minutes=59))
    assert len(to_send()) == 2
    walk(campaign, at=LATER + timedelta(minutes=61))
    assert len(to_send()) == 3


def test_who_waits_when_it_is_stopped_is_left_out_and_who_is_on_the_way_arrives(
    business: Business, rita: User, cora: User
) -> None:
    for _ in range(2):
        sent(a_request(business), TAKEN, by=rita)
    correct(business)
    campaign = launched(business, cora, first_batch=1)
    walk(campaign)

    handling.stop_campaign(campaign_id=campaign.pk, by=cora, now=LATER)
    (mail,) = to_send()
    settle(TAKEN, mail)
    read(campaign)

    assert (sums(campaign).delivered, sums(campaign).left_out, campaign.state) == (1, 1, Campaign.State.STOPPED)
    with pytest.raises(CampaignError, match="Only a paused campaign can go on"):
        handling.go_on_with_campaign(campaign_id=campaign.pk, by=cora, now=LATER)


def test_agents_and_those_nobody_can_reach_end_at_once(business: Business, rita: User, cora: User) -> None:
    sent(a_request(business, represented=True), TAKEN, by=rita)
    unknown = a_request(business)
    sent(unknown, TAKEN, by=rita)
    DisclosureRequest.objects.filter(pk=unknown.pk).update(reply_by=ReplyBy.UNKNOWN, email="")
    correct(business)
    campaign = launched(business, cora)

    walk(campaign)
    read(campaign)

    assert (sums(campaign).agent, sums(campaign).unreachable, to_send()) == (1, 1, [])
    assert campaign.state == Campaign.State.DONE


def test_late_and_open_ones_follow_their_own_answer(business: Business, rita: User, cora: User) -> None:
    late = a_request(business, at=NOW - timedelta(days=60))
    sent(late, TAKEN, by=rita)
    waits = a_request(business, at=NOW - timedelta(days=50))
    campaign = launched(business, cora, with_late=True, with_unanswered=True)
    assert dict(campaign.rows.values_list("disclosure_request", "why")) == {late.pk: Why.LATE, waits.pk: Why.UNANSWERED}

    walk(campaign)
    read(campaign)
    assert (sums(campaign).delivered, sums(campaign).waiting, to_send()) == (1, 1, [])
    sent(waits, TAKEN, by=rita)
    read(campaign)

    assert (sums(campaign).delivered, campaign.state) == (2, Campaign.State.DONE)


def test_a_letter_is_answered_by_a_letter(business: Business, rita: User, cora: User) -> None:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    letter = sent_by_post(row, rita)
    correct(business)
    campaign = launched(business, cora)

    walk(campaign)

    (corrected,) = to_send()
    assert (corrected.channel, corrected.recipient) == (ReplyBy.POST, letter.recipient)


def sent_by_post(row: DisclosureRequest, by: User) -> Delivery:
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by, now=NOW)
    tasks.issue_notice(row.pk)
    letter = row.deliveries.get(kind=Kind.NOTICE)
    return handling.mark_posted(
        delivery_id=letter.pk, posted_on=notice_in(letter).issued_on, by=by, now=letter.queued_at
    ) or (row.deliveries.get(kind=Kind.NOTICE))


def test_a_correction_of_the_evening_is_of_the_business_own_day(business: Business, rita: User, cora: User) -> None:
    """What fills counsel's form must be a day that has come at the business, whatever it is in Greenwich."""
    correct(business)
    evening = datetime(2026, 5, 25, 3, 0, tzinfo=UTC)  # still the 24th in Los Angeles
    RegisterChange.objects.filter(business=business, nature="correction").update(at=evening)

    (found,) = candidates(business, on=evening.date())

    assert found.on == date(2026, 5, 24)


def test_the_data_in_the_file_name_what_it_replaces(business: Business, rita: User, cora: User) -> None:
    one = a_request(business, email="ana@example.org")
    sent(one, TAKEN, by=rita)
    other = a_request(business, email="ana@example.org", at=NOW + timedelta(days=2))
    sent(other, TAKEN, by=rita)
    first = data_in(bytes(one.notices.get().document.pdf))
    correct(business)
    walk(launched(business, cora))

    (mail,) = to_send()
    data = data_in(bytes(notice_in(mail).document.pdf))

    validate(data, json.loads((settings.BASE_DIR / "docs" / "notice.schema.json").read_bytes()))
    assert first is not None
    assert data is not None
    assert first["letter"]["replaces"] is None
    told = data["letter"]["replaces"]
    assert [each["reference"] for each in told["notices"]] == [one.reference, other.reference]
    assert told["categories_new"] == [{"code": "telephone", "label": "Telephone number"}]
