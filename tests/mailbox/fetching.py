"""Fetching for tests: a mailbox of the settings, one visit to it, and what became of each message."""

import json
import os
from unittest import mock

from django.utils import timezone

from requests_app.mailbox.fetch import Visit, fetch
from requests_app.requests.models import IncomingMessage
from requests_app.requests.models.incoming_message import Place
from requests_app.statute import DeadlineKind
from shinelight import env
from shinelight.local.imap import ImapServer
from shinelight.mailboxes import Mailbox, mailboxes
from tests.mailbox.reading import Json

OUTCOMES = {Place.DUPLICATE: "duplicate", Place.QUARANTINE: "quarantine"}


def a_box(server: ImapServer, *, user: str = "privacy", **fields: str) -> Mailbox:
    """Return a mailbox as an operator sets it."""
    given = {"name": user, "url": server.url(user), **fields}
    return read_boxes(json.dumps([given]))[0]


def read_boxes(text: str) -> tuple[Mailbox, ...]:
    """Return the mailboxes that a value of MAILBOXES names."""
    with mock.patch.dict(os.environ, {"MAILBOXES_OF_A_TEST": text}), mock.patch.dict(env.READ):
        return mailboxes("MAILBOXES_OF_A_TEST", "The mailboxes of a test.")


def visit(box: Mailbox) -> Visit:
    """Visit a mailbox as the worker does."""
    return fetch(box, clock=timezone.now)


def told_of(row: IncomingMessage) -> Json:
    """Return what became of a message in the words of `read_mail --json`."""
    place = Place(row.place)
    is_dated = row.due_on is not None and place != Place.DUPLICATE
    kind = row.receipt.deadline if row.receipt else None
    days = (row.due_on - row.received_on).days if row.due_on and row.received_on else 0
    return {
        "outcome": OUTCOMES.get(place, row.outcome),
        "why": row.why,
        "name": row.name or None,
        "email": row.email or None,
        "received_on": row.received_on.isoformat() if is_dated and row.received_on else None,
        "due_on": row.due_on.isoformat() if is_dated and row.due_on else None,
        "designated": kind == DeadlineKind.DESIGNATED if kind else days == 30,
        "report_year": row.received_on.year - 1 if is_dated and row.received_on else None,
        "reference": (row.receipt.reference if row.receipt else None)
        or (row.disclosure_request.reference if row.disclosure_request else None),
        "acknowledge": row.acknowledge,
        "flags": [each["name"] for each in row.flags],
        "attachments": row.attachments,
    }
