"""The audit chain looked through each night, and its head given out each day. A part of the door for writes."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string

from requests_app.audit import nightly, publish
from requests_app.audit.models import ChainCheck, PublishedHead
from requests_app.delivery.message import compose_for_staff
from requests_app.delivery.smtp import Outcome, hand_over
from requests_app.notices.render import tidy
from requests_app.register.models import Business
from requests_app.requests.move import CLOCK

logger = logging.getLogger(__name__)


def check_audit(*, now: datetime) -> ChainCheck:
    """Look through the chain and keep what was found; staff see a fault until a later look finds none."""
    found = nightly.look(actor=CLOCK.label, at=now)
    if found.says:
        logger.error("the audit chain does not hold at entry %s: %s", found.entry, found.says)
    return found


def publish_head(*, now: datetime) -> list[int]:
    """Give out the head of this day; return the ids of those whose mail waits, where somebody gets one."""
    head = publish.begin_day(now=now)
    if head is not None:
        try:
            publish.write_line(head)
        except OSError:  # tried again in some minutes; the mail does not wait for it
            logger.exception("the head of the audit chain could not be written to %s", publish.FILE)
    return publish.to_mail(now=now) if settings.AUDIT_HEAD_TO else []


def send_head(*, head_id: int, clock: Callable[[], datetime]) -> None:
    """Mail the head of a day, once, to whoever keeps it outside of this house."""
    business = Business.objects.filter(slug=settings.PUBLIC_BUSINESS).first() or Business.objects.first()
    head = publish.claim(head_id, at=clock()) if business is not None else None
    if business is None or head is None:
        return
    subject, body = _worded(head)
    mail = compose_for_staff(
        business=business, subject=subject, body=body, recipient=settings.AUDIT_HEAD_TO, word="audit"
    )
    answer = hand_over(mail)
    if answer.outcome is Outcome.PUT_OFF:
        publish.put_off(head, says=answer.says)
        return
    publish.finish(head, says=answer.says, at=clock())


def _worded(head: PublishedHead) -> tuple[str, str]:
    context = {"head": head, "check": ChainCheck.objects.last(), "site": settings.SITE_URL}
    subject = " ".join(render_to_string("emails/audit_head_subject.txt", context).split())
    return subject, tidy(render_to_string("emails/audit_head_body.txt", context))
