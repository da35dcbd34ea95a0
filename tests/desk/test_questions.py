"""A reviewer asks a requester something: by e-mail, once at a time, and the clock keeps running."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from requests_app import handling, tasks
from requests_app.delivery.message import compose
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.desk.listings import BY_KEY
from requests_app.register.models import Business
from requests_app.requests.ask import AskError
from requests_app.requests.models import DisclosureRequest, Question
from requests_app.requests.permissions import REGISTER_KEEPER, NotAllowedError
from requests_app.requests.status import Status
from shinelight.local.smtp import Catcher
from tests.builders import NOW, a_business, a_person, a_register, a_request, a_reviewer, asked_by_post

TEXT = "Which of our shops did you buy from? {{ 7*7 }}"


@pytest.fixture
def business(db: None) -> Business:
    business = a_business()
    a_register(business)
    return business


@pytest.fixture
def rita(db: None) -> User:
    return a_reviewer()


@pytest.fixture
def row(business: Business) -> DisclosureRequest:
    return a_request(business)


def ask(row: DisclosureRequest, rita: User, text: str = TEXT) -> Question:
    return handling.ask_requester(disclosure_request_id=row.pk, text=text, by=rita, now=NOW)


def test_the_mail_says_how_to_answer_and_that_the_day_stays(row: DisclosureRequest, rita: User) -> None:
    due = row.due_on
    question = ask(row, rita)
    delivery = Delivery.objects.get(question=question)
    sent = message_from_bytes(compose(delivery).content, policy=default)
    body = sent.get_content()
    assert TEXT in body
    assert "We answer your request by Wednesday, June 3, 2026 in any case." in body
    assert f"/status/{row.secret}/" in body
    assert "copies of identity papers" in body
    assert row.reference is not None
    assert row.reference in str(sent["Subject"])
    assert sent["Auto-Submitted"] is None
    row.refresh_from_db()
    assert (row.due_on, row.status) == (due, Status.RECEIVED)


def test_it_is_sent_once_and_the_timeline_says_so(row: DisclosureRequest, rita: User, smtp_catcher: Catcher) -> None:
    delivery = Delivery.objects.get(question=ask(row, rita))
    tasks.send_delivery(delivery.pk)
    tasks.send_delivery(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == State.ACCEPTED
    assert row.events.filter(kind="question_accepted").count() == 1
    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    assert len(list(smtp_catcher.folder.rglob("*.eml"))) == 1


def test_a_spanish_requester_reads_spanish(business: Business, rita: User) -> None:
    row = a_request(business, language="es")
    body = Delivery.objects.get(question=ask(row, rita, "¿En qué tienda compró?")).body
    assert "¿En qué tienda compró?" in body
    assert "in any case" not in body
    assert "De todos modos, responderemos a su solicitud" in body


def test_one_at_a_time(row: DisclosureRequest, rita: User) -> None:
    question = ask(row, rita)
    with pytest.raises(AskError, match="open already"):
        ask(row, rita)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(disclosure_request=row, text="x", asked_at=NOW, asked_by=rita)
    handling.close_question(question_id=question.pk, by=rita, now=NOW)
    handling.close_question(question_id=question.pk, by=rita, now=NOW)
    assert row.events.filter(kind="question_closed").count() == 1
    second = ask(row, rita, "And when?")
    ids = Delivery.objects.filter(kind=Kind.QUESTION).values_list("message_id", flat=True)
    assert len(set(ids)) == 2
    assert second.ended == ""


def test_what_cannot_be_asked_says_why(business: Business, row: DisclosureRequest, rita: User) -> None:
    with pytest.raises(AskError, match="Write what you want to know"):
        ask(row, rita, "  ")
    by_post = handling.receive(business=business, asked=asked_by_post(), received_at=NOW)
    with pytest.raises(AskError, match="no e-mail address"):
        ask(by_post, rita)
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=rita, now=NOW)
    with pytest.raises(AskError, match="is decided"):
        ask(row, rita)
    with pytest.raises(NotAllowedError):
        ask(a_request(business), a_person("kim", REGISTER_KEEPER))


def test_the_status_page_shows_it_and_takes_the_answer_once(row: DisclosureRequest, rita: User, client: Client) -> None:
    question = ask(row, rita)
    page = client.get(f"/status/{row.secret}/").content.decode()
    assert "We have a question for you" in page
    assert "Which of our shops did you buy from? {{ 7*7 }}" in page
    address = f"/status/{row.secret}/reply/"
    token = client.get(address).context["form"]["form_token"].value()
    said = {"says": "The one in Fresno.", "form_token": token}
    for _time in range(2):
        told = client.post(address, said, follow=True).content.decode()
        assert "A person will read your answer" in told
    question.refresh_from_db()
    assert question.ended == Question.Ended.STATUS_PAGE
    receipt = row.receipts.get()
    assert receipt.later_words.filter(kind="ANSWER", needs_look=True).count() == 1
    desk = Client()
    desk.force_login(rita)
    page = desk.get(f"/staff/requests/{row.pk}/").content.decode()
    assert "The one in Fresno." in page
    assert "The answer to your question" in page


def test_a_question_that_is_closed_takes_no_answer(row: DisclosureRequest, rita: User, client: Client) -> None:
    question = ask(row, rita)
    address = f"/status/{row.secret}/reply/"
    token = client.get(address).context["form"]["form_token"].value()
    handling.close_question(question_id=question.pk, by=rita, now=NOW)
    told = client.post(address, {"says": "Fresno", "form_token": token}, follow=True).content.decode()
    assert "Nothing is asked any more" in told
    assert "Nothing is asked any more" in client.get(address, follow=True).content.decode()
    assert not row.receipts.get().later_words.exists()


def test_who_joined_somebodys_request_is_not_shown_the_question(
    row: DisclosureRequest, rita: User, client: Client
) -> None:
    ask(row, rita)
    later = handling.take_in(
        business=row.business,
        asked=handling.Asked(requester_name=row.requester_name, email=row.email, california_resident=True),
        received_at=NOW,
    )
    assert later.disclosure_request == row
    assert "Which of our shops" not in client.get(f"/status/{later.secret}/").content.decode()
    assert "Which of our shops" not in client.get(f"/status/{later.secret}/reply/", follow=True).content.decode()


def test_the_queue_lists_who_was_asked_until_they_answer(row: DisclosureRequest, rita: User) -> None:
    on = timezone.now().date()
    assert list(BY_KEY["asked"].rows(on)) == []
    question = ask(row, rita)
    assert list(BY_KEY["asked"].rows(on)) == [row]
    handling.close_question(question_id=question.pk, by=rita, now=NOW)
    assert list(BY_KEY["asked"].rows(on)) == []


def test_the_desk_asks_and_closes(row: DisclosureRequest, rita: User) -> None:
    desk = Client()
    desk.force_login(rita)
    empty = desk.post(f"/staff/requests/{row.pk}/questions/", {"text": ""})
    assert (empty.status_code, "Write what you want to know" in empty.content.decode()) == (422, True)
    told = desk.post(f"/staff/requests/{row.pk}/questions/", {"text": TEXT}, follow=True).content.decode()
    assert "The clock keeps running: the due date stays." in told
    assert "No answer yet. The clock keeps running: the notice is due on June 3, 2026" in told
    question = Question.objects.get()
    told = desk.post(f"/staff/requests/{row.pk}/questions/{question.pk}/close/", follow=True).content.decode()
    assert "You may ask something else" in told
