"""Ask a requester something. The clock keeps running: (b)(1) knows no stop, so the answer goes out with or without."""

from datetime import datetime

from django.contrib.auth.models import User

from requests_app.requests.decision import ReviewError
from requests_app.requests.models import DisclosureRequest, Question
from requests_app.requests.move import Actor, record
from requests_app.requests.permissions import check_can_review
from requests_app.requests.status import Status


class AskError(ReviewError):
    """Nothing was asked; the message is a sentence for staff."""


def open_question(row: DisclosureRequest) -> Question | None:
    """Return what its requester was asked and has not answered; None once the request is decided."""
    if row.status != Status.RECEIVED:
        return None
    return row.questions.filter(ended_at__isnull=True).first()


def ask(disclosure_request_id: int, *, text: str, by: User, at: datetime) -> Question:
    """Write a question down; whoever calls queues its mail in the same transaction. Raises `AskError`."""
    check_can_review(by)
    rows = DisclosureRequest.objects.select_for_update(of=("self",)).select_related("business")
    row = rows.get(pk=disclosure_request_id)
    if not text.strip():
        msg = "Write what you want to know."
        raise AskError(msg)
    if row.status != Status.RECEIVED:
        msg = "This request is decided: nothing is left to ask."
        raise AskError(msg)
    if not row.email:
        msg = "There is no e-mail address to ask at. Telephone or write, and record it as a note."
        raise AskError(msg)
    if row.questions.filter(ended_at__isnull=True).exists():
        msg = "A question is open already. Close it before you ask the next one."
        raise AskError(msg)
    question = Question.objects.create(disclosure_request=row, text=text.strip(), asked_at=at, asked_by=by)
    record(row, actor=Actor.staff(by), at=at, kind="asked", says=question.text)
    return question


def close(question_id: int, *, by: User, at: datetime) -> DisclosureRequest:
    """End a question without an answer; a second time nothing happens."""
    check_can_review(by)
    question = Question.objects.select_for_update(of=("self",)).select_related("disclosure_request").get(pk=question_id)
    if question.ended_at is None:
        _end(question, Question.Ended.STAFF, at=at)
        record(question.disclosure_request, actor=Actor.staff(by), at=at, kind="question_closed")
    return question.disclosure_request


def end_open(row: DisclosureRequest, how: Question.Ended, *, at: datetime) -> Question | None:
    """End the open question of a request, since its requester wrote; None where there is none."""
    question = row.questions.select_for_update(of=("self",)).filter(ended_at__isnull=True).first()
    if question is not None:
        _end(question, how, at=at)
    return question


def _end(question: Question, how: Question.Ended, *, at: datetime) -> None:
    question.ended, question.ended_at = how, at
    question.save(update_fields=["ended", "ended_at"])
