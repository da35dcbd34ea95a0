"""The clock's visits to the mailboxes, and to messages whose reading did not come to its end."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from requests_app.mailbox.fetch import fetch
from requests_app.mailbox.take import resume
from requests_app.tasks import wake_after

MOST_SECONDS = 3_600
"""A mailbox that was not fetched for months takes minutes; whatever ends a visit, the next one goes on."""


@shared_task(name="requests_app.fetch_mail", time_limit=MOST_SECONDS)
def fetch_mail() -> None:
    """Visit every mailbox of the settings; a mailbox that cannot be reached stops none of the others."""
    for box in settings.MAILBOXES:
        fetch(box, clock=timezone.now)


@shared_task(name="requests_app.take_stored_mail", time_limit=MOST_SECONDS)
def take_stored_mail() -> None:
    """Take what was stored a while ago and never settled."""
    resume(now=timezone.now(), after=wake_after())
