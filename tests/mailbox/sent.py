"""A request whose notice left, for what may come back of it."""

from datetime import timedelta

from requests_app.delivery.models import Delivery, Kind, State
from requests_app.delivery.queue import message_id, queue_notice
from requests_app.notices import issue
from requests_app.requests.models import DisclosureRequest
from requests_app.requests.status import Status
from tests.builders import NOW, a_reviewer
from tests.mailbox.reading import a_known_request


def a_notice_that_was_sent(reference: str, *, email: str) -> DisclosureRequest:
    """Return a request of that reference that was answered: the mail server took its notice."""
    row = a_known_request(reference, email=email)
    DisclosureRequest.objects.filter(pk=row.pk).update(
        status=Status.APPROVED, decided_by=a_reviewer("reviewer"), decided_at=NOW, wake_at=NOW
    )
    begun = issue.begin(row.pk, at=NOW, wake_after=timedelta(minutes=1))
    assert begun is not None
    prepared = issue.prepare(begun, at=NOW)
    notice = issue.keep(prepared, at=NOW)
    assert notice is not None
    mail = queue_notice(notice, content=prepared.compiled.content, at=NOW, wake_after=timedelta(minutes=1))
    assert mail.message_id == message_id(begun, "notice")
    Delivery.objects.filter(pk=mail.pk, kind=Kind.NOTICE).update(state=State.ACCEPTED, finished_at=NOW, wake_at=None)
    DisclosureRequest.objects.filter(pk=row.pk).update(status=Status.ANSWERED)
    row.refresh_from_db()
    return row
