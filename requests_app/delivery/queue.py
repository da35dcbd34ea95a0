"""Put a mail or letter into the queue, worded and addressed for good. The row is the order; sending comes later."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from requests_app.delivery.links import proof_url, status_url
from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices.content import NoticeContent, Sender
from requests_app.notices.models import Notice
from requests_app.notices.render import notice_email, tidy
from requests_app.requests.keys import email_key
from requests_app.requests.languages import speaking
from requests_app.requests.models import DisclosureRequest, ReplyBy
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
    """Queue the acknowledgement of one request."""
    context = {
        "request": disclosure_request,
        "sender": sender,
        "status_url": status_url(disclosure_request),
        "proof_url": proof_url(disclosure_request),
        "why_due": why_due,
        "by_post": disclosure_request.reply_by == ReplyBy.POST,
    }
    return _acknowledgement(disclosure_request, "acknowledgement", context, at=at, wake_after=wake_after)


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
        return _acknowledgement(requests[0], "acknowledgements", context, at=at, wake_after=wake_after)


def _acknowledgement(
    disclosure_request: DisclosureRequest, words: str, context: dict[str, Any], *, at: datetime, wake_after: timedelta
) -> Delivery:
    delivery = Delivery(
        disclosure_request=disclosure_request,
        kind=Kind.ACKNOWLEDGEMENT,
        address_key=email_key(disclosure_request.email),
        channel=ReplyBy.EMAIL,
        message_id=message_id(disclosure_request, "ack"),
        sender=disclosure_request.business.reply_email,
        recipient=disclosure_request.email,
        subject=_one_line(render_to_string(f"emails/{words}_subject.txt", context)),
        body=tidy(render_to_string(f"emails/{words}_body.txt", context)),
        queued_at=at,
        wake_at=at + wake_after,
    )
    insert(delivery)
    return delivery


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
