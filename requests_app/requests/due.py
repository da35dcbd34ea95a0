"""The due date of a receipt, and of a request with several: what the statute says of them, and nothing of our own."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from requests_app.register.facts import business_facts
from requests_app.register.reading import Register
from requests_app.requests.models import DisclosureRequest, Receipt
from requests_app.statute import Channel, Deadline, DeadlineKind, RequestFacts, deadline, report_year

PACIFIC = ZoneInfo("America/Los_Angeles")


def day_of_receipt(received_at: datetime, *, timezone: str) -> date:
    """Return the day on which the clock starts: the business's own or the Pacific one, whichever is earlier."""
    return min(received_at.astimezone(ZoneInfo(timezone)).date(), received_at.astimezone(PACIFIC).date())


def due_of(
    register: Register, *, received_on: date, channel: str, arrived_at: str, reached_designated: date | None = None
) -> Deadline:
    """Return by when something that arrived on this day and in this way is answered, (b)(1), and why then."""
    return deadline(
        business_facts(register, year=report_year(received_on), on=received_on),
        RequestFacts(
            received=received_on,
            channel=Channel(channel),
            at=arrived_at or None,
            reached_designated=reached_designated,
        ),
    )


def due_of_receipt(register: Register, receipt: Receipt) -> Deadline:
    """Return by when a receipt is answered, looked at by itself."""
    return due_of(
        register,
        received_on=receipt.received_on,
        channel=receipt.channel,
        arrived_at=receipt.arrived_at,
        reached_designated=receipt.reached_designated_on,
    )


def follow(disclosure_request: DisclosureRequest, receipts: Sequence[Receipt], register: Register) -> bool:
    """Set how and when the request came, and its due date, from its receipts; return whether anything changed.

    It came with the first receipt that is a request at all; one that reached a designated address later may make it
    due earlier, never later.
    """
    counted = [each for each in receipts if each.deadline != DeadlineKind.NONE] or list(receipts)
    first = min(counted, key=lambda each: (each.received_at, each.pk))
    designated = [each for each in counted if each.deadline == DeadlineKind.DESIGNATED]
    at_once = first in designated and first.reached_designated_on is None
    reached = [each.reached_designated_on or each.received_on for each in designated]
    reached_on = min(reached) if reached and not at_once else None
    due = due_of(
        register,
        received_on=first.received_on,
        channel=first.channel,
        arrived_at=first.arrived_at,
        reached_designated=reached_on,
    )
    now = {
        "channel": first.channel,
        "arrived_at": first.arrived_at,
        "received_at": first.received_at,
        "received_on": first.received_on,
        "reached_designated_on": reached_on,
        "due_on": due.due_on,
        "deadline": due.kind.value,
    }
    changed = any(getattr(disclosure_request, name) != value for name, value in now.items())
    for name, value in now.items():
        setattr(disclosure_request, name, value)
    return changed


FOLLOWS = ("channel", "arrived_at", "received_at", "received_on", "reached_designated_on", "due_on", "deadline")
"""The columns that `follow` sets."""
