"""What stands beside a request, and where to answer it. A part of the door for writes."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.delivery.queue import queue_question
from requests_app.notices.compile import sender_of
from requests_app.register.reading import as_it_is
from requests_app.requests import ask, beside, reply_address
from requests_app.requests.models import DisclosureRequest, LegalNote, OtherWish, Question, RequestNote, Wish
from requests_app.requests.reach import check_reaches_request, check_reaches_rows
from requests_app.tasks import send_delivery, wake_after, wake_on_commit


def add_wish(*, disclosure_request_id: int, kind: Wish, text: str, by: User, now: datetime) -> OtherWish:
    """Note a wish that a person read out of the request."""
    check_reaches_request(by, disclosure_request_id)
    return beside.add_wish(disclosure_request_id, kind=kind, text=text, by=by, at=now)


def hand_over_wish(*, wish_id: int, to: str, by: User, now: datetime) -> OtherWish:
    """Note that a wish was handed over to the team or person that owns it."""
    check_reaches_rows(by, OtherWish.objects.filter(pk=wish_id), "disclosure_request__business")
    return beside.hand_over(wish_id, to=to, by=by, at=now)


def ask_requester(*, disclosure_request_id: int, text: str, by: User, now: datetime) -> Question:
    """Ask the requester something by e-mail. The due date stays, and the mail says so. Raises `AskError`."""
    check_reaches_request(by, disclosure_request_id)
    with transaction.atomic():
        question = ask.ask(disclosure_request_id, text=text, by=by, at=now)
        row = question.disclosure_request
        sender = sender_of(as_it_is(row.business), on=row.received_on)
        mail = queue_question(question, sender=sender, at=now, wake_after=wake_after())
        wake_on_commit(send_delivery, mail.pk)
        return question


def close_question(*, question_id: int, by: User, now: datetime) -> DisclosureRequest:
    """End a question that nobody waits for any more."""
    check_reaches_rows(by, Question.objects.filter(pk=question_id), "disclosure_request__business")
    with transaction.atomic():
        return ask.close(question_id, by=by, at=now)


def add_legal_note(*, disclosure_request_id: int, text: str, by: User, now: datetime) -> LegalNote:
    """Keep a private note, which marks the request as a possible claim."""
    check_reaches_request(by, disclosure_request_id)
    return beside.add_legal_note(disclosure_request_id, text=text, by=by, at=now)


def add_note(*, disclosure_request_id: int, kind: RequestNote.Kind, text: str, by: User, now: datetime) -> RequestNote:
    """Keep an internal note, or what was said on the telephone; it is never removed."""
    check_reaches_request(by, disclosure_request_id)
    return beside.add_note(disclosure_request_id, kind=kind, text=text, by=by, at=now)


def enter_reply_address(
    *, disclosure_request_id: int, found: Mapping[str, str], how: str, by: User, now: datetime
) -> DisclosureRequest:
    """Enter the address that staff found for somebody whose letter gave none."""
    check_reaches_request(by, disclosure_request_id)
    return reply_address.enter_address(disclosure_request_id, found=found, how=how, by=by, at=now)
