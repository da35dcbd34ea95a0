"""What to tell of the e-mail that confirms a request: the truth, also while what sends it does not work."""

from datetime import datetime

from django.utils.translation import gettext as _

from requests_app.delivery.models import Delivery, GroupedAcknowledgement, Kind, State
from requests_app.requests import later
from requests_app.requests.models import Receipt
from requests_app.views.broker import broker_answers


def confirmation(receipt: Receipt, *, now: datetime) -> str:
    """Return a sentence about the e-mail, empty where there is none.

    A receipt that joined somebody's request is told what holds for everybody, and nothing of that person's mail.
    """
    row = receipt.disclosure_request
    if not receipt.email:
        return ""
    if not later.is_own(receipt, row):
        return _("We confirm a request by e-mail once a year, however often you ask.")
    if GroupedAcknowledgement.objects.filter(disclosure_request=row, delivery__isnull=True).exists():
        return _(
            "Several requests came from your e-mail address today. We confirm this one together with the others, in "
            "one e-mail within the hour."
        )
    mail = Delivery.objects.filter(kind=Kind.ACKNOWLEDGEMENT, disclosure_request=row).defer("body").first()
    return _of(mail, now=now) if mail else ""


def _of(mail: Delivery, *, now: datetime) -> str:
    if mail.state == State.FAILED:
        return _("Our e-mail that confirms your request could not be delivered. Please check the address.")
    if mail.state == State.QUEUED and _waits_longer_than_usual(mail, now=now):
        return _(
            "The part of our system that sends e-mail does not work at this moment. Your request is safe with us and "
            "its date stands. Our e-mail that confirms it follows as soon as that part works again."
        )
    return _(
        "We also send you an e-mail that confirms your request, once a year however often you ask. If it is not there "
        "in an hour, look in the junk folder."
    )


def _waits_longer_than_usual(mail: Delivery, *, now: datetime) -> bool:
    """Say whether the mail was put off, was taken by no worker in time, or waits while nobody can be woken for it."""
    return mail.attempts > 0 or (mail.wake_at is not None and mail.wake_at < now) or not broker_answers()
