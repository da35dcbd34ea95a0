"""A notice that came back goes to the requester’s next address; what is heard late of the first spoils nothing."""

from datetime import timedelta

import pytest

from requests_app import handling
from requests_app.audit.models import AuditEntry
from requests_app.delivery import send
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.places import ReplyPlace
from requests_app.delivery.settle import SettleError
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.desk.listings import BY_KEY
from requests_app.notices.models import Notice
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.models import DisclosureRequest, ReplyBy, Wish
from requests_app.requests.models.receipt import MetBy
from requests_app.requests.status import Status
from tests.builders import NOW, a_request, a_reviewer
from tests.delivery.places import HOME, LATER, a_business_that_answers, a_notice_to_ana, came_back, said_again
from tests.views.ways import REFUSED, TAKEN, sent

pytestmark = pytest.mark.django_db


def instead(delivery: Delivery) -> Delivery:
    return Delivery.objects.select_related("disclosure_request").get(instead_of=delivery)


def taken(delivery: Delivery) -> Delivery:
    """Let the mail server take a mail that waits."""
    claimed = send.claim(delivery.pk, at=LATER)
    assert claimed is not None
    send.record_outcome(send.Sent(claimed, TAKEN), at=LATER, first_pause=timedelta(minutes=1))
    delivery.refresh_from_db()
    return delivery


def test_a_notice_that_came_back_goes_by_post_to_whom_gave_a_postal_address() -> None:
    mail = a_notice_to_ana(**HOME)

    came_back(mail)

    letter = instead(mail)
    assert (mail.state, mail.returned_because) == (State.FAILED, ReturnReason.NO_ADDRESS)
    assert (letter.channel, letter.state, letter.wake_at) == (ReplyBy.POST, State.QUEUED, None)
    assert letter.recipient == "Ana Ruiz\n12 Elm St\nFresno, CA 93701"
    row = letter.disclosure_request
    assert row.status == Status.COMPILED
    assert "print the letter, post it" in row.problem
    assert AuditEntry.objects.filter(action="request.sent_elsewhere").count() == 1
    assert not BY_KEY["failed"].rows(NOW.date()).exists()


def test_another_mailbox_goes_before_post_and_has_a_message_id_of_its_own() -> None:
    mail = a_notice_to_ana(**HOME)
    said_again(mail.disclosure_request, email="ana.ruiz@example.net")

    marked = came_back(mail)

    second = instead(mail)
    assert [each.pk for each in marked.mails] == [second.pk]
    assert (second.channel, second.recipient) == (ReplyBy.EMAIL, "ana.ruiz@example.net")
    assert second.message_id == mail.message_id.replace(".notice@", ".notice.2@")
    assert (second.subject, second.body, second.notice) == (mail.subject, mail.body, mail.notice)


def test_a_late_bounce_of_the_first_mail_leaves_the_second_as_it_is() -> None:
    mail = a_notice_to_ana()
    said_again(mail.disclosure_request, email="ana.ruiz@example.net")
    came_back(mail)
    second = taken(instead(mail))

    came_back(mail, at=LATER + timedelta(days=4), says="Given up after four days.")

    second.refresh_from_db()
    assert (second.state, mail.disclosure_request.status) == (State.ACCEPTED, Status.ANSWERED)
    assert mail.disclosure_request.events.filter(kind="notice_came_back_earlier").exists()


def test_a_late_bounce_of_a_notice_that_was_corrected_leaves_the_corrected_one_as_it_is() -> None:
    mail = a_notice_to_ana(**HOME)
    first = mail.notice
    assert first is not None
    corrected = Notice.objects.get(pk=first.pk)
    corrected.pk, corrected.supersedes = None, first
    corrected.save(force_insert=True)
    sent_again = Delivery.objects.get(pk=mail.pk)
    sent_again.pk, sent_again.notice, sent_again.message_id = None, corrected, "<corrected@example.com>"
    sent_again.save(force_insert=True)

    came_back(mail)

    sent_again.refresh_from_db()
    assert (mail.state, sent_again.state) == (State.FAILED, State.ACCEPTED)
    assert mail.disclosure_request.status == Status.ANSWERED
    assert not Delivery.objects.filter(instead_of=mail).exists()


def test_a_bounce_of_an_earlier_try_under_the_same_message_id_is_told_by_its_day() -> None:
    mail = a_notice_to_ana()
    assert mail.claimed_at is not None

    came_back(mail, sent_at=mail.claimed_at - timedelta(days=1))
    assert (mail.state, mail.disclosure_request.status) == (State.ACCEPTED, Status.ANSWERED)

    came_back(mail, sent_at=mail.claimed_at)
    assert (mail.state, mail.disclosure_request.status) == (State.FAILED, Status.UNDELIVERED)


def test_each_address_is_tried_once_then_a_person_is_asked() -> None:
    mail = a_notice_to_ana(email="Ana@example.org")
    said_again(mail.disclosure_request, email="ana@EXAMPLE.org")
    said_again(mail.disclosure_request, reference="STL-2026-000998", secret="third", email="ana.ruiz@example.net")
    came_back(mail)
    second = taken(instead(mail))

    came_back(second, at=LATER + timedelta(hours=1))

    assert not Delivery.objects.filter(instead_of=second).exists()
    assert second.disclosure_request.status == Status.UNDELIVERED
    assert "was not given yet" in second.disclosure_request.problem


def test_an_address_that_a_stranger_may_have_written_is_not_used() -> None:
    mail = a_notice_to_ana()
    said_again(mail.disclosure_request, met_by=MetBy.POST, email="stranger@example.net")

    came_back(mail)

    assert not Delivery.objects.filter(instead_of=mail).exists()


def test_what_is_too_large_for_a_mailbox_goes_by_post() -> None:
    mail = a_notice_to_ana(**HOME)
    said_again(mail.disclosure_request, email="ana.ruiz@example.net")

    came_back(mail, reason=ReturnReason.TOO_LARGE)

    assert instead(mail).channel == ReplyBy.POST


def test_a_mail_that_is_late_stays_where_it_is() -> None:
    mail = a_notice_to_ana(**HOME)

    came_back(mail, is_final=False)

    assert (mail.state, mail.returned_on) == (State.ACCEPTED, None)
    assert mail.disclosure_request.events.filter(kind="notice_late").exists()


def test_a_server_that_knows_no_such_mailbox_at_once_sends_it_to_the_next_place() -> None:
    mail = sent(a_request(a_business_that_answers(), **HOME), REFUSED)

    assert instead(mail).channel == ReplyBy.POST
    assert mail.returned_because == ReturnReason.NO_ADDRESS


def test_what_may_be_a_fault_of_our_own_server_is_left_to_a_person() -> None:
    denied = ServerAnswer(Outcome.REFUSED, "554 5.7.1 Relay access denied")

    mail = sent(a_request(a_business_that_answers(), **HOME), denied)

    assert not Delivery.objects.filter(instead_of=mail).exists()
    assert DisclosureRequest.objects.get().status == Status.UNDELIVERED


def test_who_wants_no_advertising_gets_the_notice_all_the_same_and_its_second_send_too() -> None:
    row = a_request(a_business_that_answers(), **HOME)
    handling.add_wish(disclosure_request_id=row.pk, kind=Wish.OPT_OUT, text="No mailings.", by=a_reviewer(), now=NOW)

    mail = sent(row, TAKEN)
    came_back(mail)

    assert instead(mail).state == State.QUEUED


def test_what_came_back_is_in_the_desks_list_until_a_person_saw_it() -> None:
    mail = a_notice_to_ana(**HOME)
    came_back(mail)
    listed = BY_KEY["returned"].rows
    assert [row.pk for row in listed(NOW.date())] == [mail.disclosure_request_id]

    handling.look_at_return(delivery_id=mail.pk, by=a_reviewer(), now=LATER)
    handling.look_at_return(delivery_id=mail.pk, by=a_reviewer("rob"), now=LATER + timedelta(days=1))

    mail.refresh_from_db()
    assert not listed(NOW.date()).exists()
    assert mail.looked_at == LATER
    assert mail.disclosure_request.events.filter(kind="return_looked_at").count() == 1


def test_a_person_sends_it_to_an_address_they_found_once() -> None:
    mail = a_notice_to_ana()
    came_back(mail)
    found = ReplyPlace(ReplyBy.EMAIL, "ana@work.example")

    handling.send_elsewhere(delivery_id=mail.pk, place=found, how="She called.", by=a_reviewer(), now=LATER)
    with pytest.raises(SettleError, match="took its place already"):
        handling.send_elsewhere(delivery_id=mail.pk, place=found, by=a_reviewer("rob"), now=LATER)

    assert instead(mail).recipient == "ana@work.example"
    assert mail.disclosure_request.events.get(kind="address_found").says == "She called."


def test_a_notice_that_came_back_is_sent_to_the_same_mailbox_again_under_another_message_id() -> None:
    mail = a_notice_to_ana()
    came_back(mail, reason=ReturnReason.FULL)

    again = handling.retry_delivery(delivery_id=mail.pk, by=a_reviewer(), now=LATER)

    assert (again.instead_of_id, again.recipient, again.state) == (mail.pk, mail.recipient, State.QUEUED)
    assert again.message_id != mail.message_id


def test_a_confirmation_that_came_back_is_noted_and_asks_for_nothing_in_its_place() -> None:
    row = a_request(a_business_that_answers(), **HOME)
    mail = taken(Delivery.objects.select_related("disclosure_request").get(kind=Kind.ACKNOWLEDGEMENT))

    came_back(mail)

    row.refresh_from_db()
    assert (row.status, Delivery.objects.count()) == (Status.RECEIVED, 1)
    assert "Check the address before you answer." in row.problem
