"""The mail that lies beside a request: what began it, what the requester wrote since, what came back."""

from dataclasses import dataclass
from datetime import date

from requests_app.requests.models import DisclosureRequest, IncomingMessage
from requests_app.views import dates

MOST = 50


@dataclass(frozen=True, slots=True)
class MailLine:
    """One message as a line of the request's page."""

    message: IncomingMessage
    came: str


def mail_lines(row: DisclosureRequest, *, on: date) -> tuple[MailLine, ...]:
    """Return the messages of a request in the order in which they were stored."""
    rows = row.incoming.only("id", "subject", "place", "received_on", "stored_at", "name", "email")
    return tuple(
        MailLine(each, dates.short(each.received_on or dates.today(each.stored_at), on=on)) for each in rows[:MOST]
    )
