"""Requests as they stand after what a test says of them, written row by row: a report only reads."""

from datetime import date, datetime, timedelta
from itertools import count

from requests_app.delivery.models import Delivery, Kind, State
from requests_app.notices.models import Basis, Document, Notice
from requests_app.register.models import Business
from requests_app.requests.models import DisclosureRequest, ReplyBy
from requests_app.requests.status import Status
from requests_app.statute import Answer
from tests.builders import a_person, a_request

_numbers = count(1)
ANSWER = Answer.DISCLOSURE.value


def came(business: Business, at: datetime, **values: object) -> DisclosureRequest:
    """Return a request that arrived then, of somebody who never asked before."""
    return a_request(business, at=at, **{"email": f"asker{next(_numbers)}@example.org", **values})


def decided(row: DisclosureRequest, status: Status) -> None:
    """Let it stand there, decided by somebody."""
    by = a_person(f"decider{next(_numbers)}")
    why = {"declined_clause": "(e)(1)", "declined_because": "No."} if status == Status.DECLINED else {}
    rows = DisclosureRequest.objects.filter(pk=row.pk)
    rows.update(status=status, decided_by=by, decided_at=row.received_at, **why)


def noticed(row: DisclosureRequest, status: Status, *, answer: str = ANSWER) -> Notice:
    """Give the request its notice, and let it stand there."""
    decided(row, status)
    document = Document.objects.create(digest=f"{next(_numbers):064}", pdf=b"%PDF", pages=1, kept_at=row.received_at)
    ruling = {"reasons": [{"clause": "(a)", "because": "Because."}]}
    basis, _ = Basis.objects.get_or_create(key="0" * 64, defaults={"statement": {}, "facts": {}, "ruling": ruling})
    return Notice.objects.create(
        disclosure_request=row,
        document=document,
        answer=answer,
        basis=basis,
        letter={},
        rule_version=1,
        register_version=1,
        template_version=1,
        issued_at=row.received_at,
        issued_on=row.received_on,
    )


def delivered(notice: Notice, state: State, at: datetime | None, **values: object) -> Delivery:
    """Write a delivery of the notice."""
    return Delivery.objects.create(
        disclosure_request=notice.disclosure_request,
        notice=notice,
        kind=Kind.NOTICE,
        state=state,
        message_id=f"{next(_numbers)}@example.com",
        sender="privacy@example.com",
        recipient="somebody",
        queued_at=notice.issued_at,
        finished_at=at,
        **{"channel": ReplyBy.EMAIL, "answer": "250 taken", **values},
    )


def answered(row: DisclosureRequest, at: datetime, *, answer: str = ANSWER) -> Notice:
    """Let the mail server take its notice at that moment."""
    notice = noticed(row, Status.ANSWERED, answer=answer)
    delivered(notice, State.ACCEPTED, at)
    return notice


def posted(row: DisclosureRequest, on: date, *, said_at: datetime) -> Notice:
    """Let its letter be posted on a day, which somebody says at that moment."""
    notice = noticed(row, Status.ANSWERED)
    delivered(notice, State.POSTED, said_at, channel=ReplyBy.POST, answer=f"Posted on {on.isoformat()}.")
    return notice


def after(row: DisclosureRequest, days: int) -> datetime:
    """Return the moment so many days after it arrived."""
    return row.received_at + timedelta(days=days)
