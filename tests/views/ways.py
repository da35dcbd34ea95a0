"""A request's way through the worker's steps, taken at once: real tasks, and a mail server's answer given."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from requests_app import handling, tasks
from requests_app.delivery import send
from requests_app.delivery.models import Delivery, Kind
from requests_app.delivery.smtp import Outcome, ServerAnswer
from requests_app.requests.models import DisclosureRequest
from tests.builders import NOW, a_reviewer

TAKEN = ServerAnswer(Outcome.ACCEPTED, "250 2.0.0 queued as 4T7Q")
REFUSED = ServerAnswer(Outcome.REFUSED, "550 5.1.1 no such user")
UNKNOWN = ServerAnswer(Outcome.UNKNOWN, "The connection broke")


def compiled(row: DisclosureRequest, *, by: User | None = None, at: datetime = NOW) -> Delivery:
    """Approve the request and compile its notice; return the notice's delivery, which stands in the queue."""
    handling.approve(disclosure_request_id=row.pk, seen_version=row.version, by=by or a_reviewer("ruth"), now=at)
    tasks.issue_notice(row.pk)
    return Delivery.objects.get(kind=Kind.NOTICE, disclosure_request=row)


def sent(
    row: DisclosureRequest, answer: ServerAnswer, *, by: User | None = None, decided_at: datetime = NOW
) -> Delivery:
    """Send the request's notice to a mail server that answers so."""
    delivery = compiled(row, by=by, at=decided_at)
    at = delivery.queued_at + timedelta(minutes=5)
    claimed = send.claim(delivery.pk, at=at)
    assert claimed is not None
    send.record_outcome(send.Sent(claimed, answer), at=at, first_pause=timedelta(minutes=1))
    delivery.refresh_from_db()
    return delivery


def answered(row: DisclosureRequest) -> Delivery:
    """Bring the request to its end."""
    return sent(row, TAKEN)
