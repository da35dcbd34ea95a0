"""Between the launch and a row's turn, and beside a campaign: one corrected notice, and none that is wrong."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from requests_app import handling
from requests_app.cure import walk as walking
from requests_app.cure.campaign import sums
from requests_app.cure.models import Campaign, CampaignRow
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.settle import SettleError
from requests_app.register.models import Business
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.permissions import COUNSEL
from requests_app.requests.verdict import Returned
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
from tests.views.ways import REFUSED, TAKEN, compiled, sent

pytestmark = pytest.mark.django_db
STREET: dict[str, Any] = {"street": "1 Elm St", "city": "Fresno", "state": "CA", "postal_code": "93701"}
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


def answered(business: Business, rita: User, at: datetime = NOW, **asked: object) -> DisclosureRequest:
    row = a_request(business, at, **asked)
    sent(row, TAKEN, by=rita)
    return row


def came_back(mail: Delivery) -> None:
    handling.take_report(
        returned=Returned(
            message_ids=(mail.message_id,),
            recipients=(mail.recipient,),
            is_final=True,
            reason=ReturnReason.NO_ADDRESS,
            says="550 5.1.1 no such user",
        ),
        now=LATER + timedelta(hours=2),
    )


def test_whoever_turns_out_to_have_an_agent_is_left_to_counsel(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita)
    correct(business)
    campaign = launched(business, cora)
    DisclosureRequest.objects.filter(pk=row.pk).update(represented=True)

    walk(campaign)

    assert (sums(campaign).agent, to_send()) == (1, [])


def test_whoever_was_erased_meanwhile_is_told_as_erased(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita)
    correct(business)
    campaign = launched(business, cora)
    DisclosureRequest.objects.filter(pk=row.pk).update(requester_name="", email="", street="", reply_by=ReplyBy.UNKNOWN)

    walk(campaign)

    assert (sums(campaign).erased, to_send()) == (1, [])


def test_two_of_whom_the_desk_says_meanwhile_that_they_are_one_get_one_mail(
    business: Business, rita: User, cora: User
) -> None:
    one, other = answered(business, rita), answered(business, rita, requester_name="A. R.", email="ar@example.org")
    correct(business)
    campaign = launched(business, cora)
    handling.say_one_person(one_id=one.pk, other_id=other.pk, is_one=True, by=rita, now=LATER)

    walk(campaign)

    (mail,) = to_send()
    assert all(str(row.reference) in mail.body for row in (one, other))
    assert (sums(campaign).on_way, sums(campaign).left_out, sums(campaign).all) == (1, 1, 2)


def test_a_new_address_counts_that_is_known_when_the_turn_comes(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita)
    correct(business)
    campaign = launched(business, cora)
    DisclosureRequest.objects.filter(pk=row.pk).update(email="new@example.org")

    walk(campaign)

    assert [mail.recipient for mail in to_send()] == ["new@example.org"]


def test_where_the_correction_was_taken_back_nobody_is_written_to(business: Business, rita: User, cora: User) -> None:
    answered(business, rita)
    correct(business)
    campaign = launched(business, cora)
    correct(business, "name_address", "product_kind")

    walk(campaign)

    assert (sums(campaign).left_out, to_send()) == (1, [])


def test_a_person_is_reached_where_any_of_their_requests_can_be(business: Business, rita: User, cora: User) -> None:
    one = a_request(business, email="gone@example.org")
    sent(one, REFUSED, by=rita)
    other = answered(business, rita, requester_name="A. R.", email="here@example.org")
    handling.say_one_person(one_id=one.pk, other_id=other.pk, is_one=True, by=rita, now=LATER)
    came = one.deliveries.get(kind=Kind.NOTICE)
    Delivery.objects.filter(pk=came.pk).update(returned_on=NOW.date(), returned_because=ReturnReason.NO_ADDRESS)
    correct(business)
    campaign = launched(business, cora)
    assert campaign.people == 1

    walk(campaign)

    assert [mail.recipient for mail in to_send()] == ["here@example.org"]


def test_a_correction_of_a_correction_replaces_the_corrected_notice(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita)
    correct(business)
    first = launched(business, cora)
    walk(first)
    (mail,) = to_send()
    settle(TAKEN, mail)
    read(first)
    correct(business, "name_address", "email")
    second = launched(business, cora)

    walk(second)

    (again,) = to_send()
    assert notice_in(again).supersedes == notice_in(mail)
    assert row.notices.filter(superseded_by__isnull=True).count() == 1


def test_of_two_campaigns_over_one_notice_the_second_follows_the_first(
    business: Business, rita: User, cora: User
) -> None:
    answered(business, rita)
    correct(business)
    first, second = launched(business, cora), launched(business, cora)
    walk(first)

    walk(second)
    (mail,) = to_send()
    settle(TAKEN, mail)
    read(first)
    read(second)

    assert (sums(first).delivered, sums(second).delivered) == (1, 1)
    assert second.state == Campaign.State.DONE


def test_a_wrong_notice_that_comes_back_late_is_not_sent_elsewhere(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita, **STREET)
    wrong = row.deliveries.get(kind=Kind.NOTICE)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)
    (mail,) = to_send()
    settle(REFUSED, mail)  # its follower is a letter
    (letter,) = to_send()

    came_back(wrong)

    assert to_send() == [letter]
    wrong.refresh_from_db()
    assert wrong.state == State.FAILED


def test_the_second_of_a_persons_wrong_notices_is_not_sent_elsewhere_either(
    business: Business, rita: User, cora: User
) -> None:
    answered(business, rita, email="ana@example.org")
    other = answered(business, rita, email="ana@example.org", at=NOW + timedelta(days=2), **STREET)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)
    queued = to_send()

    came_back(other.deliveries.get(kind=Kind.NOTICE))

    assert to_send() == queued


def test_the_desk_sends_no_notice_again_that_was_replaced(business: Business, rita: User, cora: User) -> None:
    row = a_request(business)
    wrong = sent(row, REFUSED, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)
    queued = to_send()
    assert len(queued) == 1

    with pytest.raises(SettleError, match="replaced"):
        handling.retry_delivery(delivery_id=wrong.pk, by=rita, now=LATER)

    assert to_send() == queued


def test_a_wrong_notice_that_has_not_left_stays(business: Business, rita: User, cora: User) -> None:
    wrong = compiled(a_request(business), by=rita)
    correct(business)
    campaign = launched(business, cora)

    walk(campaign)

    (mail,) = to_send()
    assert mail.pk != wrong.pk
    settle(TAKEN, mail)
    read(campaign)
    assert campaign.state == Campaign.State.DONE
    assert DisclosureRequest.objects.get().status == "ANSWERED"


def test_a_letter_that_was_printed_and_its_correction_are_both_posted(
    business: Business, rita: User, cora: User
) -> None:
    row = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    letter = compiled(row, by=rita)
    run = handling.make_print_run(business_id=business.pk, two_sided=False, by=rita, now=LATER)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)

    day, now = notice_in(letter).issued_on, letter.queued_at + timedelta(days=3)
    handling.mark_run_posted(run_id=run.pk, posted_on=day, left_out=(), by=rita, now=now)
    (corrected,) = to_send()
    handling.mark_posted(delivery_id=corrected.pk, posted_on=day, by=rita, now=now)
    read(campaign)
    handling.take_back_letter(delivery_id=letter.pk, returned_on=day, because=ReturnReason.MOVED, by=rita, now=now)

    assert (sums(campaign).posted, campaign.state) == (1, Campaign.State.DONE)
    row.refresh_from_db()
    assert row.status == "ANSWERED"


def test_the_requests_of_one_person_are_all_answered_by_the_one_mail(
    business: Business, rita: User, cora: User
) -> None:
    one = answered(business, rita, email="ana@example.org")
    other = a_request(business, email="ana@example.org", at=NOW + timedelta(days=2))
    unsent = compiled(other, by=rita)
    correct(business)
    campaign = launched(business, cora)
    walk(campaign)

    (mail,) = to_send()
    unsent.refresh_from_db()
    assert (unsent.state, mail.disclosure_request) == (State.FAILED, one)
    settle(TAKEN, mail)
    read(campaign)

    other.refresh_from_db()
    assert other.status == "ANSWERED"
    assert "went out under" in other.events.get(kind="answered").says
    assert campaign.state == Campaign.State.DONE


def test_what_changed_while_it_was_laid_out_has_another_turn(business: Business, rita: User, cora: User) -> None:
    row = answered(business, rita)
    correct(business)
    campaign = launched(business, cora)
    turn = walking.Turn(walking.next_rows(campaign, most=1, besides=frozenset()))
    ready = [turn.ready(each, at=LATER) for each in turn.rows]
    DisclosureRequest.objects.filter(pk=row.pk).update(email="new@example.org", version=row.version + 9)

    assert walking.keep(campaign.pk, ready, at=LATER, wake_after=timedelta(0)) == []
    walk(campaign)

    assert [mail.recipient for mail in to_send()] == ["new@example.org"]
