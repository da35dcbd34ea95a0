"""What the mail provider reports of our mails by webhook. django-anymail checks that it is the provider and reads it.

Only what came back or is late is taken. “Marked as spam” and “unsubscribed” change nothing: a notice is owed by law,
and no list of people who want no advertising stands in its way.
"""

import re
from collections.abc import Callable

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from requests_app import handling
from requests_app.delivery.server_words import reason_in
from requests_app.requests.came_back import ReturnReason
from requests_app.requests.verdict import Returned

_VIEWS: dict[str, Callable[..., HttpResponseBase]] = {
    "mailgun": MailgunTrackingWebhookView.as_view(),
    "postmark": PostmarkTrackingWebhookView.as_view(),
}
_FINAL = {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}
_LATE = {EventType.DEFERRED}
_REASONS = {
    RejectReason.INVALID: ReturnReason.NO_ADDRESS,
    RejectReason.BLOCKED: ReturnReason.REFUSED,
    RejectReason.SPAM: ReturnReason.REFUSED,
    RejectReason.UNSUBSCRIBED: ReturnReason.REFUSED,
}
"""What a provider says in one word, where the server's own words tell no reason."""
_REFERENCE = re.compile(r"STL-\d{4}-\d{6,10}")
_LONGEST = 500


@csrf_exempt
def events(request: HttpRequest, provider: str) -> HttpResponseBase:
    """Take a report of the provider that the settings name; 400 where it is not proved to be theirs."""
    if not settings.MAIL_PROVIDER or provider != settings.MAIL_PROVIDER:
        raise Http404
    return _VIEWS[provider](request)


@receiver(tracking, dispatch_uid="shinelight.mail_events")
def take(event: AnymailTrackingEvent, esp_name: str, **_: object) -> None:
    """Hand what came back or is late on; everything else that providers tell is theirs."""
    if event.event_type in _FINAL | _LATE:
        handling.take_report(returned=_returned(event, esp_name), now=timezone.now())


def _returned(event: AnymailTrackingEvent, esp_name: str) -> Returned:
    words = " ".join(str(each) for each in (event.mta_response, event.description) if each)[:_LONGEST]
    is_final = event.event_type in _FINAL
    reason = reason_in(words)
    if reason == ReturnReason.UNCLEAR:
        reason = _REASONS.get(event.reject_reason, ReturnReason.UNCLEAR)
    subject = event.esp_event.get("Subject") or ""
    what = "could not be delivered" if is_final else "is delayed and still being tried"
    return Returned(
        message_ids=(event.message_id,) if event.message_id else (),
        references=tuple(dict.fromkeys(_REFERENCE.findall(str(subject)))),
        recipients=(event.recipient,) if event.recipient else (),
        is_final=is_final,
        reason=reason,
        says=f"{esp_name} says that a mail to {event.recipient or 'somebody'} {what}: {words or 'no reason given'}",
    )
