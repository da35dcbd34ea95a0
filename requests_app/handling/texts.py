"""The business's own words in letters and mails. A part of the door for writes."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from requests_app.audit import chain
from requests_app.delivery.message import compose_for_staff
from requests_app.delivery.smtp import Outcome, hand_over
from requests_app.notices import write_text as texts
from requests_app.notices.draft import Draft
from requests_app.notices.models import LetterText
from requests_app.notices.previewed import invented
from requests_app.notices.render import notice_email
from requests_app.notices.text_rules import check_draft
from requests_app.notices.write_text import Place
from requests_app.requests.move import Actor
from requests_app.requests.permissions import check_can_write_texts
from requests_app.requests.reach import check_reaches


class NoTestMailError(Exception):
    """No test mail went out; the message is a sentence for the one who asked for it."""


def write_text(*, place: Place, draft: Draft, seen: int | None, by: User, now: datetime) -> LetterText | None:
    """Keep a new version of a text, or take it back with an empty one; None where nothing changes."""
    check_reaches(by, place.business.pk)
    return texts.write_text(place, draft, seen=seen, by=by, at=now)


def send_test_mail(*, place: Place, draft: Draft, by: User, on: date, now: datetime) -> str:
    """Send the mail of an invented answer with these words to the one who writes them; return the address.

    Nobody's data is in it. The PDF is not: the worker lays one out for a notice alone.
    """
    check_can_write_texts(by)
    check_reaches(by, place.business.pk)
    draft = draft.tidied()
    check_draft(draft)
    if not by.email:
        msg = "Your account has no e-mail address to send it to. Ask an administrator to enter one."
        raise NoTestMailError(msg)
    text = notice_email(invented(place, draft, on=on))
    try:
        mail = compose_for_staff(
            business=place.business, subject=f"[Test] {text.subject}", body=text.body, recipient=by.email
        )
    except ValueError as error:  # an address that no mail can carry
        msg = f"The test mail cannot be put together: {error}"
        raise NoTestMailError(msg) from error
    answer = hand_over(mail)
    with transaction.atomic():
        chain.append(
            at=now,
            actor=Actor.staff(by).label,
            action="text.tested",
            subject=f"business:{place.business.pk}",
            detail={"language": place.language, "answer": place.answer.value, "outcome": answer.outcome.value},
        )
    if answer.outcome is not Outcome.ACCEPTED:
        msg = f"The mail server did not take the test mail: {answer.says}"
        raise NoTestMailError(msg)
    return by.email
