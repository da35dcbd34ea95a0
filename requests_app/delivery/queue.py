"""Put a mail or letter into the queue, worded and addressed for good. The row is the order; sending comes later."""

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string

from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices.content import NoticeContent, Sender
from requests_app.notices.models import Notice
from requests_app.notices.render import notice_email
from requests_app.requests.models import DisclosureRequest, ReplyBy


def message_id(disclosure_request: DisclosureRequest, word: str) -> str:
    """Return the Message-ID of a mail about a request: the same on every try."""
    return f"<{(disclosure_request.reference or '').lower()}.{word}@{settings.MAIL_DOMAIN}>"


def queue_acknowledgement(
    disclosure_request: DisclosureRequest,
    *,
    sender: Sender,
    why_due: str,
    status_url: str,
    at: datetime,
    wake_after: timedelta,
) -> Delivery | None:
    """Queue the acknowledgement in the transaction that received the request; None without an e-mail address."""
    if not disclosure_request.email:
        return None
    context = {
        "request": disclosure_request,
        "sender": sender,
        "status_url": status_url,
        "why_due": why_due,
        "by_post": disclosure_request.reply_by == ReplyBy.POST,
    }
    return Delivery.objects.create(
        disclosure_request=disclosure_request,
        kind=Kind.ACKNOWLEDGEMENT,
        channel=ReplyBy.EMAIL,
        message_id=message_id(disclosure_request, "ack"),
        sender=disclosure_request.business.reply_email,
        recipient=disclosure_request.email,
        subject=_one_line(render_to_string("emails/acknowledgement_subject.txt", context)),
        body=render_to_string("emails/acknowledgement_body.txt", context),
        queued_at=at,
        wake_at=at + wake_after,
    )


def queue_notice(notice: Notice, *, content: NoticeContent, at: datetime, wake_after: timedelta) -> Delivery:
    """Queue a notice in the transaction that issued it: as a mail with the PDF, or as a letter to print."""
    disclosure_request = notice.disclosure_request
    text = notice_email(content)
    by_post = disclosure_request.reply_by == ReplyBy.POST
    postal = "\n".join((disclosure_request.requester_name, *disclosure_request.address_lines))
    return Delivery.objects.create(
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
