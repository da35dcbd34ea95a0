"""Put a mail or letter into the queue, worded and addressed for good. The row is the order; sending comes later."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from requests_app.delivery import wording
from requests_app.delivery.links import proof_url, status_url
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.places import ReplyPlace
from requests_app.notices.content import NoticeContent, Sender
from requests_app.notices.models import Notice
from requests_app.notices.render import notice_email, tidy
from requests_app.requests.keys import email_key
from requests_app.requests.languages import speaking
from requests_app.requests.models import DisclosureRequest, Question, ReplyBy
from requests_app.rows.many import insert_many
from requests_app.rows.together import insert


def message_id(disclosure_request: DisclosureRequest, word: str) -> str:
    """Return the Message-ID of a mail about a request: the same on every try."""
    return f"<{(disclosure_request.reference or '').lower()}.{word}@{settings.MAIL_DOMAIN}>"


def queue_acknowledgement(
    disclosure_request: DisclosureRequest,
    *,
    sender: Sender,
    why_due: str,
    at: datetime,
    wake_after: timedelta,
) -> Delivery:
    """Queue the acknowledgement of one request, in the language spoken now."""
    words = wording.acknowledgement(
        wording.Alike(
            language=get_language() or "en",
            sender=sender,
            received_on=disclosure_request.received_on,
            due_on=disclosure_request.due_on,
            report_year=disclosure_request.report_year,
            why_due=why_due,
            by_post=disclosure_request.reply_by == ReplyBy.POST,
            is_verified=disclosure_request.verified_at is not None,
        ),
        wording.Own(
            requester_name=disclosure_request.requester_name,
            reference=disclosure_request.reference or "",
            status_url=status_url(disclosure_request),
            proof_url=proof_url(disclosure_request),
        ),
    )
    return _acknowledgement(disclosure_request, *words, at=at, wake_after=wake_after)


def queue_group(
    requests: list[DisclosureRequest], *, sender: Sender, language: str, at: datetime, wake_after: timedelta
) -> Delivery:
    """Queue one acknowledgement for several requests from one address: each with its reference and its due date."""
    with speaking(language):
        context = {
            "lines": [{"request": each, "status_url": status_url(each)} for each in requests],
            "sender": sender,
            "proof_url": proof_url(requests[0]),
        }
        subject = render_to_string("emails/acknowledgements_subject.txt", context)
        body = tidy(render_to_string("emails/acknowledgements_body.txt", context))
        return _acknowledgement(requests[0], subject, body, at=at, wake_after=wake_after)


def _acknowledgement(
    disclosure_request: DisclosureRequest, subject: str, body: str, *, at: datetime, wake_after: timedelta
) -> Delivery:
    delivery = Delivery(
        disclosure_request=disclosure_request,
        kind=Kind.ACKNOWLEDGEMENT,
        address_key=email_key(disclosure_request.email),
        channel=ReplyBy.EMAIL,
        message_id=message_id(disclosure_request, "ack"),
        sender=disclosure_request.business.reply_email,
        recipient=disclosure_request.email,
        subject=_one_line(subject),
        body=body,
        queued_at=at,
        wake_at=at + wake_after,
    )
    insert(delivery)
    return delivery


def queue_question(question: Question, *, sender: Sender, at: datetime, wake_after: timedelta) -> Delivery:
    """Queue the mail that asks a requester something, in the transaction that wrote the question down."""
    disclosure_request = question.disclosure_request
    number = disclosure_request.questions.count()
    with speaking(disclosure_request.language):
        context = {
            "request": disclosure_request,
            "question": question,
            "sender": sender,
            "status_url": status_url(disclosure_request),
        }
        return Delivery.objects.create(
            disclosure_request=disclosure_request,
            question=question,
            kind=Kind.QUESTION,
            channel=ReplyBy.EMAIL,
            message_id=message_id(disclosure_request, f"ask.{number}"),
            sender=disclosure_request.business.reply_email,
            recipient=disclosure_request.email,
            subject=_one_line(render_to_string("emails/question_subject.txt", context)),
            body=tidy(render_to_string("emails/question_body.txt", context)),
            queued_at=at,
            wake_at=at + wake_after,
        )


def queue_notice(notice: Notice, *, content: NoticeContent, at: datetime, wake_after: timedelta) -> Delivery:
    """Queue one notice, as `queue_notices` does."""
    (delivery,) = queue_notices([(notice, notice.disclosure_request, content)], at=at, wake_after=wake_after)
    return delivery


def queue_notices(
    notices: Iterable[tuple[Notice, DisclosureRequest, NoticeContent]], *, at: datetime, wake_after: timedelta
) -> list[Delivery]:
    """Queue notices in the transaction that issued them: each as a mail with the PDF, or as a letter to print."""
    deliveries = [_notice(*each, at=at, wake_after=wake_after) for each in notices]
    insert_many(deliveries)
    return deliveries


def queue_corrected(
    notice: Notice, *, place: ReplyPlace, content: NoticeContent, at: datetime, wake_after: timedelta
) -> Delivery:
    """Queue a notice that replaces earlier ones, to a place of its requester, in the transaction that kept it.

    Its Message-ID is its own: what is heard late of an earlier mail is never said of this one.
    """
    row = notice.disclosure_request
    delivery = _notice(notice, row, content, at=at, wake_after=wake_after)
    number = row.deliveries.filter(kind=Kind.NOTICE).count() + 1
    delivery.message_id = message_id(row, f"notice.{number}")
    delivery.channel, delivery.recipient = place.channel, place.recipient
    delivery.wake_at = at + wake_after if place.channel == ReplyBy.EMAIL else None
    delivery.save()
    return delivery


def _notice(
    notice: Notice,
    disclosure_request: DisclosureRequest,
    content: NoticeContent,
    *,
    at: datetime,
    wake_after: timedelta,
) -> Delivery:
    text = notice_email(content)
    by_post = disclosure_request.reply_by == ReplyBy.POST
    postal = "\n".join((disclosure_request.requester_name, *disclosure_request.address_lines))
    return Delivery(
        disclosure_request=disclosure_request,
        notice=notice,
        kind=Kind.NOTICE,
        channel=ReplyBy.POST if by_post else ReplyBy.EMAIL,
        message_id=message_id(disclosure_request, "notice"),
        sender=disclosure_request.business.reply_email,
        recipient=postal if by_post else disclosure_request.email,
        subject=_one_line(text.subject),
        body=text.body,
        queued_at=at,
        wake_at=None if by_post else at + wake_after,
        state=State.QUEUED,
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:300]
